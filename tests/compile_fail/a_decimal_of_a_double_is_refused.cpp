// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a decimal made of a double
// names: number_is_no_exact_decimal
// names: double
#include <interlock/decimal.hpp>

namespace il = interlock;

#ifndef INTERLOCK_FIXED
const il::decimal<10, 2> price(0.1);
#else
const il::decimal<10, 2> price("0.1");
#endif
