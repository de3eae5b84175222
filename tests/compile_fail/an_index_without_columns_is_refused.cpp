// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an index or unique_together has 1 to 16 columns
// names: constraint_of_too_few_or_many_columns
#include "use_model.hpp"

struct Gem {
    std::int64_t id = 0;
    std::optional<std::string> name;
    std::int32_t year = 0;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using constraints = il::constraints<il::index<>>;
#else
    using constraints = il::constraints<il::index<&Gem::year>>;
#endif
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::year>>;
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
