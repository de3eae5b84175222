// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace {

struct Item {
    std::int32_t id = 0;
    std::optional<std::string> name;
    std::int32_t stock = 0;
};
struct Part {
    std::int32_t id = 0;
    std::int32_t item = 0;
};
struct Note {
    std::int64_t id = 0;
    std::string text;
    std::chrono::sys_time<std::chrono::microseconds> made;
};
struct Total {
    std::int32_t id;
    std::int64_t doubled;
};

}  // namespace

template <>
struct interlock::model<Item> {
    using fields =
        il::fields<il::field<&Item::id, il::primary_key>, il::field<&Item::name, il::max_length<5>>,
                   il::field<&Item::stock, il::min_value<0>>>;
};
template <>
struct interlock::model<Part> {
    using fields =
        il::fields<il::field<&Part::id, il::primary_key>, il::field<&Part::item, il::references<&Item::id>>>;
};
template <>
struct interlock::model<Note> {
    using fields = il::fields<il::field<&Note::id, il::primary_key, il::generated>,
                              il::field<&Note::text, il::unique, il::max_length<9>>,
                              il::field<&Note::made, il::now_on_insert>>;
};

using il::col;

template <class Backend>
struct shop : engine<Backend, Item, Part, Note> {
    explicit shop(place where) : engine<Backend, Item, Part, Note>(where) {
        (*this)->insert_many(std::vector<Item>{{1, "a", 1}, {2, "b", 2}, {3, {}, 3}});
    }
    auto update() { return (*this)->template update<Item>(); }
    auto remove() { return (*this)->template remove<Item>(); }
    std::vector<std::int32_t> stock() {
        return each((*this)->template from<Item>().order_by(il::asc<&Item::id>).all(), &Item::stock);
    }
};

ENGINE_CASE("An update returns its rows as they are afterwards") {
    shop<TestType> db(EVERY_PLACE);
    const auto raised = db.update().set(col<& Item::stock> += 10).where(col<&Item::id> > 1);
    auto rows =
        raised.returning(col<&Item::id>, col<&Item::stock>, il::coalesce(col<&Item::name>, "-")).all();
    std::sort(rows.begin(), rows.end());
    CHECK(rows ==
          std::vector<std::tuple<std::int32_t, std::int32_t, std::string>>{{2, 12, "b"}, {3, 13, "-"}});
    auto models = raised.returning().all();
    REQUIRE(models.size() == 2);
    std::sort(models.begin(), models.end(), [](const Item& a, const Item& b) { return a.id < b.id; });
    CHECK(models[0].name == "b");
    CHECK_FALSE(models[1].name);
    CHECK(models[1].stock == 23);
    CHECK(db.stock() == std::vector<std::int32_t>{1, 22, 23});
    CHECK(db.update().set(col<& Item::stock> = 0).where(col<&Item::id> == 9).returning().all().empty());
}

ENGINE_CASE("A removal returns its rows as they were") {
    shop<TestType> db(EVERY_PLACE);
    const Item gone = db.remove().where(col<&Item::id> == 2).returning().one();
    CHECK(gone.name == "b");
    CHECK(db.remove().where(col<&Item::id> == 2).returning().first() == std::nullopt);
    auto ids = db.remove().returning(col<&Item::id>).template as<std::int32_t>().all();
    std::sort(ids.begin(), ids.end());
    CHECK(ids == std::vector<std::int32_t>{1, 3});
    CHECK(db.stock().empty());
}

ENGINE_CASE("What is returned is read into aggregates and named rows") {
    shop<TestType> db(EVERY_PLACE);
    const auto one = db.update().set(col<& Item::stock> = 21).where(col<&Item::id> == 1);
    const Total total = one.returning(col<&Item::id>, il::cast<std::int64_t>(col<&Item::stock> * 2))
                            .template as<Total>()
                            .one();
    CHECK(total.id == 1);
    CHECK(total.doubled == 42);
    const auto named =
        one.returning(col<&Item::id>, il::named<"twice">(col<&Item::stock> * 2)).template as<il::row>().one();
    CHECK(named.template get<"id">() == 1);
    CHECK(named.template get<"twice">() == 42);
}

ENGINE_CASE("first() of what is returned writes every row") {
    shop<TestType> db(EVERY_PLACE);
    CHECK(db.update().set(col<& Item::stock> = 7).returning(col<&Item::stock>).first() == std::tuple{7});
    CHECK(db.stock() == std::vector<std::int32_t>{7, 7, 7});
    CHECK(db.remove().returning(col<&Item::id>).first().has_value());
    CHECK(db.stock().empty());
}

ENGINE_CASE("one() of what is returned writes one row or nothing") {
    shop<TestType> db(EVERY_PLACE);
    const auto all = db.update().set(col<& Item::stock> = 7).returning();
    CHECK_THROWS_AS(all.one(), il::multiple_rows);
    CHECK(db.stock() == std::vector<std::int32_t>{1, 2, 3});
    CHECK_THROWS_AS(db.remove().where(col<&Item::id> == 9).returning().one(), il::not_found);
    db->template transaction<store<TestType>>([&](auto& tx) {
        tx.insert(Item{4, {}, 4});
        CHECK_THROWS_AS(tx.template remove<Item>().returning().one(), il::multiple_rows);
        CHECK(tx.template update<Item>()
                  .set(col<& Item::stock> = 44)
                  .where(col<&Item::id> == 4)
                  .returning()
                  .one()
                  .stock == 44);
    });
    CHECK(db.stock() == std::vector<std::int32_t>{1, 2, 3, 44});
}

ENGINE_CASE("A constraint is checked before anything is returned") {
    shop<TestType> db(EVERY_PLACE);
    db->insert(Part{1, 2});
    CHECK_THROWS_AS(db.remove().returning().all(), il::foreign_key_violation);
    CHECK_THROWS_AS(db.remove().returning().first(), il::foreign_key_violation);
    CHECK_THROWS_AS(db.remove().where(col<&Item::id> == 2).returning().one(), il::foreign_key_violation);
    CHECK_THROWS_AS(db.update().set(col<& Item::stock> = -1).returning().all(), il::check_violation);
    CHECK(db.stock() == std::vector<std::int32_t>{1, 2, 3});
}

ENGINE_CASE("Values in what is returned come after those of the statement") {
    shop<TestType> db(EVERY_PLACE);
    const auto row = db.update()
                         .set(col<& Item::stock> = 5, col<& Item::name> = "n")
                         .where(col<&Item::id> == 1)
                         .returning(col<&Item::stock> + 100, il::coalesce(col<&Item::name>, "none"))
                         .one();
    CHECK(std::get<0>(row) == 105);
    CHECK(std::get<1>(row) == "n");
}

ENGINE_CASE("An insert returns its row as it is stored") {
    shop<TestType> db(EVERY_PLACE);
    const Note note{0, "a", {}};
    const auto [id, text, size] =
        db->inserting(note)
            .returning(col<&Note::id>, il::concat(col<&Note::text>, "!"), il::length("xyz"))
            .one();
    CHECK(id > 0);
    CHECK(text == "a!");
    CHECK(size == 3);
    const Note stored = db->template get<Note>(id);
    CHECK(stored.made > note.made);
    const Note second = db->inserting(Note{77, "b", {}}).returning().one();
    CHECK(second.id > id);
    CHECK(second.id != 77);
    CHECK(second.made > note.made);
    CHECK(db->inserting(Note{0, "c", {}}).returning(col<&Note::id>).template as<std::int64_t>().first() >
          second.id);
    const auto named = db->inserting(Note{0, "d", {}})
                           .returning(il::named<"twice">(col<&Note::id> * 2), col<&Note::id>)
                           .template as<il::row>()
                           .one();
    CHECK(named.template get<"twice">() == 2 * named.template get<"id">());
    CHECK_THROWS_AS(db->inserting(note).returning().one(), il::unique_violation);
    CHECK(thrown<il::value_out_of_range>([&] {
              db->inserting(Note{0, "0123456789", {}}).returning().one();
          }).field() == "text");
    CHECK(db->template from<Note>().count() == 4);
}

ENGINE_CASE("Rows that are inserted return their keys in their order, all of them or none") {
    shop<TestType> db(EVERY_PLACE);
    std::vector<Note> notes;
    for (int i = 0; i < 300; ++i) notes.push_back({0, std::to_string(i * 7919 % 300), {}});
    const auto keys = db->inserting_many(notes).returning(col<&Note::id>).template as<std::int64_t>().all();
    REQUIRE(keys.size() == notes.size());
    bool same = true;
    for (std::size_t i = 0; i < keys.size(); ++i)
        same = same && db->template get<Note>(keys[i]).text == notes[i].text;
    CHECK(same);
    CHECK(db->inserting_many(std::vector<Note>{}).returning().all().empty());
    const auto add = [&](auto& on, const char* last) {
        return on.inserting_many(std::vector<Note>{{0, "x", {}}, {0, "y", {}}, {0, last, {}}})
            .returning(col<&Note::text>, col<&Note::id> + 1000)
            .all();
    };
    CHECK_THROWS_AS(add(*db, "7"), il::unique_violation);
    CHECK(thrown<il::value_out_of_range>([&] { add(*db, "0123456789"); }).field() == "text");
    CHECK(db->template from<Note>().count() == 300);
    db->template transaction<store<TestType>>([&](auto& tx) {
        CHECK(thrown<il::value_out_of_range>([&] { add(tx, "0123456789"); }).field() == "text");
        CHECK(tx.template from<Note>().count() == 300);
        const auto rows = add(tx, "z");
        REQUIRE(rows.size() == 3);
        CHECK(std::get<0>(rows[2]) == "z");
        CHECK(std::get<1>(rows[2]) > 1300);
    });
    CHECK(db->template from<Note>().count() == 303);
}

ENGINE_CASE("An upsert returns the row that it wrote, if it wrote one") {
    shop<TestType> db(EVERY_PLACE);
    const Item changed = db->upserting(Item{2, "two", 22}).returning().one();
    CHECK(changed.stock == 22);
    CHECK(db->upserting(Item{4, "four", 4}).returning(col<&Item::name>).one() ==
          std::tuple(std::optional<std::string>("four")));
    const auto by = il::by<&Note::text>;
    const auto first = db->upserting(Note{0, "a", {}}, by).returning(col<&Note::id>).one();
    CHECK(db->upserting(Note{9, "a", {}}, by, il::updating<&Note::text>).returning(col<&Note::id>).one() ==
          first);
    const auto raise = [&](std::int32_t stock) {
        return db
            ->upserting(Item{1, "a", stock}, il::by<&Item::id>, il::updating<&Item::stock>,
                        col<&Item::stock> < il::excluded<&Item::stock>)
            .returning(col<&Item::stock> + 100);
    };
    CHECK(std::get<0>(raise(7).one()) == 107);
    CHECK_FALSE(raise(6).first());
    CHECK_THROWS_AS(raise(6).one(), il::not_found);
    CHECK(db->template get<Item>(1).stock == 7);
}
