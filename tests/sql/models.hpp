// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/chrono_codec.hpp>
#include <interlock/model/references.hpp>
#include <interlock/query/column.hpp>
#include <interlock/query/remove.hpp>
#include <interlock/query/select.hpp>
#include <interlock/query/statements.hpp>
#include <interlock/query/update.hpp>
#include <interlock/sql/render.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace il = interlock;

struct Gem {
    std::string id;
    std::optional<std::string> name;
    std::int32_t reactions = 0;
    std::optional<std::int64_t> size;
    bool curated = false;
};
struct Run {
    std::int64_t id = 0;
    std::string gem;
    double seconds = 0;
};
struct Cell {
    std::int32_t row = 0, column = 0;
    std::string text;
};
struct Counter {
    std::int64_t id = 0;
};
struct Pair {
    std::int64_t left = 0, right = 0;
};
struct Log {
    std::string text;
};
struct Odd {
    std::int64_t key = 0;
    std::string text;
};

template <>
struct interlock::model<Gem> {
    static constexpr auto table = "gems";
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::name>,
                              il::field<&Gem::reactions>, il::field<&Gem::size>, il::field<&Gem::curated>>;
};
template <>
struct interlock::model<Run> {
    static constexpr auto app_label = "atlas";
    using fields = il::fields<il::field<&Run::id, il::primary_key, il::generated>, il::field<&Run::gem>,
                              il::field<&Run::seconds>>;
};
template <>
struct interlock::model<Cell> {
    using fields = il::fields<il::field<&Cell::row, il::primary_key>,
                              il::field<&Cell::column, il::primary_key>, il::field<&Cell::text>>;
};
template <>
struct interlock::model<Counter> {
    using fields = il::fields<il::field<&Counter::id, il::primary_key, il::generated>>;
};
template <>
struct interlock::model<Pair> {
    using fields =
        il::fields<il::field<&Pair::left, il::primary_key>, il::field<&Pair::right, il::primary_key>>;
};
template <>
struct interlock::model<Log> {
    using fields = il::fields<il::field<&Log::text>>;
};
template <>
struct interlock::model<Odd> {
    static constexpr auto table = "a \"table\"; DROP";
    using fields = il::fields<il::field<&Odd::key, il::primary_key, il::column<"we\"ird">>,
                              il::field<&Odd::text, il::column<"select">>>;
};

/// The text in SQLite's dialect and in PostgreSQL's.
template <class Query>
constexpr bool is(const Query& query, std::string_view sqlite, std::string_view postgres) {
    return il::sql<il::sqlite>(query) == sqlite && il::sql<il::postgres>(query) == postgres;
}
