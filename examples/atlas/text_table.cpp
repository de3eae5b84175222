// SPDX-License-Identifier: BSL-1.0
#include "text_table.hpp"

#include "text.hpp"

#include <fmt/format.h>

#include <algorithm>

void text_table::print() const {
    std::vector<std::vector<std::string>> lines(1);
    for (const column& c : columns_) lines[0].push_back(c.title);
    lines.insert(lines.end(), rows_.begin(), rows_.end());

    std::vector<std::size_t> widths(columns_.size());
    for (const auto& cells : lines)
        for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], characters(cells[i]));

    for (const auto& cells : lines) {
        std::string text;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const std::string filling(widths[i] - characters(cells[i]), ' ');
            text += (i == 0 ? "" : "  ");
            text += columns_[i].side == align::left ? cells[i] + filling : filling + cells[i];
        }
        text.erase(text.find_last_not_of(' ') + 1);
        fmt::print("{}\n", text);
    }
}
