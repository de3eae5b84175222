// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model that the service does not list
// names: Other
#include "atlas.hpp"

struct Other {
    std::int64_t id = 0;
    std::string text;
};
template <>
struct interlock::model<Other> {
    using fields = il::fields<il::field<&Other::id, il::primary_key>, il::field<&Other::text>>;
};

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.update_many(std::vector<Other>{});
#else
    db.update_many(std::vector<Gem>{});
#endif
}
