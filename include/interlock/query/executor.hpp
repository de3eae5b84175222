// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/query/plan_format.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace interlock {

template <class Query>
struct query_without_session {
    static_assert(never<Query>,
                  "interlock: a query without a session cannot run: il::from and its like are for il::sql; "
                  "begin with db.from<M>(), db.update<M>() or db.remove<M>()");
};

namespace detail {

/// Whether what was made a query of one place stands in one of another place; neither is known of il::from.
constexpr bool is_elsewhere(const void* part, const void* whole) {
    return part != whole && part != nullptr && whole != nullptr;
}
[[noreturn, gnu::cold]] inline void refuse_part(std::string_view alias, std::string_view model) {
    wrong_origin e(
        "a query of another session, database or tenant stands inside this one, and would read what is here; begin "
        "it with il::from<M>(), or read it there first");
    e.at_statement(alias, model, {});
    throw e;
}

}  // namespace detail

/// What a query runs on is its executor: a session's connection to one database, or this, for a query that is
/// built to look at its text. It has an executor's members, and each of them is the compile error.
struct no_executor {
    /// It may become a part of another query.
    static constexpr bool is_part = true;

    template <class M>
    static constexpr bool lists() {
        return false;
    }
    /// Which database it will be is not known yet.
    template <class M>
    static constexpr bool reaches() {
        return true;
    }

    template <class M>
    static constexpr bool may_load() {
        return true;
    }
    /// What queries for related rows run on.
    template <class M>
    constexpr no_executor related() const {
        return {};
    }
    /// A query of it runs wherever it stands.
    constexpr const void* origin() const { return nullptr; }

    template <class Shape, class Query>
    std::vector<typename Shape::result::type> select_all(const Query&) const {
        (void)detail::refuse<query_without_session<Query>>();
        return {};
    }
    template <class Shape, class Query>
    std::vector<typename Shape::result::type> select_stream(const Query& query) const {
        return select_all<Shape>(query);
    }
    template <class Shape, class Query>
    std::optional<typename Shape::result::type> select_first(const Query&) const {
        (void)detail::refuse<query_without_session<Query>>();
        return {};
    }
    template <class Shape, class Query>
    typename Shape::result::type select_one(const Query&) const {
        (void)detail::refuse<query_without_session<Query>>();
        return {};
    }
    template <class Shape, class Query>
    std::vector<typename Shape::result::type> write_all(const Query& query) const {
        return select_all<Shape>(query);
    }
    template <class Shape, class Query>
    std::optional<typename Shape::result::type> write_first(const Query& query) const {
        return select_first<Shape>(query);
    }
    template <class Shape, class Query>
    typename Shape::result::type write_one(const Query& query) const {
        return select_one<Shape>(query);
    }
    template <class Shape, class Query>
    typename Shape::result::type write_row(const Query& query) const {
        return select_one<Shape>(query);
    }
    template <class Shape, class Query>
    std::int64_t select_count(const Query& query) const {
        return run_write<Shape>(query);
    }
    template <class Shape, class Query>
    bool select_exists(const Query&) const {
        (void)detail::refuse<query_without_session<Query>>();
        return false;
    }
    template <class Shape, class Query>
    std::int64_t run_write(const Query&) const {
        (void)detail::refuse<query_without_session<Query>>();
        return 0;
    }
    template <class Shape, class Query>
    std::string explain(const Query&, plan_format) const {
        (void)detail::refuse<query_without_session<Query>>();
        return {};
    }
    template <class Shape, class Query>
    std::string_view sql_of(const Query&) const {
        (void)detail::refuse<query_without_session<Query>>();
        return {};
    }
    template <class Shape, class Query>
    std::vector<std::string> values_of(const Query&) const {
        (void)detail::refuse<query_without_session<Query>>();
        return {};
    }
};

}  // namespace interlock
