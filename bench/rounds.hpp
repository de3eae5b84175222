// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "data.hpp"
#include "options.hpp"
#include "results.hpp"
#include "side.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace bench {

// Lends a side with its database in the state that a workload needs.
class contender {
public:
    contender() = default;
    contender(const contender&) = delete;
    contender& operator=(const contender&) = delete;
    virtual ~contender() = default;

    virtual side& empty() = 0;   // all tables empty
    virtual side& filled() = 0;  // all tables hold the data (what earlier rounds changed included)

    // The same for so many threads at a time: one for each, or one that all of them share. None where the place
    // has no room for several.
    virtual std::vector<side*> filled_for_threads(std::size_t threads) = 0;
};

struct entrant {
    std::string name;
    contender* who;
};

// Runs every workload on all entrants, who take turns, and prints the first one's ratios to the others. Throws
// when what they read differs.
results run_rounds(const std::string& title, const std::vector<entrant>& entrants, const dataset& data,
                   const options& chosen);

}  // namespace bench
