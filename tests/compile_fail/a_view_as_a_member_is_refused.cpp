// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the member's type cannot be stored
// names: Gem
// names: name
#include "use_model.hpp"

struct Gem {
    std::int64_t id = 0;
    std::string_view name;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::name>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
