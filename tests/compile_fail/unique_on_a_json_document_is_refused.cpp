// SPDX-License-Identifier: BSL-1.0
// expect: interlock: unique on a JSON document or an array
// names: Gem
// names: x
// needs: json
#include "use_model.hpp"

#include <interlock/json.hpp>

struct Gem {
    std::int64_t id = 0;
    il::json x;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x, il::unique>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
