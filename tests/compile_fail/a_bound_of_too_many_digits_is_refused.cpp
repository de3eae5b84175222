// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a number in an attribute has at most 15 digits
// names: Gem
// names: price
#include "use_model.hpp"

struct Gem {
    std::int64_t id = 0;
    double price = 0;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields =
        il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::price, il::max_value<1e300>>>;
#else
    using fields =
        il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::price, il::max_value<1e14>>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
