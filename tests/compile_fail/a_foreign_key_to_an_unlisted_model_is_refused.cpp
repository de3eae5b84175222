// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference to a model that the service does not list
// names: Chair
// names: Floor
#include "house.hpp"

#ifndef INTERLOCK_FIXED
using listed = il::models<Chair>;
#else
using listed = il::models<Chair, Floor>;
#endif
using service = il::service<il::databases<main_db>, listed, il::routers<il::route_rest<main_db>>>;

int main() { use<service>(); }
