// SPDX-License-Identifier: BSL-1.0
// expect: interlock: db_default's value is of another type than the member
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
    using fields =
        il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x, il::db_default<0.125>>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x, il::db_default<0.25>>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
