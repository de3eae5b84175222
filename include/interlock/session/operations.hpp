// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/table.hpp>
#include <interlock/query/common_table.hpp>
#include <interlock/query/conflict.hpp>
#include <interlock/query/insert_from.hpp>
#include <interlock/query/inserting.hpp>
#include <interlock/query/remove.hpp>
#include <interlock/query/select.hpp>
#include <interlock/query/update.hpp>
#include <interlock/session/get_or_create.hpp>
#include <interlock/session/tracking.hpp>

#include <cstdint>
#include <optional>
#include <utility>

namespace interlock {

/// The queries that a session, an explicit database and a transaction have in common. Each asks its owner for
/// an executor: `reading<M>()` or `writing<M>()`, which is where the route is chosen and checked.
template <class Owner>
class operations {
public:
    /// A select on the model's table: `db.from<Gem>().where(...).all()`.
    template <class M>
    auto from() {
        return select_on<M>(reading<M>());
    }
    /// The rows of a query under the name of a model, which is no table of the database, for the query that follows:
    /// `db.with_table<PerOrganism>(il::from<Gem>()...).from<PerOrganism>()`. The query's columns are the model's fields, in
    /// their order.
    template <class M, class Query>
    auto with_table(const Query& query) {
        return common_on(reading<typename Query::model_type>()).template with_table<M>(query);
    }
    /// The same of a union whose second side reads M itself: a tree, level by level.
    template <class M, class Query>
    auto with_recursive(const Query& query) {
        return common_on(reading<typename Query::model_type>()).template with_recursive<M>(query);
    }
    /// An update: `db.update<Gem>().set(...).where(...).run()`.
    template <class M>
    auto update() {
        return update_on<M>(writing<M>());
    }
    /// A removal: `db.remove<Gem>().where(...).run()`.
    template <class M>
    auto remove() {
        return remove_on<M>(writing<M>());
    }

    /// The row with this primary key. Throws not_found where there is none.
    template <class M, class... Keys>
    M get(const Keys&... keys) {
        return reading<M>().template get<M>(keys...);
    }
    /// The row with this primary key, if there is one.
    template <class M, class... Keys>
    std::optional<M> find(const Keys&... keys) {
        return reading<M>().template find<M>(keys...);
    }

    /// The row with this primary key as a handle that knows where it came from and what it was, read where it is
    /// written: `auto gem = db.load<Gem>("13"); gem->name = "x"; gem.save();` (docs/tracking.md). Throws not_found. Needs
    /// <interlock/tracked.hpp>.
    template <class M, class... Keys>
    auto load(const Keys&... keys) {
        return detail::load_tracked<M>(writing<M>(), keys...);
    }
    /// Writes what was changed in such a row, which may have been loaded elsewhere in the same database: whether there
    /// was something. Throws stale_row, not_found, wrong_origin.
    template <class Service, class Db, class M, bool InTransaction>
    bool save(tracked<Service, Db, M, InTransaction>& row) {
        if constexpr (!tracked<Service, Db, M, InTransaction>::template may_be_saved_by<Owner>())
            return false;
        else return row.save_by(writing<M>());
    }
    template <class Row>
    bool save(Row&&) {
        return detail::refuse<saved_without_being_loaded<detail::plain_t<Row>>>();
    }

    /// Adds a row. A generated key is given by the database, filled into a row that can be changed, and
    /// returned; without one nothing is returned. Throws constraint_violation, value_out_of_range.
    template <class M>
    auto insert(M&& row) {
        using model_type = detail::plain_t<M>;
        if constexpr (detail::generated_field<model_type>() == table_info::npos) {
            writing<model_type>().template insert<model_type>(row);
        } else {
            using field = typename detail::field_at<detail::generated_field<model_type>(),
                                                    detail::fields_of<model_type>>::type;
            const auto key = codec<typename field::type>::decode(
                writing<model_type>().template insert_generating<model_type>(row));
            if constexpr (requires { row.*field::member = key; }) row.*field::member = key;
            return key;
        }
    }

    /// Adds all rows of a range or none of them, and gives their number. Generated keys are the database's, whatever
    /// the rows hold, and are not filled in.
    template <class Range>
    std::int64_t insert_many(Range&& rows) {
        using model_type = detail::plain_t<decltype(*std::begin(rows))>;
        return writing<model_type>().template insert_many<model_type>(rows);
    }

    /// Adds a row, and gives what is stored then: `db.inserting(row).returning(il::col<&M::id>, il::col<&M::made>)
    /// .one()`; without arguments the whole row. A generated key is not filled in.
    template <class M>
    auto inserting(M&& row) {
        return inserting_on<M>(writing<detail::plain_t<M>>(), detail::kept<M>{std::forward<M>(row)});
    }
    /// The same of all rows of a range, or none of them: `.returning(il::col<&M::id>).all()` gives a value for each, in
    /// their order. One statement for each row; insert_many() is faster.
    template <class Range>
    auto inserting_many(Range&& rows) {
        using model_type = detail::plain_t<decltype(*std::begin(rows))>;
        return inserting_many_on<model_type, Range>(writing<model_type>(),
                                                    detail::kept<Range>{std::forward<Range>(rows)});
    }
    /// What upsert() does, and gives what is stored then: `db.upserting(row, il::by<&M::sku>).returning().first()`.
    /// None where nothing was written. A row is told by a generated key only where it has one, which is what
    /// update() is for: here it does not compile.
    template <class M>
    auto upserting(M&& row) {
        return upserting_on<M>(std::forward<M>(row), by_key{}, updating_all{}, no_condition{});
    }
    template <class M, auto... Columns>
    auto upserting(M&& row, by_columns<Columns...> by) {
        return upserting_on<M>(std::forward<M>(row), by, updating_all{}, no_condition{});
    }
    template <class M, auto... Columns, auto... Updated>
    auto upserting(M&& row, by_columns<Columns...> by, updating_columns<Updated...> updating) {
        return upserting_on<M>(std::forward<M>(row), by, updating, no_condition{});
    }
    template <class M, auto... Columns, auto... Updated, class Condition>
    auto upserting(M&& row, by_columns<Columns...> by, updating_columns<Updated...> updating,
                   Condition condition) {
        return upserting_on<M>(std::forward<M>(row), by, updating, std::move(condition));
    }

    /// Gives the rows with the primary keys of a range its values, all of them or none, and gives the number of rows
    /// that there were. What is il::now_on_insert stays. A key may stand in the range once: where it stands twice,
    /// which of the two stands afterwards is not said. Throws constraint_violation, value_out_of_range.
    template <class Range>
    std::int64_t update_many(Range&& rows) {
        using model_type = detail::plain_t<decltype(*std::begin(rows))>;
        return writing<model_type>().template update_many<model_type>(rows);
    }

    /// Adds the rows of a query, without their coming here: `db.insert_from<Archive, &Archive::id, &Archive::name>(
    /// il::from<Gem>().where(...).select(il::col<&Gem::id>, il::col<&Gem::name>))`. The members take the columns of
    /// the query in their order, and it reads what is in the same database: other types and other databases do not
    /// compile. Members that are left out are generated, stamped, their default, or NULL. Gives the number of rows.
    template <class M, auto... Members, class Query>
    std::int64_t insert_from(const Query& query) {
        return writing<M>().template insert_from<M, Members...>(query);
    }

    /// Adds a row unless a unique constraint or its key is in the way, and gives the number of added rows: 1 or 0.
    /// A generated key is filled into a row that was added and can be changed. Other constraints are violated as
    /// by insert().
    template <class M>
    std::int64_t insert_or_ignore(M&& row) {
        using model_type = detail::plain_t<M>;
        std::int64_t key = 0;
        const std::int64_t added = writing<model_type>().template insert_or_ignore<model_type>(row, key);
        if constexpr (detail::generated_field<model_type>() != table_info::npos) {
            using field = typename detail::field_at<detail::generated_field<model_type>(),
                                                    detail::fields_of<model_type>>::type;
            if constexpr (requires { row.*field::member = codec<typename field::type>::decode(key); })
                if (added != 0) row.*field::member = codec<typename field::type>::decode(key);
        }
        return added;
    }

    /// Adds a row unless one is equal in these columns, which are the primary key or unique: `insert_or_ignore(row,
    /// il::by<&M::sku>)`. Any other constraint in the way is violated. A generated key is not filled in.
    template <class M, auto... Columns>
    std::int64_t insert_or_ignore(const M& row, by_columns<Columns...> by) {
        if constexpr (!detail::require_unique<M>(by)) return 0;
        else {
            using target = detail::target<M, by_columns<Columns...>>;
            return writing<M>().template insert_absent<M, target>(row).has_value();
        }
    }

    /// Adds a row, or gives the row with the same primary key its values. Gives the number of rows written: 1, or
    /// 0 where there is nothing but the key and the row is there already.
    /// A generated key of 0 is none yet: such a row is inserted.
    template <class M>
    std::int64_t upsert(M&& row) {
        using model_type = detail::plain_t<M>;
        if constexpr (detail::generated_field<model_type>() != table_info::npos) {
            using field = typename detail::field_at<detail::generated_field<model_type>(),
                                                    detail::fields_of<model_type>>::type;
            if (codec<typename field::type>::encode(row.*field::member) == 0) {
                (void)insert(row);
                return 1;
            }
        }
        return writing<model_type>().template upsert<model_type>(row, by_key{}, updating_all{},
                                                                 no_condition{});
    }
    /// Adds a row, or gives the row that is equal in these columns its values: `upsert(row, il::by<&M::sku>)`. The
    /// columns are the primary key or unique: no other compile. A row that is there keeps its primary key. NULL is
    /// equal to nothing.
    template <class M, auto... Columns>
    std::int64_t upsert(const M& row, by_columns<Columns...> by) {
        return writing<M>().template upsert<M>(row, by, updating_all{}, no_condition{});
    }
    /// Of a row that is there, only `il::updating<&M::price>` gets new values, and what is il::now_on_update.
    template <class M, auto... Columns, auto... Updated>
    std::int64_t upsert(const M& row, by_columns<Columns...> by, updating_columns<Updated...> updating) {
        return writing<M>().template upsert<M>(row, by, updating, no_condition{});
    }
    /// And only where the condition is true of it: il::col is what is stored, il::excluded what is given. Gives 0
    /// where the condition kept it.
    template <class M, auto... Columns, auto... Updated, class Condition>
    std::int64_t upsert(const M& row, by_columns<Columns...> by, updating_columns<Updated...> updating,
                        Condition condition) {
        return writing<M>().template upsert<M>(row, by, updating, std::move(condition));
    }

    /// The row that is equal in these columns, or the given one, added: `auto [row, created] =
    /// db.get_or_create(author, il::by<&Author::name>)`. What is read first is where the model is read from, and
    /// only a row to be created asks for the database that is written to. Of several that call it at the same time
    /// one creates the row, and all get it.
    /// The columns are the primary key, unless it is generated, or unique: no other compile. Throws
    /// constraint_violation where another constraint is in the way, and value_out_of_range where one of the columns
    /// is NULL.
    template <class M, auto... Columns>
    stored_row<M> get_or_create(const M& row, by_columns<Columns...>) {
        using by = by_columns<Columns...>;
        if constexpr (!detail::require_creatable<M, by>()) return {row, false};
        else
            return detail::get_or_create<M, detail::target<M, by>>(
                row, [this] { return reading<M>(); }, [this] { return writing<M>(); });
    }
    /// By the primary key, which is not generated.
    template <class M>
    stored_row<M> get_or_create(const M& row) {
        if constexpr (!detail::require_creatable<M, by_key>()) return {row, false};
        else
            return detail::get_or_create<M, by_key>(
                row, [this] { return reading<M>(); }, [this] { return writing<M>(); });
    }
    /// Gives the row that is equal in these columns the values of the given one, or adds that; as it is stored
    /// then, with the key that it has: `auto [row, created] = db.update_or_create(author, il::by<&Author::name>)`.
    /// Needs and throws what get_or_create() does.
    template <class M, auto... Columns>
    stored_row<M> update_or_create(const M& row, by_columns<Columns...>) {
        using by = by_columns<Columns...>;
        if constexpr (!detail::require_creatable<M, by>()) return {row, false};
        else return detail::update_or_create<M, detail::target<M, by>>(row, writing<M>());
    }
    /// By the primary key, which is not generated.
    template <class M>
    stored_row<M> update_or_create(const M& row) {
        if constexpr (!detail::require_creatable<M, by_key>()) return {row, false};
        else return detail::update_or_create<M, by_key>(row, writing<M>());
    }

private:
    template <class M>
    auto reading() {
        return static_cast<Owner*>(this)->template reading_executor<M>();
    }
    template <class M>
    auto writing() {
        return static_cast<Owner*>(this)->template writing_executor<M>();
    }
    template <class M, class Executor>
    static auto select_on(Executor e) {
        return select_query<Executor, select_parts<from_table<M>>>(e);
    }
    template <class Executor>
    static auto common_on(Executor e) {
        return common_tables<Executor>(e);
    }
    template <class M, class Executor>
    static auto update_on(Executor e) {
        return update_query<Executor, M>(e);
    }
    template <class Row, class Executor>
    static auto inserting_on(Executor e, detail::kept<Row> row) {
        return insert_query<Executor, Row>(e, std::move(row));
    }
    template <class M, class Range, class Executor>
    static auto inserting_many_on(Executor e, detail::kept<Range> rows) {
        return insert_many_query<Executor, M, Range>(e, std::move(rows));
    }
    template <class Row, class By, class Updating, class Condition>
    auto upserting_on(Row&& row, By by, Updating updating, Condition condition) {
        return detail::make_upserting<Row>(writing<detail::plain_t<Row>>(),
                                           detail::kept<Row>{std::forward<Row>(row)}, by, updating,
                                           std::move(condition));
    }
    template <class M, class Executor>
    static auto remove_on(Executor e) {
        return remove_query<Executor, M>(e);
    }
};

}  // namespace interlock
