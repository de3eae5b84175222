// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a generated field that is not the whole primary key
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
    using fields = il::fields<il::field<&Gem::id, il::primary_key, il::generated>,
                              il::field<&Gem::year, il::primary_key>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::year, il::primary_key>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
