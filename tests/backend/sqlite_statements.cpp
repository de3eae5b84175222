// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/backend/sqlite/connection.hpp>

#include <cmath>
#include <cstdint>
#include <deque>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace il = interlock;
using namespace std::string_literals;

struct memory {
    il::sqlite_connection connection{"main", il::url::parse("sqlite::memory:")};

    /// Connections find statements by the address of their text, so the texts of a test stay for ever.
    static const il::statement_text& text(std::string_view sql) {
        struct kept {
            std::string sql;
            il::statement_text text;
        };
        static std::deque<kept> all;
        for (const kept& k : all)
            if (k.sql == sql) return k.text;
        kept& k = all.emplace_back(kept{std::string(sql), {}});
        k.text = {k.sql, nullptr, 0, nullptr, false};
        return k.text;
    }
    il::sqlite_statement& prepare(std::string_view sql) { return connection.prepare(text(sql)); }
    /// A value sent there and back.
    template <class T>
    il::sqlite_value echo(const T& value) {
        il::sqlite_statement& s = prepare("SELECT ?");
        s.reset();
        s.bind(0, value);
        REQUIRE(s.step());
        return s.value(0);
    }
    il::sqlite_value value(std::string_view sql) {
        il::sqlite_statement& s = prepare(sql);
        REQUIRE(s.step());
        return s.value(0);
    }
};

TEST_CASE("Text comes back with every byte, also NUL") {
    memory db;
    for (const std::string& text : {""s, "a"s, "a\0b\0"s, "\0"s, "'; DROP TABLE t; --"s,
                                    "\xc3\xa9\xf0\x9f\x9a\x82"s, std::string(100000, 'x')}) {
        CHECK(std::string(db.echo(std::string_view(text)).text()) == text);
    }
    CHECK(thrown<il::value_out_of_range>([&] { db.echo(std::string_view("caf\xe9")); }).column() == 0);
    CHECK(db.echo(std::string_view()).text().empty());
    CHECK_FALSE(db.echo(std::string_view()).is_null());
    db.prepare("SELECT ?").reset();
}

TEST_CASE("Bytes come back as they were, none at all is not NULL") {
    memory db;
    const std::vector<std::byte> bytes{std::byte{0}, std::byte{255}, std::byte{39}};
    const il::blob_view back = db.echo(il::blob_view{bytes.data(), bytes.size()}).blob();
    CHECK(std::vector<std::byte>(back.data, back.data + back.size) == bytes);
    CHECK(db.echo(il::blob_view{}).blob().size == 0);
    CHECK_FALSE(db.echo(il::blob_view{}).is_null());
}

TEST_CASE("Integers and numbers come back exactly, to the ends of their ranges") {
    memory db;
    using integers = std::numeric_limits<std::int64_t>;
    for (const std::int64_t i : {integers::min(), std::int64_t{-1}, std::int64_t{0}, integers::max()})
        CHECK(db.echo(i).integer() == i);
    using doubles = std::numeric_limits<double>;
    for (const double d : {0.1, 1.0 / 3, doubles::max(), doubles::lowest(), doubles::min(),
                           doubles::denorm_min(), doubles::infinity(), -doubles::infinity(), 0.1 + 0.2, 1e23})
        CHECK(db.echo(d).real() == d);
    CHECK(std::signbit(db.echo(-0.0).real()));
}

TEST_CASE("NaN is refused, for it would become NULL") {
    memory db;
    const auto e = thrown<il::value_out_of_range>(
        [&] { db.prepare("SELECT ?, ?").bind(1, std::numeric_limits<double>::quiet_NaN()); });
    CHECK(e.column() == 1);
}

TEST_CASE("A value is read as what it is stored as, never converted") {
    memory db;
    const auto refused = [&](std::string_view sql, auto read) {
        const auto e = thrown<il::type_mismatch>([&] { read(db.value(sql)); });
        CHECK(e.column() == 0);
        db.prepare(sql).reset();
    };
    const auto integer = [](il::sqlite_value v) { v.integer(); };
    const auto real = [](il::sqlite_value v) { v.real(); };
    const auto text = [](il::sqlite_value v) { v.text(); };
    const auto blob = [](il::sqlite_value v) { v.blob(); };
    const auto boolean = [](il::sqlite_value v) { v.boolean(); };
    for (const char* sql : {"SELECT '7'", "SELECT 7.0", "SELECT x'37'", "SELECT NULL"}) refused(sql, integer);
    for (const char* sql : {"SELECT '7.5'", "SELECT x'37'", "SELECT NULL"}) refused(sql, real);
    for (const char* sql : {"SELECT 7", "SELECT 7.5", "SELECT x'37'", "SELECT NULL"}) refused(sql, text);
    for (const char* sql : {"SELECT 7", "SELECT 7.5", "SELECT '7'", "SELECT NULL"}) refused(sql, blob);
    for (const char* sql : {"SELECT 2", "SELECT -1", "SELECT 1.0", "SELECT 'true'", "SELECT NULL"})
        refused(sql, boolean);
    CHECK(db.value("SELECT 7").real() == 7.0);
    CHECK(db.value("SELECT 1").boolean());
    CHECK(db.value("SELECT NULL").is_null());
}

TEST_CASE("A message tells what the column holds and what the model has") {
    memory db;
    CHECK_THROWS_WITH(db.value("SELECT 'x'").integer(),
                      Catch::Matchers::ContainsSubstring("holds text where the model has an integer"));
}

TEST_CASE("Dates and times are text that sorts, and nothing else is taken for one") {
    memory db;
    CHECK(db.echo(il::stored_date{-1}).text() == "1969-12-31");
    CHECK(db.echo(il::stored_date{19782}).date().days == 19782);
    CHECK(db.echo(il::stored_timestamp{-1}).text() == "1969-12-31 23:59:59.999999");
    CHECK(db.echo(il::stored_timestamp{-1}).timestamp().microseconds == -1);
    for (const char* sql : {"SELECT '2023-02-29'", "SELECT '2023-2-09'", "SELECT ''", "SELECT 'now'",
                            "SELECT '2023-01-01 00:00:00'"}) {
        INFO(sql);
        CHECK_THROWS_AS(db.value(sql).date(), il::type_mismatch);
        CHECK_THROWS_AS(db.value("SELECT 20230101").date(), il::type_mismatch);
    }
    CHECK_THROWS_AS(db.echo(il::stored_date{10000 * 366}), il::value_out_of_range);
    CHECK_THROWS_AS(db.echo(il::stored_date{-800000}), il::value_out_of_range);
    CHECK_THROWS_AS(db.echo(il::stored_timestamp{std::numeric_limits<std::int64_t>::max()}),
                    il::value_out_of_range);
    CHECK_THROWS_AS(db.echo(il::stored_timestamp{std::numeric_limits<std::int64_t>::min()}),
                    il::value_out_of_range);
}

TEST_CASE("A statement is prepared once for each text, and again only while it is read") {
    memory db;
    il::sqlite_statement& one = db.prepare("SELECT 1 UNION ALL SELECT 2");
    CHECK(&db.prepare("SELECT 1 UNION ALL SELECT 2") == &one);
    REQUIRE(one.step());
    il::sqlite_statement& two = db.prepare("SELECT 1 UNION ALL SELECT 2");
    CHECK(&two != &one);
    REQUIRE(two.step());
    il::sqlite_statement& three = db.prepare("SELECT 1 UNION ALL SELECT 2");
    CHECK((&three != &one && &three != &two));
    one.reset();
    CHECK(&db.prepare("SELECT 1 UNION ALL SELECT 2") == &one);
    CHECK(two.value(0).integer() == 1);
    REQUIRE(two.step());
    CHECK(two.value(0).integer() == 2);
    CHECK_FALSE(two.step());
}

TEST_CASE("A statement that streams is nobody else's from its beginning") {
    memory db;
    il::sqlite_statement& one = db.prepare("SELECT ?");
    one.stream_rows();
    CHECK(&db.prepare("SELECT ?") != &one);
    one.reset();
    CHECK(&db.prepare("SELECT ?") == &one);
}

TEST_CASE("There is room for as many rows as there were before, within eight times what is read") {
    memory m;
    il::sqlite_statement& s = m.prepare("SELECT 1");
    CHECK(s.room_for(0) == 0);
    s.had_rows(5);
    CHECK(s.room_for(0) == 5);
    s.had_rows(1000);
    CHECK(s.room_for(0) == 64);
    CHECK(s.room_for(16) == 128);
    CHECK(s.room_for(128) == 1000);
}

TEST_CASE("A statement that was left in the middle locks nothing") {
    memory db;
    db.connection.execute("CREATE TABLE t (x INTEGER); INSERT INTO t VALUES (1), (2)");
    il::sqlite_statement& s = db.prepare("SELECT x FROM t");
    REQUIRE(s.step());
    CHECK_THROWS_AS(db.connection.execute("DROP TABLE t"), il::error);
    s.reset();
    db.connection.execute("DROP TABLE t");
}

TEST_CASE("A statement that failed can be executed again") {
    memory db;
    db.connection.execute("CREATE TABLE t (x INTEGER PRIMARY KEY) STRICT");
    il::sqlite_statement& s = db.prepare("INSERT INTO t VALUES (?)");
    for (int i = 0; i < 3; ++i) {
        s.bind(0, std::int64_t{7});
        if (i == 0) CHECK(s.run() == 1);
        else CHECK_THROWS_AS(s.run(), il::unique_violation);
        CHECK_FALSE(s.in_use());
    }
    s.bind(0, std::int64_t{8});
    CHECK(s.run() == 1);
    s.bind(0, std::string_view("text"));
    CHECK_THROWS_AS(s.run(), il::error);
}

TEST_CASE("A thousand texts keep a statement each") {
    memory db;
    std::vector<il::sqlite_statement*> first;
    for (int i = 0; i < 1000; ++i) first.push_back(&db.prepare("SELECT " + std::to_string(i)));
    for (int i = 0; i < 1000; ++i) {
        il::sqlite_statement& s = db.prepare("SELECT " + std::to_string(i));
        REQUIRE(&s == first[static_cast<std::size_t>(i)]);
        REQUIRE(s.step());
        REQUIRE(s.value(0).integer() == i);
        s.reset();
    }
}

TEST_CASE("A list of any texts and numbers is one parameter") {
    memory db;
    il::sqlite_statement& s = db.prepare("SELECT value, typeof(value) FROM json_each(?)");
    const std::vector<std::string> texts{
        "", "a\"b", "\\", "\b\f\n\r\t\x01\x1f\x7f", "'", "]", "\xc3\xa9\xf0\x9f\x9a\x82", "\\u0041"};
    s.bind_list(0, texts);
    for (const std::string& t : texts) {
        REQUIRE(s.step());
        CHECK(s.value(0).text() == t);
    }
    CHECK_FALSE(s.step());
    const std::vector<double> reals{
        0.1, 1.0 / 3, 1e300, -5e-324, 1.7976931348623157e308, 0.0, 123456789.123456789, 1e23};
    s.bind_list(0, reals);
    for (const double d : reals) {
        REQUIRE(s.step());
        CHECK(s.value(0).real() == d);
    }
    CHECK_FALSE(s.step());
    const std::vector<std::int64_t> integers{std::numeric_limits<std::int64_t>::min(), 0,
                                             std::numeric_limits<std::int64_t>::max()};
    s.bind_list(0, integers);
    for (const std::int64_t i : integers) {
        REQUIRE(s.step());
        CHECK(s.value(0).integer() == i);
    }
    CHECK_FALSE(s.step());
    CHECK_THROWS_AS(s.bind_list(0, std::vector<std::string>{"a\0b"s}), il::value_out_of_range);
    using doubles = std::numeric_limits<double>;
    s.bind_list(0, std::vector<double>{doubles::infinity(), -doubles::infinity()});
    REQUIRE(s.step());
    CHECK(s.value(0).real() == doubles::infinity());
    REQUIRE(s.step());
    CHECK(s.value(0).real() == -doubles::infinity());
    CHECK_FALSE(s.step());
    CHECK_THROWS_AS(s.bind_list(0, std::vector<double>{doubles::quiet_NaN()}), il::value_out_of_range);
}

TEST_CASE("A pattern's value stands for itself, and one with a NUL is refused") {
    memory db;
    const auto matches = [&](il::pattern_kind kind, std::string_view pattern, std::string_view text) {
        il::sqlite_statement& s = db.prepare("SELECT ? GLOB ?");
        s.bind(0, text);
        s.bind_pattern(1, kind, pattern);
        REQUIRE(s.step());
        const bool answer = s.value(0).boolean();
        s.reset();
        return answer;
    };
    using il::pattern_kind;
    for (const char* hostile :
         {"*", "?", "[", "]", "[a]", "[^a]", "[]", "%", "_", "\\", "a*b", "[!", "^", "-"}) {
        INFO(hostile);
        const std::string text = hostile;
        CHECK(matches(pattern_kind::prefix, text, text + "tail"));
        CHECK(matches(pattern_kind::suffix, text, "head" + text));
        CHECK(matches(pattern_kind::anywhere, text, "head" + text + "tail"));
        CHECK_FALSE(matches(pattern_kind::prefix, text, "xx"));
        CHECK_FALSE(matches(pattern_kind::anywhere, text, "x"));
    }
    CHECK(matches(pattern_kind::like, "a%_c", "abbbbxc"));
    CHECK(matches(pattern_kind::like, "100\\%", "100%"));
    CHECK_FALSE(matches(pattern_kind::like, "100\\%", "1000"));
    CHECK(matches(pattern_kind::like, "\\\\[*?]", "\\[*?]"));
    CHECK(matches(pattern_kind::like, "_", "\xc3\xa9"));
    CHECK_FALSE(matches(pattern_kind::like, "A", "a"));
    CHECK_THROWS_AS(matches(pattern_kind::like, "a\\", "a"), il::value_out_of_range);
    CHECK_THROWS_AS(matches(pattern_kind::prefix, std::string_view("a\0b", 3), "a"), il::value_out_of_range);
    CHECK_THROWS_AS(matches(pattern_kind::like, std::string_view("a\0%", 3), "a"), il::value_out_of_range);
}

TEST_CASE("A text made at run time is prepared once, and told from another by its text, values and table") {
    memory db;
    static const il::table_info a, b;
    using kinds = std::vector<il::value_kind>;
    const kinds integer{il::value_kind::int64}, text{il::value_kind::text};
    const auto prepare = [&](const char* sql, const kinds& k, const il::table_info& t) {
        return &db.connection.prepare(il::dynamic_text{sql, k, &t, false});
    };
    il::sqlite_statement* const first = prepare("SELECT ?", integer, a);
    CHECK(prepare("SELECT ?", integer, a) == first);
    CHECK(prepare("SELECT ?", text, a) != first);
    CHECK(prepare("SELECT ?", integer, b) != first);
    CHECK(prepare("SELECT  ?", integer, a) != first);
    first->bind(0, std::int64_t{7});
    REQUIRE(first->step());
    CHECK(prepare("SELECT ?", integer, a) != first);  // its rows are still being read
    first->reset();
    for (int i = 0; i < 200; ++i) {
        auto& s = *prepare(("SELECT ? + " + std::to_string(i)).c_str(), integer, a);
        s.bind(0, std::int64_t{1});
        REQUIRE(s.step());
        CHECK(s.value(0).integer() == 1 + i);
        s.reset();
    }
    CHECK_THROWS_AS(prepare("SELEC", integer, a), il::error);
}
