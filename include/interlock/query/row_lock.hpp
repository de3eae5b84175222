// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/query/source.hpp>
#include <interlock/routing/database.hpp>
#include <interlock/routing/refusals.hpp>

namespace interlock {

/// How strong a lock is, from the strongest on. Until it is gone, others do not lock the row; lock it for its key
/// alone; lock it, but do not change it; change it, but not its key.
/// https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS
enum class lock_strength : unsigned char { update, no_key_update, share, key_share };

/// What is done about a row that another transaction has locked.
enum class lock_wait : unsigned char { until_free, nowait, skip_locked };

/// `for_update()`: the rows are locked until the transaction ends. Of: the models whose tables they are of; of all
/// tables of the query where there are none. EngineMayLack: it is left out where the engine has no row locks, because
/// it was chosen at run time.
template <lock_strength Strength, lock_wait Wait, bool EngineMayLack, class... Of>
struct row_lock {};

template <class M>
struct row_lock_outside_a_transaction {
    static_assert(
        never<M>,
        "interlock: a row lock outside a transaction: it would be gone when the statement ends, before "
        "anything could be done with the row; begin with tx.from<M>() of a transaction, db.transaction<D>(f) or "
        "db.begin<D>()");
};

template <class M>
struct row_lock_in_a_read_only_transaction {
    static_assert(
        never<M>,
        "interlock: a row lock in a transaction that only reads: a lock is a write, which the database refuses; "
        "begin the transaction without il::mode::read_only, or leave the lock out");
};

template <class M, class Lock>
struct rows_locked_twice {
    static_assert(never<M>,
                  "interlock: rows are locked twice by one query: a row has one lock; call the strongest of "
                  "for_update(), for_no_key_update(), for_share() and for_key_share() alone");
};

template <class M>
struct wait_for_no_lock {
    static_assert(
        never<M>,
        "interlock: nowait() or skip_locked() of a query that locks no rows: they say what is done about a "
        "row that another transaction has locked; call for_update() or for_share() before");
};

template <class M, class Lock>
struct wait_said_twice {
    static_assert(
        never<M>,
        "interlock: nowait() and skip_locked() in one query, or one of them twice: a row that is locked is "
        "either an error or left out; keep one of the two");
};

template <class M, class Clause>
struct row_lock_of_combined_rows {
    static_assert(
        never<M>,
        "interlock: a row lock where distinct(), groups, aggregates, window functions or set operations make "
        "the rows: those are no rows of a table, which could be locked; lock in a query on the table, and let "
        "a subquery in its where() do the rest");
};

template <class M>
struct row_lock_without_rows {
    static_assert(
        never<M>,
        "interlock: count(), exists() or page() of a query that locks rows: it gives no rows, or asks twice, "
        "and which are locked is not said; lock with all() or first(), or leave the lock out");
};

template <class M, class Tables>
struct row_lock_of_a_table_not_in_the_query {
    static_assert(
        never<M>,
        "interlock: a row lock of a table that is not in the query: for_update<M>() names models that the "
        "query reads; join the table, or leave the model out");
};

template <class M>
struct row_lock_of_a_common_table {
    static_assert(
        never<M>,
        "interlock: a row lock of a common table: its rows are no table's, so that nothing would be locked; "
        "lock in the query that the common table is made of, or join a table and name it: for_update<M>()");
};

template <class Entry>
struct row_lock_of_a_row_that_may_be_missing {
    static_assert(
        never<Entry>,
        "interlock: a row lock of a table of which an outer join may find no row: PostgreSQL refuses it; name the "
        "tables whose rows are there, for_update<M>(), or join without outer");
};

namespace detail {

template <class Quantifier>
inline constexpr bool is_row_lock = false;
template <lock_strength Strength, lock_wait Wait, bool EngineMayLack, class... Of>
inline constexpr bool is_row_lock<row_lock<Strength, Wait, EngineMayLack, Of...>> = true;

/// Whether a query locks rows.
template <class Parts>
inline constexpr bool locks_rows = false;

template <class Parts>
constexpr bool require_unlocked() {
    if constexpr (!locks_rows<Parts>) return true;
    else return refuse<row_lock_without_rows<typename Parts::model_type>>();
}

/// Whether a lock lasts where a query runs. Of a query that is a part the whole is asked, where it stands.
template <class Executor, class M>
constexpr bool require_transaction() {
    if constexpr (Executor::is_part) return true;
    else if constexpr (!Executor::in_transaction) return refuse<row_lock_outside_a_transaction<M>>();
    else if constexpr (!Executor::only_reads) return true;
    else if constexpr (!require_writable<M, typename Executor::service, typename Executor::database>())
        return false;
    else return refuse<row_lock_in_a_read_only_transaction<M>>();
}

template <class Backend>
inline constexpr bool is_chosen_at_run_time = false;
template <class... Backends>
inline constexpr bool is_chosen_at_run_time<either<Backends...>> = true;

template <class Executor>
constexpr bool engine_may_lack_locks() {
    if constexpr (Executor::is_part) return false;
    else return is_chosen_at_run_time<typename Executor::database::backend>;
}

/// Without a lock before, and without another quantifier, which every_row is not.
template <class M, class EveryRow, class Quantifier>
constexpr bool require_lockable() {
    if constexpr (__is_same(Quantifier, EveryRow)) return true;
    else if constexpr (is_row_lock<Quantifier>) return refuse<rows_locked_twice<M, Quantifier>>();
    else return refuse<row_lock_of_combined_rows<M, Quantifier>>();
}

/// What is said about waiting, added to a lock.
template <class M, lock_wait New, class Quantifier>
constexpr auto with_wait(Quantifier unlocked) {
    (void)refuse<wait_for_no_lock<M>>();
    return unlocked;
}
template <class M, lock_wait New, lock_strength Strength, lock_wait Wait, bool EngineMayLack, class... Of>
constexpr auto with_wait(row_lock<Strength, Wait, EngineMayLack, Of...> lock) {
    if constexpr (Wait == lock_wait::until_free) return row_lock<Strength, New, EngineMayLack, Of...>{};
    else {
        (void)refuse<wait_said_twice<M, decltype(lock)>>();
        return lock;
    }
}

/// What is selected of rows that are locked: they are no longer themselves where they are looked at beside others.
template <class Rows, class M>
struct locked_from : selected_from<Rows> {
    template <class Node>
    static constexpr bool selects() {
        return Node::template known<locked_from>();
    }
    template <class Node>
    static constexpr bool windows() {
        return refuse<row_lock_of_combined_rows<M, Node>>();
    }
};

template <class From, class Entry>
constexpr bool require_never_missing() {
    if constexpr (From::is_inner) return true;
    else if constexpr (From::template may_miss_table<Entry>())
        return refuse<row_lock_of_a_row_that_may_be_missing<Entry>>();
    else return true;
}

template <class From, class M, class... Models>
constexpr bool require_locked_table() {
    if constexpr (!(__is_same(M, Models) || ...))
        return refuse<row_lock_of_a_table_not_in_the_query<M, tables<Models...>>>();
    else if constexpr (From::template is_common<M>()) return refuse<row_lock_of_a_common_table<M>>();
    else return require_never_missing<From, M>();
}

/// Whether there are the tables to lock.
template <class From, class Executor, class... Models, lock_strength Strength, lock_wait Wait,
          bool EngineMayLack, class... Of>
constexpr bool require_locked_tables(rows_of<Executor, Models...>*,
                                     row_lock<Strength, Wait, EngineMayLack, Of...>*) {
    if constexpr (sizeof...(Of) != 0) return (require_locked_table<From, Of, Models...>() && ...);
    else if constexpr ((From::template is_common<Models>() && ...))
        return refuse<row_lock_of_a_common_table<typename From::first>>();
    else return (require_never_missing<From, Models>() && ...);
}

/// What can be checked of a locking query when all clauses are there.
template <class Parts, class From, class Columns, class Order, class Lock, class Rows>
constexpr bool require_locking() {
    using from = locked_from<Rows, typename Parts::model_type>;
    if constexpr (!require_locked_tables<From>(static_cast<Rows*>(nullptr), static_cast<Lock*>(nullptr)))
        return false;
    else if constexpr (Parts::grouped)
        return refuse<row_lock_of_combined_rows<typename Parts::model_type, Columns>>();
    else return Columns::template known<from>() && Order::template known<from>();
}

}  // namespace detail

}  // namespace interlock
