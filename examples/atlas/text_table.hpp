// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <vector>

enum class align { left, right };

/// Rows of text in columns as wide as they need to be.
class text_table {
public:
    struct column {
        std::string title;
        align side = align::left;
    };

    explicit text_table(std::vector<column> columns) : columns_(std::move(columns)) {}

    /// A row; it has as many cells as there are columns.
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    /// Writes the titles and the rows to standard output.
    void print() const;

private:
    std::vector<column> columns_;
    std::vector<std::vector<std::string>> rows_;
};
