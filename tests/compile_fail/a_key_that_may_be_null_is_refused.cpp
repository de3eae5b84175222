// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a primary key cannot be null
// names: Gem
// names: name
#include "use_model.hpp"

struct Gem {
    std::int64_t id = 0;
    std::optional<std::string> name;
    std::int32_t year = 0;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::year>, il::field<&Gem::name, il::primary_key>>;
#else
    using fields = il::fields<il::field<&Gem::year>, il::field<&Gem::name>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
