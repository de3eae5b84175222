// SPDX-License-Identifier: BSL-1.0
#define ALSO_ON_EITHER
#include "engines.hpp"

#include <optional>
#include <stdexcept>

namespace {

struct Parent {
    std::int32_t id = 0;
    std::string name;
};
struct Child {
    std::int32_t id = 0;
    std::optional<std::int32_t> parent;
    std::int32_t stars = 3;
};

}  // namespace

template <>
struct interlock::model<Parent> {
    using fields = il::fields<il::field<&Parent::id, il::primary_key>, il::field<&Parent::name, il::unique>>;
};
template <>
struct interlock::model<Child> {
    using fields = il::fields<il::field<&Child::id, il::primary_key>,
                              il::field<&Child::parent, il::references<&Parent::id>>,
                              il::field<&Child::stars, il::min_value<1>, il::max_value<5>>>;
};

using il::col;

template <class Backend>
struct family : engine<Backend, Child, Parent> {  // in an order in which the tables cannot be made
    using engine<Backend, Child, Parent>::engine;
    using database = store<Backend>;

    std::int64_t parents() { return (**this).template from<Parent>().count(); }
    auto begin() { return (**this).template begin<database>(); }
    template <class Function>
    auto transaction(Function f) {
        return (**this).template transaction<database>(f);
    }
};

ENGINE_CASE("A transaction is committed when its function returns and taken back when it throws") {
    family<TestType> db(EVERY_PLACE);
    db.transaction([](auto& tx) {
        tx.insert(Parent{1, "a"});
        tx.insert(Parent{2, "b"});
    });
    CHECK(db.parents() == 2);
    CHECK(db.transaction([](auto& tx) { return tx.template from<Parent>().count() + 40; }) == 42);
    CHECK_THROWS_AS(db.transaction([](auto& tx) {
        tx.insert(Parent{3, "c"});
        throw std::runtime_error("stop");
    }),
                    std::runtime_error);
    CHECK_THROWS_AS(db.transaction([](auto& tx) {
        tx.insert(Parent{3, "c"});
        tx.insert(Parent{4, "a"});
    }),
                    il::unique_violation);
    CHECK(db.parents() == 2);
    db.transaction([](auto& tx) {
        tx.insert(Parent{3, "c"});
        tx.rollback();
    });
    CHECK(db.parents() == 2);
    db->insert(Parent{3, "c"});
    CHECK(db.parents() == 3);
}

ENGINE_CASE("A transaction that is not committed is taken back at the end of its scope") {
    family<TestType> db(EVERY_PLACE);
    {
        auto tx = db.begin();
        tx.insert(Parent{1, "a"});
        CHECK(tx.is_open());
        CHECK(tx.template from<Parent>().count() == 1);
    }
    CHECK(db.parents() == 0);
    auto tx = db.begin();
    tx.insert(Parent{1, "a"});
    tx.commit();
    CHECK_FALSE(tx.is_open());
    CHECK(db.parents() == 1);
}

ENGINE_CASE("A transaction ends once, and nothing runs in it afterwards") {
    family<TestType> db(EVERY_PLACE);
    auto tx = db.begin();
    tx.commit();
    const auto e = thrown<il::usage_error>([&] { tx.commit(); });
    CHECK(e.alias() == "store");
    CHECK_THROWS_AS(tx.rollback(), il::usage_error);
    CHECK_THROWS_AS(tx.insert(Parent{1, "a"}), il::usage_error);
    CHECK_THROWS_AS(tx.template from<Parent>().count(), il::usage_error);
    auto second = db.begin();
    second.rollback();
    CHECK_THROWS_AS(second.commit(), il::usage_error);
    CHECK(db.parents() == 0);
}

ENGINE_CASE("A transaction that was moved is the one that it was moved to") {
    family<TestType> db(EVERY_PLACE);
    auto tx = db.begin();
    tx.insert(Parent{1, "a"});
    {
        auto moved = std::move(tx);
        CHECK(moved.is_open());
        moved.insert(Parent{2, "b"});
        moved.commit();
    }
    CHECK(db.parents() == 2);
    CHECK_FALSE(tx.is_open());  // NOLINT(bugprone-use-after-move): that is the point
    CHECK_THROWS_AS(tx.commit(), il::usage_error);
}

ENGINE_CASE("A transaction inside another one is refused, and the outer one goes on") {
    family<TestType> db(EVERY_PLACE);
    auto tx = db.begin();
    tx.insert(Parent{1, "a"});
    CHECK(thrown<il::usage_error>([&] { db.begin(); }).alias() == "store");
    CHECK_THROWS_AS(db.transaction([](auto&) {}), il::usage_error);
    tx.insert(Parent{2, "b"});
    tx.commit();
    CHECK(db.parents() == 2);
}

ENGINE_CASE("What a transaction wrote is seen by others after its commit alone") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;
    family<TestType> db(where);
    const auto other = db.connect();
    auto tx = db.begin();
    tx.insert(Parent{1, "a"});
    CHECK(other->template from<Parent>().count() == 0);
    tx.commit();
    CHECK(other->template from<Parent>().count() == 1);
}

ENGINE_CASE("A commit that fails is reported, and the transaction is taken back") {
    family<TestType> db(EVERY_PLACE);
    db.raw("CREATE TABLE late (parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)");
    auto tx = db.begin();
    tx.insert(Parent{1, "a"});
    tx.template raw<il::writes>("INSERT INTO late VALUES (77)").run();
    const auto e = thrown<il::foreign_key_violation>([&] { tx.commit(); });
    CHECK(e.alias() == "store");
    CHECK_FALSE(tx.is_open());
    CHECK(db.parents() == 0);
    db->insert(Parent{2, "b"});
    CHECK_THROWS_AS(db.transaction([&](auto& again) {
        again.insert(Parent{3, "c"});
        again.template raw<il::writes>("INSERT INTO late VALUES (77)").run();
    }),
                    il::foreign_key_violation);
    CHECK(db.parents() == 1);
}

ENGINE_CASE("A constraint that is violated is the same typed error on every engine") {
    family<TestType> db(EVERY_PLACE);
    db->insert(Parent{1, "a"});
    db->insert(Child{1, 1, 3});
    const auto check = [](const il::error& e, const char* model, const char* sqlite, const char* postgres) {
        CHECK(e.model() == model);
        CHECK(e.alias() == "store");
        CHECK((e.code() == sqlite || e.code() == postgres));
        CHECK_FALSE(e.sql().empty());
        CHECK(std::string(e.what()).find("database 'store'") != std::string::npos);
    };
    check(thrown<il::unique_violation>([&] { db->insert(Parent{1, "b"}); }), "Parent", "1555", "23505");
    check(thrown<il::unique_violation>([&] { db->insert(Parent{2, "a"}); }), "Parent", "2067", "23505");
    check(thrown<il::unique_violation>([&] { db->upsert(Parent{2, "a"}); }), "Parent", "2067", "23505");
    check(thrown<il::foreign_key_violation>([&] { db->insert(Child{2, 7, 3}); }), "Child", "787", "23503");
    check(thrown<il::foreign_key_violation>([&] { db->template remove<Parent>().run(); }), "Parent", "787",
          "23503");
    check(thrown<il::check_violation>([&] { db->insert(Child{2, 1, 6}); }), "Child", "275", "23514");
    check(thrown<il::check_violation>([&] { db->insert(Child{2, 1, 0}); }), "Child", "275", "23514");
    check(
        thrown<il::check_violation>([&] { db->template update<Child>().set(col<& Child::stars> = 6).run(); }),
        "Child", "275", "23514");
    CHECK_THROWS_AS(db->insert(Parent{1, "b"}), il::constraint_violation);
    db.raw("ALTER TABLE child ADD COLUMN extra INTEGER NOT NULL DEFAULT 1");
    db->insert(Child{5, {}, 1});
    CHECK(db.parents() == 1);
}

ENGINE_CASE("A table or column that is missing is an error that says so") {
    family<TestType> db(EVERY_PLACE);
    db.raw("DROP TABLE child");
    const auto e = thrown<il::schema_mismatch>([&] { (void)db->template from<Child>().all(); });
    CHECK(e.model() == "Child");
    CHECK(std::string(e.what()).find("migrations") != std::string::npos);
    db.raw("CREATE TABLE child (id INTEGER PRIMARY KEY)");
    CHECK_THROWS_AS(db->template from<Child>().all(), il::schema_mismatch);
    CHECK_THROWS_AS(db->insert(Child{1, {}, 1}), il::schema_mismatch);
    CHECK_THROWS_AS(db->template update<Child>().set(col<& Child::stars> = 1).run(), il::schema_mismatch);
}

ENGINE_CASE("Tables are made once, and again without harm") {
    family<TestType> db(EVERY_PLACE);
    db->insert(Parent{1, "a"});
    il::create_tables(*db);
    CHECK(db.parents() == 1);
}

ENGINE_CASE("Tables that are made inside a transaction go with it") {
    const place where = EVERY_PLACE;
    family<TestType> db(where);
    db.raw("DROP TABLE child; DROP TABLE parent");
    {
        auto tx = db.begin();
        il::create_tables(tx);
        tx.insert(Parent{1, "a"});
    }
    CHECK_THROWS_AS(db.parents(), il::schema_mismatch);
    db.transaction([](auto& tx) {
        il::create_tables(tx);
        tx.insert(Parent{2, "b"});
    });
    CHECK(db.parents() == 1);
}
