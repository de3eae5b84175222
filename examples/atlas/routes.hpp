// SPDX-License-Identifier: BSL-1.0
#pragma once

/// `atlas routes`: which database answers for which model. Needs no database: the compiler knows.
void print_routes();
/// The same as a graph for Graphviz: `atlas routes --dot | dot -Tsvg`.
void print_routes_as_dot();
