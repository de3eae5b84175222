// SPDX-License-Identifier: BSL-1.0
#include "forms.hpp"

// docs/queries.md, "For those who know Django or Diesel": queries, and how they are read.

namespace {

struct Line {
    std::string title;
    double price = 0;
};
// of no table
struct Ranked {
    std::int64_t id = 0;
    std::int64_t place = 0;
};
struct Step {
    std::int64_t n = 0;
};

}  // namespace

template <>
struct interlock::model<Ranked> {
    using fields = il::fields<il::field<&Ranked::id>, il::field<&Ranked::place>>;
};
template <>
struct interlock::model<Step> {
    using fields = il::fields<il::field<&Step::n>>;
};

ENGINE_CASE("Forms for those who know others: choosing rows") {
    library<TestType> db(EVERY_PLACE);
    const auto from = [&] { return db.books(); };
    row("all", [&] { CHECK(each(from().all(), &Book::title).size() == 4); });
    row("filter, exclude", [&] {
        CHECK(db.where(col<&Book::genre> == "sf") == ids{1, 3});
        CHECK(db.where(!(col<&Book::genre> == "sf")) == ids{4});
        CHECK(db.where(col<&Book::genre>.is_distinct_from("sf")) == ids{2, 4});
        CHECK(db.keys(from().where(col<&Book::genre> == "sf").where(col<&Book::stock> > 3)) == ids{3});
    });
    row("Q(a) & Q(b), Q(a) | Q(b), ~Q(a)", [&] {
        const auto a = col<&Book::stock> > 3;
        const auto b = col<&Book::price> < 6.0;
        CHECK(db.where(a && b) == ids{4});
        CHECK(db.where(a || b) == ids{2, 3, 4});
        CHECK(db.where(!a) == ids{1, 2});
    });
    row("Q(a) ^ Q(b)", [&] {
        CHECK(db.where((col<&Book::stock> > 3) != (col<&Book::price> < 6.0)) == ids{2, 3});
    });
    row("annotate, alias", [&] {
        const auto worth = col<&Book::price> * col<&Book::stock>;
        const auto rows = from()
                              .where(worth > 20.0)
                              .order_by(il::descending(worth))
                              .select(col<&Book::id>, il::named<"worth">(worth))
                              .template as<il::row>()
                              .all();
        REQUIRE(rows.size() == 3);
        CHECK(rows[0].template get<"worth">() == 87);
        CHECK(rows[2].template get<"id">() == 1);
    });
    row("values, values_list, only, defer", [&] {
        const auto some = from().where(col<&Book::id> == 1);
        const auto lines = some.select(col<&Book::title>, col<&Book::price>);
        CHECK(lines.one() == std::tuple(text("Dune"), 9.5));
        CHECK(lines.template as<Line>().one().title == "Dune");
        CHECK(lines.template as<il::row>().one().template get<"price">() == 9.5);
        CHECK(some.select(col<&Book::title>).template as<text>().one() == "Dune");
    });
    row("annotate after values", [&] {
        CHECK(from()
                  .group_by(col<&Book::genre>)
                  .select(col<&Book::genre>, il::count())
                  .order_by(asc<&Book::genre>)
                  .all() ==
              std::vector<std::tuple<maybe<text>, whole>>{{"noir", 1}, {"sf", 2}, {std::nullopt, 1}});
    });
    row("filter after annotate", [&] {
        CHECK(from()
                  .group_by(col<&Book::genre>)
                  .having(il::count() > 1)
                  .select(col<&Book::genre>)
                  .template as<maybe<text>>()
                  .one() == "sf");
    });
    row("order_by('a', '-b')", [&] {
        CHECK(each(from().order_by(desc<&Book::writer_id>, asc<&Book::price>).all(), &Book::id) ==
              ids{3, 2, 4, 1});
        CHECK(each(from().order_by(il::asc<&Book::writer_id>).order_by(il::desc<&Book::price>).all(),
                   &Book::id) == ids{1, 4, 2, 3});
        const auto title = il::lower(il::trim(col<&Book::title>));
        CHECK(each(from().order_by(il::ascending(title)).all(), &Book::id) == ids{1, 4, 2, 3});
        CHECK(each(from().order_by(il::descending(title)).all(), &Book::id) == ids{3, 2, 4, 1});
    });
    row("F('a').asc(nulls_last=True), nulls_first", [&] {
        CHECK(each(from().order_by(il::asc<&Book::printed>).all(), &Book::id) == ids{4, 3, 1, 2});
        CHECK(each(from().order_by(il::desc<&Book::printed>).all(), &Book::id) == ids{2, 1, 3, 4});
        CHECK(
            each(from().order_by(il::ascending(col<&Book::printed>.is_not_null()), asc<&Book::printed>).all(),
                 &Book::id) == ids{2, 4, 3, 1});
    });
    row("distinct()", [&] {
        CHECK(from()
                  .select(col<&Book::writer_id>)
                  .distinct()
                  .order_by(asc<&Book::writer_id>)
                  .template as<whole>()
                  .all() == ids{1, 2, 3});
        CHECK(from()
                  .select(col<&Book::writer_id> + 1)
                  .distinct()
                  .order_by(il::descending(il::selected<0>))
                  .template as<whole>()
                  .all() == ids{4, 3, 2});
    });
    row("distinct('a')", [&] {
        if constexpr (std::is_same_v<TestType, il::postgres>)
            CHECK(each(from()
                           .distinct_on(col<&Book::writer_id>)
                           .order_by(asc<&Book::writer_id>, asc<&Book::price>)
                           .all(),
                       &Book::id) == ids{4, 2, 3});
        const auto place =
            il::row_number().over(il::partition_by(col<&Book::writer_id>).order_by(asc<&Book::price>));
        CHECK(each(db->template with_table<Ranked>(il::from<Book>().select(col<&Book::id>, place))
                       .template from<Ranked>()
                       .where(col<&Ranked::place> == 1)
                       .order_by(asc<&Ranked::id>)
                       .all(),
                   &Ranked::id) == ids{2, 3, 4});
    });
    row("select_for_update", [&] {
        if constexpr (!std::is_same_v<TestType, il::sqlite>) {
            auto tx = db->template begin<store<TestType>>();
            CHECK(tx.template from<Book>().for_update().nowait().all().size() == 4);
            CHECK(tx.template from<Book>().for_share().skip_locked().all().size() == 4);
            CHECK(tx.template from<Book>().for_no_key_update().first());
            CHECK(tx.template from<Book>().for_key_share().first());
            CHECK(tx.template from<Book>()
                      .template join<Writer>(col<&Book::writer_id> == col<&Writer::id>)
                      .template for_update<Book>()
                      .all()
                      .size() == 4);
        }
    });
    row("[:10], [5:10], [5]", [&] {
        const auto sorted = from().order_by(asc<&Book::id>);
        CHECK(each(sorted.limit(2).all(), &Book::id) == ids{1, 2});
        CHECK(each(sorted.offset(1).limit(2).all(), &Book::id) == ids{2, 3});
        CHECK(sorted.offset(3).first()->id == 4);
        CHECK_FALSE(sorted.offset(4).first());
    });
    row("none()", [&] { CHECK(db.keys(from().limit(0)).empty()); });
    row("dates, datetimes", [&] {
        const auto month = il::truncate<il::time_unit::month>(col<&Book::added>);
        CHECK(from().select(month).distinct().order_by(il::ascending(month)).template as<moment>().all() ==
              std::vector<moment>{at(2023, 1, 1), at(2023, 12, 1), at(2024, 2, 1)});
    });
}

ENGINE_CASE("Forms for those who know others: queries of several tables") {
    library<TestType> db(EVERY_PLACE);
    const auto from = [&] { return db.books(); };
    row("union, intersection, difference", [&] {
        const auto b = il::from<Book>().where(col<&Book::stock> > 5);
        const auto a = [&] { return from().where(col<&Book::genre> == "sf"); };
        CHECK(db.keys(a().union_distinct(b)) == ids{1, 3, 4});
        CHECK(db.keys(a().union_all(b)) == ids{1, 3, 3, 4});
        CHECK(db.keys(a().intersect(b)) == ids{3});
        CHECK(db.keys(a().except(b)) == ids{1});
    });
    row("inner_join(t.on(a))", [&] {
        CHECK(from()
                  .template join<Writer>(col<&Book::writer_id> == col<&Writer::id>)
                  .where(col<&Writer::name> == "Frank")
                  .select(col<&Book::title>, col<&Writer::name>)
                  .order_by(desc<&Book::id>)
                  .first() == std::tuple(text(" dust "), text("Frank")));
    });
    row("left_join, nullable, assume_not_null", [&] {
        const auto books = db.writers().template left_join<&Book::writer_id>();
        CHECK(books.where(il::missing<Book>).all().size() == 1);
        CHECK(books.select(col<&Book::title>).order_by(asc<&Book::title>).all().back() ==
              std::tuple(maybe<text>()));
        CHECK(from().template right_join<&Book::writer_id>().where(il::missing<Book>).count() == 1);
        CHECK(from().template full_join<&Book::writer_id>().where(il::missing<Writer>).count() == 0);
    });
    row("select_related, prefetch_related, Prefetch, prefetch_related_objects, FilteredRelation, a__b", [&] {
        for (const auto& [book, writer] : from().template with<&Book::writer_id>().all())
            CHECK(writer->id == book.writer_id);
        for (const auto& [writer, cheapest] :
             db.writers()
                 .template prefetch<&Book::writer_id>(il::from<Book>().order_by(asc<&Book::price>).limit(1))
                 .all())
            for (const Book& b : cheapest)
                CHECK(b.price == from()
                                     .where(col<&Book::writer_id> == writer.id)
                                     .order_by(asc<&Book::price>)
                                     .first()
                                     ->price);
    });
    row("alias!", [&] {
        // pairs of books of one writer
        using other = il::as<"other", Book>;
        CHECK(from()
                  .template join<other>(col<&Book::writer_id> == other::col<&Book::writer_id> &&
                                        col<&Book::id> < other::col<&Book::id>)
                  .select(col<&Book::id>, other::col<&Book::id>)
                  .all() == std::vector<std::tuple<whole, whole>>{{1, 4}});
    });
    row("with_table<M>(query), with_recursive<M>(query)", [&] {
        const auto first = il::from<Book>().where(col<&Book::id> == 1).select(col<&Book::id>);
        const auto next = il::from<Step>().where(col<&Step::n> < 5).select(col<&Step::n> + 1);
        CHECK(each(db->template with_recursive<Step>(first.union_all(next))
                       .template from<Step>()
                       .order_by(asc<&Step::n>)
                       .all(),
                   &Step::n) == ids{1, 2, 3, 4, 5});
        CHECK(db->template with_table<Step>(il::from<Book>().select(col<&Book::id>))
                  .template from<Step>()
                  .count() == 4);
    });
    row("Exists, Subquery, OuterRef", [&] {
        CHECK(each(db.writers()
                       .where(!il::exists(
                           il::from<Book>().where(col<&Book::writer_id> == il::outer<&Writer::id>)))
                       .all(),
                   &Writer::name) == texts{"Nobody"});
        const auto cheapest = il::from<Book>()
                                  .where(col<&Book::writer_id> == il::outer<&Writer::id>)
                                  .select(il::min(col<&Book::price>));
        CHECK(db.writers()
                  .select(il::scalar(cheapest))
                  .order_by(asc<&Writer::id>)
                  .template as<maybe<double>>()
                  .all() == std::vector<maybe<double>>{5.0, 1.0, 7.25, {}});
        CHECK(db.where(col<&Book::writer_id>.in(
                  il::from<Writer>().where(col<&Writer::points> > 0).select(col<&Writer::id>))) ==
              ids{1, 3, 4});
    });
    row("using", [&] { CHECK(db->template on<store<TestType>>().template from<Book>().count() == 4); });
    row("raw", [&] {
        CHECK(db->template raw<store<TestType>, il::reads, std::tuple<whole, text>>(
                    "SELECT id, title FROM book WHERE stock > ? ORDER BY id", 5)
                  .all() == std::vector<std::tuple<whole, text>>{{3, "Ubik"}, {4, " dust "}});
        CHECK(db->template raw<store<TestType>, il::writes>("UPDATE book SET stock = ? WHERE id = ?", 8, 4)
                  .run() == 1);
        CHECK(db->template raw<store<TestType>, il::writes, whole>(
                    "UPDATE book SET stock = 8 WHERE id = ? RETURNING id", 4)
                  .one() == 4);
    });
}

ENGINE_CASE("Forms for those who know others: reading") {
    library<TestType> db(EVERY_PLACE);
    const auto from = [&] { return db.books(); };
    row("get", [&] {
        CHECK(db->template get<Book>(2).title == "Emma");
        CHECK(db->template find<Book>(2)->title == "Emma");
        CHECK_FALSE(db->template find<Book>(9));
        CHECK_THROWS_AS(db->template get<Book>(9), il::not_found);
        CHECK(from().where(col<&Book::title> == "Emma").one().id == 2);
        CHECK_THROWS_AS(from().one(), il::multiple_rows);
    });
    row("first", [&] { CHECK(from().order_by(asc<&Book::price>).first()->id == 2); });
    row("last, latest, earliest", [&] {
        CHECK(from().order_by(il::desc<&Book::added>).first()->id == 1);
        CHECK(from().order_by(asc<&Book::added>).first()->id == 2);
    });
    row("in_bulk", [&] {
        const std::vector<std::int64_t> keys{1, 4, 9};
        CHECK(each(from().where(col<&Book::id>.in(keys)).order_by(asc<&Book::id>).all(), &Book::id) ==
              ids{1, 4});
    });
    row("count, exists", [&] {
        CHECK(from().where(col<&Book::stock> > 3).count() == 2);
        CHECK(from().where(col<&Book::stock> > 3).exists());
        CHECK_FALSE(from().where(col<&Book::stock> > 99).exists());
    });
    row("contains(m)", [&] {
        const Book m = db->template get<Book>(1);
        CHECK(from().where(col<&Book::stock> > 1 && col<&Book::id> == m.id).exists());
        CHECK_FALSE(from().where(col<&Book::stock> > 5 && col<&Book::id> == m.id).exists());
    });
    row("iterator", [&] {
        std::int64_t sum = 0;
        for (const Book& b : from().stream()) sum += b.id;
        CHECK(sum == 10);
        std::size_t letters = 0;
        for (const auto& b : from().views()) letters += b.template get<"title">().size();
        CHECK(letters == 18);
    });
    row("aggregate(Sum())", [&] {
        CHECK(from().select(il::sum(col<&Book::stock>), il::max(col<&Book::price>)).one() ==
              std::tuple(maybe<whole>(22), maybe<double>(9.5)));
    });
    row("explain", [&] { CHECK(from().where(col<&Book::id> == 1).explain().find("book") != text::npos); });
    row("query", [&] {
        const auto query = from().where(col<&Book::id> == 1);
        CHECK(query.sql().substr(0, 11) == "SELECT \"id\"");
        CHECK(query.args() == texts{"1"});
    });
}
