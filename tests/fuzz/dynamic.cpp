// SPDX-License-Identifier: BSL-1.0
// What a request may ask for: filters, orders, pages. One program, because the model is what takes long to compile.
#include "filters.hpp"
#include "tokens.hpp"

void fuzz::try_input(provider& data) {
    data.ConsumeBool() ? filters::try_input(data) : tokens::try_input(data);
}
