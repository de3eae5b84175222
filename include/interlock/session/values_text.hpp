// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bind.hpp>
#include <interlock/model/decimal_text.hpp>
#include <interlock/model/number_text.hpp>
#include <interlock/model/time_text.hpp>
#include <interlock/model/uuid_text.hpp>
#include <interlock/sql/pattern.hpp>
#include <interlock/sql/render.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The bound values of a query as readable text, for logs.

namespace interlock::detail {

inline std::string quoted_text(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') out += c;
        out += c;
    }
    return out + '\'';
}

template <class Elements>
std::string list_text_of(const Elements& elements);

/// A stored value; of a blob its size.
template <class Stored>
std::string value_text(const Stored& v) {
    if constexpr (is_nullable<Stored>) return v.has_value() ? value_text(*v) : "NULL";
    else if constexpr (__is_same(Stored, bool)) return v ? "true" : "false";
    else if constexpr (__is_same(Stored, std::int64_t) || __is_same(Stored, double)) return number_text(v);
    else if constexpr (__is_same(Stored, std::string_view) || __is_same(Stored, std::string))
        return quoted_text(v);
    else if constexpr (__is_same(Stored, blob_view))
        return "blob of " + number_text(static_cast<std::int64_t>(v.size)) + " bytes";
    else if constexpr (__is_same(Stored, stored_date)) {
        char text[10];
        return write_date(v, text) ? quoted_text({text, sizeof text})
                                   : number_text(std::int64_t{v.days}) + " days";
    } else if constexpr (__is_same(Stored, stored_timestamp)) {
        char text[26];
        return write_timestamp(v, text) ? quoted_text({text, sizeof text})
                                        : number_text(v.microseconds) + " microseconds";
    } else if constexpr (__is_same(Stored, stored_uuid)) {
        char text[uuid_length];
        write_uuid(v, text);
        return quoted_text({text, sizeof text});
    } else if constexpr (__is_same(Stored, stored_decimal)) return decimal_text(v);
    else if constexpr (__is_same(Stored, stored_json)) return quoted_text(v.text);
    else if constexpr (__is_same(Stored, std::vector<std::byte>))
        return value_text(blob_view{v.data(), v.size()});
    else if constexpr (requires { v.begin(); }) return list_text_of(v);
    else if constexpr (requires { codec<Stored>::encode(v); }) {
        if constexpr (__is_same(plain_t<decltype(codec<Stored>::encode(v))>, Stored)) return "?";
        else return value_text<plain_t<decltype(codec<Stored>::encode(v))>>(codec<Stored>::encode(v));
    } else return "?";
}

template <class Elements>
std::string list_text_of(const Elements& elements) {
    std::string text = "[";
    for (const auto& e : elements) {
        if (text.size() > 1) text += ", ";
        text += value_text(e);
    }
    return text + "]";
}

/// The visitor of a query's values that binds nothing (backend/bind.hpp has the one that does).
struct value_printer {
    std::vector<std::string>& texts;
    const table_info& table;
    void (*write_pattern)(std::string&, pattern_kind, std::string_view);  // as the engine takes it

    template <class Stored, value_kind Kind>
    void operator()(const value<Stored, Kind>& v) {
        texts.push_back(value_text(v.stored));
    }
    void operator()(const refused_value&) {}
    template <pattern_kind Pattern, class Text>
    void operator()(const pattern<Pattern, Text>& p) {
        std::string text;
        write_pattern(text, Pattern, p.text);
        texts.push_back(quoted_text(text));
    }
    template <class Element, value_kind Kind>
    void operator()(const value_list<Element, Kind>& list) {
        texts.push_back(list_text_of(list.elements));
    }
    void number(std::int64_t n) { texts.push_back(number_text(n)); }

    /// Times that are taken when the statement runs.
    template <auto... Set>
    void stamps() {
        for (const column_info& c : table)
            if (c.now_on_update && ((c.member != member_name<Set>()) && ...))
                texts.push_back(value_text(current_time()));
    }
    template <std::size_t Column, class Assignment>
    void assigned(const Assignment& a) {
        a.values(*this);
    }
};

/// The text of a statement in the dialect of a backend.
template <class Shape>
struct text_in {
    template <class Backend, class Query>
    static auto run(const Query& query) {
        return text_for<Backend, Shape>(query).sql;
    }
};

/// The values of a query, as the backend takes them.
template <class Shape>
struct values_of {
    template <class Backend, class Query>
    static std::vector<std::string> run(const Query& query) {
        std::vector<std::string> texts;
        // a further backend would have LIKE, as the standard does
        value_printer print{texts, table_of<typename Shape::model_type>(),
                            __is_same(Backend, sqlite) ? sqlite_pattern : like_pattern};
        query.values(print);
        return texts;
    }
};

}  // namespace interlock::detail
