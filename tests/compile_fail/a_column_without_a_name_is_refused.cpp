// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column's name cannot be empty
// names: Gem
// names: year
#include "use_model.hpp"

struct Gem {
    std::int64_t id = 0;
    std::optional<std::string> name;
    std::int32_t year = 0;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::year, il::column<"">>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::year>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
