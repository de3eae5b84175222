// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "round_trips.hpp"

#include <interlock/array.hpp>
#include <interlock/decimal.hpp>
#include <interlock/enums.hpp>
#include <interlock/uuid.hpp>

#include <boost/uuid/uuid_io.hpp>

// Models of the value types that come with headers of their own.

enum class Cut : std::int16_t { oval = -1, round, square = 700 };
enum class Grade { low, high };

template <>
struct interlock::enum_names<Cut> : il::enumerators<Cut::oval, Cut::round, Cut::square> {};
template <>
struct interlock::enum_names<Grade> {
    static constexpr il::enumerator list[]{{Grade::low, "not so good"}, {Grade::high, "'very' good"}};
};

struct Stone {
    std::int64_t id = 0;
    il::uuid key{};
    il::decimal<38, 0> atoms;
    il::decimal<38, 38> share;
    il::decimal<10, 2> price;
    Cut cut = Cut::round;
    Cut named = Cut::round;
    Grade grade = Grade::low;
    std::optional<il::uuid> other;
    std::optional<il::decimal<20, 5>> offer;
    std::optional<Cut> old_cut;

    bool operator==(const Stone&) const = default;
};

template <>
struct interlock::model<Stone> {
    using fields = il::fields<
        il::field<&Stone::id, il::primary_key, il::generated>, il::field<&Stone::key>,
        il::field<&Stone::atoms>, il::field<&Stone::share>, il::field<&Stone::price, il::precision<10, 2>>,
        il::field<&Stone::cut>, il::field<&Stone::named, il::as_text>, il::field<&Stone::grade, il::as_text>,
        il::field<&Stone::other>, il::field<&Stone::offer>, il::field<&Stone::old_cut, il::as_text>>;
};

struct Lists {
    std::int64_t id = 0;
    std::vector<std::int16_t> i16;
    std::vector<std::int32_t> i32;
    std::vector<std::int64_t> i64;
    std::vector<std::uint8_t> u8;
    std::vector<float> f32;
    std::vector<double> f64;
    std::vector<bool> flags;
    std::vector<std::string> texts;
    std::vector<std::optional<std::string>> some_texts;
    std::vector<std::optional<std::int32_t>> some_i32;
    std::optional<std::vector<std::int64_t>> perhaps;

    bool operator==(const Lists&) const = default;
};

template <>
struct interlock::model<Lists> {
    using fields =
        il::fields<il::field<&Lists::id, il::primary_key, il::generated>, il::field<&Lists::i16, il::as_json>,
                   il::field<&Lists::i32, il::as_json>, il::field<&Lists::i64, il::as_json>,
                   il::field<&Lists::u8, il::as_json>, il::field<&Lists::f32, il::as_json>,
                   il::field<&Lists::f64, il::as_json>, il::field<&Lists::flags, il::as_json>,
                   il::field<&Lists::texts, il::as_json>, il::field<&Lists::some_texts, il::as_json>,
                   il::field<&Lists::some_i32, il::as_json>, il::field<&Lists::perhaps, il::as_json>>;
};
