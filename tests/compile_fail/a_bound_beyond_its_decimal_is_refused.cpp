// SPDX-License-Identifier: BSL-1.0
// expect: interlock: min_value applies to numbers
// names: Gem
// names: x
#include "use_model.hpp"

#include <interlock/decimal.hpp>

struct Gem {
    std::int64_t id = 0;
    il::decimal<4, 2> x;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x, il::min_value<100>>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x, il::min_value<99.5>>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
