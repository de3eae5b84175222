// SPDX-License-Identifier: BSL-1.0
#include "round_trips.hpp"

namespace {

struct Texts {
    std::int64_t id = 0;
    std::string text;
    std::optional<std::string> perhaps;
    std::vector<std::byte> bytes;
    std::optional<std::vector<std::byte>> some;

    bool operator==(const Texts&) const = default;
};

std::string text(draws& random) {
    return random.mostly<std::string>(
        {"", " ", "'", "''", "\"", "\\", "NULL", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x9a\x82",
         "\xf4\x8f\xbf\xbf", "\xef\xbf\xbf", "\x01\x7f\n\r\t", "a\xcc\x81", std::string(70'000, 'x')},
        [&] {
            static const std::vector<std::string> parts{
                "a", "B", "z", "\xc3\xa9", "\\", "\xe2\x82\xac", "\xf0\x9f\x9a\x82", "'"};
            std::string s;
            for (std::size_t n = random.below(12); n > 0; --n) s += parts[random.below(parts.size())];
            return s;
        });
}
std::vector<std::byte> bytes(draws& random) {
    std::vector<std::byte> b(random.below(40));
    for (std::byte& one : b) one = static_cast<std::byte>(random.below(256));
    return b;
}

std::vector<Texts> texts() {
    draws random(2);
    std::vector<Texts> rows;
    for (int i = 0; i < 160; ++i)
        rows.push_back(
            {0, text(random), random.perhaps(text(random)), bytes(random), random.perhaps(bytes(random))});
    return rows;
}

}  // namespace

template <>
struct interlock::model<Texts> {
    using fields = il::fields<il::field<&Texts::id, il::primary_key, il::generated>, il::field<&Texts::text>,
                              il::field<&Texts::perhaps>, il::field<&Texts::bytes>, il::field<&Texts::some>>;
};

ENGINE_CASE("Every text and every blob comes back, and is found and sorted by its bytes") {
    engine<TestType, Texts> db(EVERY_PLACE);
    std::vector<Texts> rows = texts();
    check_round_trip(db, rows);
    check_order<&Texts::text>(db, rows);
    check_order<&Texts::bytes>(db, rows);
    check_equality<&Texts::perhaps>(db, rows);
    check_equality<&Texts::some>(db, rows);
}

ENGINE_CASE("An empty text or blob is not NULL") {
    engine<TestType, Texts> db(EVERY_PLACE);
    Texts empty{0, "", "", {}, std::vector<std::byte>{}}, none;
    db->insert(empty);
    db->insert(none);
    CHECK(db->insert_many(std::vector{empty, none}) == 2);
    CHECK(db->template from<Texts>().where(il::col<&Texts::perhaps>.is_null()).count() == 2);
    CHECK(db->template from<Texts>().where(il::col<&Texts::some>.is_null()).count() == 2);
    CHECK(db->template get<Texts>(empty.id).some.has_value());
    CHECK_FALSE(db->template get<Texts>(none.id).perhaps.has_value());
}

ENGINE_CASE("A blob of 50 MB comes back by every way") {
    engine<TestType, Texts> db(EVERY_PLACE);
    Texts large;
    large.bytes.resize(50'000'000);
    for (std::size_t i = 0; i < large.bytes.size(); ++i)
        large.bytes[i] = static_cast<std::byte>(i * 7 + i / 256);
    db->insert(large);
    CHECK((db->template get<Texts>(large.id) == large));
    CHECK(db->insert_many(std::vector{large}) == 1);
    int n = 0;
    for (const Texts& row : db->template from<Texts>().stream()) n += row.bytes == large.bytes;
    CHECK(n == 2);
    CHECK(db->template from<Texts>().where(il::col<&Texts::bytes> == large.bytes).count() == 2);
}

ENGINE_CASE("A text that is not UTF-8 is refused by name, before anything is sent") {
    engine<TestType, Texts> db(EVERY_PLACE);
    db->template transaction<store<TestType>>([&](auto& tx) {
        for (const char* wrong :
             {"\xff", "caf\xe9", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"}) {
            Texts t;
            t.perhaps = wrong;
            const auto e = thrown<il::value_out_of_range>([&] { tx.insert(t); });
            CHECK(e.model() == "Texts");
            CHECK(e.field() == "perhaps");
            CHECK_THROWS_AS(
                tx.template update<Texts>().set(il::col<& Texts::text> = std::string(wrong)).run(),
                il::value_out_of_range);
            CHECK_THROWS_AS(tx.template from<Texts>().where(il::col<&Texts::text> == wrong).all(),
                            il::value_out_of_range);
        }
        Texts fine;
        tx.insert(fine);  // the transaction lives
    });
    Texts wrong;
    const std::string bad = "li\xff";
    using text = std::remove_cvref_t<decltype(wrong)>;
    const auto asked = [&](auto condition) { return db->template from<text>().where(condition).count(); };
    CHECK_THROWS_AS(asked(il::col<&text::text> == bad), il::value_out_of_range);
    CHECK_THROWS_AS(asked(il::col<&text::text>.in(std::vector<std::string>{"fine", bad})),
                    il::value_out_of_range);
    CHECK_THROWS_AS(asked(il::col<&text::text>.starts_with(bad)), il::value_out_of_range);
    CHECK_THROWS_AS(asked(il::col<&text::text>.like(bad)), il::value_out_of_range);
    CHECK_THROWS_AS(asked(il::col<&text::text>.icontains(bad)), il::value_out_of_range);
    wrong.text = "\xff";
    CHECK(thrown<il::value_out_of_range>([&] {
              db->insert_many(std::vector{Texts{}, wrong});
          }).field() == "text");
    CHECK(db->template from<Texts>().count() == 1);
}

ENGINE_CASE("A NUL in a text comes back on SQLite, and is refused by name on PostgreSQL before it is sent") {
    engine<TestType, Texts> db(EVERY_PLACE);
    Texts t;
    t.text = std::string("a\0b", 3);
    if (db.is_postgres()) {
        db->template transaction<store<TestType>>([&](auto& tx) {
            CHECK(thrown<il::value_out_of_range>([&] { tx.insert(t); }).field() == "text");
            CHECK(thrown<il::value_out_of_range>([&] {
                      tx.template update<Texts>().set(il::col<& Texts::text> = t.text).run();
                  }).field() == "text");
            Texts fine;
            tx.insert(fine);
        });
        CHECK(thrown<il::value_out_of_range>([&] { db->insert_many(std::vector{t}); }).field() == "text");
    } else {
        db->insert(t);
        CHECK(db->template get<Texts>(t.id) == t);
        CHECK(db->template from<Texts>().where(il::col<&Texts::text> == t.text).count() == 1);
    }
}
