// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/plan_format.hpp>
#include <interlock/query/query_values.hpp>
#include <interlock/query/row_lock.hpp>
#include <interlock/query/views.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace interlock {

/// How two queries are made into one.
enum class set_operation : unsigned char { union_distinct, union_all, intersect, except };

template <class Executor, class Parts>
class compound_query;

namespace detail {

/// What a query runs on.
template <class Executor>
class place_of_query {
public:
    /// Where that is, for what the query becomes a part of; none where it is not known yet.
    constexpr const void* origin() const { return executor_.origin(); }

protected:
    constexpr explicit place_of_query(Executor executor) : executor_(executor) {}

    [[no_unique_address]] Executor executor_;
};

}  // namespace detail

/// What every query has that gives rows: how they are read, and what is told about it. Parts are its clauses.
template <class Executor, class Parts>
class row_query : public detail::place_of_query<Executor> {
public:
    using shape = Parts;
    using model_type = typename shape::model_type;
    /// What a row is read into: the model, or what select() and as() say.
    using row_type = typename shape::result::type;

    constexpr explicit row_query(Executor executor, shape parts = {})
        : detail::place_of_query<Executor>(executor), parts_(std::move(parts)) {}

    /// The rows of both queries, equal ones once.
    template <class Query>
    constexpr auto union_distinct(const Query& other) const {
        return combined<set_operation::union_distinct>(other);
    }
    /// The rows of both queries.
    template <class Query>
    constexpr auto union_all(const Query& other) const {
        return combined<set_operation::union_all>(other);
    }
    /// The rows that both queries have, equal ones once.
    template <class Query>
    constexpr auto intersect(const Query& other) const {
        return combined<set_operation::intersect>(other);
    }
    /// The rows that the other query does not have, equal ones once.
    template <class Query>
    constexpr auto except(const Query& other) const {
        return combined<set_operation::except>(other);
    }

    // What runs the query gives what is said here; a pipeline gives an il::pending of it.

    /// All rows: a std::vector.
    auto all() const { return executor_.template select_all<shape>(sound_parts()); }
    /// The first row, if there is one: a std::optional.
    auto first() const { return executor_.template select_first<typename shape::limited>(at_most(1)); }
    /// The only row. Throws not_found where there is none and multiple_rows where there are more.
    auto one() const { return executor_.template select_one<typename shape::limited>(at_most(2)); }
    /// The number of rows: a std::int64_t.
    auto count() const {
        (void)detail::require_unlocked<shape>();
        return executor_.template select_count<shape>(unordered_values<shape>{sound_parts()});
    }
    /// Whether there is a row.
    auto exists() const {
        (void)detail::require_unlocked<shape>();
        return executor_.template select_exists<shape>(unordered_values<shape>{sound_parts()});
    }
    /// The rows one by one, in constant memory: `for (const M& m : query.stream())`.
    auto stream() const { return executor_.template select_stream<shape>(sound_parts()); }

    /// The rows one by one, without a copy of their text: tuples after select(), else rows of named values. Text is a
    /// std::string_view and a blob an il::blob_view, valid until the next row. A view that is to stay is copied by
    /// hand: `for (const auto& gem : db.from<Gem>().views()) count(gem.get<"organism">());`
    auto views() const { return stream_as<typename detail::viewed_result<typename shape::result>::type>(); }
    /// The same, into an aggregate by position: `views<Line>()`, whose texts are std::string_view.
    template <class T>
    auto views() const {
        return stream_as<decltype(detail::viewed_into<T>(
            typename detail::result_columns<typename shape::result>::type{}))>();
    }

    /// For logs: what all() runs, in the dialect of the database that it runs on; nothing is run. Valid for ever;
    /// a std::string where a part of it is dynamic.
    auto sql() const { return executor_.template sql_of<shape>(sound_parts()); }
    /// For logs: the values of the placeholders, in order, as readable text: NULL, numbers, 'quoted text', the size
    /// of a blob. Times that the statement takes when it runs are those of now.
    std::vector<std::string> args() const { return executor_.template values_of<shape>(sound_parts()); }

    /// The engine's plan for all(), which is not run: of EXPLAIN QUERY PLAN on SQLite, of EXPLAIN on PostgreSQL.
    /// Throws usage_error for JSON on SQLite, which has none.
    std::string explain(plan_format format = plan_format::text) const {
        return executor_.template explain<shape>(sound_parts(), format);
    }

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        parts_.values(visit);
    }
    constexpr unsigned variant() const { return parts_.variant(); }
    /// The clauses and their values; what can only be checked when all are there is checked here.
    constexpr const shape& sound_parts() const {
        (void)is_sound();
        return parts_;
    }
    static constexpr bool is_sound() { return shape::template sound<Executor>(); }

protected:
    using detail::place_of_query<Executor>::executor_;
    shape parts_;

private:
    template <class Result>
    auto stream_as() const {
        using query = detail::read_as<shape, Result>;
        return executor_.template select_stream<query>(query{sound_parts()});
    }
    template <set_operation Operation, class Query>
    constexpr auto combined(const Query& other) const;

    /// With a limit of n, or the smaller one that it has.
    constexpr limited_values<shape> at_most(std::int64_t n) const {
        return {sound_parts(), has_limit(shape::bounded) && parts_.limit < n ? parts_.limit : n};
    }
};

}  // namespace interlock
