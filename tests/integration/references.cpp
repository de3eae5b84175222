// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <interlock/relations.hpp>

#include <optional>
#include <tuple>
#include <vector>

// References that are checked at the commit, in a circle, and over several columns.

namespace {

struct Parcel {
    std::int64_t id = 0;
    std::int64_t sender = 0, receiver = 0;
};
struct Person {
    std::int64_t id = 0;
    std::optional<std::int64_t> partner;
};

// a circle of two, one of three, and tables before, after and between them
struct Captain {
    std::int64_t id = 0;
    std::int64_t team_id = 0;
};
struct Team {
    std::int64_t id = 0;
    std::optional<std::int64_t> captain_id;
    std::int64_t town_id = 0;
    std::optional<std::int64_t> parent_id;
};
struct Town {
    std::int64_t id = 0;
};
struct Match {
    std::int64_t id = 0;
    std::int64_t team_id = 0;
    std::int64_t rock_id = 0;
};
struct Rock {
    std::int64_t id = 0;
    std::int64_t paper_id = 0;
};
struct Paper {
    std::int64_t id = 0;
    std::int64_t scissors_id = 0;
};
struct Scissors {
    std::int64_t id = 0;
    std::int64_t rock_id = 0;
};

// a table of which the key has two columns, what refers to it by both, and a circle of such
struct Aisle {
    std::int64_t store = 0;
    std::string code;
    std::int64_t main_shelf = 0;
};
struct Shelf {
    std::int64_t id = 0;
    std::int64_t store = 0;
    std::string aisle;
    std::optional<std::int64_t> other_store;
    std::optional<std::string> other_aisle;
};

}  // namespace

template <>
struct interlock::model<Aisle> {
    using fields = il::fields<il::field<&Aisle::store, il::primary_key>,
                              il::field<&Aisle::code, il::primary_key>, il::field<&Aisle::main_shelf>>;
    using constraints =
        il::constraints<il::foreign_key<il::members<&Aisle::main_shelf, &Aisle::store>,
                                        il::members<&Shelf::id, &Shelf::store>, il::on_delete::no_action,
                                        il::deferrable::initially_deferred>>;
};
template <>
struct interlock::model<Shelf> {
    using fields = il::fields<il::field<&Shelf::id, il::primary_key>, il::field<&Shelf::store>,
                              il::field<&Shelf::aisle, il::column<"of aisle">>,
                              il::field<&Shelf::other_store>, il::field<&Shelf::other_aisle>>;
    using constraints =
        il::constraints<il::unique_together<&Shelf::store, &Shelf::id>,
                        il::foreign_key<il::members<&Shelf::aisle, &Shelf::store>,
                                        il::members<&Aisle::code, &Aisle::store>, il::on_delete::cascade>,
                        il::foreign_key<il::members<&Shelf::other_aisle, &Shelf::other_store>,
                                        il::members<&Aisle::code, &Aisle::store>, il::on_delete::set_null>>;
};

template <>
struct interlock::model<Person> {
    static constexpr auto table = "person's \"table\"";
    using fields =
        il::fields<il::field<&Person::id, il::primary_key>,
                   il::field<&Person::partner, il::references<&Person::id, il::on_delete::no_action,
                                                              il::deferrable::initially_immediate>>>;
};
template <>
struct interlock::model<Parcel> {
    using fields = il::fields<
        il::field<&Parcel::id, il::primary_key>,
        il::field<&Parcel::sender,
                  il::references<&Person::id, il::on_delete::no_action, il::deferrable::initially_deferred>>,
        il::field<&Parcel::receiver,
                  il::references<&Person::id, il::on_delete::cascade, il::deferrable::initially_immediate>>>;
};
template <>
struct interlock::model<Captain> {
    using fields =
        il::fields<il::field<&Captain::id, il::primary_key>,
                   il::field<&Captain::team_id, il::references<&Team::id, il::on_delete::cascade,
                                                               il::deferrable::initially_deferred>>>;
};
template <>
struct interlock::model<Team> {
    static constexpr auto table = "the 'team\"s' $interlock$";
    using fields = il::fields<
        il::field<&Team::id, il::primary_key>,
        il::field<&Team::captain_id, il::references<&Captain::id, il::on_delete::set_null>, il::indexed>,
        il::field<&Team::town_id, il::references<&Town::id>>,
        il::field<&Team::parent_id, il::references<&Team::id>>>;
};
template <>
struct interlock::model<Town> {
    using fields = il::fields<il::field<&Town::id, il::primary_key>>;
};
template <>
struct interlock::model<Match> {
    using fields = il::fields<il::field<&Match::id, il::primary_key>,
                              il::field<&Match::team_id, il::references<&Team::id>>,
                              il::field<&Match::rock_id, il::references<&Rock::id>>>;
};
template <>
struct interlock::model<Rock> {
    using fields = il::fields<il::field<&Rock::id, il::primary_key>,
                              il::field<&Rock::paper_id, il::references<&Paper::id, il::on_delete::no_action,
                                                                        il::deferrable::initially_deferred>>>;
};
template <>
struct interlock::model<Paper> {
    using fields =
        il::fields<il::field<&Paper::id, il::primary_key>,
                   il::field<&Paper::scissors_id, il::references<&Scissors::id, il::on_delete::no_action,
                                                                 il::deferrable::initially_deferred>>>;
};
template <>
struct interlock::model<Scissors> {
    using fields =
        il::fields<il::field<&Scissors::id, il::primary_key>,
                   il::field<&Scissors::rock_id, il::references<&Rock::id, il::on_delete::no_action,
                                                                il::deferrable::initially_deferred>>>;
};

using il::asc;
using il::col;

template <class Backend>
struct post : engine<Backend, Parcel, Person> {
    using engine<Backend, Parcel, Person>::engine;

    auto begin() { return (**this).template begin<store<Backend>>(); }
    std::int64_t parcels() { return (**this).template from<Parcel>().count(); }
};

ENGINE_CASE("A reference that is initially deferred is checked at the commit") {
    post<TestType> db(EVERY_PLACE);
    db->insert(Person{2, {}});
    auto tx = db.begin();
    tx.insert(Parcel{1, 1, 2});
    CHECK_THROWS_AS(db->insert(Parcel{2, 1, 2}), il::usage_error);
    tx.insert(Person{1, {}});
    tx.commit();
    CHECK(db.parcels() == 1);

    auto broken = db.begin();
    broken.insert(Parcel{2, 7, 2});
    CHECK(broken.template from<Parcel>().count() == 2);
    CHECK_THROWS_AS(broken.commit(), il::foreign_key_violation);
    CHECK_FALSE(broken.is_open());
    CHECK(db.parcels() == 1);

    // a statement without a transaction commits by itself
    CHECK_THROWS_AS(db->insert(Parcel{2, 7, 2}), il::foreign_key_violation);
    CHECK(db.parcels() == 1);
    db->insert(Parcel{2, 1, 2});
    CHECK(db.parcels() == 2);
}

ENGINE_CASE(
    "A reference that is initially immediate is checked at once, or at the commit where that is asked for") {
    post<TestType> db(EVERY_PLACE);
    db->insert(Person{1, {}});
    {
        auto tx = db.begin();
        CHECK_THROWS_AS(tx.insert(Parcel{1, 1, 2}), il::foreign_key_violation);
    }
    {
        auto tx = db.begin();
        tx.defer_constraints();
        tx.insert(Parcel{1, 1, 2});
        tx.insert(Person{3, 2});  // of somebody who is to come
        tx.insert(Person{2, 3});
        tx.commit();
    }
    CHECK(db.parcels() == 1);
    {
        auto tx = db.begin();
        tx.defer_constraints();
        tx.template update<Person>().set(col<& Person::partner> = 9).where(col<&Person::id> == 1).run();
        CHECK_THROWS_AS(tx.commit(), il::foreign_key_violation);
    }
    CHECK(db->template get<Person>(1).partner == std::nullopt);
    // it was for that transaction
    auto tx = db.begin();
    CHECK_THROWS_AS(tx.insert(Parcel{2, 1, 9}), il::foreign_key_violation);
}

ENGINE_CASE("Constraints are deferred by the outermost transaction") {
    post<TestType> db(EVERY_PLACE);
    auto tx = db.begin();
    {
        auto part = tx.begin();
        CHECK_THROWS_AS(part.defer_constraints(), il::usage_error);
        CHECK_THROWS_AS(tx.defer_constraints(), il::usage_error);
    }
    tx.defer_constraints();
    {
        auto part = tx.begin();
        part.insert(Parcel{1, 1, 1});
        part.commit();
    }
    tx.insert(Person{1, {}});
    tx.commit();
    CHECK_THROWS_AS(tx.defer_constraints(), il::usage_error);
    CHECK(db.parcels() == 1);
}

template <class Backend>
using circles = engine<Backend, Match, Captain, Team, Town, Rock, Paper, Scissors>;

ENGINE_CASE("Tables that refer to each other in circles are made, once") {
    circles<TestType> db(EVERY_PLACE);
    il::create_tables(*db);
    {
        auto tx = db->template begin<store<TestType>>();
        il::create_tables(tx);
        tx.insert(Town{1});
        tx.insert(Captain{10, 100});
        tx.insert(Team{100, 10, 1, {}});
        tx.insert(Team{101, {}, 1, 100});
        tx.insert(Rock{1, 2});
        tx.insert(Paper{2, 3});
        tx.insert(Scissors{3, 1});
        tx.insert(Match{1, 100, 1});
        tx.commit();
    }
    il::create_tables(*db);
    CHECK(db->template from<Team>().template join<&Team::captain_id>().count() == 1);

    CHECK_THROWS_AS(db->insert(Captain{11, 7}), il::foreign_key_violation);
    CHECK_THROWS_AS(db->insert(Team{102, 7, 1, {}}), il::foreign_key_violation);
    CHECK_THROWS_AS(db->insert(Team{102, {}, 7, {}}), il::foreign_key_violation);
    CHECK_THROWS_AS(db->insert(Team{102, {}, 1, 7}), il::foreign_key_violation);
    CHECK_THROWS_AS(db->insert(Rock{4, 7}), il::foreign_key_violation);
    CHECK_THROWS_AS(db->insert(Paper{4, 7}), il::foreign_key_violation);
    CHECK_THROWS_AS(db->insert(Scissors{4, 7}), il::foreign_key_violation);
    CHECK_THROWS_AS(db->insert(Match{2, 100, 7}), il::foreign_key_violation);
    CHECK_THROWS_AS(db->template remove<Team>().where(col<&Team::id> == 100).run(),
                    il::foreign_key_violation);

    db->template remove<Captain>().where(col<&Captain::id> == 10).run();
    CHECK(db->template get<Team>(100).captain_id == std::nullopt);
    if (db.is_postgres()) {
        const auto keys = db->template raw<store<TestType>, il::reads, std::int64_t>(
                                "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND "
                                "connamespace = current_schema::regnamespace")
                              .one();
        CHECK(keys == 9);
    }
}

ENGINE_CASE("A table of a circle that was there before is left as it is") {
    const place where = EVERY_PLACE;
    if (where != place::server) return;
    circles<TestType> db(where);
    db.raw(
        "DROP TABLE captain CASCADE; CREATE TABLE captain (id bigint PRIMARY KEY, team_id bigint NOT NULL); "
        "DROP TABLE rock CASCADE");
    il::create_tables(*db);
    db->insert(Captain{11, 7});
    CHECK_THROWS_AS(db->insert(Rock{4, 7}), il::foreign_key_violation);
}

ENGINE_CASE("All tables with a circle are made, or none") {
    const place where = EVERY_PLACE;
    if (where != place::server) return;
    circles<TestType> db(where);
    db.raw("DROP TABLE captain, \"the 'team\"\"s' $interlock$\", town, match, rock, paper, scissors CASCADE; "
           "CREATE VIEW scissors AS SELECT 1 AS id");
    CHECK_THROWS_AS(il::create_tables(*db), il::error);
    CHECK(db->template raw<store<TestType>, il::reads, std::int64_t>(
                "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema")
              .one() == 0);
    db.raw("DROP VIEW scissors");
    il::create_tables(*db);
    CHECK(db->template from<Rock>().count() == 0);
}

template <class Backend>
struct shelves : engine<Backend, Shelf, Aisle> {
    explicit shelves(place where) : engine<Backend, Shelf, Aisle>(where) {
        auto tx = (**this).template begin<store<Backend>>();
        tx.insert(Aisle{1, "a", 10});
        tx.insert(Aisle{1, "b", 11});
        tx.insert(Aisle{2, "a", 12});
        tx.insert(Shelf{10, 1, "a", {}, {}});
        tx.insert(Shelf{11, 1, "b", 2, "a"});
        tx.insert(Shelf{12, 2, "a", 2, {}});
        tx.insert(Shelf{13, 1, "a", 1, "b"});
        tx.commit();
        il::create_tables(**this);
    }
};

ENGINE_CASE("A foreign key of several columns holds all of them together") {
    shelves<TestType> db(EVERY_PLACE);
    CHECK_THROWS_AS(db->insert(Shelf{14, 2, "b", {}, {}}), il::foreign_key_violation);
    CHECK_THROWS_AS(db->insert(Shelf{14, 2, "a", 2, "b"}), il::foreign_key_violation);
    CHECK_THROWS_AS(db->insert(Aisle{2, "b", 10}), il::foreign_key_violation);
    db->insert(Shelf{14, 2, "a", 9, {}});  // of which one is NULL: it refers to nothing
    CHECK_THROWS_AS(db->template remove<Shelf>().where(col<&Shelf::id> == 12).run(),
                    il::foreign_key_violation);

    db.raw("UPDATE aisle SET main_shelf = 11 WHERE main_shelf = 10");
    db->template remove<Aisle>().where(col<&Aisle::code> == "a" && col<&Aisle::store> == 2).run();
    CHECK(each(db->template from<Shelf>().order_by(asc<&Shelf::id>).all(), &Shelf::id) ==
          std::vector<std::int64_t>{10, 11, 13});
    const Shelf left = db->template get<Shelf>(11);
    CHECK(left.other_store == std::nullopt);
    CHECK(left.other_aisle == std::nullopt);
}

ENGINE_CASE("A relation of several columns is joined along all of them, from either side") {
    shelves<TestType> db(EVERY_PLACE);
    const auto pairs =
        db->template from<Shelf>().template join<&Shelf::aisle>().order_by(asc<&Shelf::id>).all();
    STATIC_REQUIRE(std::is_same_v<decltype(pairs), const std::vector<std::tuple<Shelf, Aisle>>>);
    REQUIRE(pairs.size() == 4);
    for (const auto& [shelf, aisle] : pairs) {
        CHECK(shelf.store == aisle.store);
        CHECK(shelf.aisle == aisle.code);
    }
    CHECK(db->template from<Aisle>().template join<&Shelf::aisle>().count() == 4);
    CHECK(db->template from<Aisle>().template join<&Aisle::main_shelf>().count() == 3);
    CHECK(db->template from<Aisle>().template left_join<&Shelf::other_aisle>().count() == 3);
    CHECK(db->template from<Aisle>().template right_join<&Shelf::other_aisle>().count() == 4);
    CHECK(db->template from<Aisle>().template full_join<&Shelf::other_aisle>().count() == 5);

    const auto sure = db->template from<Shelf>().template with<&Shelf::aisle>().all();
    STATIC_REQUIRE(std::is_same_v<decltype(sure), const std::vector<std::tuple<Shelf, Aisle>>>);
    CHECK(sure.size() == 4);
    const auto perhaps =
        db->template from<Shelf>().template with<&Shelf::other_aisle>().order_by(asc<&Shelf::id>).all();
    STATIC_REQUIRE(
        std::is_same_v<decltype(perhaps), const std::vector<std::tuple<Shelf, std::optional<Aisle>>>>);
    REQUIRE(perhaps.size() == 4);
    CHECK_FALSE(std::get<1>(perhaps[0]));
    CHECK(std::get<1>(perhaps[1])->main_shelf == 12);
    CHECK_FALSE(std::get<1>(perhaps[2]));
    CHECK(std::get<1>(perhaps[3])->code == "b");
}

ENGINE_CASE("Rows are inserted with those that refer to them by several columns") {
    shelves<TestType> db(EVERY_PLACE);
    Aisle aisle{3, "c", 20};
    std::vector<Shelf> more{{20, 0, "", {}, {}}, {21, 0, "", {}, {}}};
    il::insert_with<&Shelf::aisle>(*db, aisle, more);
    CHECK(more[0].store == 3);
    CHECK(more[1].aisle == "c");
    CHECK(db->template from<Shelf>().where(col<&Shelf::aisle> == "c" && col<&Shelf::store> == 3).count() ==
          2);
}
