// SPDX-License-Identifier: BSL-1.0
#include "finds.hpp"

#include <algorithm>

using Catch::Matchers::ContainsSubstring;
using il::asc;
using il::col;
using il::desc;
using std::string_literals::operator""s;

namespace {

/// A key of two columns.
struct Slot {
    std::int32_t shelf = 0;
    std::string place;
    std::optional<std::int32_t> weight;

    bool operator==(const Slot&) const = default;
};

}  // namespace

template <>
struct interlock::model<Slot> {
    using fields = il::fields<il::field<&Slot::shelf, il::primary_key>,
                              il::field<&Slot::place, il::primary_key>, il::field<&Slot::weight>>;
};

/// All rows of a query with a limit, by slices.
template <class Query>
auto by_slices(const Query& query, std::size_t size) {
    std::vector<typename Query::row_type> rows;
    std::string token;
    do {
        auto part = query.after(token);
        CHECK(part.rows.size() <= size);
        if (part.has_next()) CHECK(part.rows.size() == size);
        rows.insert(rows.end(), part.rows.begin(), part.rows.end());
        token = part.next;
    } while (!token.empty() && rows.size() < 100'000);
    return rows;
}

ENGINE_CASE("Slices behind tokens make up the whole, whatever the order, with NULLs and equal values") {
    engine<TestType, Find> db(EVERY_PLACE);
    finds::rng random(42);
    const std::vector<Find> all = finds::some(random, 90);
    db->insert_many(all);
    for (int round = 0; round < 120; ++round) {
        const finds::filter filter = finds::any_filter(random);
        const finds::order order = finds::any_order(random);
        const std::size_t size = 1 + finds::below(random, 40);
        INFO(filter.text << "&order=" << order.text << " by " << size);
        std::vector<Find> expected;
        std::copy_if(all.begin(), all.end(), std::back_inserter(expected), filter.holds);
        std::sort(expected.begin(), expected.end(),
                  [&](const Find& a, const Find& b) { return order.before(a, b); });
        const auto wanted = il::filter_text<Find>(filter.text + "&order=" + order.text);
        const auto query = db->template from<Find>().where(wanted).order_by(wanted);
        const std::vector<Find> rows = by_slices(query.limit(static_cast<std::int64_t>(size)), size);
        REQUIRE(each(rows, &Find::id) == each(expected, &Find::id));
        CHECK((rows == expected));

        const auto count = static_cast<std::int64_t>(expected.size()),
                   each_page = static_cast<std::int64_t>(size);
        std::vector<Find> paged;
        for (std::int64_t n = 1;; ++n) {
            const auto page = query.page(n, each_page);
            CHECK(page.total == count);
            CHECK(page.pages == std::max<std::int64_t>(1, (count + each_page - 1) / each_page));
            CHECK(page.has_previous() == (n > 1));
            paged.insert(paged.end(), page.rows.begin(), page.rows.end());
            if (!page.has_next()) break;
        }
        CHECK((paged == expected));
    }
}

ENGINE_CASE("Rows that come and go between two slices are neither repeated nor skipped") {
    engine<TestType, Slot> db(EVERY_PLACE);
    for (int i = 0; i < 10; ++i) db->insert(Slot{i, "a", {}});
    const auto query = db->template from<Slot>().order_by(desc<&Slot::shelf>).limit(4);
    const auto first = query.after("");
    CHECK(each(first.rows, &Slot::shelf) == std::vector<std::int32_t>{9, 8, 7, 6});
    db->insert(Slot{20, "a", {}});
    db->template remove<Slot>().where(col<&Slot::shelf>.in({6, 5})).run();
    CHECK(each(query.after(first.next).rows, &Slot::shelf) == std::vector<std::int32_t>{4, 3, 2, 1});
}

ENGINE_CASE("Slices of a typed order end with the key, also one of two columns") {
    engine<TestType, Slot> db(EVERY_PLACE);
    std::vector<Slot> all;
    for (int i = 0; i < 7; ++i)
        for (const char* place : {"a", "A", "b'", ""})
            all.push_back({i, place, i % 3 == 0 ? std::nullopt : std::optional<std::int32_t>(i % 2)});
    db->insert_many(all);
    const auto from = [&] { return db->template from<Slot>(); };
    const auto same = [&](const auto& query, const auto& total) {
        for (const std::int64_t size : {1, 3, 100})
            CHECK((by_slices(query.limit(size), static_cast<std::size_t>(size)) == total.all()));
    };
    const auto shelf = asc<&Slot::shelf>;
    const auto place = asc<&Slot::place>;
    same(from(), from().order_by(shelf, place));
    same(from().order_by(desc<&Slot::weight>), from().order_by(desc<&Slot::weight>, shelf, place));
    same(from().order_by(asc<&Slot::weight>, desc<&Slot::place>),
         from().order_by(asc<&Slot::weight>, desc<&Slot::place>, shelf));
    same(from().order_by(desc<&Slot::shelf>, desc<&Slot::place>),
         from().order_by(desc<&Slot::shelf>, desc<&Slot::place>));
    same(from().where(col<&Slot::weight> == 1).where_if(true, col<&Slot::shelf> > 1).order_by(place),
         from().where(col<&Slot::weight> == 1).where(col<&Slot::shelf> > 1).order_by(place, shelf));
    same(from().where_if(false, col<&Slot::shelf> > 1).where_if(true, col<&Slot::shelf> < 5).distinct(),
         from().where(col<&Slot::shelf> < 5).order_by(shelf, place));
    const auto newest = il::filter_text<Slot>("order=-weight");
    same(from().order_by(desc<&Slot::place>).order_by(newest),
         from().order_by(desc<&Slot::place>, desc<&Slot::weight>, shelf));
    auto tx = db->template begin<store<TestType>>();
    CHECK(tx.template from<Slot>().limit(5).after("").rows.size() == 5);
}

ENGINE_CASE("A token that is none, or of another query, is refused before the database is asked") {
    engine<TestType, Slot, Find> db(EVERY_PLACE);
    for (int i = 0; i < 4; ++i) db->insert(Slot{i, "a", i});
    const auto query = db->template from<Slot>().order_by(asc<&Slot::weight>).limit(2);
    const std::string token = query.after("").next;
    REQUIRE(!token.empty());
    CHECK(query.after(token).rows.size() == 2);
    CHECK(query.after(token).next.empty());
    for (const std::string& text :
         {"x"s, "' OR 1=1 --"s, token + "A", token.substr(1), "%2e"s, " "s, "\0"s, std::string(100'000, '-')})
        CHECK_THROWS_AS(query.after(text), il::token_error);
    const auto other = [&](const auto& q) {
        return std::string(thrown<il::token_error>([&] { (void)q.after(token); }).what());
    };
    const auto slots = db->template from<Slot>().limit(2);
    CHECK_THAT(other(slots), ContainsSubstring("another order"));
    CHECK_THAT(other(slots.order_by(desc<&Slot::weight>)), ContainsSubstring("another order"));
    CHECK_THAT(other(slots.order_by(asc<&Slot::weight>, asc<&Slot::place>)),
               ContainsSubstring("another order"));
    CHECK_THAT(other(db->template from<Find>().limit(2).order_by(asc<&Find::weight>)),
               ContainsSubstring("another model"));
    // the filters may differ: the token is a place in the order
    CHECK(query.where(col<&Slot::shelf> == 3).after(token).rows.size() == 1);
}

ENGINE_CASE("Slices and pages of nothing, of no size and out of range") {
    engine<TestType, Slot> db(EVERY_PLACE);
    const auto query = db->template from<Slot>().order_by(asc<&Slot::shelf>);
    const auto none = query.limit(3).after("");
    CHECK((none.rows.empty() && !none.has_next()));
    const auto page = query.page(1, 10);
    CHECK((page.rows.empty() && page.total == 0 && page.pages == 1 && !page.has_next() &&
           !page.has_previous()));
    CHECK_THROWS_AS(query.page(2, 10), il::not_found);
    db->insert(Slot{1, "a", {}});
    for (const auto& [number, size] : std::vector<std::pair<std::int64_t, std::int64_t>>{
             {0, 10}, {-1, 10}, {1, 0}, {1, -5}, {INT64_MIN, INT64_MIN}, {INT64_MAX, 0}})
        CHECK_THROWS_AS(query.page(number, size), il::value_out_of_range);
    for (const std::int64_t size : {std::int64_t{1}, INT64_MAX}) {
        CHECK_THROWS_AS(query.page(INT64_MAX, size), il::not_found);
        CHECK(query.page(1, size).rows.size() == 1);
        CHECK(query.limit(size).after("").rows.size() == 1);
    }
    CHECK_THROWS_AS(query.limit(0).after(""), il::value_out_of_range);
    CHECK_THAT(thrown<il::not_found>([&] { (void)query.page(2, 10); }).what(),
               ContainsSubstring("model Slot: there is no page 2, but 1"));
    // of selected columns and groups too
    const auto groups = db->template from<Slot>()
                            .group_by(col<&Slot::shelf>)
                            .select(col<&Slot::shelf>, il::count())
                            .order_by(asc<&Slot::shelf>)
                            .page(1, 5);
    CHECK((groups.total == 1 && groups.rows.size() == 1 && std::get<1>(groups.rows[0]) == 1));
}

ENGINE_CASE("A token with a value that the database cannot hold is refused as the value is") {
    engine<TestType, Slot> db(EVERY_PLACE);
    for (int i = 0; i < 4; ++i) db->insert(Slot{i, "a", i});
    const auto query = db->template from<Slot>().order_by(asc<&Slot::shelf>).limit(2);
    const auto order = [] {
        il::detail::order_list list(il::table_of<Slot>());
        list.complete();
        return list;
    }();
    const auto token = [&](const std::string& place) {
        return il::detail::write_token(order,
                                       {il::detail::dynamic_value{il::value_kind::int64, std::int64_t{1}},
                                        il::detail::dynamic_value{il::value_kind::text, place}});
    };
    CHECK(each(query.after(token("a")).rows, &Slot::shelf) == std::vector<std::int32_t>{2, 3});
    CHECK(each(query.after(token("")).rows, &Slot::shelf) == std::vector<std::int32_t>{1, 2});
    CHECK_THROWS_AS(query.after(token("\xff")), il::value_out_of_range);
    CHECK(query.after(token("'; DROP TABLE slot; --")).rows.size() == 2);
    CHECK(db->template from<Slot>().count() == 4);
}
