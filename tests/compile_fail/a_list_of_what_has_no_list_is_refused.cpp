// SPDX-License-Identifier: BSL-1.0
// expect: interlock: in() takes values that are not null, and no blobs
// names: elements_cannot_be_listed
// names: byte
#include "atlas.hpp"

struct Image {
    std::int64_t id = 0;
    std::vector<std::byte> bytes;
};
template <>
struct interlock::model<Image> {
    using fields = il::fields<il::field<&Image::id, il::primary_key>, il::field<&Image::bytes>>;
};

#ifndef INTERLOCK_FIXED
constexpr auto text = il::sql<il::postgres>(il::from<Image>().where(il::col<&Image::bytes>.in(il::arg)));
#else
constexpr auto text = il::sql<il::postgres>(il::from<Image>().where(il::col<&Image::id>.in(il::arg)));
#endif
static_assert(!text.empty());
