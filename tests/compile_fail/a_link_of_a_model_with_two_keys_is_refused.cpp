// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a many-to-many relation of a model whose primary key is not one column
// names: Seat
// names: Ticket
#include <interlock/interlock.hpp>
namespace il = interlock;

struct Ticket {
    std::int64_t id = 0;
};
struct Seat {
    std::int32_t row = 0;
    std::int32_t place = 0;
};
template <>
struct interlock::model<Ticket> {
    using fields = il::fields<il::field<&Ticket::id, il::primary_key>>;
    using links = il::links<il::link<Ticket, Seat>>;
};
template <>
struct interlock::model<Seat> {
#ifndef INTERLOCK_FIXED
    using fields =
        il::fields<il::field<&Seat::row, il::primary_key>, il::field<&Seat::place, il::primary_key>>;
#else
    using fields = il::fields<il::field<&Seat::row, il::primary_key>, il::field<&Seat::place>>;
#endif
};

static_assert(il::table_of<il::link<Ticket, Seat>>().column_count == 2);
