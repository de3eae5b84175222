// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/concept.hpp>
#include <interlock/model/integer_text.hpp>
#include <interlock/model/table.hpp>
#include <interlock/query/assignment.hpp>
#include <interlock/query/executor.hpp>
#include <interlock/query/in_list.hpp>
#include <interlock/query/match.hpp>

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace interlock::detail {

/// Whether a codec makes a text, or refers to one.
template <class T>
inline constexpr bool is_stored_text = __is_same(typename codec<T>::stored, std::string_view) ||
                                       __is_same(typename codec<T>::stored, std::string);

template <class T>
inline constexpr bool is_timestamp = __is_same(typename codec<without_null<T>>::stored, stored_timestamp);

/// The system clock, in microseconds.
inline stored_timestamp current_time() noexcept {
    std::timespec t{};
    std::timespec_get(&t, TIME_UTC);
    return {static_cast<std::int64_t>(t.tv_sec) * 1000000 + t.tv_nsec / 1000};
}

/// The number of characters (code points) in a UTF-8 text.
inline std::size_t characters(std::string_view text) noexcept {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return count;
}

[[noreturn, gnu::cold]] inline void throw_too_long(const column_info& c, std::string_view text) {
    throw value_out_of_range(std::string("a text of ")
                                 .append(integer_text(static_cast<std::int64_t>(characters(text))))
                                 .append(" characters is longer than max_length, ")
                                 .append(integer_text(c.max_length)));
}

inline void check_length(const column_info& c, std::string_view text) {
    if (c.max_length != 0 && text.size() > c.max_length && characters(text) > c.max_length)
        throw_too_long(c, text);
}

/// Binds a member as it goes into its column.
template <class Statement, class T>
void bind_member(Statement& s, int i, const column_info& c, const T& v) {
    if constexpr (is_nullable<T>) {
        if (v.has_value()) bind_member(s, i, c, *v);
        else s.bind_null(i);
    } else if constexpr (__is_same(typename codec<T>::stored, std::string_view)) {
        const std::string_view text = codec<T>::encode(v);
        check_length(c, text);
        s.bind(i, text);
    } else if constexpr (__is_same(typename codec<T>::stored, std::string)) {
        const std::string text = codec<T>::encode(v);
        check_length(c, text);
        s.bind_copy(i, std::string_view(text));
    } else if constexpr (__is_same(typename codec<T>::stored, std::vector<std::byte>)) {
        const std::vector<std::byte> bytes = codec<T>::encode(v);
        s.bind_copy(i, blob_view{bytes.data(), bytes.size()});
    } else if constexpr (__is_same(typename codec<T>::stored, stored_enum)) {
        const stored_enum e = codec<T>::encode(v);
        if (c.kind == value_kind::text) s.bind(i, e.name);
        else s.bind(i, e.number);
    } else s.bind(i, codec<T>::encode(v));
}

/// The visitor of a query's values: binds them in the order of the placeholders.
template <class Statement>
struct binder {
    Statement& statement;
    const table_info& table;
    int& column;                   // the column that a value is for, where it is for one; else -1
    const void* origin = nullptr;  // what the statement is of
    int next = 0;

    /// What was made a query of somewhere runs there alone.
    void part_of(const void* somewhere) {
        if (is_elsewhere(somewhere, origin)) refuse_part({}, table.model);
    }

    template <class Stored, value_kind Kind>
    void operator()(const value<Stored, Kind>& v) {
        bind(v.stored);
    }
    void operator()(const refused_value&) {}
    template <pattern_kind Pattern, class Text>
    void operator()(const pattern<Pattern, Text>& p) {
        statement.bind_pattern(next++, Pattern, p.text);
    }
    template <class Element, value_kind Kind>
    void operator()(const value_list<Element, Kind>& list) {
        statement.bind_list(next++, list.elements);
    }
    void number(std::int64_t n) { statement.bind(next++, n); }

    /// A member of a row that is written. A tenant's key is bound by the statement, and only compared with it here.
    template <class T>
    void member(int i, const column_info& c, const T& v) {
        column = i;
        if constexpr (requires { statement.own(c, v); })
            if (c.tenant_key && statement.own(c, v)) return;
        if constexpr (is_timestamp<T>)
            if (c.stamped_on_insert()) return statement.bind(next++, current_time());
        bind_member(statement, next++, c, v);
    }
    /// The columns that an update stamps with the current time, but those that it sets itself.
    template <auto... Set>
    void stamps() {
        for (const column_info& c : table)
            if (c.now_on_update && ((c.member != member_name<Set>()) && ...))
                statement.bind(next++, current_time());
    }

    /// The same of an insert, but those that are given.
    template <auto... Given>
    void insertion_stamps() {
        for (const column_info& c : table)
            if (c.stamped_on_insert() && ((c.member != member_name<Given>()) && ...))
                statement.bind(next++, current_time());
    }

    /// A value that a column is set to.
    template <std::size_t Column, class Assignment>
    void assigned(const Assignment& a) {
        column = static_cast<int>(Column);
        using member = without_null<value_of<Assignment::member>>;
        if constexpr (requires { a.value.stored; }) {
            check_value<member>(table.columns[Column], a.value.stored);
            if constexpr (__is_same(member, float) && requires { double{a.value.stored}; })
                statement.bind(next++, static_cast<double>(codec<float>::nearest(a.value.stored)));
            else a.values(*this);
        } else a.values(*this);
        column = -1;
    }

private:
    /// What the member could not hold does not go into its column.
    template <class Member, class T>
    static void check_value(const column_info& c, const T& v) {
        if constexpr (is_nullable<T>) {
            if (v.has_value()) check_value<Member>(c, *v);
        } else if constexpr (__is_same(T, typename codec<Member>::stored) &&
                             (__is_same(T, std::int64_t) || __is_same(T, stored_decimal)))
            (void)codec<Member>::decode(v);
        else if constexpr (__is_same(typename codec<Member>::stored, stored_enum)) {
            if constexpr (is_number(kind_of<T>))
                (void)codec<Member>::decode(stored_enum{static_cast<std::int64_t>(v), {}, false});
            else (void)codec<Member>::decode(stored_enum{0, codec<T>::encode(v), true});
        } else if constexpr (__is_same(Member, float)) (void)codec<float>::nearest(static_cast<double>(v));
        else if constexpr (storable<T>) {
            if constexpr (is_stored_text<T>) check_length(c, codec<T>::encode(v));
        }
    }
    template <class T>
    void bind(const T& v) {
        if constexpr (is_nullable<T>) {
            if (v.has_value()) bind(*v);
            else statement.bind_null(next++);
        } else if constexpr (requires { codec<T>::encode(v); }) statement.bind(next++, codec<T>::encode(v));
        else statement.bind(next++, v);
    }
};

}  // namespace interlock::detail
