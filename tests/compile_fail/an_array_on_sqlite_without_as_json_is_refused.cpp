// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an array where the engine has none
// names: Gem
// names: x
// names: sqlite
// names: array_on_an_engine_without_arrays
#include "use_model.hpp"

#include <interlock/array.hpp>

struct Gem {
    std::int64_t id = 0;
    std::vector<int> x;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x, il::as_json>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
