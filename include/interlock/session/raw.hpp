// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/value.hpp>
#include <interlock/routing/refusals.hpp>
#include <interlock/session/connection_slot.hpp>
#include <interlock/session/raw_queries.hpp>

#include <cstdint>
#include <string>
#include <utility>

// SQL that the program brings itself. It names its database, whether it reads or writes, and what its rows are
// read into:
//
//     db.raw<gems, il::reads, std::tuple<std::string, int>>("SELECT tissue, count(*) ... WHERE id > ?", v).all()
//     db.raw<gems, il::writes>("UPDATE gems SET tissue = ? WHERE id = ?", "liver", "7").run()
//     db.raw<gems, il::writes, std::string>("DELETE FROM gems WHERE tissue = ? RETURNING id", "liver").all()
//
// Each value has a `?` and is bound, never spliced into the text. On PostgreSQL the `?` are numbered; an operator of
// PostgreSQL with a `?` in its name is written with `??` there, and a text may have `$1` in place of `?`, in which
// it is left as it is. On a database that is either<...> only `?` serves. A value has the type that a column of its
// C++ type would have: where PostgreSQL wants another one, cast it, `?::uuid`.
//
// A text of il::reads has to be a read. SQLite says so of the prepared statement (sqlite3_stmt_readonly); on
// PostgreSQL it is what a cursor can be declared for, which the server says when the text is first prepared. It is
// the statement that is looked at: a function that it calls might write all the same.
//
// The number of the result's columns is checked before a row is read, on PostgreSQL their types too; SQLite knows
// types of values only, and each is checked when it is read. What does not fit is a type_mismatch that names the
// column.

namespace interlock {

/// Of raw(): the text reads.
struct reads {};
/// Of raw(): the text writes, and gives the number of rows; where a type follows, the rows themselves.
struct writes {};

template <class... What>
struct raw_says_not_enough {
    static_assert(
        never<raw_says_not_enough>,
        "interlock: a raw text of which not enough is said; write db.raw<database, il::reads, row>(...) or "
        "db.raw<database, il::writes>(...), on a transaction or on<database>() without the database");
};
template <class Db>
struct raw_read_without_a_row {
    static_assert(
        never<Db>,
        "interlock: a raw read that does not say what its rows are read into; name a std::tuple, a model "
        "or a single value after il::reads");
};
template <class Named, class Db>
struct raw_on_another_database {
    static_assert(
        never<Named>,
        "interlock: a raw text for another database than that of its transaction or on<Db>(); leave the "
        "database away here, or run the text on the session");
};

namespace detail {

template <class Backend>
inline constexpr bool is_either = false;
template <class... Backends>
inline constexpr bool is_either<either<Backends...>> = true;

/// What stands for a raw text that was refused: it has everything, so that no second error follows.
struct refused_raw {
    refused_result all() const { return {}; }
    refused_result first() const { return {}; }
    refused_result one() const { return {}; }
    refused_result stream() const { return {}; }
    std::int64_t run() const { return 0; }
};

template <class Executor>
constexpr bool require_raw_write() {
    using service = typename Executor::service;
    if constexpr (!require_writable<writes, service, typename Executor::database>()) return false;
    else if constexpr (Executor::only_reads) return refuse<write_in_a_reading_scope<writes, service>>();
    else return true;
}

/// il::reads or il::writes, and what follows it.
template <class... What>
struct raw_request {
    template <class Executor, class... Args>
    static auto make(Executor, const std::string&, Args&&...) {
        (void)refuse<raw_says_not_enough<What...>>();
        return refused_raw{};
    }
};
/// Of a text whose rows are read into a type.
template <bool Reads, class Row>
struct raw_request_of_rows {
    template <class Executor, class... Args>
    static auto make(Executor e, std::string text, Args&&... args) {
        if constexpr (!raw_result<Row>::readable) {
            (void)refuse<raw_row_cannot_be_read<Row>>();
            return refused_raw{};
        } else {
            if constexpr (!Reads) (void)require_raw_write<Executor>();
            using call = raw_call<Reads, is_either<typename Executor::database::backend>, Row,
                                  decltype(make_value(std::forward<Args>(args)))...>;
            using query = typename raw_query_of<Reads>::template type<Executor, call>;
            return query(e, call{std::move(text), {{make_value(std::forward<Args>(args))}...}});
        }
    }
};
template <class Row>
struct raw_request<reads, Row> : raw_request_of_rows<true, Row> {};
template <class Row>
struct raw_request<writes, Row> : raw_request_of_rows<false, Row> {};
template <>
struct raw_request<writes> {
    template <class Executor, class... Args>
    static auto make(Executor e, std::string text, Args&&... args) {
        (void)require_raw_write<Executor>();
        using call = raw_call<false, is_either<typename Executor::database::backend>, no_row,
                              decltype(make_value(std::forward<Args>(args)))...>;
        return raw_write<Executor, call>(e,
                                         call{std::move(text), {{make_value(std::forward<Args>(args))}...}});
    }
};
template <>
struct raw_request<reads> {
    template <class Executor, class... Args>
    static auto make(Executor, const std::string&, Args&&...) {
        (void)refuse<raw_read_without_a_row<typename Executor::database>>();
        return refused_raw{};
    }
};
/// On a transaction or an explicit database, which is named again or not.
template <class First, class... More>
struct raw_request_on {
    template <class Executor, class... Args>
    static auto make(Executor e, std::string text, Args&&... args) {
        if constexpr (!database_tag<First>)
            return raw_request<First, More...>::make(e, std::move(text), std::forward<Args>(args)...);
        else {
            if constexpr (!__is_same(First, typename Executor::database))
                (void)refuse<raw_on_another_database<First, typename Executor::database>>();
            return raw_request<More...>::make(e, std::move(text), std::forward<Args>(args)...);
        }
    }
};

}  // namespace detail

}  // namespace interlock
