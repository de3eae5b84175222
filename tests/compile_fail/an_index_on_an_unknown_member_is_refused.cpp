// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an index or constraint names a member that is not a field of the model
// names: Gem
#include "use_model.hpp"

struct Gem {
    std::int64_t id = 0;
    std::optional<std::string> name;
    std::int32_t year = 0;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using constraints = il::constraints<il::index<&Gem::year, &Gem::name>>;
#else
    using constraints = il::constraints<il::index<&Gem::year>>;
#endif
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::year>>;
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
