// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::updating names a generated key
// names: Part
// names: id
#include <interlock/interlock.hpp>

namespace il = interlock;

struct Part {
    int id = 0;
    std::string code;
};
template <>
struct interlock::model<Part> {
    using fields =
        il::fields<il::field<&Part::id, il::primary_key, il::generated>, il::field<&Part::code, il::unique>>;
};

#ifndef INTERLOCK_FIXED
constexpr auto text = il::sql<il::sqlite>(il::upsert<Part>(il::by<&Part::code>, il::updating<&Part::id>));
#else
constexpr auto text = il::sql<il::sqlite>(il::upsert<Part>(il::by<&Part::code>, il::updating<&Part::code>));
#endif
