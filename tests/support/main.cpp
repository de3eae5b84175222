// SPDX-License-Identifier: BSL-1.0
// The main of every test program, where Catch2 comes without one that is built already.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
