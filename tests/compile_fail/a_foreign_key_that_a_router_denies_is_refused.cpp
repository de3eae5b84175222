// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference that a router denies
// names: Chair
// names: Floor
#include "house.hpp"

struct strict {
    template <class A, class B>
    static constexpr il::verdict allow_relation() {
        return std::is_same_v<A, Floor> || std::is_same_v<B, Floor> ? il::verdict::deny : il::verdict::pass;
    }
};

#ifndef INTERLOCK_FIXED
using asked = il::routers<strict, il::route_rest<main_db>>;
#else
using asked = il::routers<il::route_rest<main_db>>;
#endif
using service = il::service<il::databases<main_db>, il::models<Chair, Floor>, asked>;

int main() { use<service>(); }
