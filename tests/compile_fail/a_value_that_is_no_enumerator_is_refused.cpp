// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::enumerators takes enumerators
// names: enumerator_without_a_name
// names: Cut
#include <interlock/enums.hpp>

namespace il = interlock;

enum class Cut { round, oval };
#ifndef INTERLOCK_FIXED
constexpr auto second = static_cast<Cut>(7);
#else
constexpr auto second = Cut::oval;
#endif

static_assert(il::enumerators<Cut::round, second>::list[0].name == "round");
