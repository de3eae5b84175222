// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sharing.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/routing/database.hpp>

namespace interlock {

/// What a transaction sees of others that run at the same time, at least; without one it is the engine's default:
/// read_committed on PostgreSQL, serializable on SQLite, which has no other.
/// (https://www.postgresql.org/docs/current/transaction-iso.html, https://www.sqlite.org/isolation.html)
enum class isolation : unsigned char { read_committed, repeatable_read, serializable };

/// How a transaction begins.
enum class mode : unsigned char {
    read_only,  ///< writes do not compile, and the engine refuses them; on SQLite beside the one that writes
    deferrable,  ///< waits for a time in which it can neither fail nor fail others: PostgreSQL, read_only, serializable
    deferred,   ///< locks nothing before it has to: SQLite
    immediate,  ///< has the lock of the one that writes from the beginning: SQLite, where it is the default
    exclusive   ///< keeps others from reading too, where the file is not in WAL mode: SQLite
};

template <auto Option>
struct not_an_option_of_transactions {
    static_assert(
        never<not_an_option_of_transactions>,
        "interlock: an option that transactions do not have; they take one il::isolation and values of "
        "il::mode");
};
template <auto... Options>
struct options_of_transactions_that_exclude_each_other {
    static_assert(
        never<options_of_transactions_that_exclude_each_other>,
        "interlock: options of a transaction that exclude each other: one isolation, one way to lock, and no "
        "lock for writing where it only reads; leave one of them away");
};
template <auto... Options>
struct deferrable_without_need {
    static_assert(
        never<deferrable_without_need>,
        "interlock: a deferrable transaction that is not read-only and serializable: PostgreSQL would "
        "ignore it; add il::mode::read_only and il::isolation::serializable, or leave it away");
};
template <auto Option, class Db>
struct option_of_another_engine {
    static_assert(
        never<Db>,
        "interlock: an option of transactions that an engine of the database does not have: deferrable is "
        "PostgreSQL's; deferred, immediate and exclusive are SQLite's; leave it away, or declare the "
        "database for the engine that has it");
};

namespace detail {

template <class Backend>
inline constexpr bool speaks_postgres = __is_same(Backend, postgres);
template <class... Backends>
inline constexpr bool speaks_postgres<either<Backends...>> = (speaks_postgres<Backends> || ...);
template <class Backend>
inline constexpr bool speaks_sqlite = __is_same(Backend, sqlite);
template <class... Backends>
inline constexpr bool speaks_sqlite<either<Backends...>> = (speaks_sqlite<Backends> || ...);

constexpr const char* postgres_begin(int level, int reads) {
    constexpr const char* texts[4][3]{
        {"BEGIN", "BEGIN READ ONLY", ""},
        {"BEGIN ISOLATION LEVEL READ COMMITTED", "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY", ""},
        {"BEGIN ISOLATION LEVEL REPEATABLE READ", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", ""},
        {"BEGIN ISOLATION LEVEL SERIALIZABLE", "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY",
         "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE"}};
    return texts[level][reads];
}

/// The options of a transaction, and the words that it begins with.
template <auto... Options>
struct transaction_options {
    static constexpr bool has([[maybe_unused]] mode m) { return (is(Options, m) || ...); }
    static constexpr bool has([[maybe_unused]] isolation i) { return (is(Options, i) || ...); }

    static constexpr bool reads = has(mode::read_only);
    static constexpr interlock::access access = reads ? interlock::access::reads : interlock::access::writes;
    static constexpr bool ends_with_others =
        false;  // its end is that of a transaction over several databases

    /// What the connection begins with; nullptr for its own default.
    template <class Backend>
    static constexpr const char* text() {
        if constexpr (__is_same(Backend, postgres))
            return postgres_begin(level(), reads + has(mode::deferrable));
        else if constexpr (has(mode::exclusive)) return "BEGIN EXCLUSIVE";
        else if constexpr (reads || has(mode::deferred)) return "BEGIN";
        else return nullptr;
    }

    template <class Db>
    static constexpr bool sound() {
        constexpr int isolations = (0 + ... + int{__is_same(decltype(Options), isolation)});
        constexpr int locks = has(mode::deferred) + has(mode::immediate) + has(mode::exclusive);
        if constexpr (!(known<Options>() && ...)) return false;
        else if constexpr (isolations > 1 || locks > 1 || (reads && locks > 0 && !has(mode::deferred)))
            return refuse<options_of_transactions_that_exclude_each_other<Options...>>();
        else if constexpr (has(mode::deferrable) && !(reads && has(isolation::serializable)))
            return refuse<deferrable_without_need<Options...>>();
        else return (fits<Db, Options>() && ...);
    }

private:
    static constexpr int level() {
        return has(isolation::read_committed)    ? 1
               : has(isolation::repeatable_read) ? 2
               : has(isolation::serializable)    ? 3
                                                 : 0;
    }
    static constexpr bool is(mode a, mode b) { return a == b; }
    static constexpr bool is(isolation a, isolation b) { return a == b; }
    template <class A, class B>
    static constexpr bool is(A, B) {
        return false;
    }
    template <auto Option>
    static constexpr bool known() {
        if constexpr (__is_same(decltype(Option), mode) || __is_same(decltype(Option), isolation))
            return true;
        else return refuse<not_an_option_of_transactions<Option>>();
    }
    template <class Db, auto Option>
    static constexpr bool fits() {
        using backend = typename Db::backend;
        if constexpr ((is(Option, mode::deferrable) && speaks_sqlite<backend>) ||
                      ((is(Option, mode::deferred) || is(Option, mode::immediate) ||
                        is(Option, mode::exclusive)) &&
                       speaks_postgres<backend>))
            return refuse<option_of_another_engine<Option, Db>>();
        else return true;
    }
};

/// Those of a transaction on a database: where a service only reads that, it reads without saying so.
template <class Service, class Db, class How>
struct fitting_options {
    using type = How;
};
template <class Service, class Db, auto... Options>
    requires(!Service::template may_write<Db> && !transaction_options<Options...>::reads)
struct fitting_options<Service, Db, transaction_options<Options...>> {
    using type = transaction_options<Options..., mode::read_only>;
};
template <class Service, class Db, class How>
using options_on = typename fitting_options<Service, Db, How>::type;

}  // namespace detail

}  // namespace interlock
