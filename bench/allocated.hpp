// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

/// Allocations by operator new in this thread, from here on.
class allocations {
public:
    allocations();
    std::int64_t since() const;
    /// Bytes that are allocated now.
    static std::int64_t bytes();
    /// The most bytes that were allocated at once from here on.
    std::int64_t most() const;

private:
    std::int64_t before_;
};
