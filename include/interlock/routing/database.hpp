// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/fixed_string.hpp>

#include <string_view>

namespace interlock {

/// SQLite, the embedded default. Its connection comes with <interlock/sqlite.hpp>.
struct sqlite;
/// PostgreSQL. Its connection comes with <interlock/postgres.hpp>.
struct postgres;
/// One of several backends, chosen at run time by the scheme of the database's URL.
template <class... Backends>
struct either;

/// A database that a service uses: derive a tag from it.
///
///     struct gems : il::database<"gems", il::sqlite> {};
template <fixed_string Alias, class Backend>
struct database {
    static constexpr std::string_view alias = Alias.view();
    using backend = Backend;
};

/// Some of them, such as those of a service.
template <class... Dbs>
struct databases {};

/// In place of a database: one of these, which is chosen at run time (session/in.hpp). What is asked of it at compile
/// time has to hold for each.
template <class... Dbs>
struct one_of;

namespace detail {

/// How a character of an alias stands in the name of a variable of the environment.
constexpr char variable_character(char c) {
    if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_';
}

template <class T>
concept database_tag = requires {
    T::alias;
    typename T::backend;
};

template <class Db>
inline constexpr bool is_one_of = false;
template <class... Dbs>
inline constexpr bool is_one_of<one_of<Dbs...>> = true;

/// Whether a database is another one, or may turn out to be.
template <class Db, class Other>
inline constexpr bool may_be_one = __is_same(Db, Other);
template <class Db, class... Dbs>
inline constexpr bool may_be_one<Db, one_of<Dbs...>> = (__is_same(Db, Dbs) || ...);

/// A tag that a service does not list may stand for a part of one that it lists, such as its replicas: `part_of`.
template <class Db>
struct listed_tag {
    using type = Db;
};
template <class Db>
    requires requires { typename Db::part_of; }
struct listed_tag<Db> {
    using type = typename Db::part_of;
};
template <class Db>
using listed_as = typename listed_tag<Db>::type;

/// Not every database has such a part: of which it depends on the routers the tag says so, `is_in<Service>`.
template <class Db, class Service>
inline constexpr bool is_part_of_a_service = true;
template <class Db, class Service>
    requires requires { Db::template is_in<Service>; }
inline constexpr bool is_part_of_a_service<Db, Service> = Db::template is_in<Service>;

}  // namespace detail

}  // namespace interlock
