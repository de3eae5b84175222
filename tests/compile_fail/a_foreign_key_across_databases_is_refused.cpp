// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference across databases
// names: Chair
// names: main_db
// names: Floor
// names: gems
#include "routes.hpp"

struct Floor {
    std::int64_t row = 0, column = 0;
};
struct Chair {
    std::int64_t id = 0;
    std::int64_t row = 0, column = 0;
};

template <>
struct interlock::model<Floor> {
    static constexpr auto app_label = "house";
    using fields =
        il::fields<il::field<&Floor::row, il::primary_key>, il::field<&Floor::column, il::primary_key>>;
};
template <>
struct interlock::model<Chair> {
    static constexpr auto app_label = "things";
    using fields =
        il::fields<il::field<&Chair::id, il::primary_key>, il::field<&Chair::row>, il::field<&Chair::column>>;
    using constraints = il::constraints<
        il::unique_together<&Chair::row, &Chair::column>,
        il::foreign_key<il::members<&Chair::row, &Chair::column>, il::members<&Floor::row, &Floor::column>>>;
};

#ifndef INTERLOCK_FIXED
using service = il::service<il::databases<main_db, gems>, il::models<Floor, Chair>,
                            il::routers<il::route_model<Floor, gems>, il::route_rest<main_db>>>;
#else
using service =
    il::service<il::databases<main_db, gems>, il::models<Floor, Chair>, il::routers<il::route_rest<main_db>>>;
#endif

int main() { use<service>(); }
