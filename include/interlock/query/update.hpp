// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/assignment.hpp>
#include <interlock/query/condition.hpp>
#include <interlock/query/executor.hpp>
#include <interlock/query/join.hpp>
#include <interlock/query/pack.hpp>
#include <interlock/query/returning.hpp>
#include <interlock/query/select_parts.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock {

template <class... Assignments>
struct assignment_list {
    detail::pack<Assignments...> parts;

    /// As they go into the columns of M.
    template <class M, class Visitor>
    constexpr void values(Visitor& visit) const {
        parts.each([&]<class Assignment>(const Assignment& part) {
            visit.template assigned<detail::field_index<M, Assignment::member>>(part);
        });
    }
    template <class Visitor>
    constexpr void stamps(Visitor& visit) const {
        visit.template stamps<Assignments::member...>();
    }
};

/// Assignments that were refused.
struct refused_assignments {
    template <class M, class Visitor>
    constexpr void values(Visitor&) const {}
    template <class Visitor>
    constexpr void stamps(Visitor&) const {}
};

/// From is the model's table, with others beside it where values come from them.
template <class M, class Assignments, class Where, class From = from_table<M>>
struct update_shape {
    using model_type = M;
    using from = From;
    static constexpr unsigned variants = 1u << detail::optional_count<Where>;
};

template <class M>
struct update_without_set {
    static_assert(
        never<M>,
        "interlock: an update that sets nothing; name the columns with .set(il::col<&M::x> = value)");
};

template <class Term>
struct not_an_assignment {
    static_assert(
        never<Term>,
        "interlock: set() takes assignments, il::col<&M::x> = value or il::col<&M::x> += 1; == is a "
        "comparison, for where()");
};

template <class M, auto Member>
struct assignment_to_another_model {
    static_assert(
        never<M>,
        "interlock: an update sets a column of another table, or a member that is not a field of its "
        "model; update that model by a statement of its own");
};

template <class M, auto... Members>
struct column_set_twice {
    static_assert(
        never<M>,
        "interlock: an update sets a column twice: which of the two values would stand is not said; "
        "remove one of them");
};

namespace detail {

template <class T>
concept is_assignment = requires {
    typename T::value_type;
    T::member;
};
template <class T>
constexpr bool require_assignment() {
    if constexpr (is_assignment<T>) return true;
    else return refuse<not_an_assignment<T>>();
}

/// Whether an update of the model stamps a column with the current time.
template <class M>
constexpr bool stamped_by_updates() {
    for (const column_info& c : table_of<M>())
        if (c.now_on_update) return true;
    return false;
}

}  // namespace detail

/// `db.update<M>().set(...).where(...).run()`. Without where() every row is changed.
template <class Executor, class M, class Assignments = assignment_list<>, class Where = no_condition,
          class From = from_table<M>>
class update_query {
public:
    using model_type = M;
    using shape = update_shape<M, Assignments, Where, From>;

    constexpr explicit update_query(Executor executor) : executor_(executor) {}
    constexpr update_query(Executor executor, Assignments assignments, Where where, From from)
        : executor_(executor)
        , assignments_(std::move(assignments))
        , where_(std::move(where))
        , from_(std::move(from)) {}

    /// Another table of the same database that values are taken from, and what makes a row of it that of a row of
    /// the updated one: `db.update<Product>().from<Offer>(col<&Offer::product_id> == col<&Product::id>)
    /// .set(col<&Product::price> = col<&Offer::price>)`. Where several rows are, which of them is taken is not said.
    template <class Other, class Condition>
    constexpr auto from(Condition condition) && {
        auto joined = detail::join<Executor, Other>(std::move(from_), std::move(condition));
        return update_query<Executor, M, Assignments, Where, decltype(joined)>(
            executor_, std::move(assignments_), std::move(where_), std::move(joined));
    }
    template <class Other, class Condition>
    constexpr auto from(Condition condition) const& {
        return update_query(*this).template from<Other>(std::move(condition));
    }

    /// The columns to change: `set(il::col<&M::x> = value, ...)`.
    template <auto... Members, class... Values>
    constexpr auto set(assignment<Members, Values>... assignments) && {
        (void)(require_member<Members>() && ...);
        (void)(Values::template known<rows>() && ...);
        if constexpr (!distinct<Members...>()) (void)detail::refuse<column_set_twice<M, Members...>>();
        static_assert(__is_same(Assignments, assignment_list<>),
                      "interlock: set() is called once, with all assignments");
        using list = assignment_list<assignment<Members, Values>...>;
        return update_query<Executor, M, list, Where, From>(executor_, list{{{std::move(assignments)}...}},
                                                            std::move(where_), std::move(from_));
    }
    template <auto... Members, class... Values>
    constexpr auto set(assignment<Members, Values>... assignments) const& {
        return update_query(*this).set(std::move(assignments)...);
    }
    template <class... Others>
        requires(!(detail::is_assignment<Others> && ...))
    constexpr auto set(const Others&...) const {
        (void)(detail::require_assignment<Others>() && ...);
        return update_query<Executor, M, refused_assignments, Where, From>(executor_, {}, where_, from_);
    }

    /// Rows for which the condition is true. Several calls are joined with "and".
    template <class Condition>
    constexpr auto where(Condition condition) && {
        auto joined = detail::both<rows>(std::move(where_), std::move(condition));
        return update_query<Executor, M, Assignments, decltype(joined), From>(
            executor_, std::move(assignments_), std::move(joined), std::move(from_));
    }
    template <class Condition>
    constexpr auto where(Condition condition) const& {
        return update_query(*this).where(std::move(condition));
    }

    /// A condition that is there only where the flag is true: without any, every row is changed.
    template <class Condition>
    constexpr auto where_if(bool wanted, Condition condition) && {
        auto joined = detail::perhaps<rows>(std::move(where_), wanted, std::move(condition));
        return update_query<Executor, M, Assignments, decltype(joined), From>(
            executor_, std::move(assignments_), std::move(joined), std::move(from_));
    }
    template <class Condition>
    constexpr auto where_if(bool wanted, Condition condition) const& {
        return update_query(*this).where_if(wanted, std::move(condition));
    }

    /// Changes the rows and gives their number.
    auto run() const { return executor_.template run_write<shape>(sound()); }

    /// For logs: what run() runs, in the dialect of the database that it runs on; nothing is run. Valid for ever.
    auto sql() const { return executor_.template sql_of<shape>(sound()); }
    /// For logs: the values of the placeholders, in order, as readable text: NULL, numbers, 'quoted text', the size
    /// of a blob. Times that the statement takes when it runs are those of now.
    std::vector<std::string> args() const { return executor_.template values_of<shape>(sound()); }

    /// The engine's plan for run(), which is not run: of EXPLAIN QUERY PLAN on SQLite, of EXPLAIN on PostgreSQL.
    /// Throws usage_error for JSON on SQLite, which has none.
    std::string explain(plan_format format = plan_format::text) const {
        return executor_.template explain<shape>(sound(), format);
    }
    /// The changed rows instead of their number: `returning(il::col<&M::id>).all()`; without arguments whole models.
    template <class... Expressions>
    constexpr auto returning(Expressions&&... expressions) const {
        return detail::make_returning<M>(executor_, *this, std::forward<Expressions>(expressions)...);
    }
    static constexpr bool is_sound() {
        if constexpr (__is_same(Assignments, assignment_list<>))
            return detail::refuse<update_without_set<M>>();
        else return true;
    }

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        assignments_.template values<M>(visit);
        if constexpr (detail::stamped_by_updates<M>()) assignments_.stamps(visit);
        from_.values(visit);
        where_.values(visit);
    }

    constexpr unsigned variant() const {
        if constexpr (shape::variants == 1) return 0;
        else return where_.variant();
    }

private:
    using rows = typename From::template rows<detail::writing<Executor>>;

    const update_query& sound() const {
        (void)is_sound();
        return *this;
    }
    template <auto... Members>
    static constexpr bool distinct() {
        constexpr std::string_view names[]{detail::member_name<Members>()..., {}};
        for (std::size_t i = 0; i < sizeof...(Members); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (names[i] == names[j]) return false;
        return true;
    }
    template <auto Member>
    static constexpr bool require_member() {
        if constexpr (detail::in_tables<Member, void, M>()) return true;
        else return detail::refuse<assignment_to_another_model<M, Member>>();
    }

    [[no_unique_address]] Executor executor_;
    Assignments assignments_{};
    Where where_{};
    [[no_unique_address]] From from_{};
};

/// An update without a session, to look at its text.
template <class M>
constexpr auto update() {
    return update_query<no_executor, M>(no_executor{});
}

}  // namespace interlock
