// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace il = interlock;

struct main_db : il::database<"default", il::sqlite> {};

/// What a program does with a model. A model that is refused is refused once, wherever it is used.
template <class... Models>
void use(il::settings settings) {
    using service =
        il::service<il::databases<main_db>, il::models<Models...>, il::routers<il::route_rest<main_db>>>;
    il::session<service> db(settings);
    il::create_tables(db);
    auto each = [&]<class M>(M row) {
        db.insert(row);
        (void)db.template from<M>().limit(3).all();
        (void)db.template remove<M>().run();
    };
    (each(Models{}), ...);
}
