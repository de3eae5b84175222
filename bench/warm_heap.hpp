// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>  // __GLIBC__
#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace bench {

// Freed memory stays with the process, so that a side does not pay for pages which the other side gave back.
inline void keep_heap_warm() {
#if defined(__GLIBC__)
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 64 << 20);
#endif
}

}  // namespace bench
