// SPDX-License-Identifier: BSL-1.0
#include "stats.hpp"

#include "text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

void stats(session& db) {
    // Counted here, for want of a group_by; the stream holds one row at a time.
    std::map<std::string, int> counts;
    int total = 0;
    for (const Gem& gem : db.from<Gem>().stream()) {
        ++counts[gem.organism.value_or("-")];
        ++total;
    }

    std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());  // by name
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    text_table table({{"ORGANISM"}, {"GEMS", align::right}});
    for (const auto& [organism, count] : sorted) table.add({organism, fmt::to_string(count)});
    table.add({"total", fmt::to_string(total)});
    table.print();
}
