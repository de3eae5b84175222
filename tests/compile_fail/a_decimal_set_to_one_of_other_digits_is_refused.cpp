// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column is set to a value of another type
// names: x
// names: types_do_not_assign
#include <interlock/decimal.hpp>
#include <interlock/interlock.hpp>

namespace il = interlock;

struct Gem {
    std::int64_t id = 0;
    il::decimal<10, 2> x;
    il::decimal<10, 4> y;
};
template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x>, il::field<&Gem::y>>;
};

#ifndef INTERLOCK_FIXED
constexpr auto text = il::sql<il::postgres>(il::update<Gem>().set(il::col<& Gem::x> = il::col<&Gem::y>));
#else
constexpr auto text = il::sql<il::postgres>(il::update<Gem>().set(il::col<& Gem::x> = il::col<&Gem::x>));
#endif
static_assert(!text.empty());
