// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a JSON document or an array is compared or sorted
// names: x
// needs: json
#include "documents.hpp"

namespace il = interlock;

struct Gem {
    std::int64_t id = 0;
    std::optional<il::json> x;
};
template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::x>>;
};

#ifndef INTERLOCK_FIXED
constexpr auto text = il::sql<il::postgres>(il::from<Gem>().order_by(il::descending(il::col<&Gem::x>)));
#else
constexpr auto text = il::sql<il::postgres>(il::from<Gem>().where(il::col<&Gem::x>.is_null()));
#endif
static_assert(!text.empty());
