// SPDX-License-Identifier: BSL-1.0
// expect: interlock: precision<P, S> says again what il::decimal<P, S> says
// names: Gem
// names: x
// names: precision
#include "use_model.hpp"

struct Gem {
    std::int64_t id = 0;
    double x = 0;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x, il::precision<10, 2>>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
