// SPDX-License-Identifier: BSL-1.0
// expect: interlock: not a model
// names: Gem
#include "use_model.hpp"

struct Gem {
    std::int64_t id = 0;
};

#ifdef INTERLOCK_FIXED
template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key>>;
};
#endif

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
