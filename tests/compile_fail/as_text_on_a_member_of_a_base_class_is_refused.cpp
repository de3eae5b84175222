// SPDX-License-Identifier: BSL-1.0
// expect: interlock: as_text on a member of a base class
// names: Gem
// names: cut
#include "use_model.hpp"

#include <interlock/enums.hpp>

enum class Cut { round, oval };
template <>
struct interlock::enum_names<Cut> : il::enumerators<Cut::round, Cut::oval> {};

struct Stone {
    std::int64_t id = 0;
    Cut cut = Cut::round;
};
struct Gem : Stone {};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Stone::id, il::primary_key>, il::field<&Stone::cut, il::as_text>>;
#else
    using fields = il::fields<il::field<&Stone::id, il::primary_key>, il::field<&Stone::cut>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
