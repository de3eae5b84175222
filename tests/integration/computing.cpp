// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <chrono>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>

namespace {

using moment = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

struct Item {
    std::int32_t id = 0;
    std::string name;
    std::optional<std::string> note;
    std::int32_t stock = 0;
    std::int16_t small = 0;
    std::int64_t big = 0;
    double price = 0;
    float weight = 0;
    std::optional<std::int32_t> rank;
    bool listed = false;
    moment made;
    std::optional<std::chrono::sys_days> sold;
};

}  // namespace

template <>
struct interlock::model<Item> {
    using fields =
        il::fields<il::field<&Item::id, il::primary_key>, il::field<&Item::name>, il::field<&Item::note>,
                   il::field<&Item::stock>, il::field<&Item::small>, il::field<&Item::big>,
                   il::field<&Item::price>, il::field<&Item::weight>, il::field<&Item::rank>,
                   il::field<&Item::listed>, il::field<&Item::made>, il::field<&Item::sold>>;
};

using il::asc;
using il::col;

namespace {

moment at(int y, unsigned m, unsigned d, std::chrono::microseconds of_day) {
    using namespace std::chrono;
    return moment(sys_days(year(y) / static_cast<int>(m) / static_cast<int>(d)).time_since_epoch() + of_day);
}

std::vector<Item> items() {
    using namespace std::chrono_literals;
    const auto leap = std::chrono::sys_days(std::chrono::year(2024) / 2 / 29);
    return {{1, "Abc", "x", 7, 3, 40, 2.5, 0.5f, 5, true, at(2024, 2, 29, 13h + 5min + 59s + 999999us), leap},
            {2, " dEf ", {}, -7, 2, -41, -2.5, 1.5f, {}, false, at(1969, 12, 31, 23h + 1us), {}},
            {3, "\xc3\xa9t\xc3\xa9", "", 0, 0, 0, 0.49999999999999994, -0.25f, 2, true, at(2023, 1, 1, 0h),
             leap}};
}

template <class Backend>
struct store_of_items : engine<Backend, Item> {
    explicit store_of_items(place where) : engine<Backend, Item>(where) { (**this).insert_many(items()); }

    /// The value of an expression for each item, in the order of their ids.
    template <class Expression>
    auto each(Expression e) {
        auto query = (**this).template from<Item>().order_by(asc<&Item::id>).select(e);
        std::vector<std::tuple_element_t<0, typename decltype(query)::row_type>> values;
        for (auto& [value] : query.all()) values.push_back(std::move(value));
        return values;
    }
};

template <class... Ts>
std::vector<std::optional<std::int64_t>> numbers(Ts... values) {
    return {std::optional<std::int64_t>(values)...};
}
constexpr auto none = std::nullopt;

}  // namespace

ENGINE_CASE("Integers are computed in 64 bits") {
    store_of_items<TestType> db(EVERY_PLACE);
    using ints = std::vector<std::int64_t>;
    CHECK(db.each(col<&Item::stock> + col<&Item::small>) == ints{10, -5, 0});
    CHECK(db.each(col<&Item::stock> * 2 - 1) == ints{13, -15, -1});
    CHECK(db.each(1 - col<&Item::stock>) == ints{-6, 8, 1});
    CHECK(db.each(-col<&Item::big>) == ints{-40, 41, 0});
    CHECK(db.each(-(-col<&Item::small>)) == ints{3, 2, 0});
    CHECK(db.each(il::abs(col<&Item::stock>)) == ints{7, 7, 0});
    CHECK(db.each((col<&Item::stock> + 1) * (col<&Item::small> + 1)) == ints{32, -18, 1});
    CHECK(db.each(col<&Item::stock> / 2) == ints{3, -3, 0});
    CHECK(db.each(col<&Item::stock> % 4) == ints{3, -3, 0});
    CHECK(db.each(il::mod(col<&Item::big>, 7)) == ints{5, -6, 0});
    CHECK(db.each(col<&Item::stock> / col<&Item::small>) == numbers(2, -3, none));
    CHECK(db.each(col<&Item::stock> % col<&Item::small>) == numbers(1, -1, none));
    CHECK(db.each(col<&Item::rank> + 1) == numbers(6, none, 3));
    CHECK_THROWS_AS(col<&Item::stock> / 0, il::value_out_of_range);
    CHECK_THROWS_AS(col<&Item::stock> % 0, il::value_out_of_range);

    Item huge = items()[0];
    huge.id = 9;
    huge.stock = std::numeric_limits<std::int32_t>::max();
    huge.small = std::numeric_limits<std::int16_t>::max();
    db->insert(huge);
    CHECK(db.each(col<&Item::stock> + col<&Item::stock>).back() == 4294967294);
    CHECK(db.each(col<&Item::small> * col<&Item::stock>).back() == 70366596661249);
}

ENGINE_CASE("Numbers are computed in double precision") {
    store_of_items<TestType> db(EVERY_PLACE);
    using reals = std::vector<double>;
    CHECK(db.each(col<&Item::price> + col<&Item::stock>) == reals{9.5, -9.5, 0.49999999999999994});
    CHECK(db.each(col<&Item::weight> + col<&Item::weight>) == reals{1.0, 3.0, -0.5});
    CHECK(db.each(col<&Item::weight> * 3.0) == reals{1.5, 4.5, -0.75});
    CHECK(db.each(col<&Item::stock> / 2.0) == reals{3.5, -3.5, 0});
    CHECK(db.each(il::round(col<&Item::price>)) == reals{3, -3, 1});
    CHECK(db.each(il::floor(col<&Item::price>)) == reals{2, -3, 0});
    CHECK(db.each(il::ceil(col<&Item::price>)) == reals{3, -2, 1});
    CHECK(db.each(il::floor(col<&Item::weight>)) == reals{0, 1, -1});
    CHECK(db.each(il::cast<double>(col<&Item::stock>)) == reals{7, -7, 0});
    CHECK(db.each(il::cast<std::int64_t>(col<&Item::price>)) == std::vector<std::int64_t>{2, -2, 0});
    CHECK(db.each(il::cast<std::int64_t>(col<&Item::listed>)) == std::vector<std::int64_t>{1, 0, 1});
    CHECK(db.each(il::cast<std::string>(col<&Item::stock>)) == std::vector<std::string>{"7", "-7", "0"});
}

ENGINE_CASE("Texts are put together and taken apart") {
    store_of_items<TestType> db(EVERY_PLACE);
    using texts = std::vector<std::string>;
    using maybe = std::vector<std::optional<std::string>>;
    CHECK(db.each(il::concat(col<&Item::name>, "-", il::cast<std::string>(col<&Item::id>))) ==
          texts{"Abc-1", " dEf -2", "\xc3\xa9t\xc3\xa9-3"});
    CHECK(db.each(il::concat(col<&Item::name>, col<&Item::note>)) ==
          maybe{"Abcx", none, "\xc3\xa9t\xc3\xa9"});
    CHECK(db.each(il::lower(col<&Item::name>)) == texts{"abc", " def ", "\xc3\xa9t\xc3\xa9"});
    CHECK(db.each(il::upper(col<&Item::name>)) == texts{"ABC", " DEF ", "\xc3\xa9T\xc3\xa9"});
    CHECK(db.each(il::trim(col<&Item::name>))[1] == "dEf");
    CHECK(db.each(il::trim_left(col<&Item::name>))[1] == "dEf ");
    CHECK(db.each(il::trim_right(col<&Item::name>))[1] == " dEf");
    CHECK(db.each(il::length(col<&Item::name>)) == std::vector<std::int64_t>{3, 5, 3});
    CHECK(db.each(il::length(col<&Item::note>)) == numbers(1, none, 0));
    CHECK(db.each(il::substr(col<&Item::name>, 2, 2)) == texts{"bc", "dE", "t\xc3\xa9"});
    CHECK(db.each(il::substr(col<&Item::name>, 9, 2)) == texts{"", "", ""});
    CHECK(db.each(il::replace(col<&Item::name>, "d", "%")) == texts{"Abc", " %Ef ", "\xc3\xa9t\xc3\xa9"});
    CHECK_THROWS_AS(il::substr(col<&Item::name>, 0, 1), il::value_out_of_range);
    CHECK_THROWS_AS(il::substr(col<&Item::name>, 1, -1), il::value_out_of_range);
}

ENGINE_CASE("Conditions choose values") {
    store_of_items<TestType> db(EVERY_PLACE);
    using texts = std::vector<std::string>;
    CHECK(db.each(il::case_when(col<&Item::stock> > 0, "in")
                      .when(col<&Item::stock> < 0, "owed")
                      .otherwise("out")) == texts{"in", "owed", "out"});
    CHECK(db.each(il::case_when(col<&Item::listed>, col<&Item::stock> + 0)) == numbers(7, none, 0));
    CHECK(db.each(il::case_when(col<&Item::listed>, col<&Item::stock>).otherwise(0.5)) ==
          std::vector<double>{7, 0.5, 0});
    CHECK(db.each(il::coalesce(col<&Item::note>, col<&Item::name>)) == texts{"x", " dEf ", ""});
    CHECK(db.each(il::coalesce(col<&Item::rank>, -1)) == std::vector<std::int64_t>{5, -1, 2});
    CHECK(db.each(il::nullif(col<&Item::stock>, 0)) ==
          std::vector<std::optional<std::int32_t>>{7, -7, std::nullopt});
    CHECK(db.each(il::greatest(col<&Item::stock>, col<&Item::small>, 1)) ==
          std::vector<std::int64_t>{7, 2, 1});
    CHECK(db.each(il::least(col<&Item::name>, "E")) == texts{"Abc", " dEf ", "E"});
    CHECK(db.each(col<&Item::stock> > 0) == std::vector<bool>{true, false, false});
    CHECK(db.each(col<&Item::rank> > 3) == std::vector<std::optional<bool>>{true, std::nullopt, false});
    CHECK(db.each(col<&Item::note>.is_null() || !col<&Item::listed>) ==
          std::vector<bool>{false, true, false});
    CHECK(db.each(col<&Item::rank>.is_distinct_from(5)) == std::vector<bool>{false, true, true});
    CHECK(db.each(col<&Item::rank>.is_not_distinct_from(std::optional<int>())) ==
          std::vector<bool>{false, true, false});
}

ENGINE_CASE("Case is not regarded where that is asked, for ASCII letters") {
    store_of_items<TestType> db(EVERY_PLACE);
    const auto where = [&](auto condition) {
        return each(db->template from<Item>().where(condition).order_by(asc<&Item::id>).all(), &Item::id);
    };
    using ids = std::vector<std::int32_t>;
    CHECK(where(col<&Item::name>.icontains("B")) == ids{1});
    CHECK(where(col<&Item::name>.contains("B")) == ids{});
    CHECK(where(col<&Item::name>.istarts_with("aB")) == ids{1});
    CHECK(where(col<&Item::name>.iends_with("F ")) == ids{2});
    CHECK(where(col<&Item::name>.iequals("aBC")) == ids{1});
    CHECK(where(col<&Item::name>.iequals("ab_")) == ids{});
    CHECK(where(col<&Item::name>.ilike("AB_")) == ids{1});
    CHECK(where(col<&Item::name>.icontains("\xc3\x89")) == ids{});
    CHECK(where(col<&Item::name>.icontains("T\xc3\xa9")) == ids{3});
    CHECK(where(col<&Item::name>.icontains("%")) == ids{});
    CHECK(where(il::lower(col<&Item::name>) == "abc") == ids{1});
    CHECK(where(il::trim(col<&Item::name>).starts_with("dE")) == ids{2});
    CHECK(where((col<&Item::stock> + 1).in({8, 9})) == ids{1});
    CHECK(where((col<&Item::stock> * 2).between(-20, 0)) == ids{2, 3});
    CHECK(where(il::coalesce(col<&Item::note>, "x") == "x") == ids{1, 2});
}

ENGINE_CASE("Times have parts, beginnings and distances") {
    store_of_items<TestType> db(EVERY_PLACE);
    using namespace std::chrono_literals;
    using ints = std::vector<std::int64_t>;
    CHECK(db.each(il::year(col<&Item::made>)) == ints{2024, 1969, 2023});
    CHECK(db.each(il::quarter(col<&Item::made>)) == ints{1, 4, 1});
    CHECK(db.each(il::month(col<&Item::made>)) == ints{2, 12, 1});
    CHECK(db.each(il::day(col<&Item::made>)) == ints{29, 31, 1});
    CHECK(db.each(il::hour(col<&Item::made>)) == ints{13, 23, 0});
    CHECK(db.each(il::minute(col<&Item::made>)) == ints{5, 0, 0});
    CHECK(db.each(il::second(col<&Item::made>)) == ints{59, 0, 0});
    CHECK(db.each(il::day_of_week(col<&Item::made>)) == ints{4, 3, 0});
    CHECK(db.each(il::day_of_year(col<&Item::made>)) == ints{60, 365, 1});
    CHECK(db.each(il::month(col<&Item::sold>)) == numbers(2, none, 2));
    CHECK(db.each(il::day_of_week(col<&Item::sold>)) == numbers(4, none, 4));

    using il::time_unit;
    using moments = std::vector<moment>;
    CHECK(db.each(il::truncate<time_unit::year>(col<&Item::made>)) ==
          moments{at(2024, 1, 1, 0h), at(1969, 1, 1, 0h), at(2023, 1, 1, 0h)});
    CHECK(db.each(il::truncate<time_unit::month>(col<&Item::made>))[0] == at(2024, 2, 1, 0h));
    CHECK(db.each(il::truncate<time_unit::week>(col<&Item::made>)) ==
          moments{at(2024, 2, 26, 0h), at(1969, 12, 29, 0h), at(2022, 12, 26, 0h)});
    CHECK(db.each(il::truncate<time_unit::day>(col<&Item::made>))[1] == at(1969, 12, 31, 0h));
    CHECK(db.each(il::truncate<time_unit::hour>(col<&Item::made>))[0] == at(2024, 2, 29, 13h));
    CHECK(db.each(il::truncate<time_unit::minute>(col<&Item::made>))[0] == at(2024, 2, 29, 13h + 5min));
    CHECK(db.each(il::truncate<time_unit::second>(col<&Item::made>))[0] == at(2024, 2, 29, 13h + 5min + 59s));
    const auto month_of_sale = db.each(il::truncate<time_unit::month>(col<&Item::sold>));
    CHECK(month_of_sale[0] == std::chrono::sys_days(std::chrono::year(2024) / 2 / 1));
    CHECK_FALSE(month_of_sale[1]);
    CHECK(db.each(il::date_of(col<&Item::made>))[0] ==
          std::chrono::sys_days(std::chrono::year(2024) / 2 / 29));

    CHECK(db.each(col<&Item::made> + 1us)[0] == at(2024, 2, 29, 13h + 6min));
    CHECK(db.each(col<&Item::made> - 24h)[1] == at(1969, 12, 30, 23h + 1us));
    CHECK(db.each(il::microseconds_between(col<&Item::made>, at(2024, 2, 29, 13h)))[0] == 359999999);
    CHECK(db.each(il::microseconds_between(at(1970, 1, 1, 0h), col<&Item::made>))[1] == 3599999999);

    const auto count = [&](auto condition) { return db->template from<Item>().where(condition).count(); };
    CHECK(count(col<&Item::made> < il::now) == 3);
    CHECK(count(col<&Item::made> > il::now - 24h) == 0);
    CHECK(count(il::now > col<&Item::made> + 24h) == 3);
    Item fresh = items()[0];
    fresh.id = 4;
    fresh.made = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    db->insert(fresh);
    CHECK(count(col<&Item::made> > il::now - 1h) == 1);
    const auto now = db.each(il::now)[0];
    CHECK((now > fresh.made - 1h && now < fresh.made + 1h));
}

ENGINE_CASE("An update computes with the values that are there") {
    store_of_items<TestType> db(EVERY_PLACE);
    CHECK(db->template update<Item>().set(col<& Item::stock> -= 1, col<& Item::price> *= 2.0).run() == 3);
    CHECK(db->template get<Item>(1).stock == 6);
    CHECK(db->template get<Item>(2).price == -5);
    db->template update<Item>()
        .set(col<& Item::name> = il::concat(col<&Item::name>, "!"), col<& Item::stock> = col<&Item::big> + 2,
             col<& Item::note> = il::nullif(col<&Item::name>, "Abc"))
        .run();
    CHECK(db->template get<Item>(1).name == "Abc!");
    CHECK_FALSE(db->template get<Item>(1).note);
    CHECK(db->template get<Item>(2).stock == -39);
    CHECK_THROWS_AS(db->template update<Item>()
                        .set(col<& Item::stock> += std::numeric_limits<std::int32_t>::max())
                        .where(col<&Item::id> == 1)
                        .run(),
                    il::value_out_of_range);
    CHECK(db->template get<Item>(1).stock == 42);
    // whatever makes the value: a wider column, a subquery
    db->template update<Item>()
        .set(col<& Item::big> = std::int64_t{1} << 40)
        .where(col<&Item::id> == 1)
        .run();
    const auto stock = [&](auto value) {
        return db->template update<Item>().set(col<&Item::stock> = value).where(col<&Item::id> == 1).run();
    };
    CHECK_THROWS_AS(stock(col<&Item::big>), il::value_out_of_range);
    CHECK_THROWS_AS(stock(il::coalesce(il::scalar(il::from<Item>().select(il::sum(col<&Item::big>))), 0)),
                    il::value_out_of_range);
    CHECK(stock(il::coalesce(il::scalar(il::from<Item>().select(il::count())), 0)) == 1);
    CHECK(db->template get<Item>(1).stock == 3);
}

#if INTERLOCK_TEST_WITH_POSTGRES
TEST_CASE("distinct_on keeps the first row of each on PostgreSQL, and they are what is counted") {
    store_of_items<il::postgres> db(place::server);
    Item more = items()[0];
    more.id = 4;
    db->insert(more);
    const auto query =
        db->from<Item>().distinct_on(col<&Item::name>).order_by(asc<&Item::name>, il::desc<&Item::id>);
    CHECK(each(query.all(), &Item::id) == std::vector<std::int32_t>{2, 4, 3});
    CHECK(query.count() == 3);
    CHECK(query.exists());
}
#endif

ENGINE_CASE("Groups have aggregates") {
    store_of_items<TestType> db(EVERY_PLACE);
    Item more = items()[0];
    for (int i = 4; i < 8; ++i) {
        more.id = i;
        more.stock = i;
        more.name = i % 2 == 0 ? "even" : "odd";
        db->insert(more);
    }
    const auto from = [&] { return db->template from<Item>(); };
    using row = std::tuple<std::string, std::int64_t, std::optional<std::int64_t>>;
    CHECK(from()
              .where(col<&Item::id> >= 4)
              .group_by(col<&Item::name>)
              .select(col<&Item::name>, il::count(), il::sum(col<&Item::stock>))
              .order_by(asc<&Item::name>)
              .all() == std::vector<row>{{"even", 2, 10}, {"odd", 2, 12}});
    CHECK(from()
              .group_by(col<&Item::name>)
              .having(il::count() > 1 && il::sum(col<&Item::stock>) > 10)
              .select(col<&Item::name>)
              .template as<std::string>()
              .all() == std::vector<std::string>{"odd"});
    CHECK(from().group_by(col<&Item::name>).select(col<&Item::name>).count() == 5);
    CHECK(from().group_by(col<&Item::name>).having(il::count() > 2).select(col<&Item::name>).exists() ==
          false);
    CHECK(from().select(col<&Item::name>).distinct().count() == 5);
    CHECK(from().select(col<&Item::name>).distinct().order_by(asc<&Item::name>).limit(2).all().size() == 2);

    const auto all =
        from()
            .select(il::count(), il::count(col<&Item::note>), il::count_distinct(col<&Item::name>),
                    il::min(col<&Item::stock>), il::max(col<&Item::name>), il::avg(col<&Item::stock>),
                    il::sum(col<&Item::price>), il::sum(col<&Item::weight>),
                    il::sum_distinct(col<&Item::small>), il::sum(col<&Item::big>))
            .one();
    CHECK(all == std::tuple(std::int64_t{7}, std::int64_t{6}, std::int64_t{5},
                            std::optional<std::int32_t>(-7), std::optional<std::string>("\xc3\xa9t\xc3\xa9"),
                            std::optional<double>(22.0 / 7),
                            std::optional<double>(10.0 + 0.49999999999999994), std::optional<double>(3.75),
                            std::optional<std::int64_t>(5), std::optional<std::int64_t>(159)));
    CHECK(std::get<0>(from()
                          .select(il::count().filter(col<&Item::stock> > 4),
                                  il::sum(col<&Item::stock>).filter(col<&Item::listed>))
                          .one()) == 4);
    const auto of_none =
        from().where(col<&Item::id> > 99).select(il::count(), il::sum(col<&Item::stock>)).one();
    CHECK(of_none == std::tuple(std::int64_t{0}, std::optional<std::int64_t>()));
    CHECK(from()
              .where(col<&Item::name> == "odd")
              .select(il::string_agg(col<&Item::note>, "+"))
              .template as<std::optional<std::string>>()
              .one() == "x+x");
    CHECK(std::get<1>(*from()
                           .group_by(il::lower(col<&Item::name>))
                           .select(il::lower(col<&Item::name>), il::round(il::avg(col<&Item::price>)))
                           .order_by(il::ascending(il::lower(col<&Item::name>)))
                           .first()) == -3);
    CHECK(std::get<1>(from()
                          .group_by(col<&Item::id>)
                          .select(col<&Item::id>, col<&Item::name>)
                          .order_by(asc<&Item::id>)
                          .all()
                          .front()) == "Abc");
}

struct Pair {
    std::string name;
    std::optional<std::string> note;
};

ENGINE_CASE("Selected columns become tuples, aggregates, values or rows with names") {
    store_of_items<TestType> db(EVERY_PLACE);
    const auto query =
        db->template from<Item>().order_by(asc<&Item::id>).select(col<&Item::name>, col<&Item::note>);
    CHECK(query.all()[0] == std::tuple(std::string("Abc"), std::optional<std::string>("x")));
    CHECK(query.template as<Pair>().first()->name == "Abc");
    CHECK_FALSE(query.template as<Pair>().all()[1].note);
    const auto named = db->template from<Item>()
                           .order_by(asc<&Item::id>)
                           .select(col<&Item::name>, il::named<"twice">(col<&Item::stock> * 2))
                           .template as<il::row>();
    CHECK(named.first()->template get<"name">() == "Abc");
    std::int64_t sum = 0;
    for (const auto& row : named.stream()) sum += row.template get<"twice">();
    CHECK(sum == 0);
    CHECK(query.limit(1).count() == 1);
    CHECK(db->template from<Item>().select(col<&Item::id>).template as<std::int32_t>().all() ==
          std::vector<std::int32_t>{1, 2, 3});
}
