// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field_index.hpp>
#include <interlock/query/conflict.hpp>
#include <interlock/query/result.hpp>

#include <cstddef>

// Statements about the row that is equal to a given one in some columns.

namespace interlock {

/// That row, as it is stored.
template <class M, class By>
struct find_like_shape {
    using model_type = M;
    using result = model_row<M>;
};

/// Gives it the other values of the given one.
template <class M, class By>
struct update_like_shape {
    using model_type = M;
};

/// What an update by a row sets: all but the primary key, the columns that tell the row, and il::now_on_insert.
template <class M, class By>
struct row_assignments {
    const M& row;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        visit_fields(visit, detail::fields_of<M>{});
    }
    static constexpr bool sets(const column_info& c) {
        return !c.primary_key && !By::list.has(c.member) && !c.now_on_insert;
    }
    static constexpr bool any() {
        for (const column_info& c : table_of<M>())
            if (sets(c)) return true;
        return false;
    }

private:
    template <class Visitor, class... Fields>
    constexpr void visit_fields(Visitor& visit, fields<Fields...>) const {
        constexpr const column_info* columns = table_of<M>().columns;
        int i = 0;
        ((sets(columns[i]) ? visit.member(i, columns[i], row.*Fields::member) : void(), ++i), ...);
    }
};

/// The values of a row in the columns that tell it, in the order of the fields.
template <class M, class By>
struct row_identity {
    const M& row;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        visit_fields(visit, detail::fields_of<M>{});
    }
    static constexpr bool tells(const column_info& c) {
        return By::is_key ? c.primary_key : By::list.has(c.member);
    }
    /// Whether one of them is NULL, which is equal to nothing.
    constexpr bool has_null() const { return has_null(detail::fields_of<M>{}); }

private:
    template <class Visitor, class... Fields>
    constexpr void visit_fields(Visitor& visit, fields<Fields...>) const {
        constexpr const column_info* columns = table_of<M>().columns;
        int i = 0;
        ((tells(columns[i]) ? visit.member(i, columns[i], row.*Fields::member) : void(), ++i), ...);
    }
    template <class... Fields>
    constexpr bool has_null(fields<Fields...>) const {
        constexpr const column_info* columns = table_of<M>().columns;
        int i = 0;
        return ((tells(columns[i++]) && is_null(row.*Fields::member)) || ...);
    }
    template <class T>
    static constexpr bool is_null(const T& member) {
        if constexpr (detail::is_nullable<T>) return !member.has_value();
        else return false;
    }
};

/// The values of an update by a row.
template <class M, class By>
struct row_update {
    const M& row;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        row_assignments<M, By>{row}.values(visit);
        row_identity<M, By>{row}.values(visit);
    }
};

/// Gives many rows new values by their keys, from one list for each column (PostgreSQL).
template <class M>
struct update_lists_shape {
    using model_type = M;
};

template <class M>
struct nothing_to_update_beside_the_key {
    static_assert(
        never<M>,
        "interlock: rows are updated by a key that is all they have: nothing of them could change; give "
        "the model another field, or use upsert() or remove()");
};

template <class M>
struct row_told_by_a_generated_key {
    static_assert(
        never<M>,
        "interlock: a row to be found or created is told by its generated key: the database gives the key "
        "to a new row, so there would never be one; name the columns that tell the row before it has a "
        "key");
};

namespace detail {

template <class M>
constexpr bool require_updatable_rows() {
    if constexpr (!require_key<M>()) return false;
    else if constexpr (!row_assignments<M, by_key>::any())
        return refuse<nothing_to_update_beside_the_key<M>>();
    else return true;
}

template <class M, class By>
constexpr bool require_creatable() {
    if constexpr (!require_unique<M>(By{})) return false;
    else if constexpr (target<M, By>::is_key && table_of<M>().has_generated())
        return refuse<row_told_by_a_generated_key<M>>();
    else return true;
}

}  // namespace detail

}  // namespace interlock
