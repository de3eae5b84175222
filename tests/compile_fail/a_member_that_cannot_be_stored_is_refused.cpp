// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the member's type cannot be stored
// names: Gem
// names: size
// names: Extent
#include "use_model.hpp"

struct Extent {
    int width = 0, height = 0;
};
struct Gem {
    std::int64_t id = 0;
    Extent size;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::size>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
