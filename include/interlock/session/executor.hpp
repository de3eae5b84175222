// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/by_row.hpp>
#include <interlock/query/conflict.hpp>
#include <interlock/query/insert_from.hpp>
#include <interlock/query/key.hpp>
#include <interlock/query/returning.hpp>
#include <interlock/query/row.hpp>
#include <interlock/routing/refusals.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/routing/tenanted.hpp>
#include <interlock/session/bulk_write.hpp>
#include <interlock/session/execute.hpp>
#include <interlock/session/explain.hpp>
#include <interlock/session/own_transaction.hpp>
#include <interlock/session/service_slots.hpp>
#include <interlock/session/stream.hpp>
#include <interlock/session/take.hpp>
#include <interlock/session/values_text.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock {

template <class Model, class ModelDb, class Db>
struct related_rows_outside_the_transaction {
    static_assert(
        never<Model>,
        "interlock: a prefetch in a transaction, of rows in another database: the transaction is one of a single "
        "database, and they would not be part of it; load them by the session, outside");
};

/// What queries of a session run on: its connections to one database, or that of a transaction. To be passed by value.
template <class Service, class Db, bool InTransaction = false>
class executor {
public:
    using service = Service;
    using database = Db;
    using slot_type = detail::slot_of<Service, Db>;
    using hold_type = typename slot_type::hold_type;

    static constexpr bool in_transaction = InTransaction;
    static constexpr bool only_reads = !Service::template may_write<Db>;

    static constexpr bool is_part = false;
    /// Whether the tenant is told by the executor, and not in the key of a row.
    static constexpr bool gives_tenant_key = requires { slot_type::gives_tenant_key; };
    static constexpr bool names_tenant = requires(const slot_type& slot) { slot.tenant(); };

    template <class M>
    static constexpr bool lists() {
        return Service::template lists_model<M>;
    }
    /// Whether a query on this database may also read the table of a model: as a subquery, say.
    template <class M>
    static constexpr bool reaches() {
        if constexpr (!Service::template lists_model<M>)
            return detail::refuse<model_not_in_service<M, Service>>();
        else if constexpr (!may_exist_in<Service, Db, M>)
            return detail::refuse<query_across_databases<M, read_database<Service, M>, Db, Service>>();
        else return true;
    }

    /// Whether rows of another model can be loaded beside those of this database; else the refusal.
    template <class M>
    static constexpr bool may_load() {
        if constexpr (!Service::template lists_model<M>)
            return detail::refuse<model_not_in_service<M, Service>>();
        else if constexpr (InTransaction && !may_exist_in<Service, Db, M>)
            return detail::refuse<related_rows_outside_the_transaction<M, read_database<Service, M>, Db>>();
        else if constexpr (__is_same(read_database<Service, M>, detail::several_databases) &&
                           !may_exist_in<Service, Db, M>)
            return detail::refuse<model_in_several_databases<M, Service>>();
        else if constexpr (detail::needs_tenant<Service, read_database<Service, M>> && !names_tenant &&
                           !may_exist_in<Service, Db, M>)
            return detail::refuse<tenant_model_without_tenant<M, read_database<Service, M>, Service>>();
        else return true;
    }
    /// What queries run on for rows of another model that are loaded beside rows of this database: the database where the
    /// service reads them; in a transaction, and of a model in several databases, its own, where they may be.
    template <class M>
    auto related() const {
        using place = read_database<Service, M>;
        if constexpr (InTransaction || __is_same(place, Db) || __is_same(place, detail::several_databases))
            return *this;
        else return beside<place>();
    }
    /// What queries on another database of the session run on; of the same tenant, where that is of tenants too, and for whom
    /// writes are noted, where they are.
    template <class Other>
    executor<Service, Other> beside() const {
        auto& slots = detail::slots_around<Service>(*slot_);
        if constexpr (names_tenant && detail::needs_tenant<Service, Other>)
            return static_cast<detail::session_slot_of<Service, Other>&>(slots).executor_of(slot_->tenant());
        else {
            typename executor<Service, Other>::hold_type held;
            if constexpr (requires { held.writes = held_.writes; }) held.writes = held_.writes;
            return executor<Service, Other>(detail::slot_in<Service, Other>(slots), held);
        }
    }

    explicit executor(slot_type& slot, const hold_type& held = {}) : slot_(&slot), held_(held) {
        held_.origin = detail::origin_of(slot, held);
    }
    /// Where its queries run, to tell them from those of other sessions, databases and tenants.
    const void* origin() const noexcept { return held_.origin; }

    /// Of the database: of one that is chosen at run time its slot knows it.
    std::string_view alias() const noexcept {
        if constexpr (requires { slot_->alias(); }) return slot_->alias();
        else return Db::alias;
    }

    template <class Shape, class Query>
    auto select_all(const Query& q) const {
        return read<Shape, detail::take_all<typename Shape::result>>(q);
    }
    template <class Shape, class Query>
    auto select_first(const Query& q) const {
        return read<Shape, detail::take_first<typename Shape::result>>(q);
    }
    template <class Shape, class Query>
    auto select_one(const Query& q) const {
        return read<Shape, detail::take_one<typename Shape::result>>(q);
    }
    template <class Shape, class Query>
    std::int64_t select_count(const Query& q) const {
        return read<count_shape<Shape>, detail::take_integer>(q);
    }
    template <class Shape, class Query>
    bool select_exists(const Query& q) const {
        return read<exists_shape<Shape>, detail::take_existence>(q);
    }
    template <class Shape, class Query>
    row_stream<typename Shape::result::type> select_stream(const Query& q) const {
        return row_stream<typename Shape::result::type>(
            slot_->template keep<detail::open_stream<Query>>(held_, access::reads, q));
    }
    template <class Shape, class Query>
    std::int64_t run_write(const Query& q) const {
        return run<Shape, detail::take_count>(q);
    }
    template <class Shape, class Query>
    auto write_all(const Query& q) const {
        return run<Shape, detail::take_all<typename Shape::result>>(q);
    }
    template <class Shape, class Query>
    auto write_first(const Query& q) const {
        return run<Shape, detail::take_first_written<typename Shape::result>>(q);
    }
    template <class Shape, class Query>
    auto write_one(const Query& q) const {
        return perform<detail::as_a_whole<detail::execute<Shape, detail::take_one<typename Shape::result>>>>(
            q);
    }

    /// Where no more than one row is written.
    template <class Shape, class Query>
    auto write_row(const Query& q) const {
        return run<Shape, detail::take_one<typename Shape::result>>(q);
    }

    /// The row of a key, if there is one.
    template <class M, class... Keys>
    std::optional<M> find(const Keys&... keys) const {
        return read<get_shape<M>, detail::take_first<model_row<M>>>(
            detail::keys_of<M, gives_tenant_key>(keys...));
    }
    template <class M, class... Keys>
    M get(const Keys&... keys) const {
        return read<get_shape<M>, detail::take_present<M>>(detail::keys_of<M, gives_tenant_key>(keys...));
    }

    template <class M>
    void insert(const M& row) const {
        (void)run<insert_shape<M>, detail::take_count>(row_values<M, false>(row));
    }
    template <class M>
    std::int64_t insert_generating(const M& row) const {
        return run<insert_shape<M>, detail::take_generated>(row_values<M, false>(row));
    }
    /// The number of added rows; `key` is given the one that was generated.
    template <class M>
    std::int64_t insert_or_ignore(const M& row, std::int64_t& key) const {
        if constexpr (detail::generated_field<M>() == table_info::npos)
            return run<insert_or_ignore_shape<M>, detail::take_count>(row_values<M, false>(row));
        else {
            const std::optional<std::int64_t> generated =
                run<insert_or_ignore_shape<M>, detail::take_generated_if_any>(row_values<M, false>(row));
            if (!generated) return 0;
            key = *generated;
            return 1;
        }
    }
    template <class M, class By, class Updating, class Condition>
    std::int64_t upsert(const M& row, By by, Updating updating, Condition condition) const {
        if constexpr (!detail::require_unique<M>(by) || !detail::require_updatable<M>(updating)) return 0;
        else {
            const auto where = detail::condition_on_conflict<executor, M>(std::move(condition));
            using where_type = detail::plain_t<decltype(where)>;
            using target = detail::target<M, By>;
            return run<upsert_shape<M, target, Updating, where_type>, detail::take_count>(
                upsert_values<M, target::is_key, where_type>{row_values<M, target::is_key>(row), where});
        }
    }
    /// The row that is equal in the columns of By.
    template <class M, class By>
    std::optional<M> find_like(const M& row) const {
        return read<find_like_shape<M, By>, detail::take_first<model_row<M>>>(row_identity<M, By>{row});
    }
    /// The added row as it is stored; none where there is such a row already.
    template <class M, class By>
    std::optional<M> insert_absent(const M& row) const {
        return run<insert_absent_shape<M, By>, detail::take_first_written<model_row<M>>>(
            row_values<M, false>(row));
    }
    /// The row with the values of the given one, as it is stored; none where there is no such row.
    template <class M, class By>
    std::optional<M> update_like(const M& row) const {
        if constexpr (!row_assignments<M, By>::any()) return find_like<M, By>(row);
        else
            return run<returning_shape<update_like_shape<M, By>, all_columns>,
                       detail::take_first_written<model_row<M>>>(row_update<M, By>{row});
    }
    template <class M, class Range>
    std::int64_t insert_many(Range&& rows) const {
        return perform<detail::as_a_whole<detail::insert_rows<M>>>(rows);
    }

    /// What is returned of each row, in their order.
    template <class M, class Shape, class Range, class Columns>
    auto insert_all(Range& rows, const Columns& columns) const {
        detail::rows_to_insert<Range, Columns> all{rows, columns};
        return perform<detail::as_a_whole<detail::insert_returning_rows<M, Shape>>>(all);
    }

    template <class M, class Range>
    std::int64_t update_many(Range&& rows) const {
        if constexpr (!detail::require_updatable_rows<M>()) return 0;
        else return perform<detail::as_a_whole<detail::update_rows<M>>>(rows);
    }
    template <class M, auto... Members, class Query>
    std::int64_t insert_from(const Query& query) const {
        if constexpr (!detail::require_insertable<executor, M, Members...>(
                          static_cast<const Query*>(nullptr)))
            return 0;
        else {
            using parts = typename Query::shape;
            return run<insert_from_shape<M, parts, Members...>, detail::take_count>(
                insert_from_values<parts, Members...>{query.sound_parts(), query.origin()});
        }
    }

    /// For logs. The database is not asked.
    template <class Shape, class Query>
    auto sql_of(const Query& q) const {
        return slot_->template ask<detail::text_in<Shape>>(q);
    }
    template <class Shape, class Query>
    std::vector<std::string> values_of(const Query& q) const {
        return slot_->template ask<detail::values_of<Shape>>(q);
    }

    template <class Shape, class Query>
    std::string explain(const Query& q, plan_format format) const {
        return slot_->template run<detail::explain_query<Shape>>(held_, access::reads, q, format);
    }

    /// An open transaction, and what its queries run on.
    template <class How>
    executor<Service, Db, true> begin() const {
        executor<Service, Db, true> begun(*slot_, held_);
        slot_->template begin<How>(begun.held_);
        return begun;
    }
    /// The same, of a part of the transaction.
    executor part(std::uint64_t number) const {
        executor inner = *this;
        inner.held_.part = number;
        return inner;
    }
    /// The same, which says why it runs there, unless that is said already; a text that stays.
    executor because(const char* why) const {
        executor same = *this;
        if (same.held_.why == nullptr) same.held_.why = why;
        return same;
    }
    const hold_type& hold() const noexcept { return held_; }
    detail::pool_place& place() const noexcept { return *held_.place; }
    void commit() const { slot_->commit(held_); }
    void rollback() const noexcept { slot_->rollback(held_); }

    /// Calls Operation::template run<Backend>(connection, args...) with a connection that may write; for code that
    /// extends the library.
    template <class Operation, class... Args>
    decltype(auto) perform(Args&&... args) const {
        return slot_->template run<Operation>(held_, access::writes, std::forward<Args>(args)...);
    }
    /// The same with one that need not write.
    template <class Operation, class... Args>
    decltype(auto) perform_read(Args&&... args) const {
        return slot_->template run<Operation>(held_, access::reads, std::forward<Args>(args)...);
    }
    /// The same with a detail::lease of one, to be kept: between its leave() and its enter() the thread may change.
    template <class Operation, class... Args>
    decltype(auto) keep(Args&&... args) const {
        return slot_->template keep<Operation>(held_, access::reads, std::forward<Args>(args)...);
    }

    /// The same with one that may write.
    template <class Operation, class... Args>
    decltype(auto) keep_writing(Args&&... args) const {
        return slot_->template keep<Operation>(held_, access::writes, std::forward<Args>(args)...);
    }
    slot_type& slot() const noexcept { return *slot_; }

private:
    friend class executor<Service, Db, false>;

    template <class Shape, class Take, class Query>
    auto run(const Query& q) const {
        return slot_->template run<detail::execute<Shape, Take>>(held_, access::writes, q);
    }
    template <class Shape, class Take, class Query>
    auto read(const Query& q) const {
        return slot_->template run<detail::execute<Shape, Take>>(held_, access::reads, q);
    }

    slot_type* slot_;
    hold_type held_;
};

namespace detail {

template <class Db, class... Dbs, class Models, class Routers, class Profile>
Db first_database(service<databases<Db, Dbs...>, Models, Routers, Profile>*);
/// In the place of one that was refused.
template <class Service>
auto refused_executor() {
    using db = decltype(first_database(static_cast<Service*>(nullptr)));
    return executor<Service, db>(no_slot<Service, db>());
}

/// What queries on M run on, made of what queries on a database do: the same, unless the database is chosen at run time
/// (session/in.hpp).
template <class Service, class Db, class M, bool Writes>
struct towards {
    using database = Db;
    template <class Executor>
    static const Executor& from(const Executor& e) {
        return e;
    }
};

}  // namespace detail

}  // namespace interlock
