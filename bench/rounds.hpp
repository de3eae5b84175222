// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "data.hpp"
#include "options.hpp"
#include "side.hpp"

#include <string>

namespace bench {

// Lends a side with its database in the state that a workload needs.
class contender {
public:
    contender() = default;
    contender(const contender&) = delete;
    contender& operator=(const contender&) = delete;
    virtual ~contender() = default;

    virtual side& empty() = 0;   // all tables empty
    virtual side& filled() = 0;  // all tables hold the data (updates of earlier rounds included)
};

// Runs every workload on both sides in turn, first the one and then the other, and prints the ratios.
// Returns the program's exit code: 0, 1 (a limit exceeded). Throws when the sides' results differ.
int run_rounds(const std::string& title, contender& library, contender& hand, const dataset& data,
               const options& chosen);

}  // namespace bench
