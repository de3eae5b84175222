// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/table_list.hpp>
#include <interlock/model/error.hpp>

#include <cstddef>
#include <string>
#include <string_view>

// What a foreign_key_violation says: the same on every engine, of names alone.

namespace interlock::detail {

inline std::string_view column_name(const table_info& t, std::string_view member) {
    const std::size_t c = t.index_of_member(member);
    return c == table_info::npos ? member : t.columns[c].name;
}

/// Adds `review.product_id`, or `part (order_id, line)`; columns of a table, or members as they are where there is none.
inline void add_members(std::string& text, std::string_view owner, const table_info* t,
                        const std::string_view* members, std::size_t count) {
    text.append(owner).append(count == 1 ? "." : " (");
    for (std::size_t i = 0; i < count; ++i)
        text.append(i > 0 ? ", " : "").append(t == nullptr ? members[i] : column_name(*t, members[i]));
    if (count > 1) text += ')';
}
/// Adds `review.product_id -> product.id`, by the names in the database.
inline void add_reference(std::string& text, const reference_info& r) {
    add_members(text, r.from->name, r.from, r.members, r.count);
    add_members(text.append(" -> "), r.to->name, r.to, r.referenced, r.count);
}

/// The error of a statement about a model (none for a commit) after which one of some references would not hold; of none
/// where nothing is known. What the engine said stands behind.
[[gnu::cold]] inline foreign_key_violation reference_violation(const reference_set& broken,
                                                               std::string_view model, std::string_view sql,
                                                               const std::string& said,
                                                               const std::string& code) {
    const std::size_t count = broken.size();
    if (count == 0) return foreign_key_violation(said, code);
    std::string message, relation;
    for (std::size_t i = 0; i < broken.most(); ++i)
        if (broken.has(i)) add_reference(relation.append(relation.empty() ? "" : ", "), broken.at(i));
    if (count > 1) {
        message.append("one of these relations would not hold: ").append(relation);
        return foreign_key_violation(message.append(" (").append(said).append(")"), code);
    }
    const reference_info r = broken.first();
    const bool removes = sql.starts_with("DELETE") || (!model.empty() && model != r.from->model);
    if (removes) message.append("a row of ").append(r.to->model).append(" is still referred to by ");
    add_members(message, r.from->model, nullptr, r.members, r.count);
    if (!removes) message.append(" refers to a row of ").append(r.to->model).append(" that is not there");
    foreign_key_violation e(message.append(" (").append(said).append(")"), code);
    e.of(relation);
    if (!removes && r.count == 1) e.at_field(r.from->model, r.members[0]);
    return e;
}

}  // namespace interlock::detail
