// SPDX-License-Identifier: BSL-1.0
// expect: interlock: as_json applies to std::vector members
// names: Gem
// names: x
#include "use_model.hpp"

struct Gem {
    std::int64_t id = 0;
    std::string x;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x, il::as_json>>;
#else
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
