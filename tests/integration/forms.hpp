// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "engines.hpp"

#include <optional>
#include <tuple>
#include <utility>

// What the rows of the tables at the end of docs/queries.md are run on. tests/readme/forms.sh compares the rows with
// the names that row() is given.

using moment = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

struct Writer {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> mail;
    std::int32_t points = 0;

    bool operator==(const Writer&) const = default;
};
struct Book {
    std::int64_t id = 0;
    std::string title;
    std::optional<std::string> genre;
    std::int64_t writer_id = 0;
    double price = 0;
    std::int32_t stock = 0;
    moment added;
    std::optional<std::chrono::sys_days> printed;
};

template <>
struct interlock::model<Writer> {
    using fields = il::fields<il::field<&Writer::id, il::primary_key, il::generated>,
                              il::field<&Writer::name, il::unique>, il::field<&Writer::mail>,
                              il::field<&Writer::points>>;
};
template <>
struct interlock::model<Book> {
    using fields =
        il::fields<il::field<&Book::id, il::primary_key>, il::field<&Book::title>, il::field<&Book::genre>,
                   il::field<&Book::writer_id, il::soft_references<&Writer::id>>, il::field<&Book::price>,
                   il::field<&Book::stock>, il::field<&Book::added>, il::field<&Book::printed>>;
};

using il::asc;
using il::col;
using il::desc;
using namespace std::chrono_literals;

using ids = std::vector<std::int64_t>;
using text = std::string;
using texts = std::vector<std::string>;
using whole = std::int64_t;
template <class T>
using maybe = std::optional<T>;

inline moment at(int year, unsigned month, unsigned day, std::chrono::microseconds of_day = {}) {
    return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day)) +
           of_day;
}
inline std::chrono::sys_days on(int year, unsigned month, unsigned day) {
    return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day));
}

/// Four books and their writers.
template <class Backend>
struct library : engine<Backend, Writer, Book> {
    explicit library(place where) : engine<Backend, Writer, Book>(where) {
        auto& db = **this;
        db.insert_many(std::vector<Writer>{
            {0, "Frank", "f@x", 3}, {0, "Jane", {}, 0}, {0, "Philip", "p@x", 1}, {0, "Nobody", {}, 0}});
        db.insert_many(std::vector<Book>{
            {1, "Dune", "sf", 1, 9.5, 3, at(2024, 2, 29, 13h + 5min + 59s + 500ms), on(2024, 2, 29)},
            {2, "Emma", {}, 2, 1.0, 0, at(2023, 1, 1), {}},
            {3, "Ubik", "sf", 3, 7.25, 12, at(2023, 12, 31, 23h), on(2023, 12, 31)},
            {4, " dust ", "noir", 1, 5.0, 7, at(2024, 2, 1), on(2020, 5, 5)}});
    }
    auto books() { return (**this).template from<Book>(); }
    auto writers() { return (**this).template from<Writer>(); }

    /// The keys of the books that a query gives, in their order.
    template <class Query>
    static ids keys(const Query& query) {
        return each(query.order_by(asc<&Book::id>).all(), &Book::id);
    }
    template <class Condition>
    ids where(Condition condition) {
        return keys(books().where(condition));
    }
    /// What is made of one book.
    template <class... Expressions>
    auto of(std::int64_t id, Expressions... expressions) {
        return books().where(col<&Book::id> == id).select(expressions...).one();
    }
};

/// The form of a row of the tables, called as that row is.
template <class Check>
void row(const char* name, Check check) {
    INFO(name);
    check();
}
