// SPDX-License-Identifier: BSL-1.0
// expect: interlock: generated applies to integers that are not std::optional
// names: Gem
// names: id
#include "use_model.hpp"

struct Gem {
    std::optional<std::int64_t> id;
    std::string name;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::id, il::generated>, il::field<&Gem::name>>;
#else
    using fields = il::fields<il::field<&Gem::id>, il::field<&Gem::name>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
