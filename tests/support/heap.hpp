// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ASAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1
#endif
#if UNDER_ASAN
#include <sanitizer/allocator_interface.h>
#elif defined(__GLIBC__)
#include <malloc.h>
#endif

/// Bytes that are allocated now; 0 where that cannot be told.
inline std::size_t heap_in_use() {
#if UNDER_ASAN
    return __sanitizer_get_current_allocated_bytes();
#elif defined(__GLIBC__)
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
#else
    return 0;
#endif
}
