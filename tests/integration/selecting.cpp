// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

namespace {

struct Gem {
    std::string id;
    std::optional<std::string> name;
    std::int32_t reactions = 0;
    std::optional<double> weight;
    bool curated = false;
};
struct Cell {
    std::int32_t row = 0;
    std::string column;
    std::int64_t value = 0;
};

}  // namespace

template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::name>,
                              il::field<&Gem::reactions>, il::field<&Gem::weight>, il::field<&Gem::curated>>;
};
template <>
struct interlock::model<Cell> {
    using fields = il::fields<il::field<&Cell::row, il::primary_key>,
                              il::field<&Cell::column, il::primary_key>, il::field<&Cell::value>>;
};

using il::asc;
using il::col;
using il::desc;
using ids = std::vector<std::string>;

template <class Backend>
struct gems : engine<Backend, Gem, Cell> {
    explicit gems(place where) : engine<Backend, Gem, Cell>(where) {
        (**this).insert_many(std::vector<Gem>{{"a", "Human1", 13000, 1.5, true},
                                              {"b", "Mouse1", 12000, {}, true},
                                              {"c", {}, 50, -2.5, false},
                                              {"d", "yeast", 4000, 0.0, false},
                                              {"e", "Zebra", 50, {}, false}});
    }
    auto from() { return (**this).template from<Gem>(); }
    template <class Condition>
    ids where(Condition condition) {
        return each(from().where(condition).order_by(asc<&Gem::id>).all(), &Gem::id);
    }
};

ENGINE_CASE("Text is ordered by its bytes on every engine") {
    gems<TestType> db(EVERY_PLACE);
    (*db).insert_many(
        std::vector<Gem>{{"B", {}, 1, {}, true}, {"Z", {}, 1, {}, true}, {"\xc3\xa9", {}, 1, {}, true}});
    CHECK(each(db.from().order_by(asc<&Gem::id>).all(), &Gem::id) ==
          ids{"B", "Z", "a", "b", "c", "d", "e", "\xc3\xa9"});
    CHECK(db.where(col<&Gem::id> < "a") == ids{"B", "Z"});
}

ENGINE_CASE("Conditions choose rows") {
    gems<TestType> db(EVERY_PLACE);
    CHECK(db.where(col<&Gem::id> == "a") == ids{"a"});
    CHECK(db.where(col<&Gem::reactions> != 50) == ids{"a", "b", "d"});
    CHECK(db.where(col<&Gem::reactions> >= 4000 && col<&Gem::reactions> <= 12000) == ids{"b", "d"});
    CHECK(db.where(col<&Gem::reactions> < 50 || col<&Gem::reactions> > 12000) == ids{"a"});
    CHECK(db.where(4000 > col<&Gem::reactions>) == ids{"c", "e"});
    CHECK(db.where(col<&Gem::curated>) == ids{"a", "b"});
    CHECK(db.where(!col<&Gem::curated> && col<&Gem::weight>.is_not_null()) == ids{"c", "d"});
    CHECK(db.where(col<&Gem::curated> == false) == ids{"c", "d", "e"});
    CHECK(db.where(!(col<&Gem::curated> || col<&Gem::reactions> == 50)) == ids{"d"});
    CHECK(db.where(col<&Gem::reactions>.between(50, 4000)) == ids{"c", "d", "e"});
    CHECK(db.where(col<&Gem::reactions>.between(4000, 50)).empty());
    CHECK(db.where(col<&Gem::weight> > -2.5 && col<&Gem::weight> < 2) == ids{"a", "d"});
    CHECK(db.where(col<&Gem::weight> == 0) == ids{"d"});
    CHECK(db.where(col<&Gem::id> == col<&Gem::id>) == ids{"a", "b", "c", "d", "e"});
    CHECK(db.where((col<&Gem::reactions> > 5000) == col<&Gem::curated>) == ids{"a", "b", "c", "d", "e"});
    CHECK(db.where(col<&Gem::reactions> < 100.5) == ids{"c", "e"});
}

ENGINE_CASE("NULL equals NULL where C++ says so, and nothing where SQL does") {
    gems<TestType> db(EVERY_PLACE);
    const std::optional<std::string> none, yeast("yeast");
    CHECK(db.where(col<&Gem::name> == none) == ids{"c"});
    CHECK(db.where(col<&Gem::name> != none) == ids{"a", "b", "d", "e"});
    CHECK(db.where(col<&Gem::name> == yeast) == ids{"d"});
    CHECK(db.where(col<&Gem::name> != yeast) == ids{"a", "b", "c", "e"});  // NULL is another value
    CHECK(db.where(col<&Gem::name> != "yeast") == ids{"a", "b", "e"});     // NULL is unknown
    CHECK(db.where(col<&Gem::name> == std::nullopt) == ids{"c"});
    CHECK(db.where(!(col<&Gem::weight> > 0)) == ids{"c", "d"});
    CHECK(db.where(col<&Gem::weight>.is_null()) == ids{"b", "e"});
}

ENGINE_CASE("Lists of any length choose rows, and no value of them is taken for another") {
    gems<TestType> db(EVERY_PLACE);
    CHECK(db.where(col<&Gem::id>.in({"a", "e", "x"})) == ids{"a", "e"});
    CHECK(db.where(col<&Gem::id>.in(std::vector<std::string>{})).empty());
    CHECK(db.where(!col<&Gem::id>.in(std::vector<std::string>{})).size() == 5);
    CHECK(db.where(col<&Gem::reactions>.in(std::set<int>{50})) == ids{"c", "e"});
    CHECK(db.where(col<&Gem::weight>.in({-2.5, 1.5, 7.0})) == ids{"a", "c"});
    CHECK(db.where(col<&Gem::name>.in({"yeast", "Human1"})) == ids{"a", "d"});
    CHECK(db.where(!col<&Gem::name>.in({"yeast", "Human1"})) == ids{"b", "e"});
    std::vector<std::int64_t> many;
    for (int i = 0; i < 10000; ++i) many.push_back(i);
    CHECK(db.where(col<&Gem::reactions>.in(many)) == ids{"c", "d", "e"});
    CHECK(
        db.where(col<&Gem::reactions>.in(std::vector<std::int64_t>{std::numeric_limits<std::int64_t>::max()}))
            .empty());
    std::vector<std::string> texts(10000, "x");
    texts.back() = "b";
    CHECK(db.where(col<&Gem::id>.in(texts)) == ids{"b"});
}

ENGINE_CASE("Order puts NULLs last ascending and first descending") {
    gems<TestType> db(EVERY_PLACE);
    const auto ordered = [&](auto... terms) { return each(db.from().order_by(terms...).all(), &Gem::id); };
    CHECK(ordered(asc<&Gem::weight>, asc<&Gem::id>) == ids{"c", "d", "a", "b", "e"});
    CHECK(ordered(desc<&Gem::weight>, desc<&Gem::id>) == ids{"e", "b", "a", "d", "c"});
    CHECK(ordered(asc<&Gem::reactions>, desc<&Gem::id>) == ids{"e", "c", "d", "b", "a"});
    CHECK(ordered(asc<&Gem::curated>, asc<&Gem::id>) == ids{"c", "d", "e", "a", "b"});
    CHECK(each(db.from().order_by(asc<&Gem::curated>).order_by(desc<&Gem::id>).all(), &Gem::id) ==
          ids{"e", "d", "c", "b", "a"});
}

ENGINE_CASE("Text is ordered and compared by its bytes") {
    engine<TestType, Gem, Cell> db(EVERY_PLACE);
    const ids texts{"",
                    " ",
                    "A",
                    "B",
                    "Z",
                    "_",
                    "a",
                    "a b",
                    "ab",
                    "b",
                    "z",
                    "\xc3\x84",
                    "\xc3\xa9",
                    "\xe2\x82\xac",
                    "\xf0\x9f\x9a\x82"};
    std::vector<Gem> rows;
    for (auto t = texts.rbegin(); t != texts.rend(); ++t) rows.push_back({*t, {}, 0, {}, false});
    db->insert_many(rows);
    CHECK(each(db->template from<Gem>().order_by(asc<&Gem::id>).all(), &Gem::id) == texts);
    CHECK(db->template from<Gem>().where(col<&Gem::id> < "a").count() == 6);
    CHECK(db->template from<Gem>().where(col<&Gem::id>.between("A", "Z")).count() == 3);
}

ENGINE_CASE("Patterns match with case, and characters of the value stand for themselves") {
    engine<TestType, Gem, Cell> db(EVERY_PLACE);
    const ids texts{"100%", "1000", "a*b", "a?b", "a[b]c",        "a\\b", "a_b",
                    "axb",  "Axb",  "",    "%",   "\xc3\xa9tude", "\n"};
    for (const std::string& t : texts) db->insert(Gem{t, {}, 0, {}, false});
    const auto count = [&](auto condition) { return db->template from<Gem>().where(condition).count(); };
    constexpr auto id = col<&Gem::id>;
    CHECK(count(id.starts_with("a")) == 6);
    CHECK(count(id.starts_with("A")) == 1);
    CHECK(count(id.starts_with("")) == 13);
    CHECK(count(id.ends_with("b")) == 6);
    CHECK(count(id.contains("%")) == 2);
    CHECK(count(id.contains("_")) == 1);
    CHECK(count(id.contains("\\")) == 1);
    CHECK(count(id.contains("*")) == 1);
    CHECK(count(id.contains("?")) == 1);
    CHECK(count(id.contains("[")) == 1);
    CHECK(count(id.contains("[b]")) == 1);
    CHECK(count(id.ends_with("0%")) == 1);
    CHECK(count(id.contains("\n")) == 1);
    CHECK(count(id.like("a_b")) == 5);
    CHECK(count(id.like("a\\_b")) == 1);
    CHECK(count(id.like("100%")) == 2);
    CHECK(count(id.like("100\\%")) == 1);
    CHECK(count(id.like("%")) == 13);
    CHECK(count(id.like("")) == 1);
    CHECK(count(id.like("_tude")) == 1);  // one character, however many bytes
    CHECK(count(id.like("a\\\\b")) == 1);
    CHECK(count(id.like("a[b]c")) == 1);
    CHECK(count(!id.like("%b%")) == 6);
    CHECK_THROWS_AS(count(id.like("a\\")), il::value_out_of_range);
}

ENGINE_CASE("Limit and offset cut the rows, and count and exists heed them") {
    gems<TestType> db(EVERY_PLACE);
    const auto all = db.from().order_by(asc<&Gem::id>);
    CHECK(each(all.limit(2).all(), &Gem::id) == ids{"a", "b"});
    CHECK(each(all.limit(2).offset(3).all(), &Gem::id) == ids{"d", "e"});
    CHECK(each(all.offset(4).all(), &Gem::id) == ids{"e"});
    CHECK(all.offset(5).all().empty());
    CHECK(all.limit(0).all().empty());
    CHECK(all.limit(std::numeric_limits<std::int64_t>::max()).all().size() == 5);
    CHECK(db.from().count() == 5);
    CHECK(db.from().limit(2).count() == 2);
    CHECK(db.from().limit(9).offset(3).count() == 2);
    CHECK(db.from().offset(7).count() == 0);
    CHECK(db.from().where(col<&Gem::curated>).limit(1).count() == 1);
    CHECK(all.count() == 5);
    CHECK(db.from().exists());
    CHECK_FALSE(db.from().where(col<&Gem::id> == "x").exists());
    CHECK_FALSE(db.from().limit(0).exists());
    CHECK_FALSE(db.from().offset(5).exists());
    CHECK(db.from().offset(4).exists());
}

ENGINE_CASE("first() gives a row or nothing, one() exactly one") {
    gems<TestType> db(EVERY_PLACE);
    CHECK(db.from().order_by(desc<&Gem::id>).first()->id == "e");
    CHECK(db.from().order_by(asc<&Gem::id>).offset(1).first()->id == "b");
    CHECK_FALSE(db.from().where(col<&Gem::id> == "x").first());
    CHECK_FALSE(db.from().limit(0).first());
    CHECK(db.from().where(col<&Gem::id> == "c").one().reactions == 50);
    CHECK(db.from().order_by(asc<&Gem::id>).limit(1).one().id == "a");
    const auto none = thrown<il::not_found>([&] { db.from().where(col<&Gem::id> == "x").one(); });
    CHECK(none.model() == "Gem");
    CHECK(none.alias() == "store");
    CHECK(none.sql().find("WHERE") != std::string::npos);
    CHECK(std::string(none.what()).find("'x'") == std::string::npos);
    const auto several =
        thrown<il::multiple_rows>([&] { db.from().where(col<&Gem::reactions> == 50).one(); });
    CHECK(several.model() == "Gem");
    CHECK_THROWS_AS(db.from().one(), il::multiple_rows);
}

ENGINE_CASE("A row is found by its key, of one column or of several") {
    gems<TestType> db(EVERY_PLACE);
    CHECK(db->template get<Gem>("d").name == "yeast");
    CHECK(db->template get<Gem>(std::string("d")).name == "yeast");
    CHECK(db->template find<Gem>("c")->reactions == 50);
    CHECK_FALSE(db->template find<Gem>("x"));
    CHECK_FALSE(db->template find<Gem>(""));
    const auto e = thrown<il::not_found>([&] { (void)db->template get<Gem>("secret key"); });
    CHECK(e.model() == "Gem");
    CHECK(std::string(e.what()).find("secret key") == std::string::npos);
    db->insert(Cell{1, "x", 11});
    db->insert(Cell{1, "y", 12});
    db->insert(Cell{2, "x", 21});
    CHECK(db->template get<Cell>(1, "y").value == 12);
    CHECK(db->template get<Cell>(2L, std::string_view("x")).value == 21);
    CHECK_FALSE(db->template find<Cell>(2, "y"));
    CHECK_FALSE(db->template find<Cell>(std::numeric_limits<std::int64_t>::max(), "y"));
}

ENGINE_CASE("A query that is kept runs again, with its own values and on what is stored by then") {
    gems<TestType> db(EVERY_PLACE);
    const auto make = [&](std::string text) {
        return db.from().where(col<&Gem::id> == text || col<&Gem::name> == text);
    };
    const auto yeast = make("yeast");
    const auto mouse = make("a name that is longer than what a string holds in place");
    CHECK(yeast.count() == 1);
    CHECK(mouse.count() == 0);
    db->insert(Gem{"f", "a name that is longer than what a string holds in place", 0, {}, false});
    CHECK(mouse.one().id == "f");
    CHECK(yeast.all().size() == 1);
    CHECK(yeast.exists());
    CHECK(mouse.first()->id == "f");
}
