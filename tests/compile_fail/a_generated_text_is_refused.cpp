// SPDX-License-Identifier: BSL-1.0
// expect: interlock: generated applies to integers that are not std::optional
// names: Gem
// names: name
#include "use_model.hpp"

struct Gem {
    std::int64_t id = 0;
    std::string name;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::name, il::generated>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::name>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
