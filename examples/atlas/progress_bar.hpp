// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>

/// A bar on standard error that fills while work is done. Nothing is drawn where that is no terminal.
class progress_bar {
public:
    progress_bar(std::string label, std::size_t total);
    progress_bar(const progress_bar&) = delete;
    progress_bar& operator=(const progress_bar&) = delete;
    ~progress_bar();  // takes the bar away

    /// One more of the total is done.
    void advance();

private:
    void draw() const;

    std::string label_;
    std::size_t total_;
    std::size_t done_ = 0;
    bool shown_;
};
