// SPDX-License-Identifier: BSL-1.0
// expect: interlock: filterable or orderable names a member that is no field
// names: Gem
// names: Stranger
#include "lists.hpp"

void use(il::filters<Gem>& wanted) {
#ifndef INTERLOCK_FIXED
    wanted.add<&Stranger::id>(il::lookup::exact, "7");
#else
    wanted.add<&Gem::id>(il::lookup::exact, "7");
#endif
}
