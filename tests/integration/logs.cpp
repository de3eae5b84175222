// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <interlock/array.hpp>
#include <interlock/decimal.hpp>

#include <optional>

namespace {

struct Entry {
    std::int32_t id = 0;
    std::string title;
    std::optional<double> weight;
    bool open = false;
    std::vector<std::byte> scan;
    std::chrono::sys_days day{};
    std::chrono::sys_time<std::chrono::microseconds> seen{};
};
struct Stamped {
    std::int32_t id = 0;
    std::chrono::sys_time<std::chrono::microseconds> changed{};
};

struct Priced {
    std::int32_t id = 0;
    il::decimal<10, 2> price;
    std::vector<std::optional<std::int32_t>> sizes;
};

}  // namespace

template <>
struct interlock::model<Priced> {
    using fields = il::fields<il::field<&Priced::id, il::primary_key>, il::field<&Priced::price>,
                              il::field<&Priced::sizes, il::as_json>>;
};
template <>
struct interlock::model<Entry> {
    static constexpr auto table = "entries";
    using fields = il::fields<il::field<&Entry::id, il::primary_key>, il::field<&Entry::title>,
                              il::field<&Entry::weight>, il::field<&Entry::open>, il::field<&Entry::scan>,
                              il::field<&Entry::day>, il::field<&Entry::seen>>;
};
template <>
struct interlock::model<Stamped> {
    using fields =
        il::fields<il::field<&Stamped::id, il::primary_key>, il::field<&Stamped::changed, il::now_on_update>>;
};

using il::col;
using texts = std::vector<std::string>;

template <class Backend>
using logged = engine<Backend, Entry, Stamped, Priced>;

ENGINE_CASE("The text of a query is in the dialect of the database that it will run on") {
    logged<TestType> db(EVERY_PLACE);
    const auto by_id = db->template from<Entry>().where(col<&Entry::id> == 7);
    CHECK(by_id.sql() == (db.is_postgres() ? il::sql<il::postgres>(by_id) : il::sql<il::sqlite>(by_id)));
    CHECK(by_id.sql().ends_with(db.is_postgres() ? R"(WHERE "id" = $1)" : R"(WHERE "id" = ?)"));
    const auto change =
        db->template update<Entry>().set(col<& Entry::title> = "x").where(col<&Entry::id> == 7);
    CHECK(change.sql() == (db.is_postgres() ? R"(UPDATE "entries" SET "title" = $1 WHERE "id" = $2)"
                                            : R"(UPDATE "entries" SET "title" = ? WHERE "id" = ?)"));
    const auto removal = db->template remove<Entry>().where(col<&Entry::id> == 7);
    CHECK(removal.sql() == (db.is_postgres() ? R"(DELETE FROM "entries" WHERE "id" = $1)"
                                             : R"(DELETE FROM "entries" WHERE "id" = ?)"));
    auto tx = db->template begin<store<TestType>>();
    CHECK(tx.template remove<Entry>().where(col<&Entry::id> == 7).sql() == removal.sql());
}

ENGINE_CASE("The values of a query are readable") {
    using namespace std::chrono;
    logged<TestType> db(EVERY_PLACE);
    const auto from = [&] { return db->template from<Entry>(); };
    CHECK(from().args().empty());
    CHECK(from().where(col<&Entry::id> == -7).args() == texts{"-7"});
    CHECK(from().where(col<&Entry::title> == "it's").args() == texts{"'it''s'"});
    CHECK(from().where(col<&Entry::title> == std::string("a") && col<&Entry::weight> > 0.1).args() ==
          texts{"'a'", "0.1"});
    CHECK(from().where(col<&Entry::open> == true).args() == texts{"true"});
    CHECK(from().where(col<&Entry::day> == sys_days(2024y / 2 / 29)).args() == texts{"'2024-02-29'"});
    CHECK(from().where(col<&Entry::seen> == sys_days(2024y / 2 / 29) + 1us).args() ==
          texts{"'2024-02-29 00:00:00.000001'"});
    CHECK(from().where(col<&Entry::scan> == std::vector<std::byte>(3)).args() == texts{"blob of 3 bytes"});
    CHECK(from().where(col<&Entry::id>.in({1, 2})).args() == texts{"[1, 2]"});
    CHECK(from().where(col<&Entry::title>.in({"a", "b'"})).args() == texts{"['a', 'b''']"});
    CHECK(from().where(col<&Entry::title>.starts_with("50%")).args() ==
          texts{db.is_postgres() ? R"('50\%%')" : "'50%*'"});
    CHECK(from().where(col<&Entry::id> > 1).limit(3).offset(4).args() == texts{"1", "3", "4"});
    CHECK(db->template update<Entry>()
              .set(col<& Entry::weight> = std::optional<double>(), col<& Entry::title> = "t",
                   col<& Entry::scan> = std::vector<std::byte>(2))
              .where(col<&Entry::id> == 7)
              .args() == texts{"NULL", "'t'", "blob of 2 bytes", "7"});
    CHECK(db->template remove<Entry>().where(col<&Entry::id> == 7).args() == texts{"7"});
    CHECK(db->template update<Priced>()
              .set(col<& Priced::price> = il::decimal<10, 2>("12.5"),
                   col<& Priced::sizes> = std::vector<std::optional<std::int32_t>>{1, {}, 3})
              .args() == texts{"12.50", "[1, NULL, 3]"});
    const texts stamped = db->template update<Stamped>().set(col<& Stamped::id> = 1).args();
    REQUIRE(stamped.size() == 2);
    CHECK(stamped[1].starts_with("'20"));
}

TEST_CASE("To look at a query opens no database") {
    scratch folder;
    using database = store<il::sqlite>;
    using service =
        il::service<il::databases<database>, il::models<Entry>, il::routers<il::route_rest<database>>>;
    il::session<service> db(il::settings{{"store", "sqlite:" + folder.file("no/such/folder/a.db")}});
    const auto query = db.from<Entry>().where(col<&Entry::id> == 1);
    CHECK(query.sql().starts_with("SELECT"));
    CHECK(query.args() == texts{"1"});
    CHECK_THROWS_AS(query.count(), il::connection_failed);
}
