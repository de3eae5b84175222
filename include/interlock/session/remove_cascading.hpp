// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/reference_info.hpp>
#include <interlock/query/in_list.hpp>
#include <interlock/query/load_related.hpp>
#include <interlock/query/relation.hpp>
#include <interlock/routing/service_lists.hpp>
#include <interlock/routing/verify.hpp>
#include <interlock/session/within_transaction.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace interlock {

template <class Model>
struct cascade_of_rows_without_a_key {
    static_assert(
        never<Model>,
        "interlock: a report of rows without a primary key: those that two relations lead to could not be told from two "
        "rows; give the model a key, or remove the rows by remove<M>()");
};

/// What became of the rows that referred to removed ones along one relation.
struct cascade {
    std::string_view model;
    std::string_view field;
    on_delete action =
        on_delete::cascade;  // cascade: they were removed; set_null, set_default: they were changed
    std::int64_t rows = 0;
    std::string_view owner;  // the struct that has the field, in full, in a form of the compiler's
};

/// What a removal did.
struct removal {
    std::int64_t rows = 0;          // that were removed as such
    std::vector<cascade> cascades;  // relations along which at least one row was concerned

    /// The rows that were removed or changed along a relation: `gone.along<&Album::artist_id>()`. Of a member that several
    /// models inherit, those of all of them.
    template <auto Member>
    std::int64_t along() const {
        std::int64_t found = 0;
        for (const cascade& c : cascades)
            if (c.owner == detail::kept_type<detail::owner_of<Member>>::value &&
                c.field == detail::member_name<Member>())
                found += c.rows;
        return found;
    }
};

namespace detail {

/// Of a service's tables those whose rows go with those of the first one.
template <class... Tables>
constexpr auto tables_in_reach(const table_info& first) {
    constexpr std::size_t count = sizeof...(Tables);
    const table_info* const tables[]{&table_of<Tables>()...};
    std::array<bool, count> reached{};
    const auto is_reached = [&](const table_info& t) {
        for (std::size_t i = 0; i < count; ++i)
            if (tables[i]->is(t)) return reached[i];
        return false;
    };
    for (std::size_t i = 0; i < count; ++i) reached[i] = tables[i]->is(first);
    for (std::size_t round = 0; round < count; ++round)
        for (std::size_t i = 0; i < count; ++i)
            (void)each_reference(*tables[i], [&](const reference_info& r) {
                if (r.when_removed == on_delete::cascade && is_reached(*r.to)) reached[i] = true;
                return true;
            });
    return reached;
}

template <class M, class... Fields>
auto key_of(const M& row, fields<Fields...>) {
    return std::tuple_cat([&] {
        if constexpr (table_of<M>().columns[field_index<M, Fields::member>].primary_key)
            return std::tuple(row.*Fields::member);
        else return std::tuple();
    }()...);
}

/// For each column of the primary key whose values make a list: whether it has one of those of the first rows.
template <class M, class... Fields>
auto key_lists(const std::vector<M>& rows, std::size_t count, fields<Fields...>) {
    return std::tuple_cat([&] {
        constexpr const column_info& c = table_of<M>().columns[field_index<M, Fields::member>];
        if constexpr (c.primary_key && has_list(c.kind)) {
            std::vector<typename Fields::type> values;
            for (std::size_t i = 0; i < count; ++i) values.push_back(rows[i].*Fields::member);
            return std::tuple(col<Fields::member>.in(values));
        } else return std::tuple();
    }()...);
}

/// What becomes of the rows that refer along the relation of this name.
constexpr on_delete action_of(const table_info& t, std::string_view member) {
    on_delete action = on_delete::no_action;
    (void)each_reference(t, [&](const reference_info& r) {
        if (r.members[0] != member) return true;
        action = r.when_removed;
        return false;
    });
    return action;
}
/// The rows of one table that go, each once, and how many came along each of its relations.
template <class M, bool Reached>
struct going_rows {
    std::array<std::int64_t, table_of<M>().column_count> along{};
};
template <class M>
struct going_rows<M, true> : going_rows<M, false> {
    using key = decltype(key_of(std::declval<const M&>(), fields_of<M>{}));

    std::vector<M> rows;
    std::set<key> keys;
    std::array<std::size_t, table_of<M>().column_count>
        followed{};  // rows of the target whose referrers are here

    bool has(const M& row) const { return keys.count(key_of(row, fields_of<M>{})) != 0; }
    bool add(M&& row) {
        if (!keys.insert(key_of(row, fields_of<M>{})).second) return false;
        rows.push_back(std::move(row));
        return true;
    }
};

/// Which tables may be where a transaction is: only those can refer to what is removed there.
template <class Service, class Db>
struct tables_at {
    template <class T>
    static constexpr bool may_have = may_exist_in<Service, Db, T>;
    template <class T, class Executor>
    static bool has(const Executor&) {
        return true;
    }
};
template <class Service, class... Dbs>
struct tables_at<Service, one_of<Dbs...>> {
    template <class T>
    static constexpr bool may_have = (may_exist_in<Service, Dbs, T> || ...);
    template <class T, class Executor>
    static bool has(const Executor& e) {
        constexpr bool in[]{may_exist_in<Service, Dbs, T>...};
        return in[e.slot().which()];
    }
};
template <class M, class Place, class... Tables>
constexpr auto tables_beside(models<Tables...>) {
    return (models<>{} + ... + [] {
        if constexpr (__is_same(Tables, M) || Place::template may_have<Tables>) return models<Tables>{};
        else return models<>{};
    }());
}

/// Follows the relations by which rows go with others, one query for each and for each level. The rows are locked where
/// others could write meanwhile, so that what is reported is what happens.
template <class Transaction, class Place, class M, class... Tables>
class cascade_walk {
    static constexpr auto reached = tables_in_reach<Tables...>(table_of<M>());
    template <class T>
    static constexpr bool is_reached = (reached[position<T, Tables...>()]);

    // of the model that has the field: the member's own struct may be a base of it
    template <class T, auto Member>
    using relation_in = decltype(find_relation_in<T, Member>());
    template <class T, auto Member>
    using target_of = typename relation_in<T, Member>::target_model;
    template <class T, auto Member>
    static constexpr on_delete action_along() {
        return action_of(table_of<T>(), member_name<Member>());
    }

public:
    explicit cascade_walk(Transaction& tx) : tx_(tx) {}

    /// Gives false where a table has rows that cannot be told apart.
    static constexpr bool require_keys() { return (require_key_of<Tables>() && ...); }

    template <class Condition>
    removal run(const Condition& condition) {
        for (M& row : locked(tx_.template from<M>().where(condition)).all())
            (void)of<M>().add(std::move(row));
        const std::int64_t found = static_cast<std::int64_t>(of<M>().rows.size());
        while ((follow_all<Tables>(fields_of<Tables>{}) | ...)) {
        }
        (count_changed<Tables>(fields_of<Tables>{}), ...);
        removal done;
        done.rows = found;
        (report<Tables>(done), ...);
        if (found != 0) remove_found(condition, static_cast<std::size_t>(found));
        return done;
    }

private:
    template <class T>
    auto& of() {
        return std::get<position<T, Tables...>()>(going_);
    }
    template <class T>
    static constexpr bool require_key_of() {
        if constexpr (is_reached<T> && table_of<T>().key_count == 0)
            return refuse<cascade_of_rows_without_a_key<T>>();
        else return true;
    }
    template <class T>
    bool is_there() const {
        return Place::template has<T>(tx_.executor_of());
    }
    template <class Query>
    static auto locked(const Query& query) {
        if constexpr (speaks_postgres<typename Transaction::database::backend>) return query.for_update();
        else return query;
    }

    template <class T, class... Fields>
    int follow_all(fields<Fields...>) {
        if constexpr (!is_reached<T>) return 0;
        else return (0 + ... + follow<T, Fields::member>());
    }
    /// The rows that refer to those of the target that have come since the last time.
    template <class T, auto Member>
    int follow() {
        constexpr std::size_t field = field_index<T, Member>;
        if constexpr (action_along<T, Member>() != on_delete::cascade) return 0;
        else if constexpr (!is_reached<target_of<T, Member>>) return 0;
        else {
            if (!is_there<T>()) return 0;
            auto& here = of<T>();
            const auto& targets = of<target_of<T, Member>>().rows;
            const std::size_t known = std::exchange(here.followed[field], targets.size());
            if (known == targets.size()) return 0;
            for (T& row : rows_that_refer<T, Member>(targets, known))
                here.along[field] += here.add(std::move(row));
            return 1;
        }
    }
    template <class T, class... Fields>
    void count_changed(fields<Fields...>) {
        (count_those_changed<T, Fields::member>(), ...);
    }
    /// The rows that stay, and whose reference the database changes.
    template <class T, auto Member>
    void count_those_changed() {
        constexpr on_delete action = action_along<T, Member>();
        if constexpr (action == on_delete::set_null || action == on_delete::set_default) {
            using target = target_of<T, Member>;
            if constexpr (is_reached<target>) {
                if (!is_there<T>() || of<target>().rows.empty()) return;
                for (const T& row : rows_that_refer<T, Member>(of<target>().rows, 0)) {
                    if constexpr (is_reached<T>)
                        if (of<T>().has(row)) continue;
                    ++of<T>().along[field_index<T, Member>];
                }
            }
        }
    }
    /// By one query; along several columns by one for each row.
    template <class T, auto Member, class Rows>
    auto rows_that_refer(const Rows& rows, std::size_t first) {
        using along = relation_in<T, Member>;
        const auto with = [this](const auto& condition) {
            return locked(tx_.template from<T>().where(condition)).all();
        };
        if constexpr (!along::has_several_members) {
            std::vector<without_null<value_of<along::target>>> values;
            for (std::size_t i = first; i < rows.size(); ++i)
                if (const auto* v = value_in<along::target>(&rows[i]); v != nullptr) values.push_back(*v);
            return with(col<Member>.in(values));
        } else {
            std::vector<T> all;
            for (std::size_t i = first; i < rows.size(); ++i)
                [&]<auto... From, auto... To>(members<From...>, members<To...>) {
                    if ((... || (value_in<To>(&rows[i]) == nullptr))) return;
                    for (T& row : with((... && (col<From> == *value_in<To>(&rows[i])))))
                        all.push_back(std::move(row));
                }
            (typename along::from{}, typename along::to{});
            return all;
        }
    }

    template <class T>
    void report(removal& done) {
        const table_info& t = table_of<T>();
        for (std::size_t i = 0; i < t.column_count; ++i)
            if (const std::int64_t rows = of<T>().along[i]; rows != 0)
                done.cascades.push_back({t.model, t.columns[i].member, action_of(t, t.columns[i].member),
                                         rows, t.columns[i].owner});
    }
    /// By one statement: the engine checks at its end what refers to the rows, as for any removal. A key of several columns
    /// makes no list: there the condition is asked again, of rows that have these values.
    template <class Condition>
    void remove_found(const Condition& condition, std::size_t found) {
        const auto removing = tx_.template remove<M>();
        std::apply(
            [&](const auto&... lists) {
                if constexpr (sizeof...(lists) == 0) (void)removing.where(condition).run();
                else if constexpr (table_of<M>().key_count == 1) (void)removing.where(lists...).run();
                else (void)removing.where(condition).where((lists && ...)).run();
            },
            key_lists(of<M>().rows, found, fields_of<M>{}));
    }

    Transaction& tx_;
    std::tuple<going_rows<Tables, is_reached<Tables>>...> going_;
};

template <class Place, class M, class Tx, class... Tables, class Condition>
removal remove_along(Tx& tx, const Condition& condition, models<Tables...>) {
    using walk = cascade_walk<Tx, Place, M, Tables...>;
    if constexpr (!walk::require_keys()) return {};
    else return walk(tx).run(condition);
}

template <class M, class Service, class Owner, class Condition>
removal remove_within(Owner& owner, const Condition& condition) {
    removal done;
    within_transaction<M>(owner, [&](auto& tx) {
        using there = tables_at<Service, typename plain_t<decltype(tx)>::database>;
        done = remove_along<there, M>(tx, condition, tables_beside<M, there>(tables_of_service<Service>{}));
    });
    return done;
}

}  // namespace detail

/// Removes the rows for which the condition is true, as remove<M>() does, and says what the database did with those that
/// refer to them: `il::remove_cascading<Artist>(db, il::col<&Artist::id> == 7).along<&Album::artist_id>()`. The rows that
/// go are read first, and on PostgreSQL locked, a query for each relation and level, and whole: it takes as much memory as
/// they do. Then one statement removes those of M. Only rows of the service's models are seen: what a table that it does
/// not list loses is not in the report. By a session or an explicit database in a transaction of its own, by a transaction
/// within it. Throws foreign_key_violation where a row is referred to that il::on_delete does not let go, and leaves
/// everything as it was.
template <class M, class Owner, class Service, class Condition>
removal remove_cascading(routed_operations<Owner, Service>& db, const Condition& condition) {
    return detail::remove_within<M, Service>(db, condition);
}
template <class M, class Service, class Db, class Executor, class Condition>
removal remove_cascading(const on_database<Service, Db, Executor>& db, const Condition& condition) {
    return detail::remove_within<M, Service>(db, condition);
}
template <class M, class Service, class Db, class How, class Condition>
removal remove_cascading(open_transaction<Service, Db, How>& tx, const Condition& condition) {
    return detail::remove_within<M, Service>(tx, condition);
}

}  // namespace interlock
