// SPDX-License-Identifier: BSL-1.0
// expect: interlock: db_default's value is of another type than the member
// names: Gem
// names: x
#include "use_model.hpp"

#include <interlock/enums.hpp>

enum class Cut { round, oval };
template <>
struct interlock::enum_names<Cut> : il::enumerators<Cut::round, Cut::oval> {};

struct Gem {
    std::int64_t id = 0;
    Cut x = Cut::round;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::id, il::primary_key>,
                              il::field<&Gem::x, il::as_text, il::db_default<"square">>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>,
                              il::field<&Gem::x, il::as_text, il::db_default<"oval">>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
