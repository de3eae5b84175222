// SPDX-License-Identifier: BSL-1.0
#include "allocated.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>

#include <malloc.h>

namespace {
thread_local std::int64_t count = 0, live = 0, peak = 0;
}

void* operator new(std::size_t size) {
    void* const memory = std::malloc(size);
    if (memory == nullptr) throw std::bad_alloc();
    ++count;
    live += static_cast<std::int64_t>(malloc_usable_size(memory));
    peak = std::max(peak, live);
    return memory;
}
void operator delete(void* memory) noexcept {
    if (memory == nullptr) return;
    live -= static_cast<std::int64_t>(malloc_usable_size(memory));
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

allocations::allocations() : before_(count) { peak = live; }
std::int64_t allocations::since() const { return count - before_; }
std::int64_t allocations::bytes() { return live; }
std::int64_t allocations::most() const { return peak; }
