// SPDX-License-Identifier: BSL-1.0
// expect: interlock: max_length applies to text
// names: Gem
// names: id
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
    using fields = il::hana_fields<Gem, il::with<&Gem::id, il::max_length<9>>>;
#else
    using fields = il::hana_fields<Gem, il::with<&Gem::name, il::max_length<9>>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
