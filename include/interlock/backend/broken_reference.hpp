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

/// `review.product_id`, or `part (order_id, line)`; of columns, or of members as they are where there is no table.
inline std::string members_text(std::string_view owner, const table_info* t, const std::string_view* members,
                                std::size_t count) {
    std::string text(owner);
    text += count == 1 ? "." : " (";
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) text += ", ";
        text += t == nullptr ? members[i] : column_name(*t, members[i]);
    }
    if (count > 1) text += ')';
    return text;
}
/// `review.product_id -> product.id`, by the names in the database.
inline std::string reference_text(const reference_info& r) {
    return members_text(r.from->name, r.from, r.members, r.count) + " -> " +
           members_text(r.to->name, r.to, r.referenced, r.count);
}

/// The error of a statement about a model (none for a commit) after which one of some references would not hold; of none
/// where nothing is known. What the engine said stands behind.
[[gnu::cold]] inline foreign_key_violation reference_violation(const reference_set& broken,
                                                               std::string_view model, std::string_view sql,
                                                               const std::string& said,
                                                               const std::string& code) {
    if (broken.size() == 0) return foreign_key_violation(said, code);
    if (broken.size() > 1) {
        std::string message;
        for (std::size_t i = 0; i < broken.most(); ++i)
            if (broken.has(i)) message += (message.empty() ? "" : ", ") + reference_text(broken.at(i));
        return foreign_key_violation("one of these relations would not hold: " + message + " (" + said + ")",
                                     code);
    }
    const reference_info r = broken.first();
    const std::string from = members_text(r.from->model, nullptr, r.members, r.count);
    const std::string to(r.to->model);
    const bool removes = sql.starts_with("DELETE") || (!model.empty() && model != r.from->model);
    foreign_key_violation e((removes ? "a row of " + to + " is still referred to by " + from
                                     : from + " refers to a row of " + to + " that is not there") +
                                " (" + said + ")",
                            code);
    e.of(reference_text(r));
    if (!removes && r.count == 1) e.at_field(r.from->model, r.members[0]);
    return e;
}

}  // namespace interlock::detail
