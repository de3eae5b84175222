// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "engines.hpp"

#include <interlock/decimal.hpp>
#include <interlock/dynamic.hpp>
#include <interlock/enums.hpp>
#include <interlock/uuid.hpp>

#include <boost/uuid/string_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

// A model with a column of each kind that is filtered and ordered, and what filters mean, in plain C++.

enum class Tint : std::int16_t { red, green, blue };
template <>
struct interlock::enum_names<Tint> : il::enumerators<Tint::red, Tint::green, Tint::blue> {};

struct Find {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> place;
    std::optional<std::int16_t> year;
    std::int64_t size = 0;
    std::optional<double> weight;
    float ratio = 0;
    std::optional<bool> whole;
    std::optional<std::chrono::sys_days> day;
    std::chrono::sys_time<std::chrono::microseconds> seen{};
    std::optional<il::uuid> key;
    std::optional<il::decimal<8, 2>> price;
    std::optional<Tint> tint;
    Tint shade = Tint::red;
    std::vector<std::byte> scan;

    bool operator==(const Find&) const = default;
};

template <>
struct interlock::model<Find> {
    using fields = il::fields<il::field<&Find::id, il::primary_key>, il::field<&Find::name>,
                              il::field<&Find::place>, il::field<&Find::year, il::column<"found in">>,
                              il::field<&Find::size>, il::field<&Find::weight>, il::field<&Find::ratio>,
                              il::field<&Find::whole>, il::field<&Find::day>, il::field<&Find::seen>,
                              il::field<&Find::key>, il::field<&Find::price>, il::field<&Find::tint>,
                              il::field<&Find::shade, il::as_text>, il::field<&Find::scan>>;
};

namespace finds {

using rng = std::mt19937;

inline std::size_t below(rng& random, std::size_t n) { return static_cast<std::size_t>(random() % n); }
template <class T>
const T& one_of(rng& random, const std::vector<T>& from) {
    return from[below(random, from.size())];
}

/// The values of a column, and how they are written.
template <class T>
using pool = std::vector<std::pair<T, std::string>>;

inline pool<std::string> texts() {
    pool<std::string> all;
    for (const char* t : {"", "a", "A", "ab", "aB%", "a_b", "*b", "[a-c]", "\\", "b,c", "\xc3\xa9",
                          "\xc3\x89t", "'", "\"; --", "?", "$1", "zz"})
        all.emplace_back(t, t);
    return all;
}
inline pool<std::int16_t> years() {
    pool<std::int16_t> all;
    for (const int y : {-32768, -3, 0, 1990, 1991, 32767})
        all.emplace_back(static_cast<std::int16_t>(y), std::to_string(y));
    return all;
}
inline pool<std::int64_t> sizes() {
    return {{INT64_MIN, "-9223372036854775808"},
            {-1, "-1"},
            {0, "0"},
            {5, "5"},
            {INT64_MAX, "9223372036854775807"}};
}
inline pool<double> weights() {
    return {{-1.5, "-1.5"}, {0, "0"}, {0.1, "0.1"}, {1e300, "1e300"}, {2.5, "25e-1"}};
}
inline pool<float> ratios() { return {{0.1F, "0.1"}, {-7.25F, "-7.25"}, {3e30F, "3e30"}, {0.F, "0"}}; }
inline pool<bool> truths() { return {{true, "true"}, {false, "0"}}; }
inline pool<std::chrono::sys_days> days() {
    using namespace std::chrono;
    return {{sys_days(2024y / 2 / 29), "2024-02-29"},
            {sys_days(1969y / 12 / 31), "1969-12-31"},
            {sys_days(1066y / 10 / 14), "1066-10-14"}};
}
inline pool<std::chrono::sys_time<std::chrono::microseconds>> times() {
    using namespace std::chrono;
    return {{sys_days(2024y / 2 / 29), "2024-02-29"},
            {sys_days(2024y / 2 / 29) + 1h + 1us, "2024-02-29T01:00:00.000001Z"},
            {sys_days(1900y / 1 / 1) + 5min, "1900-01-01 00:05"}};
}
inline pool<il::uuid> keys() {
    pool<il::uuid> all;
    for (const char* t : {"00000000-0000-0000-0000-000000000001", "FFFFFFFF-ffff-ffff-ffff-ffffffffffff",
                          "89abcdef-0123-4567-89ab-cdef01234567"})
        all.emplace_back(boost::uuids::string_generator()(t), t);
    return all;
}
inline pool<il::decimal<8, 2>> prices() {
    pool<il::decimal<8, 2>> all;
    for (const char* t : {"-999999.99", "-0.01", "0.00", "0.10", "12.50", "999999.99"})
        all.emplace_back(il::decimal<8, 2>(t), t);
    return all;
}
inline pool<Tint> tints() { return {{Tint::red, "red"}, {Tint::green, "green"}, {Tint::blue, "blue"}}; }

inline std::vector<Find> some(rng& random, int count) {
    const auto perhaps = [&]<class T>(const pool<T>& from) {
        const std::size_t i = below(random, from.size() + 2);
        return i < from.size() ? std::optional<T>(from[i].first) : std::nullopt;
    };
    std::vector<Find> all;
    for (int i = 0; i < count; ++i) {
        Find f;
        f.id = (i * 7919) % 100'003 - 500;
        f.name = one_of(random, texts()).first;
        f.place = perhaps(texts());
        f.year = perhaps(years());
        f.size = one_of(random, sizes()).first;
        f.weight = perhaps(weights());
        f.ratio = one_of(random, ratios()).first;
        f.whole = perhaps(truths());
        f.day = perhaps(days());
        f.seen = one_of(random, times()).first;
        f.key = perhaps(keys());
        f.price = perhaps(prices());
        f.tint = perhaps(tints());
        f.shade = one_of(random, tints()).first;
        f.scan.assign(below(random, 3), static_cast<std::byte>(below(random, 3) * 127));
        all.push_back(std::move(f));
    }
    return all;
}

/// A value in a query string.
inline std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
        else if (c == ' ') out += '+';
        else {
            out += '%';
            out += "0123456789ABCDEF"[byte >> 4];
            out += "0123456789abcdef"[byte & 15];
        }
    }
    return out;
}
/// A value of a list.
inline std::string listed(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == ',' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

/// A filter as text, and what it means.
struct filter {
    std::string text;
    std::function<bool(const Find&)> holds;
};

inline std::string folded(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

template <class T>
bool means(const std::string& lookup, const T& value, const std::vector<T>& given) {
    const T& v = given.front();
    if (lookup == "exact") return value == v;
    if (lookup == "ne") return value != v;
    if (lookup == "lt") return value < v;
    if (lookup == "lte") return value <= v;
    if (lookup == "gt") return value > v;
    if (lookup == "gte") return value >= v;
    if (lookup == "range") return value >= v && value <= given.back();
    if (lookup == "in") return std::find(given.begin(), given.end(), value) != given.end();
    if constexpr (std::is_same_v<T, std::string>) {
        if (lookup[0] == 'i')
            return means<T>(lookup == "iexact" ? "exact" : lookup.substr(1), folded(value), {folded(v)});
        if (lookup == "contains") return value.find(v) != std::string::npos;
        if (lookup == "startswith") return value.starts_with(v);
        if (lookup == "endswith") return value.ends_with(v);
    }
    throw std::logic_error("no such lookup: " + lookup);
}

inline const std::vector<std::string> equal_lookups{"exact", "ne", "in"};
inline const std::vector<std::string> order_lookups{"exact", "ne", "in", "lt", "lte", "gt", "gte", "range"};
inline const std::vector<std::string> text_lookups{
    "exact",    "ne",        "in",         "lt",          "lte",      "gt",        "gte",   "range",
    "contains", "icontains", "startswith", "istartswith", "endswith", "iendswith", "iexact"};

template <class T, class Member>
filter filter_of(rng& random, const std::string& name, Member member, const pool<T>& from,
                 const std::vector<std::string>& lookups) {
    const auto get = [member](const Find& f) { return std::optional<T>(f.*member); };
    constexpr bool nullable = !std::is_same_v<Member, T Find::*>;
    if (nullable && below(random, 6) == 0) {
        const bool null = below(random, 2) == 0;
        return {name + "__isnull=" + (null ? "true" : "false"),
                [=](const Find& f) { return get(f).has_value() != null; }};
    }
    const std::string lookup = one_of(random, lookups);
    const bool several = lookup == "in" || lookup == "range";
    std::vector<T> given;
    std::string text;
    for (std::size_t n = lookup == "range" ? 2 : several ? 1 + below(random, 4) : 1; n > 0; --n) {
        const auto& [value, written] = one_of(random, from);
        text += (given.empty() ? "" : ",") + (several ? listed(written) : written);
        given.push_back(value);
    }
    // an empty value is no filter
    if (text.empty()) return {name + "__" + lookup + "=", [](const Find&) { return true; }};
    return {name + (lookup == "exact" ? "" : "__" + lookup) + "=" + encoded(text),
            [=](const Find& f) { return get(f).has_value() && means<T>(lookup, *get(f), given); }};
}

inline filter any_filter(rng& random) {
    switch (below(random, 13)) {
        case 0: return filter_of(random, "name", &Find::name, texts(), text_lookups);
        case 1: return filter_of<std::string>(random, "place", &Find::place, texts(), text_lookups);
        case 2: return filter_of<std::int16_t>(random, "year", &Find::year, years(), order_lookups);
        case 3: return filter_of(random, "size", &Find::size, sizes(), order_lookups);
        case 4: return filter_of<double>(random, "weight", &Find::weight, weights(), order_lookups);
        case 5: return filter_of(random, "ratio", &Find::ratio, ratios(), order_lookups);
        case 6: return filter_of<bool>(random, "whole", &Find::whole, truths(), {"exact", "ne"});
        case 7: return filter_of<std::chrono::sys_days>(random, "day", &Find::day, days(), order_lookups);
        case 8: return filter_of(random, "seen", &Find::seen, times(), order_lookups);
        case 9: return filter_of<il::uuid>(random, "key", &Find::key, keys(), order_lookups);
        case 10: return filter_of<il::decimal<8, 2>>(random, "price", &Find::price, prices(), order_lookups);
        case 11: return filter_of<Tint>(random, "tint", &Find::tint, tints(), equal_lookups);
        default: return filter_of(random, "shade", &Find::shade, tints(), equal_lookups);
    }
}

/// An order as text, and what it means: negative, 0 or positive as the first row comes before the other.
struct order {
    std::string text;
    std::vector<std::function<int(const Find&, const Find&)>> steps;

    bool before(const Find& a, const Find& b) const {
        for (const auto& step : steps)
            if (const int c = step(a, b); c != 0) return c < 0;
        return a.id < b.id;
    }
};

template <class T>
struct type_in {
    using type = T;
};
template <class T>
struct type_in<std::optional<T>> {
    using type = T;
};

template <class Value>
void add_order(order& o, const std::string& name, Value Find::*member, bool descending) {
    o.text += (o.text.empty() ? "" : ",") + std::string(descending ? "-" : "") + name;
    o.steps.push_back([member, descending](const Find& a, const Find& b) {
        const auto key = [member](const Find& f) {
            return std::optional<typename type_in<Value>::type>(f.*member);
        };
        const auto x = key(a), y = key(b);
        int c = 0;
        if (x.has_value() != y.has_value()) c = x.has_value() ? -1 : 1;  // NULLs last
        else if (x.has_value()) c = *x < *y ? -1 : *y < *x ? 1 : 0;
        return descending ? -c : c;
    });
}
/// The enumeration that is stored by name is ordered by it.
inline void add_shade(order& o, bool descending) {
    o.text += (o.text.empty() ? "" : ",") + std::string(descending ? "-shade" : "shade");
    o.steps.push_back([descending](const Find& a, const Find& b) {
        const std::string names[]{"red", "green", "blue"};
        const int c = names[static_cast<int>(a.shade)].compare(names[static_cast<int>(b.shade)]);
        return descending ? -c : c;
    });
}

inline order any_order(rng& random) {
    order o;
    std::vector<int> columns{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
    std::shuffle(columns.begin(), columns.end(), random);
    const std::size_t count = below(random, 4);
    for (std::size_t i = 0; i < count; ++i) {
        const bool down = below(random, 2) == 0;
        switch (columns[i]) {
            case 0: add_order(o, "name", &Find::name, down); break;
            case 1: add_order(o, "place", &Find::place, down); break;
            case 2: add_order(o, "year", &Find::year, down); break;
            case 3: add_order(o, "size", &Find::size, down); break;
            case 4: add_order(o, "weight", &Find::weight, down); break;
            case 5: add_order(o, "ratio", &Find::ratio, down); break;
            case 6: add_order(o, "whole", &Find::whole, down); break;
            case 7: add_order(o, "day", &Find::day, down); break;
            case 8: add_order(o, "seen", &Find::seen, down); break;
            case 9: add_order(o, "key", &Find::key, down); break;
            case 10: add_order(o, "price", &Find::price, down); break;
            case 11: add_order(o, "tint", &Find::tint, down); break;
            case 12: add_order(o, "id", &Find::id, down); break;
            case 13: add_order(o, "scan", &Find::scan, down); break;
            default: add_shade(o, down); break;
        }
    }
    return o;
}

}  // namespace finds
