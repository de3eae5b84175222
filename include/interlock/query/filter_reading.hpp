// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/query/dynamic_order.hpp>
#include <interlock/query/filter_list.hpp>
#include <interlock/query/filter_rules.hpp>
#include <interlock/query/filter_value.hpp>
#include <interlock/query/lookup.hpp>
#include <interlock/query/query_string.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// How names, lookups and values become filters, for all models alike.

namespace interlock::detail {

/// The engines limit how deep a condition is nested.
inline constexpr std::size_t most_filters = 100;
/// And SQLite how long a pattern is: 50,000 bytes, of which each character of a value may take three.
inline constexpr std::size_t most_pattern_bytes = 16'000;

inline std::string too_many_filters() { return "more than " + std::to_string(most_filters) + " filters"; }

/// The values of a list: parts between commas, in which \ takes the next character literally.
inline std::vector<std::string> split_values(std::string_view text) {
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) parts.back() += text[++i];
        else if (text[i] == ',') parts.emplace_back();
        else parts.back() += text[i];
    }
    return parts;
}

/// Adds further values. A \ at the end of those before stands for itself.
inline void join_values(std::string& list, const std::string& more) {
    const std::size_t last = list.find_last_not_of('\\');
    const std::size_t escapes = list.size() - (last == std::string::npos ? 0 : last + 1);
    if (escapes % 2 == 1) list += '\\';
    list += ',';
    list += more;
}

inline dynamic_value filter_value(const table_info& t, const column_info& c, lookup l,
                                  std::string_view text) {
    dynamic_value v;
    if (!read_filter_value(c, text, v))
        throw_filter_error(t, c.member,
                           "the value of '" + std::string(name_of(l)) + "' is not " + expected_value(c));
    return v;
}

/// All values of an in as one list.
inline dynamic_value listed(value_kind column, const std::vector<dynamic_value>& values) {
    dynamic_value list;
    list.kind = list_of(column);
    if (is_integer(column)) {
        dynamic_value::integers all;
        for (const dynamic_value& v : values) all.elements.push_back(*std::get_if<std::int64_t>(&v.held));
        list.held = std::move(all);
    } else if (is_number(column)) {
        dynamic_value::reals all;
        for (const dynamic_value& v : values) all.elements.push_back(*std::get_if<double>(&v.held));
        list.held = std::move(all);
    } else {
        dynamic_value::texts all;
        for (const dynamic_value& v : values)
            if (const auto* uuid = std::get_if<stored_uuid>(&v.held))
                all.elements.push_back(list_text(*uuid));
            else all.elements.push_back(*std::get_if<std::string>(&v.held));
        list.held = std::move(all);
    }
    return list;
}

inline void add_filter(filter_list& list, const table_info& t, const column_info& c, lookup l,
                       std::string_view text) {
    if (!takes_lookup(c, l)) {
        const std::string others = lookups_of(c);
        throw_filter_error(t, c.member,
                           "the lookup '" + std::string(name_of(l)) + "' means nothing for this field; " +
                               (others.empty() ? "it takes none" : "it takes " + others));
    }
    if (list.tests.size() >= most_filters) throw_filter_error(t, c.member, too_many_filters());
    filter_test test{&c, l, {}};
    if (l == lookup::isnull) {
        bool null = false;
        if (!read_boolean(text, null))
            throw_filter_error(t, c.member, "the value of 'isnull' is not true or false");
        test.values.push_back({value_kind::boolean, null});
    } else if (l == lookup::in || l == lookup::range) {
        for (const std::string& part : split_values(text)) test.values.push_back(filter_value(t, c, l, part));
        if (l == lookup::range && test.values.size() != 2)
            throw_filter_error(t, c.member,
                               "the value of 'range' is not two values with a comma between them");
        if (l == lookup::in && is_filtered_by_list(c.kind)) test.values = {listed(c.kind, test.values)};
        else if (l == lookup::in && test.values.size() > most_filters)
            throw_filter_error(
                t, c.member, "more than " + std::to_string(most_filters) + " values of 'in' for this field");
    } else {
        if (is_match(l) && text.size() > most_pattern_bytes)
            throw_filter_error(t, c.member,
                               "the text to look for is longer than " + std::to_string(most_pattern_bytes) +
                                   " bytes");
        test.values.push_back(filter_value(t, c, l, text));
    }
    list.tests.push_back(std::move(test));
}

/// A name with or without a lookup: `year`, `year__gte`.
struct filter_name {
    const column_info* column;
    lookup asked = lookup::exact;
};

inline filter_name read_filter_name(const filter_rules& rules, std::string_view name) {
    const column_info* c = rules.column(name);
    filter_name found{c};
    std::string_view member = name;
    const std::size_t at = name.rfind("__");
    if (c == nullptr && at != std::string_view::npos) {
        member = name.substr(0, at);
        found.column = c = rules.column(member);
    }
    if (c == nullptr || !rules.filters(*c))
        throw_filter_error(*rules.table, member,
                           "there is no such filter; there are " + rules.names(&filter_rules::filters));
    if (member.size() != name.size() && !find_lookup(name.substr(at + 2), found.asked))
        throw_filter_error(*rules.table, member,
                           "there is no such lookup; the field takes " + lookups_of(*c));
    return found;
}

/// `-year,name`
inline void add_orders(order_list& list, const filter_rules& rules, std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = text.find(',');
        std::string_view name = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const bool descending = !name.empty() && name.front() == '-';
        if (descending) name.remove_prefix(1);
        const column_info* c = rules.column(name);
        if (c == nullptr || !rules.orders(*c))
            throw_filter_error(*rules.table, name,
                               "there is no order by this; there are " + rules.names(&filter_rules::orders) +
                                   ", and each with a - before it, descending");
        if (list.has(*c)) throw_filter_error(*rules.table, name, "the order names this field twice");
        list.add(*c, descending);
    }
}

inline void read_filter_text(filter_list& filters, order_list& order, const filter_rules& rules,
                             std::string_view text, std::initializer_list<std::string_view> others) {
    std::vector<std::pair<std::string, std::string>> seen;
    each_pair(text, [&](const std::string& name, const std::string& value) {
        for (const std::string_view other : others)
            if (other == name) return;
        const bool is_order = name == "order";
        const filter_name asked = is_order ? filter_name{nullptr} : read_filter_name(rules, name);
        if (value.empty()) return;  // a field of a form that was left empty
        for (auto& [n, v] : seen) {
            if (n != name) continue;
            if (is_order || asked.asked != lookup::in)
                throw_filter_error(*rules.table, is_order ? std::string_view() : asked.column->member,
                                   is_order ? "the order is given twice" : "the filter is given twice");
            join_values(v, value);
            return;
        }
        if (seen.size() > most_filters) throw_filter_error(*rules.table, {}, too_many_filters());
        seen.emplace_back(name, value);
    });
    for (const auto& [name, value] : seen) {
        if (name == "order") {
            add_orders(order, rules, value);
            continue;
        }
        const filter_name asked = read_filter_name(rules, name);
        add_filter(filters, *rules.table, *asked.column, asked.asked, value);
    }
}

}  // namespace interlock::detail
