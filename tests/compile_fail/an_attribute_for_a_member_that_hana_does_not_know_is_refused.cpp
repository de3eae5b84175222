// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::with names a member that Hana does not know
// names: Gem
// names: note
// needs: hana
#include "use_model.hpp"

#include <interlock/hana.hpp>

#include <boost/hana/adapt_struct.hpp>

struct Gem {
    std::int64_t id = 0;
    std::string name;
    std::string note;
};
BOOST_HANA_ADAPT_STRUCT(Gem, id, name);

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::hana_fields<Gem, il::with<&Gem::note, il::unique>>;
#else
    using fields = il::hana_fields<Gem, il::with<&Gem::name, il::unique>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
