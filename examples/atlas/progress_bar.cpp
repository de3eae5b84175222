// SPDX-License-Identifier: BSL-1.0
#include "progress_bar.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <cstdio>
#include <utility>

namespace {
constexpr std::size_t width = 40;
}

progress_bar::progress_bar(std::string label, std::size_t total)
    : label_(std::move(label)), total_(total), shown_(total > 0 && isatty(STDERR_FILENO) != 0) {
    if (shown_) draw();
}

progress_bar::~progress_bar() {
    if (shown_) std::fputs("\r\033[K", stderr);
}

void progress_bar::advance() {
    const std::size_t before = done_ * 100 / (total_ == 0 ? 1 : total_);
    if (done_ < total_) ++done_;
    if (shown_ && done_ * 100 / total_ != before) draw();
}

void progress_bar::draw() const {
    const std::size_t filled = done_ * width / total_;
    fmt::print(stderr, "\r{} [{:#<{}}{:-<{}}] {:3}% {}/{}", label_, "", filled, "", width - filled,
               done_ * 100 / total_, done_, total_);
    std::fflush(stderr);
}
