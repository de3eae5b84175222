// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the product of two decimals would have more than 38 digits
// names: product_of_too_many_digits
#include <interlock/decimal.hpp>

namespace il = interlock;

#ifndef INTERLOCK_FIXED
using factor = il::decimal<38, 20>;
#else
using factor = il::decimal<38, 10>;
#endif
il::decimal<38, 20> price;
const auto product = price * factor(2);
