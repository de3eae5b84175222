// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an app is routed twice
// names: pypi
// names: maven
#include "toolchain.hpp"

#ifndef INTERLOCK_FIXED
using service = toolchain<"crawler/pypi", pypi, maven>;
#else
using service = toolchain<"crawler/pypi", pypi, users>;
#endif

static_assert(il::verify<service>());
