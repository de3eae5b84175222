// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a comparison of two types that no row could match
// names: types_do_not_compare
// names: decimal
// names: double
#include <interlock/decimal.hpp>
#include <interlock/interlock.hpp>

namespace il = interlock;

struct Gem {
    std::int64_t id = 0;
    il::decimal<10, 2> x;
};
template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x>>;
};

#ifndef INTERLOCK_FIXED
const auto text = il::sql<il::postgres>(il::from<Gem>().where(il::col<&Gem::x> > 0.5));
#else
const auto text = il::sql<il::postgres>(il::from<Gem>().where(il::col<&Gem::x> > 5));
#endif
bool use() { return text.empty(); }
