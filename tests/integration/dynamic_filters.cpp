// SPDX-License-Identifier: BSL-1.0
#include "finds.hpp"

#include <algorithm>

using il::asc;
using il::col;
using std::string_literals::operator""s;

static std::vector<std::int64_t> ids(const std::vector<Find>& rows) { return each(rows, &Find::id); }

ENGINE_CASE("Filters and orders of a text find what they mean, on every engine") {
    engine<TestType, Find> db(EVERY_PLACE);
    finds::rng random(20240229);
    const std::vector<Find> all = finds::some(random, 150);
    db->insert_many(all);
    for (int round = 0; round < 400; ++round) {
        std::string text;
        std::vector<finds::filter> filters;
        for (std::size_t n = finds::below(random, 4); n > 0; --n) {
            finds::filter f = finds::any_filter(random);
            const std::string name = f.text.substr(0, f.text.find('='));
            if (("&" + text).find("&" + name + "=") != std::string::npos) continue;
            text += (text.empty() ? "" : "&") + f.text;
            filters.push_back(std::move(f));
        }
        const finds::order order = finds::any_order(random);
        text += (text.empty() ? "order=" : "&order=") + order.text;
        INFO(text);
        std::vector<Find> expected;
        for (const Find& f : all)
            if (std::all_of(filters.begin(), filters.end(),
                            [&](const auto& filter) { return filter.holds(f); }))
                expected.push_back(f);
        std::sort(expected.begin(), expected.end(),
                  [&](const Find& a, const Find& b) { return order.before(a, b); });

        const auto wanted = il::filter_text<Find>(text);
        const auto query = db->template from<Find>().where(wanted).order_by(wanted);
        INFO(query.sql());
        const std::vector<Find> rows = query.all();
        REQUIRE(ids(rows) == ids(expected));
        CHECK((rows == expected));
        CHECK(query.count() == static_cast<std::int64_t>(expected.size()));
        CHECK(query.exists() == !expected.empty());
    }
}

ENGINE_CASE("Dynamic filters stand beside everything else that a query says") {
    engine<TestType, Find> db(EVERY_PLACE);
    finds::rng random(1);
    const std::vector<Find> all = finds::some(random, 100);
    db->insert_many(all);
    const auto from = [&] { return db->template from<Find>(); };
    const auto wanted = il::filter_text<Find>("name__icontains=a&order=-size,name");
    const auto has_a = [](const Find& f) { return finds::folded(f.name).find('a') != std::string::npos; };
    const auto count = [&](auto holds) { return std::count_if(all.begin(), all.end(), holds); };
    const auto found = count(has_a);
    REQUIRE(found > 0);

    CHECK(from().where(wanted).count() == found);
    CHECK(from().where(!wanted).count() == 100 - found);
    CHECK(from().where(wanted && wanted).count() == found);
    CHECK(from().where(wanted || col<&Find::size> >= 0).count() ==
          count([&](const Find& f) { return has_a(f) || f.size >= 0; }));
    CHECK(from().where(col<&Find::size> >= 0).where(wanted).where(col<&Find::ratio> >= 0.0).count() ==
          count([&](const Find& f) { return has_a(f) && f.size >= 0 && f.ratio >= 0; }));
    for (const bool on : {true, false})
        CHECK(from().where_if(on, wanted).where_if(!on, col<&Find::size> == 0).count() ==
              (on ? found : count([](const Find& f) { return f.size == 0; })));
    CHECK(from().where(il::filters<Find>()).count() == 100);
    CHECK(from().where(!il::filters<Find>()).count() == 0);
    CHECK(from().where(il::filters<Find>() || col<&Find::size> == 0).count() == 100);

    CHECK(from().where(wanted).order_by(wanted).limit(3).offset(1).all().size() == 3);
    CHECK(from().where(wanted).order_by(wanted).first()->id ==
          from().where(wanted).order_by(wanted).all()[0].id);
    std::size_t streamed = 0;
    for (const Find& f : from().where(wanted).order_by(wanted).stream()) streamed += has_a(f);
    CHECK(streamed == static_cast<std::size_t>(found));
    const auto names =
        from().where(wanted).select(col<&Find::name>).distinct().template as<std::string>().all();
    CHECK(std::all_of(names.begin(), names.end(),
                      [](const auto& n) { return n.find_first_of("aA") != std::string::npos; }));
    std::int64_t grouped = 0;
    for (const auto& [size, number] :
         from().where(wanted).group_by(col<&Find::size>).select(col<&Find::size>, il::count()).all())
        grouped += number;
    CHECK(grouped == found);
    CHECK(from().where(col<&Find::id>.in(il::from<Find>().where(wanted).select(col<&Find::id>))).count() ==
          found);
    CHECK(from().where(wanted).explain().size() > 4);
    CHECK(from().where(wanted).args() == std::vector<std::string>{db.is_postgres() ? "'%a%'" : "'%a%'"});
    CHECK(
        from()
            .where(col<&Find::id> == 7)
            .where(wanted)
            .order_by(wanted)
            .limit(2)
            .sql()
            .ends_with(
                db.is_postgres()
                    ? R"( WHERE "id" = $1 AND "name" COLLATE "C" ILIKE $2 ORDER BY "size" DESC, "name", "id" LIMIT $3)"
                    : R"( WHERE "id" = ? AND "name" LIKE ? ESCAPE '\' ORDER BY "size" DESC, "name", "id" LIMIT ?)"));

    db->template transaction<store<TestType>>([&](auto& tx) {
        CHECK(tx.template update<Find>().set(col<& Find::size> = 4711).where(wanted).run() == found);
        CHECK(tx.template from<Find>().where(col<&Find::size> == 4711).count() == found);
        CHECK(tx.template update<Find>()
                  .set(col<& Find::size> = 4712)
                  .where(wanted && col<&Find::id> == all[0].id)
                  .returning(col<&Find::id>)
                  .all()
                  .size() == (has_a(all[0]) ? 1u : 0u));
        CHECK(tx.template remove<Find>().where(wanted).run() == found);
    });
    CHECK(from().count() == 100 - found);
}

ENGINE_CASE("Filters put together by calls find what those of a text do") {
    engine<TestType, Find> db(EVERY_PLACE);
    finds::rng random(2);
    db->insert_many(finds::some(random, 60));
    il::filters<Find> calls;
    calls.add("year__gte", "0")
        .add<&Find::name>(il::lookup::ne, "")
        .add<&Find::place>(il::lookup::in, "a,b\\,c,zz");
    calls.order<&Find::size>(il::direction::descending);
    const auto text = il::filter_text<Find>("year__gte=0&place__in=a,b%5C%2Cc&place__in=zz&order=-size");
    const auto rows = db->template from<Find>().where(calls).order_by(calls).all();
    CHECK(!rows.empty());
    for (const Find& f : rows)
        CHECK((f.year >= 0 && !f.name.empty() && (f.place == "a" || f.place == "b,c" || f.place == "zz")));
    CHECK((rows == db->template from<Find>().where(text).where(col<&Find::name> != "").order_by(text).all()));
    il::filters<Find> empty_text;
    empty_text.add("name", "");
    CHECK(db->template from<Find>().where(empty_text).count() ==
          db->template from<Find>().where(col<&Find::name> == "").count());
}

ENGINE_CASE("No text of a filter changes the statement") {
    engine<TestType, Find> db(EVERY_PLACE);
    finds::rng random(3);
    db->insert_many(finds::some(random, 40));
    const auto from = [&] { return db->template from<Find>(); };
    for (const char* lookup : {"exact", "iexact", "ne", "lt", "lte", "gt", "gte", "contains", "icontains",
                               "startswith", "istartswith", "endswith", "iendswith", "in", "range"}) {
        const std::string name = "name__" + std::string(lookup);
        const bool range = std::string(lookup) == "range";
        const auto sql_of = [&](const std::string& text) {
            il::filters<Find> f;
            f.add(name, range ? text + "," + text : text);
            return std::string(from().where(f).sql());
        };
        const std::string expected = sql_of("x");
        for (const std::string& text : {"' OR '1'='1"s,
                                        "'; DROP TABLE find; --"s,
                                        "\"; DROP TABLE find; --"s,
                                        "' UNION SELECT * FROM find --"s,
                                        "$1"s,
                                        "?"s,
                                        "?1"s,
                                        ":x"s,
                                        "%s"s,
                                        "\\"s,
                                        "\\'"s,
                                        "'"s,
                                        "\""s,
                                        "/*"s,
                                        "*/"s,
                                        ";"s,
                                        "NULL"s,
                                        ""s,
                                        "\x01\x1f\x7f"s,
                                        "\xf0\x9f\x9a\x82"s,
                                        "%"s,
                                        "_"s,
                                        "*"s,
                                        "[a-z]"s,
                                        "a%' ESCAPE 'x"s,
                                        std::string(5000, '\''),
                                        std::string(5000, '%')}) {
            INFO(lookup << ": " << text);
            const std::string one = range || std::string(lookup) == "in" ? finds::listed(text) : text;
            CHECK(sql_of(one) == expected);
            il::filters<Find> f;
            f.add(name, range ? one + "," + one : one);
            (void)from().where(f).order_by(f).count();
        }
    }
    CHECK(from().count() == 40);
    for (const std::string text :
         {"name%22%3BDROP TABLE find;--=1", "name__exact%27=1", "order=name;DROP TABLE find", "order=name%22",
          "order=(SELECT 1)", "order=-%22id%22", "year=1;DROP TABLE find", "year=1 OR 1=1",
          "year__in=1) OR (1=1", "whole__isnull=1 OR 1"})
        CHECK_THROWS_AS(il::filter_text<Find>(text), il::filter_error);
    CHECK(from().count() == 40);
}

ENGINE_CASE("A renamed column, a nullable one and one of a generated text meet one another in any number") {
    engine<TestType, Find> db(EVERY_PLACE);
    Find f;
    f.id = 1;
    f.year = 1990;
    db->insert(f);
    // more texts than are kept prepared, while the rows of one are still being read
    const auto every = il::filter_text<Find>("year=1990");
    for (const Find& row : db->template from<Find>().where(every).stream()) {
        CHECK(row.id == 1);
        il::filters<Find> many;
        for (int i = 0; i < 100; ++i) {
            many.add(i % 2 == 0 ? "year__lte" : "year__gte", "1990");
            CHECK(db->template from<Find>().where(many).where(every).count() == 1);
        }
    }
    for (int i = 0; i < 3; ++i) CHECK(db->template from<Find>().where(every).all().size() == 1);
}
