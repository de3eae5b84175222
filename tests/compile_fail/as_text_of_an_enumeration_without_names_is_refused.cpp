// SPDX-License-Identifier: BSL-1.0
// expect: interlock: as_text applies to enumerations whose enumerators have names
// names: Gem
// names: x
#include "use_model.hpp"

enum class Cut { round, oval };
struct Gem {
    std::int64_t id = 0;
    Cut x = Cut::round;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x, il::as_text>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
