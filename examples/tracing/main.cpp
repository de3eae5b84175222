// SPDX-License-Identifier: BSL-1.0
#include "spans.hpp"

#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

// What a program does with its database, as spans on standard output, a line each.

namespace il = interlock;

struct shop_db : il::database<"shop", il::sqlite> {};

struct Product {
    std::int64_t id = 0;
    std::string name;
    std::int32_t stock = 0;
};
template <>
struct interlock::model<Product> {
    using fields = il::fields<il::field<&Product::id, il::primary_key, il::generated>,
                              il::field<&Product::name, il::unique>, il::field<&Product::stock>>;
};
using shop = il::service<il::databases<shop_db>, il::models<Product>, il::routers<il::route_rest<shop_db>>>;

namespace {

void print(const tracing::span& s) {
    std::cout << s.name << (s.failed ? " FAILED" : "") << " [" << (s.ended_unix_ns - s.begun_unix_ns) / 1000
              << " us]";
    for (const auto& [name, value] : s.attributes) std::cout << ' ' << name << '=' << value << ';';
    std::cout << '\n';
}

}  // namespace

int main() {
    il::session<shop> db{il::settings{{"shop", "sqlite::memory:"}}};
    il::create_tables(db);
    db.on_statement(tracing::tracer("sqlite", print));

    db.insert_many(std::vector<Product>{{0, "lamp", 3}, {0, "chair", 0}});
    (void)db.from<Product>().where(il::col<&Product::stock> > 0).all();
    db.update<Product>().set(il::col<& Product::stock> -= 1).where(il::col<&Product::name> == "lamp").run();
    try {
        Product twice{0, "lamp", 1};
        db.insert(twice);
    } catch (const il::unique_violation&) {  // a span tells of it
    }
}
