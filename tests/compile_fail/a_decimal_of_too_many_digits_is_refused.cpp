// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a decimal has 1 to 38 digits
// names: decimal
#include <interlock/decimal.hpp>

namespace il = interlock;

#ifndef INTERLOCK_FIXED
il::decimal<39, 2> price;
#else
il::decimal<38, 2> price;
#endif
