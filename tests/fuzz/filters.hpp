// SPDX-License-Identifier: BSL-1.0
#pragma once

// Filters and orders of a query string.

#include "beads.hpp"

namespace fuzz::filters {

namespace il = interlock;

inline std::string some_query(fuzz::provider& data) {
    std::string query;
    for (int i = data.ConsumeIntegralInRange(0, 5); i >= 0; --i) {
        query += fuzz::one_of(data, {"id", "name", "year", "weight", "whole", "day", "seen", "price", "shade",
                                     "named", "mark", "sizes", "order", "page"});
        query += fuzz::one_of(data, {"", "__ne", "__gte", "__in", "__range", "__isnull", "__icontains",
                                     "__startswith", "__iexact"});
        query += "=" + fuzz::one_of(data, {"1", "true", "red", "2024-12-31", "2024-12-31T23:59", "-1.5",
                                           "-year,name", "01234567-89ab-cdef-0123-456789abcdef"});
        query += (data.ConsumeBool() ? "," : "") + fuzz::text(data);
        query += data.ConsumeBool() ? "&" : "";
    }
    return query;
}

inline std::size_t count(std::string_view text, char c) {
    std::size_t n = 0;
    for (const char d : text) n += d == c ? 1 : 0;
    return n;
}

/// The text is made of words that are known before the input is: columns, operators, placeholders.
inline void check_text(const std::string& sql, std::size_t values) {
    std::string word;
    std::size_t placeholders = 0;
    const auto check_word = [&] {
        static const std::string known =
            " SELECT FROM WHERE ORDER BY LIMIT AND OR NOT IN IS NULL NULLS FIRST LAST DESC BETWEEN LIKE GLOB ESCAPE "
            "COLLATE C ILIKE ANY TRUE FALSE value json_each id name year weight whole day seen price shade named mark "
            "sizes bead 1 0 ";
        if (!word.empty()) fuzz::require(fuzz::has(known, " " + word + " "), "a word is the library's", sql);
        word.clear();
    };
    for (std::size_t i = 0; i < sql.size(); ++i) {
        const char c = sql[i];
        if (c == '$') {
            check_word();
            ++placeholders;
            for (; i + 1 < sql.size() && sql[i + 1] >= '0' && sql[i + 1] <= '9';) ++i;
        } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')
            word += c;
        else {
            check_word();
            placeholders += c == '?' ? 1 : 0;
            fuzz::require(fuzz::has(" \",()<>=?'\\", {&c, 1}), "a sign is the library's", sql);
        }
    }
    check_word();
    fuzz::require(count(sql, '\'') % 2 == 0 && count(sql, '"') % 2 == 0, "quotes are closed", sql);
    fuzz::require(count(sql, '(') == count(sql, ')'), "brackets are closed", sql);
    fuzz::require(placeholders == values, "each value has a placeholder", sql);
}

struct value_counter {
    std::size_t values = 0;

    template <class Value>
    void operator()(const Value&) {
        ++values;
    }
    void number(std::int64_t) { ++values; }
};

inline void try_input(provider& data) {
    const std::string text = data.ConsumeBool() ? data.ConsumeRemainingBytesAsString() : some_query(data);
    accepts([&] {
        const auto wanted = il::filter_text<Bead>(text, {"page"});
        require(wanted.size() <= il::detail::most_filters, "there are at most so many filters");
        const auto query = il::from<Bead>().where(wanted).order_by(wanted);
        value_counter counter;
        wanted.values(counter);
        check_text(std::string(il::sql<il::sqlite>(query)), counter.values);
        check_text(std::string(il::sql<il::postgres>(query)), counter.values);
    });
    accepts([&] {
        const auto page = il::query_value(text, "page");
        if (page)
            require(il::query_value("a=b&page=" + encoded(*page), "page") == page, "a value comes back");
    });
}

}  // namespace fuzz::filters
