// SPDX-License-Identifier: BSL-1.0
// expect: interlock: indexed on a JSON document or an array
// names: Gem
// names: x
#include "use_model.hpp"

#include <interlock/array.hpp>

struct Gem {
    std::int64_t id = 0;
    std::vector<int> x;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields =
        il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x, il::as_json, il::indexed>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x, il::as_json>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
