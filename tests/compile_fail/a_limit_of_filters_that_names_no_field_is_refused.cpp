// SPDX-License-Identifier: BSL-1.0
// expect: interlock: filterable or orderable names a member that is no field
// names: Gem
// names: Reaction
// names: step
#include "lists.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::filter_text<Gem, il::filterable<&Gem::name, &Reaction::step>>("name=x");
#else
    (void)il::filter_text<Gem, il::filterable<&Gem::name>>("name=x");
#endif
}
