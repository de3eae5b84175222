// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <interlock/relations.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

// Relations of which at most one row refers to each: the member is unique, or it is the whole primary key.

using il::asc;
using il::col;

namespace {

struct Person {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> partner_id;
};
struct Passport {
    std::int64_t id = 0;
    std::int64_t person_id = 0;
    std::string number;
};
// as many as there are persons, or fewer: its key is theirs
struct Profile {
    std::int64_t person_id = 0;
    std::string text;
};
struct Stamp {
    std::int64_t id = 0;
    std::int64_t passport_id = 0;
    std::string country;
};

}  // namespace

template <>
struct interlock::model<Person> {
    using fields =
        il::fields<il::field<&Person::id, il::primary_key, il::generated>, il::field<&Person::name>,
                   il::field<&Person::partner_id, il::references<&Person::id>, il::unique>>;
};
template <>
struct interlock::model<Passport> {
    using fields = il::fields<il::field<&Passport::id, il::primary_key, il::generated>,
                              il::field<&Passport::person_id, il::references<&Person::id>, il::unique>,
                              il::field<&Passport::number>>;
};
template <>
struct interlock::model<Profile> {
    using fields = il::fields<il::field<&Profile::person_id, il::primary_key, il::references<&Person::id>>,
                              il::field<&Profile::text>>;
};
template <>
struct interlock::model<Stamp> {
    using fields =
        il::fields<il::field<&Stamp::id, il::primary_key, il::generated>,
                   il::field<&Stamp::passport_id, il::references<&Passport::id>>, il::field<&Stamp::country>>;
};

namespace {

template <class Backend>
struct town : engine<Backend, Person, Passport, Profile, Stamp> {
    explicit town(place where) : engine<Backend, Person, Passport, Profile, Stamp>(where) {
        auto& db = **this;
        db.insert_many(std::vector<Person>{{0, "Ann", {}}, {0, "Bo", 1}, {0, "Cy", {}}, {0, "Di", {}}});
        db.insert_many(std::vector<Passport>{{0, 3, "C3"}, {0, 1, "A1"}});
        db.insert_many(std::vector<Profile>{{1, "about Ann"}, {4, "about Di"}});
        db.insert_many(std::vector<Stamp>{{0, 2, "Fiji"}, {0, 2, "Mali"}});
    }
};

}  // namespace

ENGINE_CASE("The only row that can refer to each is loaded as one, not as a list") {
    town<TestType> db(EVERY_PLACE);
    const auto rows = db->template from<Person>()
                          .order_by(asc<&Person::id>)
                          .template prefetch<&Passport::person_id>()
                          .template prefetch<&Profile::person_id>()
                          .all();
    STATIC_REQUIRE(std::is_same_v<
                   decltype(rows),
                   const std::vector<std::tuple<Person, std::optional<Passport>, std::optional<Profile>>>>);
    REQUIRE(rows.size() == 4);
    const std::vector<std::optional<std::string>> numbers{"A1", std::nullopt, "C3", std::nullopt};
    const std::vector<std::optional<std::string>> texts{"about Ann", std::nullopt, std::nullopt, "about Di"};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& [person, passport, profile] = rows[i];
        CHECK((passport ? std::optional(passport->number) : std::nullopt) == numbers[i]);
        CHECK((profile ? std::optional(profile->text) : std::nullopt) == texts[i]);
        if (passport) CHECK(passport->person_id == person.id);
    }
}

ENGINE_CASE("What is loaded along it has conditions, and its own related rows") {
    town<TestType> db(EVERY_PLACE);
    const auto rows =
        db->template from<Person>()
            .template prefetch<&Passport::person_id>(il::from<Passport>()
                                                         .where(col<&Passport::number> != "C3")
                                                         .template prefetch<&Stamp::passport_id>())
            .order_by(asc<&Person::id>)
            .all();
    STATIC_REQUIRE(
        std::is_same_v<
            decltype(rows),
            const std::vector<std::tuple<Person, std::optional<std::tuple<Passport, std::vector<Stamp>>>>>>);
    REQUIRE(std::get<1>(rows[0]).has_value());
    CHECK(std::get<1>(*std::get<1>(rows[0])).size() == 2);
    for (std::size_t i = 1; i < rows.size(); ++i) CHECK_FALSE(std::get<1>(rows[i]).has_value());
    // a limit is one for each row, of which there is one at most
    const auto limited = db->template from<Person>()
                             .template prefetch<&Passport::person_id>(
                                 il::from<Passport>().order_by(asc<&Passport::id>).limit(1))
                             .order_by(asc<&Person::id>)
                             .all();
    CHECK(std::get<1>(limited[2])->number == "C3");
}

ENGINE_CASE("with() adds the only row that can refer to each, and keeps each once") {
    town<TestType> db(EVERY_PLACE);
    const auto people = db->template from<Person>()
                            .template with<&Passport::person_id>()
                            .template with<&Profile::person_id>()
                            .order_by(asc<&Person::id>);
    STATIC_REQUIRE(
        std::is_same_v<decltype(people.all()),
                       std::vector<std::tuple<Person, std::optional<Passport>, std::optional<Profile>>>>);
    const auto rows = people.all();
    REQUIRE(rows.size() == 4);
    CHECK(std::get<1>(rows[0])->number == "A1");
    CHECK_FALSE(std::get<1>(rows[1]).has_value());
    CHECK(std::get<1>(rows[2])->number == "C3");
    CHECK(std::get<2>(rows[3])->text == "about Di");
    CHECK(people.where(il::missing<Passport>).count() == 2);
    // from the side that refers the other one is always there
    STATIC_REQUIRE(
        std::is_same_v<decltype(db->template from<Passport>().template with<&Passport::person_id>().all()),
                       std::vector<std::tuple<Passport, Person>>>);
    // from a table under a name, and under one
    using owner = il::as<"owner", Person>;
    using paper = il::as<"paper", Passport>;
    const auto profiles = db->template from<Profile>()
                              .template with<&Profile::person_id, owner>()
                              .template with<owner::to<&Passport::person_id>, paper>()
                              .order_by(asc<&Profile::person_id>)
                              .all();
    STATIC_REQUIRE(std::is_same_v<decltype(profiles),
                                  const std::vector<std::tuple<Profile, Person, std::optional<Passport>>>>);
    REQUIRE(profiles.size() == 2);
    CHECK(std::get<2>(profiles[0])->number == "A1");
    CHECK_FALSE(std::get<2>(profiles[1]).has_value());
}

ENGINE_CASE("A model that refers to itself once is followed from the one that is referred to") {
    town<TestType> db(EVERY_PLACE);
    const auto rows =
        db->template from<Person>().order_by(asc<&Person::id>).template prefetch<&Person::partner_id>().all();
    STATIC_REQUIRE(
        std::is_same_v<decltype(rows), const std::vector<std::tuple<Person, std::optional<Person>>>>);
    CHECK(std::get<1>(rows[0])->name == "Bo");
    for (std::size_t i = 1; i < rows.size(); ++i) CHECK_FALSE(std::get<1>(rows[i]).has_value());
}

ENGINE_CASE("A second row that refers where one may leaves the rows of both as they were") {
    town<TestType> db(EVERY_PLACE);
    using database = typename town<TestType>::database;
    const auto counts = [&] {
        return std::tuple(db->template from<Person>().count(), db->template from<Passport>().count());
    };
    const auto before = counts();
    Person person{0, "Ed", {}};
    std::vector<Passport> two{{0, 7, "E1"}, {9, 8, "E2"}};
    const auto as_before = [&] {
        CHECK(person.id == 0);
        CHECK((two[0].id == 0 && two[0].person_id == 7));
        CHECK((two[1].id == 9 && two[1].person_id == 8));
    };
    CHECK_THROWS_AS(il::insert_with<&Passport::person_id>(*db, person, two), il::constraint_violation);
    as_before();
    CHECK(counts() == before);

    db->template transaction<database>([&](auto& tx) {
        CHECK_THROWS_AS(il::insert_with<&Passport::person_id>(tx, person, two), il::constraint_violation);
        as_before();
        two.pop_back();
        il::insert_with<&Passport::person_id>(tx, person, two);
    });
    CHECK(counts() == std::tuple(std::get<0>(before) + 1, std::get<1>(before) + 1));
    CHECK(db->template get<Passport>(two[0].id).person_id == person.id);
    CHECK(db->template get<Person>(person.id).name == "Ed");
}
