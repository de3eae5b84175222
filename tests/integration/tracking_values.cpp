// SPDX-License-Identifier: BSL-1.0
#if __has_include(<boost/uuid/uuid.hpp>)

#include "stones.hpp"

#include <interlock/tracked.hpp>
#if INTERLOCK_TEST_WITH_JSON
#include <interlock/json.hpp>
#endif

#include <chrono>
#include <cmath>

// A tracked row of every type of value: what was changed is written and comes back, what was not is not.

namespace {

using day = std::chrono::sys_days;

struct degrees {
    double value = 0;
    bool operator==(const degrees&) const = delete;  // what is stored is compared
};
struct Plain {
    std::int64_t id = 0;
    bool flag = false;
    std::int8_t i8 = 0;
    std::uint16_t u16 = 0;
    std::int32_t i32 = 0;
    std::uint64_t u64 = 0;
    float f32 = 0;
    double f64 = 0;
    std::string text;
    std::vector<std::byte> bytes;
    std::chrono::sys_time<std::chrono::microseconds> time;
    std::chrono::sys_seconds second;
    day date;
    std::chrono::year_month_day calendar{std::chrono::year(2000), std::chrono::month(1), std::chrono::day(1)};
    degrees heat;
    std::optional<bool> some_flag;
    std::optional<std::int32_t> some_i32;
    std::optional<double> some_f64;
    std::optional<std::string> some_text;
    std::optional<std::vector<std::byte>> some_bytes;
    std::optional<day> some_date;
    std::optional<degrees> some_heat;
};

}  // namespace

template <>
struct interlock::codec<degrees> {
    using stored = double;
    static constexpr value_kind kind = value_kind::real64;
    static double encode(const degrees& d) { return d.value; }
    static degrees decode(double stored) { return {stored}; }
};
template <>
struct interlock::model<Plain> {
    using fields =
        il::fields<il::field<&Plain::id, il::primary_key, il::generated>, il::field<&Plain::flag>,
                   il::field<&Plain::i8>, il::field<&Plain::u16>, il::field<&Plain::i32>,
                   il::field<&Plain::u64>, il::field<&Plain::f32>, il::field<&Plain::f64>,
                   il::field<&Plain::text>, il::field<&Plain::bytes>, il::field<&Plain::time>,
                   il::field<&Plain::second>, il::field<&Plain::date>, il::field<&Plain::calendar>,
                   il::field<&Plain::heat>, il::field<&Plain::some_flag>, il::field<&Plain::some_i32>,
                   il::field<&Plain::some_f64>, il::field<&Plain::some_text>, il::field<&Plain::some_bytes>,
                   il::field<&Plain::some_date>, il::field<&Plain::some_heat>>;
};

namespace {

/// Each of the values in turn is set, saved as the only column, and is what another reader gets, and so is no change.
template <auto Member, class Engine, class M>
void check_turns(Engine& db, const M& first, const std::vector<il::detail::value_of<Member>>& values) {
    using database = typename Engine::database;
    const std::string member(il::detail::member_name<Member>());
    INFO(member);
    auto row = db->template load<M>(first.id);
    std::string sql;
    db->on_statement([&](const il::statement_event& e) {
        if (!e.has_ended) sql = e.sql;
    });
    std::size_t n = 0;
    for (const auto& value : values) {
        INFO("value " << n++);
        (*row).*Member = value;
        REQUIRE(row.template changed<Member>());
        REQUIRE(row.save());
        CHECK(sql.find("SET \"" + member + "\" = ") != std::string::npos);
        CHECK(sql.find(',') == std::string::npos);
        CHECK_FALSE(row.changed());
        auto again = db->template load<M>(first.id);
        (*again).*Member = value;
        CHECK_FALSE(again.changed());
        const auto before = db->template query_count<database>();
        CHECK_FALSE(again.save());
        CHECK(db->template query_count<database>() == before);
    }
    db->on_statement(nullptr);
}

template <class T>
std::vector<T> ends() {
    return {std::numeric_limits<T>::max(), std::numeric_limits<T>::min(), T{3}};
}
template <class T>
std::vector<T> reals() {
    using limits = std::numeric_limits<T>;
    return {limits::max(),
            limits::lowest(),
            limits::denorm_min(),
            limits::infinity(),
            -limits::infinity(),
            T(0.1),
            T(0)};
}
std::vector<std::byte> blob(std::size_t n) { return std::vector<std::byte>(n, std::byte{0}); }

}  // namespace

ENGINE_CASE("Plain values that were changed are written, each as the only one") {
    engine<TestType, Plain> db(EVERY_PLACE);
    Plain row;
    db->insert(row);
    using namespace std::chrono;
    check_turns<&Plain::flag>(db, row, {true, false});
    check_turns<&Plain::i8>(db, row, ends<std::int8_t>());
    check_turns<&Plain::u16>(db, row, ends<std::uint16_t>());
    check_turns<&Plain::i32>(db, row, ends<std::int32_t>());
    check_turns<&Plain::u64>(db, row, {1u << 31, std::uint64_t{1} << 62});
    check_turns<&Plain::f32>(db, row, reals<float>());
    check_turns<&Plain::f64>(db, row, reals<double>());
    check_turns<&Plain::text>(db, row, {"a", " a", "a ", "A", "\xc3\xa9", std::string(5000, 'x'), ""});
    check_turns<&Plain::bytes>(db, row, {blob(1), blob(2), blob(5000), blob(0)});
    check_turns<&Plain::time>(db, row, {sys_days(1960y / 2 / 29) + 1us, sys_days(2030y / 1 / 1) - 1us});
    check_turns<&Plain::second>(db, row, {sys_days(1960y / 2 / 29) + 1s, sys_days(2030y / 1 / 1) - 1s});
    check_turns<&Plain::date>(db, row, {sys_days(1960y / 2 / 29), sys_days(9999y / 12 / 31)});
    check_turns<&Plain::calendar>(db, row, {1960y / February / 29, 9999y / December / 31});
    check_turns<&Plain::some_flag>(db, row, {false, std::nullopt, true});
    check_turns<&Plain::some_i32>(db, row, {0, std::nullopt, 1});
    check_turns<&Plain::some_f64>(db, row, {0.0, std::nullopt, 1.0});
    check_turns<&Plain::some_text>(db, row, {"", std::nullopt, "x"});
    check_turns<&Plain::some_bytes>(db, row, {blob(0), std::nullopt, blob(1)});
    check_turns<&Plain::some_date>(db, row, {sys_days{}, std::nullopt, sys_days(2030y / 1 / 1)});
    check_turns<&Plain::heat>(db, row, {{1.5}, {-0.5}});
    check_turns<&Plain::some_heat>(db, row, {degrees{0}, std::nullopt, degrees{1.5}});
}

ENGINE_CASE("A NaN is no change of itself, and the sign of a zero is one where engines keep it") {
    engine<TestType, Plain> db(EVERY_PLACE);
    Plain plain;
    if (db.is_postgres()) plain.f64 = std::numeric_limits<double>::quiet_NaN();  // SQLite stores none
    db->insert(plain);
    auto row = db->template load<Plain>(plain.id);
    if (db.is_postgres()) {
        CHECK(std::isnan(row->f64));
        CHECK_FALSE(row.changed());
        row->f64 = std::numeric_limits<double>::quiet_NaN();
        CHECK_FALSE(row.changed());
        CHECK_FALSE(row.save());
    }
    row->f64 = 0.0;
    row.save();
    row->f64 = -0.0;
    CHECK(row.changed());
    CHECK(row.save());
    CHECK(std::signbit(db->template get<Plain>(plain.id).f64) == db.is_postgres());
}

ENGINE_CASE("What cannot be stored is a change, and refused by name when it is saved") {
    engine<TestType, Plain, Stone> db(EVERY_PLACE);
    Plain plain;
    db->insert(plain);
    auto row = db->template load<Plain>(plain.id);
    row->u64 = std::numeric_limits<std::uint64_t>::max();
    CHECK(row.changed());
    CHECK(thrown<il::value_out_of_range>([&] { row.save(); }).field() == "u64");
    row->u64 = 5;
    row->text = "\xff";
    CHECK(thrown<il::value_out_of_range>([&] { row.save(); }).field() == "text");
    Stone stone;
    db->insert(stone);
    auto other = db->template load<Stone>(stone.id);
    other->named = static_cast<Cut>(5);
    CHECK(thrown<il::value_out_of_range>([&] { other.save(); }).field() == "named");
    CHECK(db->template get<Plain>(plain.id).u64 == 0);
}

ENGINE_CASE("UUIDs, decimals and enumerators that were changed are written, each as the only one") {
    engine<TestType, Stone> db(EVERY_PLACE);
    Stone stone;
    db->insert(stone);
    il::uuid id{};
    *id.begin() = 7;
    check_turns<&Stone::key>(db, stone, {id, il::uuid{}});
    check_turns<&Stone::atoms>(db, stone, {il::decimal<38, 0>::max(), il::decimal<38, 0>()});
    check_turns<&Stone::share>(db, stone, {il::decimal<38, 38>::max(), il::decimal<38, 38>::min()});
    check_turns<&Stone::price>(
        db, stone, {il::decimal<10, 2>("0.01"), il::decimal<10, 2>("1"), il::decimal<10, 2>("-1")});
    check_turns<&Stone::cut>(db, stone, {Cut::oval, Cut::square});
    check_turns<&Stone::named>(db, stone, {Cut::oval, Cut::square});
    check_turns<&Stone::grade>(db, stone, {Grade::high, Grade::low});
    check_turns<&Stone::other>(db, stone, {il::uuid{}, std::nullopt, id});
    check_turns<&Stone::offer>(db, stone, {il::decimal<20, 5>(), std::nullopt, il::decimal<20, 5>("1.5")});
    check_turns<&Stone::old_cut>(db, stone, {Cut::oval, std::nullopt, Cut::square});
}

ENGINE_CASE("Arrays that were changed in one element are written, each as the only one") {
    engine<TestType, Lists> db(EVERY_PLACE);
    Lists lists;
    db->insert(lists);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    check_turns<&Lists::i16>(db, lists, {{1, 2}, {1, 3}, {1}, {}});
    check_turns<&Lists::i32>(db, lists, {{1, 2}, {2, 1}});
    check_turns<&Lists::i64>(db, lists, {{1}, {-1}});
    check_turns<&Lists::u8>(db, lists, {{1}, {255}});
    check_turns<&Lists::f32>(db, lists, {{1}, {0.5}});
    check_turns<&Lists::f64>(db, lists, {{1}, {0.1}});
    check_turns<&Lists::flags>(db, lists, {{true}, {false}, {true, false}});
    check_turns<&Lists::texts>(db, lists, {{"a", ""}, {"a"}, {""}});
    check_turns<&Lists::some_texts>(db, lists, {{std::nullopt}, {""}, {"x", std::nullopt}});
    check_turns<&Lists::some_i32>(db, lists, {{std::nullopt}, {0}});
    using list = std::vector<std::int64_t>;
    check_turns<&Lists::perhaps>(db, lists, {list{}, std::nullopt, list{1}});
    if (db.is_postgres()) check_turns<&Lists::f64>(db, lists, {{nan}, {nan, 1}});
}

#if INTERLOCK_TEST_WITH_JSON
namespace {

struct Document {
    std::int64_t id = 0;
    il::json content;
    std::optional<il::json> perhaps;
};

}  // namespace

template <>
struct interlock::model<Document> {
    using fields = il::fields<il::field<&Document::id, il::primary_key, il::generated>,
                              il::field<&Document::content>, il::field<&Document::perhaps>>;
};

ENGINE_CASE("Documents that were changed are written, each as the only one") {
    engine<TestType, Document> db(EVERY_PLACE);
    Document document;
    db->insert(document);
    const il::json a{{"cut", {1, 2.0, nullptr}}}, b{{"cut", {1, 2, nullptr}}};
    check_turns<&Document::content>(db, document, {a, b, il::json("x"), il::json(nullptr)});
    check_turns<&Document::perhaps>(db, document, {il::json(nullptr), std::nullopt, a});
}
#endif

#endif
