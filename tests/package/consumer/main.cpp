// SPDX-License-Identifier: BSL-1.0
#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include <cstdio>
#include <string>

namespace il = interlock;

struct gems : il::database<"gems", il::sqlite> {};

struct Gem {
    std::string id;
    std::string name;
};

template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::name>>;
};

using service = il::service<il::databases<gems>, il::models<Gem>, il::routers<il::route_rest<gems>>>;

int main() {
    il::session<service> db{il::settings{{"gems", "sqlite::memory:"}}};
    il::create_tables(db);
    db.insert(Gem{"7", "liver"});
    std::printf("found %s\n", db.get<Gem>("7").name.c_str());
}
