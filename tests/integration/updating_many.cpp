// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <cstddef>
#include <limits>
#include <list>
#include <optional>
#include <stdexcept>

namespace {

enum class grade : std::int16_t { low, high };

/// Every column of it goes into a list, or is the time of the change.
struct Item {
    std::int32_t id = 0;
    std::string name;
    std::optional<std::string> note;
    std::int16_t small = 0;
    std::optional<std::int64_t> large;
    float weight = 0;
    std::optional<double> price;
    bool sold = false;
    std::optional<bool> checked;
    grade quality = grade::low;
    std::chrono::sys_time<std::chrono::microseconds> added, changed;

    bool operator==(const Item&) const = default;
};
/// No list for its bytes and its day.
struct File {
    std::string folder, name;
    std::vector<std::byte> content;
    std::optional<std::chrono::sys_days> day;

    bool operator==(const File&) const = default;
};

}  // namespace

template <>
struct interlock::model<Item> {
    using fields =
        il::fields<il::field<&Item::id, il::primary_key, il::generated>,
                   il::field<&Item::name, il::max_length<8>>, il::field<&Item::note, il::max_length<4>>,
                   il::field<&Item::small>, il::field<&Item::large, il::unique>, il::field<&Item::weight>,
                   il::field<&Item::price>, il::field<&Item::sold>, il::field<&Item::checked>,
                   il::field<&Item::quality>, il::field<&Item::added, il::now_on_insert>,
                   il::field<&Item::changed, il::now_on_update>>;
};
template <>
struct interlock::model<File> {
    using fields =
        il::fields<il::field<&File::folder, il::primary_key>, il::field<&File::name, il::primary_key>,
                   il::field<&File::content>, il::field<&File::day>>;
};

#if INTERLOCK_TEST_WITH_POSTGRES
static_assert(il::postgres_detail::update_lists<Item, false>::serve);
static_assert(!il::postgres_detail::update_lists<File, false>::serve);
#endif

template <class Backend>
struct items : engine<Backend, Item, File> {
    using engine<Backend, Item, File>::engine;

    std::vector<Item> all() { return (*this)->template from<Item>().order_by(il::asc<&Item::id>).all(); }
    std::vector<Item> fill(int count) {
        std::vector<Item> rows(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) rows[static_cast<std::size_t>(i)].name = std::to_string(i);
        (*this)->insert_many(rows);
        return all();
    }
};

ENGINE_CASE("Many rows get new values by their keys") {
    items<TestType> db(EVERY_PLACE);
    std::vector<Item> rows = db.fill(4);
    const Item untouched = rows[3];
    rows.pop_back();
    const auto before = rows[0];
    rows[0].name = "'\"\\,{}";
    rows[0].note = "\xf0\x9f\x9a\x82";
    rows[0].small = -32768;
    rows[0].large = std::numeric_limits<std::int64_t>::min();
    rows[0].weight = 0.1f;
    rows[0].price = 0.1;
    rows[0].sold = true;
    rows[0].checked = false;
    rows[0].quality = grade::high;
    rows[0].added = {};
    rows[1].note = "";
    rows[1].checked = true;
    CHECK(db->update_many(rows) == 3);
    const std::vector<Item> stored = db.all();
    REQUIRE(stored.size() == 4);
    CHECK(stored[3] == untouched);
    CHECK(stored[0].added == before.added);
    CHECK(stored[0].changed > before.changed);
    for (std::size_t i = 0; i < 3; ++i) {
        Item expected = rows[i];
        expected.added = stored[i].added;
        expected.changed = stored[i].changed;
        CHECK(stored[i] == expected);
    }
    for (Item& row : rows) row.note.reset(), row.large.reset(), row.price.reset(), row.checked.reset();
    CHECK(db->update_many(rows) == 3);
    for (const Item& row : db.all()) CHECK_FALSE((row.note || row.large || row.price || row.checked));
}

ENGINE_CASE("An update of many rows tells how many there were") {
    items<TestType> db(EVERY_PLACE);
    std::vector<Item> rows = db.fill(2);
    CHECK(db->update_many(std::vector<Item>{}) == 0);
    rows[1].id = 77;
    CHECK(db->update_many(rows) == 1);
    CHECK(db->update_many(std::list<Item>{rows[0]}) == 1);
    CHECK(db.all().size() == 2);
}

ENGINE_CASE("Very many rows get new values") {
    items<TestType> db(EVERY_PLACE);
    std::vector<Item> rows = db.fill(10000);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].large = static_cast<std::int64_t>(i * 3);
    CHECK(db->update_many(rows) == 10000);
    const std::vector<Item> stored = db.all();
    CHECK(each(stored, &Item::large) == each(rows, &Item::large));
}

ENGINE_CASE("Many rows are updated all or none") {
    items<TestType> db(EVERY_PLACE);
    std::vector<Item> rows = db.fill(5000);
    const std::vector<Item> before = db.all();
    for (Item& row : rows) row.small = 7;
    rows[4999].note = "longer";
    const auto e = thrown<il::value_out_of_range>([&] { db->update_many(rows); });
    CHECK(e.model() == "Item");
    CHECK(e.field() == "note");
    CHECK(e.alias() == "store");
    rows[4999].note.reset();
    rows[0].large = rows[4999].large = 5;
    CHECK_THROWS_AS(db->update_many(rows), il::unique_violation);
    CHECK(db.all() == before);
    db->template transaction<store<TestType>>([&](auto& tx) {
        tx.insert(Item{});
        CHECK_THROWS_AS(tx.update_many(rows), il::unique_violation);
        CHECK(tx.template from<Item>().count() == 5001);
        rows[0].large.reset();
        CHECK(tx.update_many(rows) == 5000);
    });
    CHECK(db.all().size() == 5001);
    CHECK(db.all()[4999].large == 5);
}

ENGINE_CASE("Rows without lists and with a key of several columns are updated too") {
    items<TestType> db(EVERY_PLACE);
    std::vector<File> rows{{"a", "x", {}, {}}, {"a", "y", {}, {}}, {"b", "x", {}, {}}};
    db->insert_many(rows);
    rows[0].content = {std::byte{0}, std::byte{255}};
    rows[2].day = std::chrono::sys_days(std::chrono::days(20000));
    CHECK(db->update_many(rows) == 3);
    CHECK(db->template get<File>("a", "x") == rows[0]);
    CHECK(db->template get<File>("a", "y") == rows[1]);
    CHECK(db->template get<File>("b", "x") == rows[2]);
}
