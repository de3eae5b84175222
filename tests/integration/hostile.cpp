// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <optional>

namespace {

struct Victim {
    std::string key;
    std::optional<std::string> text;
};

}  // namespace

template <>
struct interlock::model<Victim> {
    using fields = il::fields<il::field<&Victim::key, il::primary_key>, il::field<&Victim::text>>;
};

using il::asc;
using il::col;
using std::string_literals::operator""s;

/// What has been tried against statements that were put together of text.
static const std::vector<std::string> corpus{"' OR '1'='1",
                                             "'; DROP TABLE victim; --",
                                             "\"; DROP TABLE victim; --",
                                             "' UNION SELECT * FROM victim --",
                                             "$1",
                                             "?",
                                             "?1",
                                             ":x",
                                             "@x",
                                             "%s",
                                             "{}",
                                             "\\",
                                             "\\'",
                                             "'",
                                             "''",
                                             "\"",
                                             "`",
                                             "--",
                                             "/*",
                                             "*/",
                                             ";",
                                             "\n;\n",
                                             "\r\n",
                                             "\t",
                                             "\x01\x02\x1f\x7f",
                                             "NULL",
                                             "null",
                                             "",
                                             " ",
                                             "0",
                                             "-1",
                                             "1e999",
                                             "TRUE",
                                             "E'\\x27'",
                                             "$$ $$",
                                             "$tag$ x $tag$",
                                             "U&'\\0027'",
                                             "\xc3\xa9",
                                             "\xf0\x9f\x9a\x82",
                                             "\xe2\x80\xae",
                                             "\xef\xbb\xbf",
                                             "[\"a\"]",
                                             "{\"a\":1}",
                                             "\\u0027",
                                             "\\\"",
                                             "%",
                                             "_",
                                             "*",
                                             "[a-z]",
                                             "a%' ESCAPE 'x",
                                             "${jndi:x}",
                                             "$(id)",
                                             "`id`",
                                             "<script>",
                                             "\xef\xbc\x87",
                                             std::string(5000, '\''),
                                             std::string(5000, '\\')};

ENGINE_CASE("No value changes a statement: it is stored, found, changed and removed as it is") {
    engine<TestType, Victim> db(EVERY_PLACE);
    const auto from = [&] { return db->template from<Victim>(); };
    db->insert_many([] {
        std::vector<Victim> all;
        for (const std::string& text : corpus) all.push_back({text, text});
        return all;
    }());
    const auto count = static_cast<std::int64_t>(corpus.size());
    REQUIRE(from().count() == count);
    for (const std::string& text : corpus) {
        INFO(text);
        const auto is_it = [&](const std::vector<Victim>& rows) {
            return rows.size() == 1 && rows[0].key == text;
        };
        CHECK(db->template get<Victim>(text).text == text);
        CHECK(is_it(from().where(col<&Victim::key> == text).all()));
        CHECK(is_it(from().where(col<&Victim::text> == std::optional<std::string>(text)).all()));
        CHECK(is_it(from().where(col<&Victim::key>.in(std::vector<std::string>{text})).all()));
        CHECK(is_it(from().where(col<&Victim::key>.between(text, text)).all()));
        CHECK(is_it(from()
                        .where(col<&Victim::key>.starts_with(text) && col<&Victim::key>.ends_with(text) &&
                               col<&Victim::key>.contains(text) && col<&Victim::key> == text)
                        .all()));
        CHECK(from().where(col<&Victim::key> != text).count() == count - 1);
        for (const Victim& v : from().where(col<&Victim::key> == text).stream()) CHECK(v.key == text);

        CHECK(db->template update<Victim>()
                  .set(col<& Victim::text> = "set " + text)
                  .where(col<&Victim::key> == text)
                  .run() == 1);
        CHECK(db->template get<Victim>(text).text == "set " + text);
        db->upsert(Victim{text, text});
        CHECK(db->template remove<Victim>().where(col<&Victim::key> == text).run() == 1);
        db->insert(Victim{text, text});
        CHECK(from().count() == count);
    }
    CHECK(from().where(col<&Victim::key>.in(corpus)).count() == count);
    db->template transaction<store<TestType>>([&](auto& tx) {
        for (const std::string& text : corpus) CHECK(tx.template find<Victim>(text));
    });
}

ENGINE_CASE("No value stands in the message of an error") {
    engine<TestType, Victim> db(EVERY_PLACE);
    db->insert(Victim{"a", {}});
    const auto e = thrown<il::not_found>([&] { (void)db->template get<Victim>("confidential"); });
    CHECK(std::string(e.what()).find("confidential") == std::string::npos);
    CHECK(e.sql().find("confidential") == std::string::npos);
    const auto none = thrown<il::not_found>(
        [&] { db->template from<Victim>().where(col<&Victim::text> == "confidential").one(); });
    CHECK(std::string(none.what()).find("confidential") == std::string::npos);
}

ENGINE_CASE("A NUL in a list or a pattern is refused, never cut at") {
    engine<TestType, Victim> db(EVERY_PLACE);
    db->insert(Victim{"a", "a"});
    const std::string nul = "a\0b"s;
    const auto count = [&](auto condition) { return db->template from<Victim>().where(condition).count(); };
    CHECK_THROWS_AS(count(col<&Victim::key>.in(std::vector<std::string>{nul})), il::value_out_of_range);
    CHECK_THROWS_AS(count(col<&Victim::key>.starts_with(nul)), il::value_out_of_range);
    CHECK_THROWS_AS(count(col<&Victim::key>.like(nul)), il::value_out_of_range);
    CHECK(db->template from<Victim>().count() == 1);
    if (db.is_postgres()) {
        CHECK_THROWS_AS(db->insert(Victim{nul, {}}), il::value_out_of_range);
        CHECK_THROWS_AS(db->template find<Victim>(nul), il::value_out_of_range);
    } else {
        db->insert(Victim{nul, nul});
        CHECK(db->template get<Victim>(nul).text == nul);
        CHECK(count(col<&Victim::text> == nul) == 1);
        CHECK(count(col<&Victim::text> == "a") == 1);
    }
    CHECK(db->template from<Victim>().where(col<&Victim::key> == "a").count() == 1);
}
