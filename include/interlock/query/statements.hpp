// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/table.hpp>

#include <cstddef>

// Statements whose text depends on their model alone, as types.

namespace interlock {

/// One row by its primary key.
template <class M>
struct get_shape {
    using model_type = M;
};

/// The number of rows of a select, and whether it has one.
template <class Select>
struct count_shape {
    using model_type = typename Select::model_type;
    static constexpr unsigned variants = Select::variants;
};
template <class Select>
struct exists_shape {
    using model_type = typename Select::model_type;
    static constexpr unsigned variants = Select::variants;
};

/// Rows, all columns but a generated one.
template <class M, std::size_t Rows = 1>
struct insert_shape {
    using model_type = M;
};

/// The beginning of a COPY of rows in PostgreSQL's binary format.
template <class M>
struct copy_shape {
    using model_type = M;
};

/// The table with its constraints, and its indexes.
template <class M>
struct create_shape {
    using model_type = M;
};
/// The same of a table in a cycle of references, without those to other tables; and what adds them.
template <class M>
struct create_without_references_shape {
    using model_type = M;
};
template <class M>
struct add_references_shape {
    using model_type = M;
};

template <class M>
struct model_without_primary_key {
    static_assert(
        never<M>,
        "interlock: a model without a primary key: get, find and upsert name a row by its key; mark "
        "a field with il::primary_key");
};

namespace detail {
template <class M>
constexpr bool require_key() {
    if constexpr (table_of<M>().key_count == 0) return refuse<model_without_primary_key<M>>();
    else return true;
}
}  // namespace detail

// For il::sql: the statements that a session makes of a call.

template <class M>
constexpr insert_shape<M> insert() {
    return {};
}
template <class M>
constexpr get_shape<M> get() {
    return {};
}
template <class M>
constexpr create_shape<M> create_table() {
    return {};
}
template <class Select>
constexpr count_shape<typename Select::shape> count_of(const Select&) {
    return {};
}
template <class Select>
constexpr exists_shape<typename Select::shape> exists_in(const Select&) {
    return {};
}

}  // namespace interlock
