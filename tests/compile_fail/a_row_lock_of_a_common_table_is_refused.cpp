// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a row lock of a common table
// names: Name
#include "atlas.hpp"

struct Name {
    std::string id;
};
template <>
struct interlock::model<Name> {
    using fields = il::fields<il::field<&Name::id>>;
};

#ifndef INTERLOCK_FIXED
constexpr auto query =
    il::with_table<Name>(il::from<Gem>().select(il::col<&Gem::id>)).from<Name>().for_update();
#else
constexpr auto query =
    il::with_table<Name>(il::from<Gem>().select(il::col<&Gem::id>).for_update()).from<Name>();
#endif
constexpr auto text = il::sql<il::postgres>(query);
