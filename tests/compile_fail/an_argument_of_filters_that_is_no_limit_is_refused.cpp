// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::filters takes a model and its limits
// names: Gem
// names: Reaction
#include "lists.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::filter_text<Gem, Reaction>("name=x");
#else
    (void)il::filter_text<Gem>("name=x");
#endif
}
