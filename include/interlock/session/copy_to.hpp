// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/changes.hpp>
#include <interlock/query/statements.hpp>
#include <interlock/routing/refusals.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/transaction.hpp>
#include <interlock/sql/copies.hpp>

namespace interlock {

/// Of a copy: it has the key of the row. Throws unique_violation where the key is taken.
struct keep_key_t {};
inline constexpr keep_key_t keep_key{};
/// Of a copy: the database gives it a key, which is returned.
struct new_key_t {};
inline constexpr new_key_t new_key{};
/// Of a copy: it has the key of the row, and is written over the row that has the key already.
struct upsert_key_t {};
inline constexpr upsert_key_t upsert_key{};

template <class How>
struct copy_that_does_not_say_which_key {
    static_assert(
        never<How>,
        "interlock: a copy that does not say which key it has: with il::keep_key it is the row's, with "
        "il::new_key another one, with il::upsert_key it is written over the row that has it");
};
template <class M>
struct new_key_of_a_key_that_is_not_generated {
    static_assert(
        never<M>,
        "interlock: a copy with a new key of a model whose key is not il::generated: the database gives "
        "none; set the key in the row, and copy it with il::keep_key");
};
template <class M, class Db>
struct copy_over_the_row_itself {
    static_assert(
        never<M>,
        "interlock: a tracked row copied into its own database under its own key: it would be written over itself, and "
        "over what others changed; save() writes what was changed, il::new_key makes another row");
};
template <class M, class Db, class TransactionDb>
struct copy_out_of_a_transaction {
    static_assert(
        never<M>,
        "interlock: a copy in a transaction, into another database: a transaction belongs to one, and "
        "the copy would stay where it is rolled back; copy by the session, after the commit");
};

namespace detail {

template <class How>
constexpr bool says_which_key = __is_same(How, keep_key_t) || __is_same(How, new_key_t) ||
                                __is_same(How, upsert_key_t);

/// Whether a row can be copied there; else the refusal.
template <class Service, class Db, class M, class How>
constexpr bool require_copyable() {
    if constexpr (!says_which_key<How>) return refuse<copy_that_does_not_say_which_key<How>>();
    else if constexpr (!Service::template lists_model<M>) return refuse<model_not_in_service<M, Service>>();
    else if constexpr (!require_listed<Db, Service>()) return false;
    else if constexpr (!may_exist_in<Service, Db, M>)
        return refuse<model_may_not_live_there<M, Db, Service>>();
    else if constexpr (!require_writable<M, Service, Db>()) return false;
    else if constexpr (!require_key<M>()) return false;
    else if constexpr (__is_same(How, new_key_t) && !table_of<M>().has_generated())
        return refuse<new_key_of_a_key_that_is_not_generated<M>>();
    else return true;
}

/// What stands for a copy that was refused.
template <class M, class How>
constexpr auto refused_copy() {
    if constexpr (__is_same(How, new_key_t)) return refused_result{};
}

template <class Executor, class M>
void copy_row(const Executor& e, const M& row, keep_key_t) {
    (void)e.template run_write<copied_row_shape<M, false>>(row_as_it_is<M, true>{row});
}
template <class Executor, class M>
void copy_row(const Executor& e, const M& row, upsert_key_t) {
    (void)e.template run_write<copied_row_shape<M, true>>(row_as_it_is<M, true>{row});
}
template <class Executor, class M>
auto copy_row(const Executor& e, const M& row, new_key_t) {
    using field = typename field_at<generated_field<M>(), fields_of<M>>::type;
    using insert = execute<insert_shape<M>, take_generated>;
    return codec<typename field::type>::decode(e.template perform<insert>(row_as_it_is<M, false>{row}));
}

}  // namespace detail

/// Copies a row into a database of the service, where its routers let the model be: `il::copy_to<archive>(db, gem,
/// il::keep_key)`. The copy is exact: it has the times and the version of the row. Whether it has its key too is said:
/// il::keep_key throws unique_violation where that is taken, il::new_key gives the key that the database made,
/// il::upsert_key writes over the row that has it. Throws what insert() throws.
template <class Db, class Owner, class Service, class M, class How>
auto copy_to(routed_operations<Owner, Service>& db, const M& row, How how) {
    if constexpr (!detail::require_copyable<Service, Db, M, How>()) return detail::refused_copy<M, How>();
    else if constexpr (detail::plain_t<decltype(db.template on<Db>().executor_of())>::only_reads) {
        (void)detail::refuse<write_in_a_reading_scope<M, Service>>();
        return detail::refused_copy<M, How>();
    } else return detail::copy_row(db.template on<Db>().executor_of(), row, how);
}
/// The same in a transaction on that database.
template <class Db, class Service, class TransactionDb, class Options, class M, class How>
auto copy_to(open_transaction<Service, TransactionDb, Options>& tx, const M& row, How how) {
    if constexpr (!detail::require_copyable<Service, Db, M, How>()) return detail::refused_copy<M, How>();
    else if constexpr (!__is_same(Db, TransactionDb)) {
        (void)detail::refuse<copy_out_of_a_transaction<M, Db, TransactionDb>>();
        return detail::refused_copy<M, How>();
    } else if constexpr (Options::reads) {
        (void)detail::refuse<write_in_a_read_only_transaction<M, Db>>();
        return detail::refused_copy<M, How>();
    } else return detail::copy_row(tx.executor_of(), row, how);
}

}  // namespace interlock
