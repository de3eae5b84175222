// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <cstddef>
#include <list>
#include <optional>
#include <stdexcept>
#include <utility>

namespace {

struct Gem {
    std::string id;
    std::optional<std::string> name;
    std::int32_t reactions = 0;
};
struct Run {
    std::int32_t id = 0;
    std::string gem;
};
struct Ticket {
    std::int64_t id = 0;
};
struct Pair {
    std::int32_t left = 0, right = 0;
};

/// Rows that are made while they are asked for, once. (clang 14 cannot read the views of libstdc++ 12.)
template <class Function>
struct made {
    int first, last;
    Function make;

    struct iterator {
        using value_type = decltype(std::declval<Function>()(0));
        using difference_type = std::ptrdiff_t;
        const made* range;
        int i;
        value_type operator*() const { return range->make(i); }
        iterator& operator++() {
            ++i;
            return *this;
        }
        void operator++(int) { ++i; }
        bool operator==(const iterator& other) const { return i == other.i; }
    };
    iterator begin() const { return {this, first}; }
    iterator end() const { return {this, last}; }
};
template <class Function>
made(int, int, Function) -> made<Function>;

}  // namespace

template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key, il::max_length<5>>,
                              il::field<&Gem::name, il::max_length<4>>, il::field<&Gem::reactions>>;
};
template <>
struct interlock::model<Run> {
    using fields = il::fields<il::field<&Run::id, il::primary_key, il::generated>, il::field<&Run::gem>>;
};
template <>
struct interlock::model<Ticket> {
    using fields = il::fields<il::field<&Ticket::id, il::primary_key, il::generated>>;
};
template <>
struct interlock::model<Pair> {
    using fields =
        il::fields<il::field<&Pair::left, il::primary_key>, il::field<&Pair::right, il::primary_key>>;
};

using il::col;

ENGINE_CASE("A generated key is filled into the row and returned") {
    engine<TestType, Run, Ticket> db(EVERY_PLACE);
    Run run{77, "a"};
    const std::int32_t first = db->insert(run);
    CHECK(run.id == first);
    CHECK(first != 77);
    const Run constant{0, "b"};
    const std::int32_t second = db->insert(constant);
    CHECK(second > first);
    CHECK(constant.id == 0);
    CHECK(db->insert(Run{0, "c"}) > second);
    CHECK(db->template get<Run>(second).gem == "b");
    Ticket ticket;
    const auto given = db->insert(ticket);
    CHECK(given == ticket.id);
    CHECK(db->insert(ticket) > 1);
    CHECK(db->template from<Ticket>().count() == 2);
}

ENGINE_CASE("A generated key is never given twice") {
    engine<TestType, Run> db(EVERY_PLACE);
    const std::int32_t first = db->insert(Run{0, "a"});
    CHECK(db->template remove<Run>().run() == 1);
    CHECK(db->insert(Run{0, "b"}) > first);
}

ENGINE_CASE("Many rows come from any range") {
    engine<TestType, Run, Gem> db(EVERY_PLACE);
    CHECK(db->insert_many(std::vector<Run>{}) == 0);
    CHECK(db->insert_many(std::vector<Run>{{5, "a"}, {5, "b"}}) == 2);
    const std::list<Run> several{{0, "c"}};
    CHECK(db->insert_many(several) == 1);
    const Run plain[]{{0, "d"}, {0, "e"}};
    CHECK(db->insert_many(plain) == 2);
    CHECK(db->insert_many(made{0, 1000, [](int i) { return Run{0, std::to_string(i)}; }}) == 1000);
    CHECK(db->template from<Run>().count() == 1005);
    CHECK(each(db->template from<Run>().order_by(il::asc<&Run::id>).limit(6).all(), &Run::gem) ==
          std::vector<std::string>{"a", "b", "c", "d", "e", "0"});
    CHECK(db->template from<Run>().order_by(il::desc<&Run::id>).first()->gem == "999");
}

ENGINE_CASE("Many rows are written all or none") {
    engine<TestType, Gem> db(EVERY_PLACE);
    db->insert(Gem{"500", {}, 0});
    std::vector<Gem> rows;
    for (int i = 0; i < 1000; ++i) rows.push_back({std::to_string(i), {}, i});
    const auto e = thrown<il::unique_violation>([&] { db->insert_many(rows); });
    CHECK(e.model() == "Gem");
    CHECK(e.alias() == "store");
    CHECK(db->template from<Gem>().count() == 1);
    rows[500].id = "x";
    rows[999].name = "too long";
    CHECK(thrown<il::value_out_of_range>([&] { db->insert_many(rows); }).field() == "name");
    CHECK(db->template from<Gem>().count() == 1);
    rows[999].name.reset();
    CHECK(db->insert_many(rows) == 1000);
    const made stops{2000, 3000, [](int i) {
                         if (i == 2900) throw std::runtime_error("stop");
                         return Gem{std::to_string(i), {}, i};
                     }};
    CHECK_THROWS_AS(db->insert_many(stops), std::runtime_error);
    CHECK(db->template from<Gem>().count() == 1001);
    db->insert(Gem{"after", {}, 0});
}

#if INTERLOCK_TEST_WITH_SQLITE
TEST_CASE("Triggers and tables decide conflicts of their own in bulk inserts too") {
    engine<il::sqlite, Gem> db(place::file);
    std::vector<Gem> rows;
    for (int i = 0; i < 200; ++i) rows.push_back({std::to_string(i), {}, 1});
    SECTION("a trigger") {
        db.raw("CREATE TABLE seen (size INTEGER PRIMARY KEY)");
        db.raw("CREATE TRIGGER look AFTER INSERT ON " + std::string(il::table_of<Gem>().name) +
               " BEGIN INSERT OR IGNORE INTO seen VALUES (1); END");
        CHECK(db->insert_many(rows) == 200);
        CHECK(db->from<Gem>().count() == 200);
    }
    SECTION("a table") {
        db.raw("DROP TABLE " + std::string(il::table_of<Gem>().name));
        db.raw("CREATE TABLE " + std::string(il::table_of<Gem>().name) +
               " (id TEXT PRIMARY KEY ON CONFLICT IGNORE, name TEXT, reactions INTEGER) STRICT");
        db->insert(Gem{"100", {}, 7});
        (void)db->insert_many(rows);
        CHECK(db->from<Gem>().count() == 200);
        CHECK(db->get<Gem>("100").reactions == 7);
    }
}
#endif

ENGINE_CASE("Many rows that fail inside a transaction leave what it did before") {
    engine<TestType, Gem> db(EVERY_PLACE);
    db->template transaction<store<TestType>>([&](auto& tx) {
        tx.insert(Gem{"a", {}, 0});
        std::vector<Gem> rows{{"b", {}, 0}, {"c", {}, 0}, {"a", {}, 0}};
        CHECK_THROWS_AS(tx.insert_many(rows), il::unique_violation);
        CHECK(tx.template from<Gem>().count() == 1);
        rows.clear();
        for (int i = 0; i < 200; ++i) rows.push_back({std::to_string(i), {}, i});
        rows[100].id = "a";  // in the midst of a block
        CHECK_THROWS_AS(tx.insert_many(rows), il::unique_violation);
        CHECK(tx.template from<Gem>().count() == 1);
        tx.insert(Gem{"d", {}, 0});
    });
    CHECK(each(db->template from<Gem>().order_by(il::asc<&Gem::id>).all(), &Gem::id) ==
          std::vector<std::string>{"a", "d"});
}

ENGINE_CASE("An upsert adds a row or gives it new values") {
    engine<TestType, Gem, Run, Pair> db(EVERY_PLACE);
    db->upsert(Gem{"a", "x", 1});
    db->upsert(Gem{"b", "y", 2});
    db->upsert(Gem{"a", {}, 3});
    CHECK(db->template from<Gem>().count() == 2);
    CHECK(db->template get<Gem>("a").reactions == 3);
    CHECK_FALSE(db->template get<Gem>("a").name);
    db->upsert(Pair{1, 2});
    db->upsert(Pair{1, 2});
    db->upsert(Pair{2, 1});
    CHECK(db->template from<Pair>().count() == 2);
    db->upsert(Run{41, "chosen"});
    CHECK(db->template get<Run>(41).gem == "chosen");
    db->upsert(Run{41, "again"});
    CHECK(db->template get<Run>(41).gem == "again");
    CHECK(db->template from<Run>().count() == 1);
    CHECK(db->insert(Run{0, "generated"}) == 42);
    Run fresh{0, "new"};
    CHECK(db->upsert(fresh) == 1);
    CHECK(fresh.id == 43);
    db->upsert(Run{0, "another"});
    db->upsert(Run{7, "below"});
    CHECK(db->insert(Run{0, "generated"}) == 45);
}

ENGINE_CASE("Updates and removals tell how many rows they changed") {
    engine<TestType, Gem> db(EVERY_PLACE);
    db->insert_many(std::vector<Gem>{{"a", "x", 1}, {"b", "x", 2}, {"c", {}, 3}});
    const auto update = [&] { return db->template update<Gem>(); };
    CHECK(update().set(col<& Gem::reactions> = 7).where(col<&Gem::name> == "x").run() == 2);
    CHECK(update().set(col<& Gem::reactions> = 7).where(col<&Gem::id> == "none").run() == 0);
    CHECK(update().set(col<& Gem::name> = std::nullopt).run() == 3);
    CHECK(update()
              .set(col<& Gem::name> = std::optional<std::string>("y"), col<& Gem::reactions> = 9)
              .where(col<&Gem::id> == "a")
              .run() == 1);
    CHECK(update().set(col<& Gem::name> = col<&Gem::id>).where(col<&Gem::reactions> == 9).run() == 1);
    CHECK(db->template get<Gem>("a").name == "a");
    CHECK(update().set(col<& Gem::id> = "z").where(col<&Gem::id> == "a").run() == 1);
    CHECK_FALSE(db->template find<Gem>("a"));
    CHECK(db->template remove<Gem>().where(col<&Gem::reactions> == 7).run() == 1);
    CHECK(db->template remove<Gem>().where(col<&Gem::reactions> == 7).run() == 0);
    CHECK(db->template remove<Gem>().run() == 2);
    CHECK(db->template from<Gem>().count() == 0);
}

ENGINE_CASE("A text longer than max_length is refused in every way of writing, counted in characters") {
    engine<TestType, Gem> db(EVERY_PLACE);
    db->insert(Gem{"12345", "\xf0\x9f\x9a\x82\xf0\x9f\x9a\x82\xe2\x82\xac\xc3\xa9", 0});
    const auto refused = [&](const char* field, auto write) {
        const auto e = thrown<il::value_out_of_range>(write);
        CHECK(e.model() == "Gem");
        CHECK(e.field() == field);
        CHECK(e.alias() == "store");
        CHECK(std::string(e.what()).find("abcdef") == std::string::npos);
    };
    const std::string longer = "abcdef";
    refused("id", [&] { db->insert(Gem{longer, {}, 0}); });
    refused("name", [&] { db->insert(Gem{"b", longer, 0}); });
    refused("name", [&] { db->upsert(Gem{"b", longer, 0}); });
    refused("name", [&] { db->insert_many(std::vector<Gem>{{"b", longer, 0}}); });
    refused("name", [&] { db->template update<Gem>().set(col<& Gem::name> = "abcdef").run(); });
    refused("name", [&] { db->template update<Gem>().set(col<& Gem::name> = longer).run(); });
    refused("name", [&] {
        db->template update<Gem>().set(col<& Gem::name> = std::optional<std::string>(longer)).run();
    });
    CHECK(db->template from<Gem>().where(col<&Gem::name> == longer).count() ==
          0);  // a comparison may be longer
    CHECK(db->template from<Gem>().count() == 1);
}
