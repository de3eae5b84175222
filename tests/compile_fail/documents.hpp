// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#if __has_include(<boost/json.hpp>)
#include <interlock/json.hpp>
#endif

// JSON documents as values, for the programs that use them wrongly.
