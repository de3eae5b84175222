// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/query/by_row.hpp>
#include <interlock/query/returning.hpp>

#include <optional>
#include <utility>

namespace interlock {

/// A row as it is stored, and whether it was created for it.
template <class M>
struct stored_row {
    M row;
    bool created;
};

namespace detail {

/// How often a row may be neither there nor to be created: others remove it in between.
inline constexpr int creation_attempts = 16;

[[noreturn]] inline void throw_never_settled() {
    throw transaction_conflict(
        "the row was neither found nor created: other connections go on creating and removing it, or it is another tenant's");
}

template <class M, class By>
void require_identity(const M& row) {
    if (!row_identity<M, By>{row}.has_null()) return;
    value_out_of_range e("the row is told by a column that is NULL, which is equal to nothing");
    e.at_field(table_of<M>().model, {});
    throw e;
}

/// Looks, adds where there is nothing, and looks again where another one was faster.
template <class M, class By, class Reading, class Writing>
stored_row<M> get_or_create(const M& row, Reading reading, Writing writing) {
    require_identity<M, By>(row);
    if (std::optional<M> found = reading().template find_like<M, By>(row)) return {*std::move(found), false};
    const auto executor = writing();
    for (int i = 0; i < creation_attempts; ++i) {
        if (std::optional<M> added = executor.template insert_absent<M, By>(row))
            return {*std::move(added), true};
        if (std::optional<M> found = executor.template find_like<M, By>(row))
            return {*std::move(found), false};
    }
    throw_never_settled();
}

/// Updates, adds where there was nothing, and updates again where another one was faster.
template <class M, class By, class Executor>
stored_row<M> update_or_create(const M& row, Executor executor) {
    require_identity<M, By>(row);
    for (int i = 0; i < creation_attempts; ++i) {
        if (std::optional<M> updated = executor.template update_like<M, By>(row))
            return {*std::move(updated), false};
        if (std::optional<M> added = executor.template insert_absent<M, By>(row))
            return {*std::move(added), true};
    }
    throw_never_settled();
}

}  // namespace detail

}  // namespace interlock
