// SPDX-License-Identifier: BSL-1.0
#include "forms.hpp"

#include <cmath>

// docs/queries.md, "For those who know Django or Diesel": lookups, expressions and functions.

namespace {

bool close(double a, double b) { return std::abs(a - b) < 1e-12; }

}  // namespace

ENGINE_CASE("Forms for those who know others: lookups") {
    library<TestType> db(EVERY_PLACE);
    const auto where = [&](auto condition) { return db.where(condition); };
    const auto title = col<&Book::title>;
    row("exact, iexact", [&] {
        CHECK(where(title == "Dune") == ids{1});
        CHECK(where(title != "Dune") == ids{2, 3, 4});
        CHECK(where(title.iequals("dUNE")) == ids{1});
    });
    row("gt, gte, lt, lte", [&] {
        const auto c = col<&Book::stock>;
        CHECK(where(c > 3) == ids{3, 4});
        CHECK(where(c >= 3) == ids{1, 3, 4});
        CHECK(where(c < 3) == ids{2});
        CHECK(where(c <= 3) == ids{1, 2});
    });
    row("in", [&] {
        CHECK(where(title.in({"Emma", "Ubik"})) == ids{2, 3});
        CHECK(where(!title.in(texts{"Emma", "Ubik"})) == ids{1, 4});
        CHECK(where(col<&Book::id>.in(il::from<Writer>().select(col<&Writer::id>))) == ids{1, 2, 3, 4});
    });
    row("range", [&] {
        CHECK(where(col<&Book::stock>.between(3, 7)) == ids{1, 4});
        CHECK(where(!col<&Book::stock>.between(3, 7)) == ids{2, 3});
    });
    row("isnull", [&] {
        CHECK(where(col<&Book::genre>.is_null()) == ids{2});
        CHECK(where(col<&Book::genre>.is_not_null()) == ids{1, 3, 4});
        CHECK(where(col<&Book::genre> == std::nullopt) == ids{2});
        CHECK(where(col<&Book::genre> != std::nullopt) == ids{1, 3, 4});
    });
    row("is_distinct_from, is_not_distinct_from", [&] {
        CHECK(where(col<&Book::genre>.is_distinct_from("sf")) == ids{2, 4});
        CHECK(where(col<&Book::genre>.is_not_distinct_from(maybe<text>())) == ids{2});
    });
    row("contains, icontains", [&] {
        CHECK(where(title.contains("u")) == ids{1, 4});
        CHECK(where(title.icontains("u")) == ids{1, 3, 4});
        CHECK(where(title.contains("%")) == ids{});
    });
    row("startswith, istartswith, endswith, iendswith", [&] {
        CHECK(where(title.starts_with("D")) == ids{1});
        CHECK(where(title.istarts_with("u")) == ids{3});
        CHECK(where(title.ends_with("a")) == ids{2});
        CHECK(where(title.iends_with("A")) == ids{2});
    });
    row("like, not_like, ilike, not_ilike, escape", [&] {
        CHECK(where(title.like("_u%")) == ids{1});
        CHECK(where(!title.like("_u%")) == ids{2, 3, 4});
        CHECK(where(title.ilike("%U%")) == ids{1, 3, 4});
        CHECK(where(title.like("\\_u%")) == ids{});
    });
    row("year, quarter, month, day, week_day, hour, minute, second, and Extract", [&] {
        const auto c = col<&Book::added>;
        CHECK(db.of(1, il::year(c), il::quarter(c), il::month(c), il::day(c), il::day_of_week(c)) ==
              std::tuple(whole(2024), whole(1), whole(2), whole(29), whole(4)));
        CHECK(db.of(1, il::hour(c), il::minute(c), il::second(c), il::day_of_year(c)) ==
              std::tuple(whole(13), whole(5), whole(59), whole(60)));
        CHECK(where(il::year(c) == 2024 && il::month(c) == 2) == ids{1, 4});
    });
    row("iso_week_day", [&] {
        const auto c = col<&Book::added>;
        CHECK(where((il::day_of_week(c) + 6) % 7 + 1 == 7) == ids{2, 3});
    });
    row("date", [&] { CHECK(where(il::date_of(col<&Book::added>) == on(2024, 2, 29)) == ids{1}); });
}

ENGINE_CASE("Forms for those who know others: expressions") {
    library<TestType> db(EVERY_PLACE);
    const auto price = col<&Book::price>;
    const auto stock = col<&Book::stock>;
    const auto genre = col<&Book::genre>;
    row("F('a') + F('b'), and - * / %", [&] {
        CHECK(db.of(1, stock + 1, stock - col<&Book::id>, stock * 2, stock / 2, stock % 2) ==
              std::tuple(whole(4), whole(2), whole(6), whole(1), whole(1)));
        CHECK(db.of(1, price / 2.0, -stock) == std::tuple(4.75, whole(-3)));
    });
    row("Value", [&] {
        CHECK(db.books().select("x", 7, 0.5).first() == std::tuple(text("x"), 7, 0.5));
        CHECK(db.where(stock == 7) == ids{4});
    });
    row("Func", [&] {
        constexpr il::sql_function<"replace", text(text, text, text)> replaced{};
        CHECK(db.of(1, replaced(col<&Book::title>, "D", "J")) == std::tuple(text("June")));
        CHECK(db.of(2, replaced(genre, "s", "S")) == std::tuple(maybe<text>()));
    });
    row("Case(When())", [&] {
        CHECK(db.books()
                  .select(il::case_when(stock == 0, "out").when(stock < 5, "few").otherwise("in"))
                  .order_by(asc<&Book::id>)
                  .template as<text>()
                  .all() == texts{"few", "out", "in", "in"});
    });
    row("Coalesce", [&] { CHECK(db.of(2, il::coalesce(genre, "none")) == std::tuple(text("none"))); });
    row("NullIf", [&] {
        CHECK(db.of(2, il::nullif(stock, 0)) == std::tuple(maybe<std::int32_t>()));
        CHECK(db.of(1, il::nullif(stock, 0)) == std::tuple(maybe<std::int32_t>(3)));
    });
    row("Greatest, Least", [&] {
        CHECK(db.of(1, il::greatest(stock, 5), il::least(stock, 5)) == std::tuple(whole(5), whole(3)));
    });
    row("Cast", [&] {
        CHECK(db.of(1, il::cast<double>(stock), il::cast<std::int64_t>(price),
                    il::cast<std::string>(stock)) == std::tuple(3.0, whole(9), text("3")));
    });
    row("Now", [&] {
        CHECK(db.where(col<&Book::added> < il::now - 24h) == ids{1, 2, 3, 4});
        CHECK(db.where(col<&Book::added> > il::now) == ids{});
        CHECK(db.where(col<&Book::added> + 24h > at(2024, 3, 1)) == ids{1});
    });
    row("Trunc, TruncMonth", [&] {
        using il::time_unit;
        const auto c = col<&Book::added>;
        CHECK(db.of(1, il::truncate<time_unit::year>(c), il::truncate<time_unit::month>(c),
                    il::truncate<time_unit::week>(c), il::truncate<time_unit::day>(c)) ==
              std::tuple(at(2024, 1, 1), at(2024, 2, 1), at(2024, 2, 26), at(2024, 2, 29)));
        CHECK(db.of(1, il::truncate<time_unit::hour>(c), il::truncate<time_unit::minute>(c),
                    il::truncate<time_unit::second>(c)) == std::tuple(at(2024, 2, 29, 13h),
                                                                      at(2024, 2, 29, 13h + 5min),
                                                                      at(2024, 2, 29, 13h + 5min + 59s)));
    });
    row("F('a') - F('b') of times", [&] {
        CHECK(db.of(4, il::microseconds_between(col<&Book::added>, at(2024, 1, 31))) ==
              std::tuple(whole(86400) * 1000000));
    });
}

ENGINE_CASE("Forms for those who know others: functions") {
    library<TestType> db(EVERY_PLACE);
    const auto price = col<&Book::price>;
    const auto stock = col<&Book::stock>;
    const auto title = col<&Book::title>;
    row("Lower, Upper", [&] {
        CHECK(db.of(1, il::lower(title), il::upper(title)) == std::tuple(text("dune"), text("DUNE")));
    });
    row("Trim, LTrim, RTrim", [&] {
        CHECK(db.of(4, il::trim(title), il::trim_left(title), il::trim_right(title)) ==
              std::tuple(text("dust"), text("dust "), text(" dust")));
    });
    row("Length", [&] { CHECK(db.of(4, il::length(title)) == std::tuple(whole(6))); });
    row("Substr, Left", [&] {
        CHECK(db.of(1, il::substr(title, 2, 2), il::substr(title, 1, 2), il::substr(title, 2)) ==
              std::tuple(text("un"), text("Du"), text("une")));
    });
    row("Replace", [&] { CHECK(db.of(1, il::replace(title, "D", "J")) == std::tuple(text("June"))); });
    row("Concat", [&] {
        CHECK(db.of(1, il::concat(title, "-", "x")) == std::tuple(text("Dune-x")));
        CHECK(db.of(2, il::concat(title, col<&Book::genre>)) == std::tuple(maybe<text>()));
        CHECK(db.of(2, il::concat(title, il::coalesce(col<&Book::genre>, ""))) == std::tuple(text("Emma")));
    });
    row("Abs, Ceil, Floor, Round, Mod", [&] {
        CHECK(db.of(1, il::abs(stock - 5), il::ceil(price), il::floor(price), il::round(price)) ==
              std::tuple(whole(2), 10.0, 9.0, 10.0));
        CHECK(db.of(1, stock % 2, il::mod(stock, 2)) == std::tuple(whole(1), whole(1)));
    });
    row("Sign", [&] {
        const auto sign = il::case_when(stock > 3, 1).when(stock < 3, -1).otherwise(0);
        CHECK(db.of(1, sign) == std::tuple(0));
        CHECK(db.of(2, sign) == std::tuple(-1));
        CHECK(db.of(3, sign) == std::tuple(1));
    });
    row("Sqrt, Power, Exp, Ln, Pi, Degrees, Radians, Sin, Cos, Tan, ASin, ACos, ATan, ATan2", [&] {
        if (!db.is_postgres() && db->template raw<store<TestType>, il::reads, whole>(
                                       "SELECT sqlite_compileoption_used('ENABLE_MATH_FUNCTIONS')")
                                         .one() == 0)
            return;
        constexpr il::sql_function<"acos", double(double)> acos_of{};
        constexpr il::sql_function<"asin", double(double)> asin_of{};
        constexpr il::sql_function<"atan", double(double)> atan_of{};
        constexpr il::sql_function<"atan2", double(double, double)> atan2_of{};
        constexpr il::sql_function<"cos", double(double)> cos_of{};
        constexpr il::sql_function<"degrees", double(double)> degrees_of{};
        constexpr il::sql_function<"exp", double(double)> exp_of{};
        constexpr il::sql_function<"ln", double(double)> ln_of{};
        constexpr il::sql_function<"pi", double()> pi{};
        constexpr il::sql_function<"power", double(double, double)> power_of{};
        constexpr il::sql_function<"radians", double(double)> radians_of{};
        constexpr il::sql_function<"sin", double(double)> sin_of{};
        constexpr il::sql_function<"sqrt", double(double)> sqrt_of{};
        constexpr il::sql_function<"tan", double(double)> tan_of{};
        const double circle = 3.14159265358979323846;
        const auto [a, b, c, d, e, f, g] =
            db.of(2, sqrt_of(price), power_of(price + 1.0, 3.0), exp_of(price - 1.0), ln_of(price), pi(),
                  degrees_of(pi()), radians_of(price * 180.0));
        CHECK((close(a, 1) && close(b, 8) && close(c, 1) && close(d, 0) && close(e, circle) &&
               close(f, 180) && close(g, circle)));
        const auto [h, i, j, k, l, m, n] =
            db.of(2, sin_of(price - 1.0), cos_of(price - 1.0), tan_of(price - 1.0), asin_of(price),
                  acos_of(price), atan_of(price), atan2_of(price, price));
        CHECK((close(h, 0) && close(i, 1) && close(j, 0) && close(k, circle / 2) && close(l, 0) &&
               close(m, circle / 4) && close(n, circle / 4)));
    });
}

ENGINE_CASE("Forms for those who know others: aggregates and windows") {
    library<TestType> db(EVERY_PLACE);
    const auto stock = col<&Book::stock>;
    const auto genre = col<&Book::genre>;
    row("Count, Sum, Avg, Min, Max", [&] {
        CHECK(db.books()
                  .select(il::count(), il::count(genre), il::sum(stock), il::avg(stock), il::min(stock),
                          il::max(col<&Book::title>))
                  .one() == std::tuple(whole(4), whole(3), maybe<whole>(22), maybe<double>(5.5),
                                       maybe<std::int32_t>(0), maybe<text>("Ubik")));
    });
    row("Count(distinct=True), Sum(distinct=True)", [&] {
        CHECK(db.books().select(il::count_distinct(genre), il::sum_distinct(col<&Book::writer_id>)).one() ==
              std::tuple(whole(2), maybe<whole>(6)));
    });
    row("Sum(filter=Q())", [&] {
        CHECK(db.books().select(il::sum(stock).filter(genre == "sf"), il::count().filter(stock > 3)).one() ==
              std::tuple(maybe<whole>(15), whole(2)));
    });
    row("Sum(default=0)", [&] {
        CHECK(db.books().where(stock > 99).select(il::coalesce(il::sum(stock), 0)).one() ==
              std::tuple(whole(0)));
    });
    row("StringAgg", [&] {
        CHECK(db.books().where(genre == "sf").select(il::string_agg(genre, "+")).one() ==
              std::tuple(maybe<text>("sf+sf")));
        CHECK(db.books().where(genre == "sf").select(il::group_concat(genre)).one() ==
              std::tuple(maybe<text>("sf,sf")));
    });
    const auto in_order = [&](auto e) {
        auto query = db.books().select(e).order_by(asc<&Book::id>);
        std::vector<std::tuple_element_t<0, typename decltype(query)::row_type>> values;
        for (const auto& [value] : query.all()) values.push_back(value);
        return values;
    };
    const auto by_id = il::ordered_by(asc<&Book::id>);
    row("Window(Sum(), partition_by, order_by)", [&] {
        using sums = std::vector<maybe<whole>>;
        CHECK(in_order(il::sum(stock).over(il::partition_by(genre).order_by(asc<&Book::id>))) ==
              sums{3, 0, 15, 7});
        CHECK(in_order(il::sum(stock).filter(stock > 3).over(by_id)) == sums{{}, {}, 12, 19});
    });
    row("RowRange", [&] {
        using sums = std::vector<maybe<whole>>;
        const auto by_date = il::ordered_by(asc<&Book::added>);
        CHECK(in_order(il::sum(stock).over(by_date.template rows<il::preceding<1>, il::current_row>())) ==
              sums{10, 0, 12, 19});
        CHECK(in_order(il::sum(stock).over(
                  by_date.template rows<il::current_row, il::unbounded_following>())) == sums{3, 22, 22, 10});
    });
    row("RowNumber, Rank, DenseRank, PercentRank, CumeDist, Ntile", [&] {
        const auto by_genre = il::ordered_by(asc<&Book::genre>);
        CHECK(in_order(il::row_number().over(by_id)) == ids{1, 2, 3, 4});
        CHECK(in_order(il::rank().over(by_genre)) == ids{2, 4, 2, 1});
        CHECK(in_order(il::dense_rank().over(by_genre)) == ids{2, 3, 2, 1});
        CHECK(in_order(il::ntile(2).over(by_id)) == ids{1, 1, 2, 2});
        CHECK(in_order(il::cume_dist().over(by_genre)) == std::vector<double>{0.75, 1, 0.75, 0.25});
        CHECK(in_order(il::percent_rank().over(il::ordered_by(asc<&Book::writer_id>)))[0] == 0);
    });
    row("Lag, Lead, FirstValue, LastValue, NthValue", [&] {
        using values = std::vector<maybe<std::int32_t>>;
        CHECK(in_order(il::lag(stock).over(by_id)) == values{{}, 3, 0, 12});
        CHECK(in_order(il::lead(stock, 2).over(by_id)) == values{12, 7, {}, {}});
        CHECK(in_order(il::first_value(stock).over(by_id)) == values{3, 3, 3, 3});
        CHECK(in_order(il::last_value(stock).over(by_id)) == values{3, 0, 12, 7});
        CHECK(in_order(il::nth_value(stock, 2).over(by_id)) == values{{}, 0, 0, 0});
    });
}
