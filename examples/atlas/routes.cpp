// SPDX-License-Identifier: BSL-1.0
#include "routes.hpp"

#include "routers.hpp"
#include "text_table.hpp"

#include <fmt/format.h>

#include <string>

namespace {
constexpr auto routing = il::routing_table<atlas>();
}

void print_routes() {
    text_table table({{"MODEL"}, {"APP"}, {"TABLE"}, {"READ"}, {"WRITE"}, {"MAY EXIST IN"}});
    for (const auto& route : routing) {
        std::string homes;
        for (std::size_t i = 0; i < route.home_count; ++i)
            homes.append(i == 0 ? "" : ", ").append(route.homes[i]);
        table.add({std::string(route.table->model), std::string(route.table->app_label),
                   std::string(route.table->name), std::string(route.read), std::string(route.write), homes});
    }
    table.print();
}

void print_routes_as_dot() {
    fmt::print("digraph atlas {{\n  rankdir=LR;\n");
    [&]<class... Dbs>(il::databases<Dbs...>) {
        (fmt::print("  \"database {0}\" [shape=cylinder, label=\"{0}\"];\n", Dbs::alias), ...);
    }(all_databases{});
    for (const auto& route : routing) {
        const auto name = fmt::format("{}.{}", route.table->app_label, route.table->model);
        fmt::print("  \"{}\" [shape=box, label=\"{}\"];\n", name, route.table->model);
        for (std::size_t i = 0; i < route.home_count; ++i) {
            const auto home = route.homes[i];
            const char* const use = home == route.read && home == route.write ? "read, write"
                                    : home == route.read                      ? "read"
                                    : home == route.write                     ? "write"
                                                                              : "may exist";
            fmt::print("  \"{}\" -> \"database {}\" [label=\"{}\"];\n", name, home, use);
        }
    }
    fmt::print("}}\n");
}
