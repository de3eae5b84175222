// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/condition.hpp>
#include <interlock/query/relation.hpp>
#include <interlock/query/result_columns.hpp>
#include <interlock/query/source.hpp>

#include <cstddef>
#include <utility>

namespace interlock {

/// Which rows of two tables stay where no row of the other one belongs to them: none, those of the left side, those of
/// the right, or both. What is missing beside them is NULL.
enum class join_kind : unsigned char { inner, left, right, full };

template <class M>
struct table_joined_twice {
    static_assert(
        never<M>,
        "interlock: a table stands twice in one query: its columns would have two meanings; give one of the two a "
        "name of its own, as in .join<il::as<\"manager\", M>>(condition)");
};

template <class M>
struct outer_join_of_a_table_without_a_column_that_is_never_null {
    static_assert(
        never<M>,
        "interlock: an outer join of a table whose columns may all be NULL: a row that is missing could not be told "
        "from one that is there; give its model a key, or another column that is not std::optional");
};

template <auto Member, class Tables>
struct join_along_no_relation {
    static_assert(
        never<Tables>,
        "interlock: a join along a member that refers to nothing: it takes a member with il::references or "
        "il::soft_references; name the other table and the condition, as in .join<Product>(condition)");
};

template <auto Member, class Tables>
struct join_along_a_relation_of_other_tables {
    static_assert(
        never<Tables>,
        "interlock: a join along a relation of which neither side is in the query, or one to a table under a name "
        "that is none of its two: begin with from<M>() of one side, and join the other");
};

template <class Entry, class Condition>
struct full_join_on_what_is_no_equality {
    static_assert(
        never<Entry>,
        "interlock: a full join on another condition than that columns are equal: PostgreSQL joins so by hash or merge "
        "alone; join on equal columns, and say the rest in where()");
};

template <class Entry, class Result>
struct outer_join_after_as {
    static_assert(
        never<Entry>,
        "interlock: a right or full join after as(): what was said to be there may be missing then; join first, and say "
        "as() at the end");
};

template <auto Member, class Tables>
struct with_rows_that_refer {
    static_assert(
        never<Tables>,
        "interlock: with() along a relation whose referring side is not in the query: it adds to each row the one that "
        "it refers to, and the one that refers to it where the member is il::unique; for all rows that refer to it take "
        "prefetch(), or join() for a row of each pair");
};

namespace detail {

/// The rows of a result beside those of another table, if that is shown.
template <bool Shown, class Result>
struct result_beside {
    template <class M, bool AddsMissing, bool MakesMissing>
    using type = typename Result::template joined<M, AddsMissing, MakesMissing>;
};
template <class Result>
struct result_beside<false, Result> {
    template <class, bool, bool>
    using type = Result;
};
template <bool Shown, class Fields>
struct fields_if_shown {
    using type = Fields;
};
template <class Fields>
struct fields_if_shown<false, Fields> {
    using type = fields<>;
};

}  // namespace detail

/// Tables, and rows of one more beside each of theirs for which the condition is true. A join table that only leads to
/// another one is not shown: it has no place in whole rows.
template <class From, class Entry, class Condition, join_kind Kind = join_kind::inner, bool Shown = true>
struct from_join {
    using model = detail::model_of_entry<Entry>;
    static constexpr bool is_plain = From::is_plain;
    static constexpr bool is_one_table = false;
    static constexpr bool is_inner = From::is_inner && Kind == join_kind::inner;
    static constexpr bool bound = From::bound || Condition::bound;
    /// Whether there are rows without one of this table, or without those before it.
    static constexpr bool adds_missing = Kind == join_kind::left || Kind == join_kind::full;
    static constexpr bool makes_missing = Kind == join_kind::right || Kind == join_kind::full;

    using first = typename From::first;
    using result =
        typename detail::result_beside<Shown, typename From::result>::template type<model, adds_missing,
                                                                                    makes_missing>;
    using kinds =
        detail::joined_kinds<typename From::kinds,
                             decltype(detail::kinds_of_fields(
                                 typename detail::fields_if_shown<Shown, detail::fields_of<model>>::type{}))>;
    template <class Executor>
    using rows = typename From::template rows<Executor>::template with<Entry>;
    template <class Other>
    static constexpr bool is_common() {
        return From::template is_common<Other>();
    }
    /// Whether a column is NULL in some rows because its table has none there.
    template <auto Member, class Name>
    static constexpr bool may_miss() {
        if constexpr (detail::is_column_of<Member, Name, Entry>) return adds_missing;
        else return makes_missing || From::template may_miss<Member, Name>();
    }
    template <class Other>
    static constexpr bool may_miss_table() {
        if constexpr (__is_same(Other, Entry)) return adds_missing;
        else return makes_missing || From::template may_miss_table<Other>();
    }

    From from{};
    Condition condition{};

    template <auto Member, class Name = void>
    static constexpr std::size_t position() {
        if constexpr (From::template position<Member, Name>() != table_info::npos)
            return From::template position<Member, Name>();
        else if constexpr (!Shown || !detail::is_column_of<Member, Name, Entry>) return table_info::npos;
        else
            return detail::result_columns<typename From::result>::type::size +
                   detail::field_index<model, Member>;
    }
    template <class Outer>
    static constexpr bool reached() {
        if constexpr (!From::template reached<Outer>()) return false;
        else return Outer::template reaches<model>();
    }
    /// Whether the conditions may stand there.
    template <class Source>
    static constexpr bool known() {
        return From::template known<Source>() && Condition::template known<Source>();
    }
    template <class Visitor>
    constexpr void values_before_select(Visitor& visit) const {
        from.values_before_select(visit);
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        from.values(visit);
        condition.values(visit);
    }
};

namespace detail {

template <class T>
inline constexpr bool is_column_node = false;
template <auto Member>
inline constexpr bool is_column_node<column_reference<Member>> = true;
template <class Table, auto Member>
inline constexpr bool is_column_node<named_column<Table, Member>> = true;
/// Whether a condition says that columns are equal, and nothing else.
template <class Condition>
inline constexpr bool is_equality = false;
template <class Left, class Right>
inline constexpr bool is_equality<comparison<comparison_operator::equal, Left, Right>> =
    is_column_node<Left>&& is_column_node<Right>;
template <class Left, class Right>
inline constexpr bool is_equality<conjunction<Left, Right>> = is_equality<Left>&& is_equality<Right>;

/// The tables with one more.
template <class Executor, class Entry, join_kind Kind = join_kind::inner, bool Shown = true, class From,
          class Condition>
constexpr auto join(From from, Condition condition) {
    using rows = typename From::template rows<Executor>;
    using joined = typename rows::template with<Entry>;
    if constexpr (rows::template has_table<Entry>()) {
        (void)refuse<table_joined_twice<Entry>>();
        return from;
    } else if constexpr (!rows::template reaches<model_of_entry<Entry>>()) return from;
    else if constexpr (!require_condition<Condition>()) return from;
    else if constexpr (!Condition::template known<joined>()) return from;
    else if constexpr (Kind != join_kind::inner &&
                       table_of<model_of_entry<Entry>>().index_of_never_null() == table_info::npos) {
        (void)refuse<outer_join_of_a_table_without_a_column_that_is_never_null<Entry>>();
        return from;
    } else if constexpr (Kind == join_kind::full && !is_equality<Condition>) {
        (void)refuse<full_join_on_what_is_no_equality<Entry, Condition>>();
        return from;
    } else
        return from_join<From, Entry, Condition, Kind, Shown>{static_cast<From&&>(from),
                                                              static_cast<Condition&&>(condition)};
}

template <class Name, class M>
struct name_or_model {
    using type = Name;
};
template <class M>
struct name_or_model<void, M> {
    using type = M;
};
template <class Name, class M>
using named_or = typename name_or_model<Name, M>::type;

/// The table that a relation brings into the query, and when its rows belong to one that is there.
template <class Entry, auto Member, bool Refers, class Start>
struct joined_side {
    using entry = Entry;
    static constexpr auto target = relation<Member>::target;

    static constexpr auto condition() {
        if constexpr (!relation<Member>::has_several_members) return equal<Member, target>();
        else return all_equal(typename relation<Member>::from{}, typename relation<Member>::to{});
    }

private:
    template <auto Referring, auto Referred>
    static constexpr auto equal() {
        if constexpr (Refers) return equal(column_in<Entry, Referring>(), column_in<Start, Referred>());
        else return equal(column_in<Start, Referring>(), column_in<Entry, Referred>());
    }
    template <class Left, class Right>
    static constexpr auto equal(Left l, Right r) {
        return comparison<comparison_operator::equal, Left, Right>(l, r);
    }
    template <auto... Referring, auto... Referred>
    static constexpr auto all_equal(members<Referring...>, members<Referred...>) {
        return (equal<Referring, Referred>() && ...);
    }
};

/// Whether a relation begins at this model: in the table under the name, or in the one without that is in the query.
template <class Rows, class Start, class M>
constexpr bool begins_at() {
    if constexpr (__is_same(Start, void)) return Rows::template has_model<M>();
    else return __is_same(model_of_entry<Start>, M);
}

/// Which side of a relation is joined: the table where it begins or what is in the query already decides, then the name.
template <class Rows, class Start, auto Member, class Name>
constexpr auto side_to_join() {
    using from = owner_of<Member>;
    using to = typename relation<Member>::target_model;
    constexpr bool may_be_target = __is_same(Name, void) || __is_same(model_of_entry<Name>, to);
    constexpr bool may_refer = __is_same(Name, void) || __is_same(model_of_entry<Name>, from);
    if constexpr (may_be_target && begins_at<Rows, Start, from>())
        return joined_side<named_or<Name, to>, Member, false, named_or<Start, from>>{};
    else if constexpr (may_refer && begins_at<Rows, Start, to>())
        return joined_side<named_or<Name, from>, Member, true, named_or<Start, to>>{};
    else return no_relation{};
}

/// The tables with the other side of a relation.
template <class Executor, auto Named, class Name, join_kind Kind, class From>
constexpr auto join_along(From from) {
    using rows = typename From::template rows<Executor>;
    using start = typename called_relation<Named>::start;
    constexpr auto member = called_relation<Named>::member;
    if constexpr (!relation<member>::exists) {
        (void)refuse<join_along_no_relation<member, rows>>();
        return from;
    } else {
        using side = decltype(side_to_join<rows, start, member, Name>());
        if constexpr (__is_same(side, no_relation)) {
            (void)refuse<join_along_a_relation_of_other_tables<member, rows>>();
            return from;
        } else return join<Executor, typename side::entry, Kind>(std::move(from), side::condition());
    }
}

/// The same of the side that is referred to, or of the only row that refers; all rows stay.
template <class Executor, auto Named, class Name, class From>
constexpr auto join_referred(From from) {
    using rows = typename From::template rows<Executor>;
    using start = typename called_relation<Named>::start;
    constexpr auto member = called_relation<Named>::member;
    if constexpr (!relation<member>::exists) {
        (void)refuse<join_along_no_relation<member, rows>>();
        return from;
    } else if constexpr (!begins_at<rows, start, owner_of<member>>()) {
        if constexpr (is_one_to_one<member>)
            return join_along<Executor, Named, Name, join_kind::left>(std::move(from));
        else {
            (void)refuse<with_rows_that_refer<member, rows>>();
            return from;
        }
    } else if constexpr (!__is_same(model_of_entry<named_or<Name, typename relation<member>::target_model>>,
                                    typename relation<member>::target_model)) {
        (void)refuse<join_along_a_relation_of_other_tables<member, rows>>();
        return from;
    } else {
        constexpr bool always = relation<member>::is_hard &&
                                !relation<member>::template may_be_null<member> &&
                                !From::template may_miss<member, start>();
        return join_along < Executor, Named, Name,
               always ? join_kind::inner : join_kind::left > (std::move(from));
    }
}

}  // namespace detail

}  // namespace interlock
