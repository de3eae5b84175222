// SPDX-License-Identifier: BSL-1.0
#if __has_include(<boost/uuid/uuid.hpp>)

#include "stones.hpp"

namespace {

template <class Make>
auto several(draws& random, Make make) {
    std::vector<decltype(make())> list;
    for (std::size_t n = random.below(6); n > 0; --n) list.push_back(make());
    return list;
}
double number(draws& random) {
    using limits = std::numeric_limits<double>;
    return random.mostly<double>(
        {0.0, -0.0, 0.1, limits::denorm_min(), limits::max(), limits::lowest(), 1.0 / 3, 1e22},
        [&] { return static_cast<double>(random.integer<std::int64_t>()) / 7; });
}
std::string text(draws& random) {
    static const std::vector<std::string> texts{
        "", "NULL", "null", "\"", "\\", "{}", "a,b", " ", "\x01\n\t\x7f", "\xc3\xa9", "\xf0\x9f\x9a\x82",
        "'"};
    return texts[random.below(texts.size())] + (random.coin() ? "" : texts[random.below(texts.size())]);
}

std::vector<Lists> lists() {
    draws random(5);
    std::vector<Lists> rows;
    for (int i = 0; i < 160; ++i) {
        Lists l;
        l.i16 = several(random, [&] { return random.integer<std::int16_t>(); });
        l.i32 = several(random, [&] { return random.integer<std::int32_t>(); });
        l.i64 = several(random, [&] { return random.integer<std::int64_t>(); });
        l.u8 = several(random, [&] { return random.integer<std::uint8_t>(); });
        l.f32 = several(random, [&] { return static_cast<float>(random.integer<std::int32_t>()) / 8; });
        l.f64 = several(random, [&] { return number(random); });
        l.flags = several(random, [&] { return random.coin(); });
        l.texts = several(random, [&] { return text(random); });
        l.some_texts = several(random, [&] { return random.perhaps(text(random)); });
        l.some_i32 = several(random, [&] { return random.perhaps(random.integer<std::int32_t>()); });
        l.perhaps = random.perhaps(l.i64);
        rows.push_back(l);
    }
    return rows;
}

}  // namespace

ENGINE_CASE("Every array comes back, with its NULLs, as an array or as JSON") {
    engine<TestType, Lists> db(EVERY_PLACE);
    std::vector<Lists> rows = lists();
    check_round_trip(db, rows);
    using il::col;
    const auto empty = std::count_if(rows.begin(), rows.end(), [](const Lists& row) { return !row.perhaps; });
    CHECK(db->template from<Lists>().where(col<&Lists::perhaps>.is_null()).count() == empty);
    CHECK(db->template update<Lists>()
              .set(col<& Lists::texts> = std::vector<std::string>{"a", "\""},
                   col<& Lists::perhaps> = std::nullopt,
                   col<& Lists::some_i32> = std::vector<std::optional<std::int32_t>>{1, std::nullopt})
              .where(col<&Lists::id> == rows[0].id)
              .run() == 1);
    const Lists changed = db->template get<Lists>(rows[0].id);
    CHECK(changed.texts == std::vector<std::string>{"a", "\""});
    CHECK(changed.some_i32 == std::vector<std::optional<std::int32_t>>{1, std::nullopt});
    CHECK_FALSE(changed.perhaps.has_value());
}

ENGINE_CASE("An element that cannot be stored is refused by the name of its field") {
    engine<TestType, Lists> db(EVERY_PLACE);
    const auto refused = [&](const Lists& row, const char* field) {
        CHECK(thrown<il::value_out_of_range>([&] { db->insert(row); }).field() == field);
        CHECK(thrown<il::value_out_of_range>([&] { db->insert_many(std::vector{row}); }).field() == field);
        CHECK(db->template from<Lists>().count() == 0);
    };
    Lists nul, wrong, infinite;
    nul.texts = {"a", std::string("b\0", 2)};
    refused(nul, "texts");
    wrong.some_texts = {"\xff"};
    refused(wrong, "some_texts");
    infinite.f64 = {1, std::numeric_limits<double>::infinity()};
    if (!db.is_postgres()) refused(infinite, "f64");
    else {
        db->insert(infinite);
        CHECK(db->template get<Lists>(infinite.id) == infinite);
    }
}

ENGINE_CASE("What is stored and is no array of its member's elements is an error that names it") {
    engine<TestType, Lists> db(EVERY_PLACE);
    Lists l;
    db->insert(l);
    const auto reading = [&] { (void)db->template get<Lists>(l.id); };
    if (db.is_postgres()) {
        db.raw("UPDATE lists SET i32 = '{1,NULL}'");
        CHECK(thrown<il::type_mismatch>(reading).field() == "i32");
        db.raw("UPDATE lists SET i32 = '{{1,2},{3,4}}'");
        CHECK(thrown<il::type_mismatch>(reading).field() == "i32");
        db.raw("UPDATE lists SET i32 = '{}', u8 = '{256}'");
        CHECK(thrown<il::value_out_of_range>(reading).field() == "u8");
        db.raw("UPDATE lists SET u8 = '{}'; ALTER TABLE lists ALTER i32 TYPE text[] USING '{a}'");
        CHECK(thrown<il::type_mismatch>(reading).field() == "i32");
    } else {
        const auto refused = [&](const std::string& text) {
            INFO(text);
            db.raw("PRAGMA ignore_check_constraints = ON; UPDATE lists SET i32 = '" + text + "'");
            CHECK(thrown<il::type_mismatch>(reading).field() == "i32");
        };
        for (const char* text : {"", "[", "[1", "[1,", "[1,]", "[1] 2", "{}", "[null]", "[1.5]", "[\"1\"]",
                                 "[[1]]", "[true]", "1", "[1e999]", "[99999999999999999999]"})
            refused(text);
        db.raw("UPDATE lists SET i32 = ' [ 1 ,\n-2 ] ', u8 = '[256]'");
        CHECK(thrown<il::value_out_of_range>(reading).field() == "u8");
        db.raw("UPDATE lists SET u8 = '[]', texts = '[\"\\u00e9\\ud83d\\ude82\\/\\n\"]'");
        const Lists read = db->template get<Lists>(l.id);
        CHECK(read.i32 == std::vector<std::int32_t>{1, -2});
        CHECK(read.texts == std::vector<std::string>{"\xc3\xa9\xf0\x9f\x9a\x82/\n"});
        db.raw("UPDATE lists SET texts = '[\"\\ud83d\"]'");
        CHECK(thrown<il::type_mismatch>(reading).field() == "texts");
    }
}

ENGINE_CASE("The database itself refuses an array column's text that is no JSON") {
    engine<TestType, Lists> db(EVERY_PLACE);
    Lists l;
    db->insert(l);
    if (!db.is_postgres()) CHECK_THROWS_AS(db.raw("UPDATE lists SET i32 = '[1'"), il::check_violation);
}

#endif
