// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a Hana struct whose members are not plain
// names: Gem
// needs: hana
#include "use_model.hpp"

#include <interlock/hana.hpp>

#include <boost/hana/adapt_adt.hpp>
#include <boost/hana/adapt_struct.hpp>

struct Gem {
    std::int64_t id = 0;
};
#ifndef INTERLOCK_FIXED
BOOST_HANA_ADAPT_ADT(Gem, (id, [](const auto& gem) { return gem.id; }));
#else
BOOST_HANA_ADAPT_STRUCT(Gem, id);
#endif

template <>
struct interlock::model<Gem> {
    using fields = il::hana_fields<Gem>;
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
