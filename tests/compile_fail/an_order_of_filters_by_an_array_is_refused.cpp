// SPDX-License-Identifier: BSL-1.0
// expect: interlock: orderable names a JSON document or an array
// names: Shelf
// names: sizes
#include <interlock/array.hpp>
#include <interlock/dynamic.hpp>
#include <interlock/interlock.hpp>

namespace il = interlock;

struct Shelf {
    int id = 0;
    std::vector<std::int32_t> sizes;
};
template <>
struct interlock::model<Shelf> {
    using fields = il::fields<il::field<&Shelf::id, il::primary_key>, il::field<&Shelf::sizes, il::as_json>>;
};

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::filter_text<Shelf, il::orderable<&Shelf::sizes>>("order=sizes");
#else
    (void)il::filter_text<Shelf, il::orderable<&Shelf::id>>("order=id");
#endif
}
