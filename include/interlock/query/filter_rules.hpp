// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/model/member_list.hpp>
#include <interlock/query/filter_error.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace interlock::detail {

/// Which columns of a table may be asked for by name.
struct filter_rules {
    const table_info* table;
    bool filters_limited = false;
    member_list filterable{};
    bool orders_limited = false;
    member_list orderable{};

    bool filters(const column_info& c) const { return !filters_limited || filterable.has(c.member); }
    bool orders(const column_info& c) const {
        return is_comparable(c.kind) && (!orders_limited || orderable.has(c.member));
    }
    const column_info* column(std::string_view member) const {
        const std::size_t i = table->index_of_member(member);
        return i == table_info::npos ? nullptr : &table->columns[i];
    }
    std::string names(bool (filter_rules::*allowed)(const column_info&) const) const {
        std::string all;
        for (const column_info& c : *table) {
            if (!(this->*allowed)(c)) continue;
            if (!all.empty()) all += ", ";
            all += c.member;
        }
        return all.empty() ? "nothing" : all;
    }
};

/// A name that a field could have, as it is; nothing else gets into a message.
inline std::string_view printable_field(std::string_view name) {
    for (const char c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'))
            return {};
    return name.size() <= 64 ? name : std::string_view();
}

[[noreturn]] inline void throw_filter_error(const table_info& t, std::string_view field,
                                            std::string_view message) {
    filter_error e(message);
    e.at_field(t.model, printable_field(field));
    throw e;
}

}  // namespace interlock::detail
