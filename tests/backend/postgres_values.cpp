// SPDX-License-Identifier: BSL-1.0
#include "postgres_server.hpp"

#include <cmath>
#include <cstring>
#include <limits>

namespace {

using namespace interlock;
using Catch::Matchers::ContainsSubstring;
using postgres_test::server;
using postgres_test::thrown_by;

template <class T>
postgres_statement& echo(server& s, std::string_view cast, value_kind kind, const T& value) {
    postgres_statement& statement = s.prepare("SELECT $1::" + std::string(cast), {kind});
    statement.reset();
    statement.bind(0, value);
    postgres_test::require_row(statement);
    return statement;
}

template <class Error>
Error reading(server& s, std::string_view sql, void (*read)(postgres_value)) {
    postgres_statement& statement = s.prepare(sql);
    std::string message;
    for (int time = 0;; ++time) {  // the second result may come in another format
        REQUIRE(statement.step());
        Error e = thrown_by<Error>([&] { read(statement.value(0)); });
        statement.reset();
        if (time == 1) {
            CHECK(e.message() == message);
            return e;
        }
        message = e.message();
    }
}

TEST_CASE("integers of 64 bits come back to their limits", "[postgres]") {
    server s;
    using limits = std::numeric_limits<std::int64_t>;
    for (const std::int64_t value :
         {limits::min(), limits::min() + 1, std::int64_t{-1}, std::int64_t{0}, limits::max()})
        CHECK(echo(s, "bigint", value_kind::int64, value).value(0).integer() == value);
}

TEST_CASE("smaller integer columns are read, and their parameters are checked", "[postgres]") {
    server s;
    CHECK(echo(s, "int", value_kind::int32, std::int64_t{-2147483648}).value(0).integer() == -2147483648);
    CHECK(echo(s, "smallint", value_kind::int16, std::int64_t{32767}).value(0).integer() == 32767);

    postgres_statement& narrow =
        s.prepare("SELECT $1::int, $2::smallint", {value_kind::int32, value_kind::int16});
    CHECK(thrown_by<value_out_of_range>([&] { narrow.bind(0, std::int64_t{2147483648}); }).column() == 0);
    const auto e = thrown_by<value_out_of_range>([&] { narrow.bind(1, std::int64_t{-32769}); });
    CHECK(e.column() == 1);
    CHECK(e.alias() == "main");
    CHECK_THAT(e.what(), ContainsSubstring("-32769") && ContainsSubstring("SELECT $1::int"));
}

TEST_CASE("doubles come back bit for bit, whatever extra_float_digits says", "[postgres]") {
    server s;
    s.execute("SET extra_float_digits = -15");
    using limits = std::numeric_limits<double>;
    for (const double value : {0.1, 1.0 / 3, -0.0, limits::min(), limits::denorm_min(), limits::max(),
                               limits::lowest(), limits::infinity(), -limits::infinity()}) {
        const double back = echo(s, "float8", value_kind::real64, value).value(0).real();
        CHECK(std::memcmp(&back, &value, sizeof value) == 0);
    }
    CHECK(std::isnan(echo(s, "float8", value_kind::real64, limits::quiet_NaN()).value(0).real()));
    CHECK(echo(s, "float8", value_kind::real64, std::int64_t{7}).value(0).real() == 7.0);
    CHECK_THROWS_AS(echo(s, "float8", value_kind::real64, std::int64_t{9007199254740993}),
                    value_out_of_range);
}

TEST_CASE("real() takes reals, exact integers and numerics of up to 15 digits", "[postgres]") {
    server s;
    const auto real = [&](const std::string& sql) {
        postgres_statement& statement = s.prepare(sql);
        REQUIRE(statement.step());
        const double value = statement.value(0).real();
        statement.reset();
        return value;
    };
    CHECK(real("SELECT 0.1::real") == static_cast<double>(0.1f));
    CHECK(real("SELECT 7::int") == 7.0);
    CHECK(real("SELECT 9007199254740992::bigint") == 9007199254740992.0);
    CHECK(real("SELECT 0::numeric") == 0.0);
    CHECK(real("SELECT 0.1::numeric") == 0.1);
    CHECK(real("SELECT (-12345.678)::numeric(20,6)") == -12345.678);
    CHECK(real("SELECT 1e30::numeric") == 1e30);
    CHECK(real("SELECT 10000::numeric") == 10000.0);
    CHECK(real("SELECT 0.00000000000000000001234::numeric") == 1.234e-20);
    CHECK(real("SELECT 123456789012345::numeric") == 123456789012345.0);
    CHECK(std::isnan(real("SELECT 'NaN'::numeric")));
    CHECK(real("SELECT '-Infinity'::numeric") == -std::numeric_limits<double>::infinity());

    const auto read = [](postgres_value v) { static_cast<void>(v.real()); };
    CHECK(reading<type_mismatch>(s, "SELECT 1234567890123456::numeric", read).column() == 0);
    CHECK(reading<value_out_of_range>(s, "SELECT 1e400::numeric", read).column() == 0);
    CHECK(reading<value_out_of_range>(s, "SELECT 9007199254740993::bigint", read).column() == 0);
}

TEST_CASE("texts come back whole and empty is not NULL", "[postgres]") {
    server s;
    const std::string long_text(300'000, 'x');
    for (const std::string& value :
         {std::string(), std::string("Grün 漢字 🧬"), std::string("'quoted' \\ $1"), long_text}) {
        postgres_statement& statement = echo(s, "text", value_kind::text, std::string_view(value));
        CHECK_FALSE(statement.value(0).is_null());
        CHECK(statement.value(0).text() == value);
    }
    CHECK(echo(s, "text", value_kind::text, std::string_view()).value(0).text().empty());
    CHECK(s.string("SELECT 'ab'::varchar(5)") == "ab");
    CHECK(s.string("SELECT 'ab'::char(4)") == "ab  ");
    CHECK(s.string("SELECT 'ab'::name") == "ab");
    CHECK(s.string("SELECT 'literal'") == "literal");
}

TEST_CASE("a text with a NUL byte is refused before it is sent", "[postgres]") {
    server s;
    s.connection.begin();
    postgres_statement& one = s.prepare("SELECT $1::int, $2::text", {value_kind::int64, value_kind::text});
    one.bind(0, std::int64_t{1});
    const auto e = thrown_by<value_out_of_range>([&] { one.bind(1, std::string_view("a\0b", 3)); });
    CHECK(e.column() == 1);
    CHECK(e.code().empty());
    CHECK_THROWS_AS(one.bind_pattern(1, pattern_kind::anywhere, std::string_view("\0", 1)),
                    value_out_of_range);
    postgres_statement& list = s.prepare("SELECT $1", {value_kind::text_list});
    CHECK_THROWS_AS(list.bind_list(0, std::vector<std::string>{"a", std::string("b\0", 2)}),
                    value_out_of_range);
    CHECK(s.integer("SELECT 5") == 5);  // the transaction lives
    s.connection.rollback();
}

TEST_CASE("a text that is not UTF-8 is refused before it is sent", "[postgres]") {
    server s;
    s.connection.begin();
    const auto e = thrown_by<value_out_of_range>(
        [&] { echo(s, "text", value_kind::text, std::string_view("caf\xe9")); });
    CHECK(e.code().empty());
    CHECK(s.integer("SELECT 5") == 5);  // the transaction lives
    s.connection.rollback();
}

TEST_CASE("blobs of any content and size come back", "[postgres]") {
    server s;
    std::vector<std::byte> bytes(8'000'000);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i * 7 + i / 256);
    postgres_statement& big = echo(s, "bytea", value_kind::blob, blob_view{bytes.data(), bytes.size()});
    const blob_view back = big.value(0).blob();
    REQUIRE(back.size == bytes.size());
    CHECK(std::memcmp(back.data, bytes.data(), back.size) == 0);

    postgres_statement& empty = echo(s, "bytea", value_kind::blob, blob_view{});
    CHECK_FALSE(empty.value(0).is_null());
    CHECK(empty.value(0).blob().size == 0);
}

TEST_CASE("booleans and NULL come back", "[postgres]") {
    server s;
    CHECK(echo(s, "boolean", value_kind::boolean, true).value(0).boolean());
    CHECK_FALSE(echo(s, "boolean", value_kind::boolean, false).value(0).boolean());
    postgres_statement& null = s.prepare("SELECT $1::boolean, $2::text, $3::bytea",
                                         {value_kind::boolean, value_kind::text, value_kind::blob});
    for (int i = 0; i < 3; ++i) null.bind_null(i);
    REQUIRE(null.step());
    for (int i = 0; i < 3; ++i) CHECK(null.value(i).is_null());
    CHECK(null.column_count() == 3);
}

TEST_CASE("dates and points in time come back, whatever the server's time zone", "[postgres]") {
    server s;
    s.execute("SET TimeZone TO 'Pacific/Marquesas'; SET DateStyle TO German");
    for (const std::int32_t days : {0, -1, 19000, -719528, 2000000})
        CHECK(echo(s, "date", value_kind::date, stored_date{days}).value(0).date().days == days);
    for (const std::int64_t us : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1700000000123456},
                                  std::int64_t{-62135596800000000}, std::int64_t{9214646400000000000}})
        CHECK(echo(s, "timestamptz", value_kind::timestamp, stored_timestamp{us})
                  .value(0)
                  .timestamp()
                  .microseconds == us);

    s.execute("SET TimeZone TO 'Asia/Tokyo'");
    postgres_statement& zoned =
        s.prepare("SELECT timestamptz '2001-02-03 04:05:06.789+00', date '2000-01-01', "
                  "timestamp '2001-02-03 04:05:06.789'");
    REQUIRE(zoned.step());
    CHECK(zoned.value(0).timestamp().microseconds == 981173106789000);
    CHECK(zoned.value(1).date().days == 10957);
    CHECK(zoned.value(2).timestamp().microseconds == 981173106789000);
}

TEST_CASE("infinite dates and points in time are out of range", "[postgres]") {
    server s;
    const auto date = [](postgres_value v) { static_cast<void>(v.date()); };
    const auto time = [](postgres_value v) { static_cast<void>(v.timestamp()); };
    for (const char* sign : {"", "-"}) {
        reading<value_out_of_range>(s, "SELECT date '" + std::string(sign) + "infinity'", date);
        reading<value_out_of_range>(s, "SELECT timestamptz '" + std::string(sign) + "infinity'", time);
    }
    using limits = std::numeric_limits<std::int64_t>;
    CHECK_THROWS_AS(echo(s, "timestamptz", value_kind::timestamp, stored_timestamp{limits::min()}),
                    value_out_of_range);
    CHECK(echo(s, "timestamptz", value_kind::timestamp, stored_timestamp{limits::max()})
              .value(0)
              .timestamp()
              .microseconds == limits::max());
    reading<value_out_of_range>(s, "SELECT timestamptz '294276-12-31 00:00:00+00'", time);
    CHECK_THROWS_AS(echo(s, "date", value_kind::date, stored_date{std::numeric_limits<std::int32_t>::min()}),
                    value_out_of_range);
    CHECK_THROWS_AS(echo(s, "date", value_kind::date, stored_date{std::numeric_limits<std::int32_t>::max()}),
                    value_out_of_range);
}

TEST_CASE("a value of another type is refused, with both types named", "[postgres]") {
    server s;
    const auto integer = [](postgres_value v) { static_cast<void>(v.integer()); };
    const auto text = [](postgres_value v) { static_cast<void>(v.text()); };
    CHECK_THAT(reading<type_mismatch>(s, "SELECT 'x'::text", integer).what(),
               ContainsSubstring("type text") && ContainsSubstring("an integer"));
    CHECK_THAT(reading<type_mismatch>(s, "SELECT 1.5::numeric", integer).what(),
               ContainsSubstring("type numeric"));
    CHECK_THAT(reading<type_mismatch>(s, "SELECT 1.5::float8", integer).what(),
               ContainsSubstring("double precision"));
    CHECK_THAT(reading<type_mismatch>(s, "SELECT true", integer).what(), ContainsSubstring("boolean"));
    CHECK_THAT(reading<type_mismatch>(s, "SELECT 1", text).what(), ContainsSubstring("integer"));
    CHECK_THAT(reading<type_mismatch>(s, "SELECT '{}'::jsonb", text).what(), ContainsSubstring("jsonb"));
    CHECK_THAT(reading<type_mismatch>(s, "SELECT '(1,2)'::point", text).what(), ContainsSubstring("oid 600"));
    reading<type_mismatch>(s, "SELECT 1", [](postgres_value v) { static_cast<void>(v.boolean()); });
    reading<type_mismatch>(s, "SELECT 'x'", [](postgres_value v) { static_cast<void>(v.blob()); });
    reading<type_mismatch>(s, "SELECT 'x'", [](postgres_value v) { static_cast<void>(v.real()); });
    reading<type_mismatch>(s, "SELECT now()", [](postgres_value v) { static_cast<void>(v.date()); });
    reading<type_mismatch>(s, "SELECT date '2001-01-01'",
                           [](postgres_value v) { static_cast<void>(v.timestamp()); });
}

TEST_CASE("NULL where a value is demanded is refused by every reader", "[postgres]") {
    server s;
    const auto null = [&](const std::string& type, void (*read)(postgres_value)) {
        const auto e = reading<type_mismatch>(s, "SELECT NULL::" + type, read);
        CHECK(e.column() == 0);
        CHECK_THAT(e.what(), ContainsSubstring("NULL in a column that the model declares as not null"));
    };
    null("boolean", [](postgres_value v) { static_cast<void>(v.boolean()); });
    null("bigint", [](postgres_value v) { static_cast<void>(v.integer()); });
    null("int", [](postgres_value v) { static_cast<void>(v.integer()); });
    null("float8", [](postgres_value v) { static_cast<void>(v.real()); });
    null("numeric", [](postgres_value v) { static_cast<void>(v.real()); });
    null("text", [](postgres_value v) { static_cast<void>(v.text()); });
    null("bytea", [](postgres_value v) { static_cast<void>(v.blob()); });
    null("date", [](postgres_value v) { static_cast<void>(v.date()); });
    null("timestamptz", [](postgres_value v) { static_cast<void>(v.timestamp()); });
}

TEST_CASE("a value of a kind that the statement does not take is refused", "[postgres]") {
    server s;
    postgres_statement& statement =
        s.prepare("SELECT $1::text, $2::bigint", {value_kind::text, value_kind::int64});
    CHECK(thrown_by<usage_error>([&] { statement.bind(0, std::int64_t{1}); }).column() == 0);
    CHECK(thrown_by<usage_error>([&] { statement.bind(1, std::string_view("1")); }).column() == 1);
    CHECK_THROWS_AS(statement.bind(1, 1.5), usage_error);
    CHECK_THROWS_AS(statement.bind(1, true), usage_error);
    CHECK_THROWS_AS(statement.bind(0, blob_view{}), usage_error);
}

TEST_CASE("a statement reads the same however often it is executed", "[postgres]") {
    server s;
    s.execute(
        "CREATE TEMP TABLE t (a smallint, b int, c bigint, d boolean, e text, f varchar(9));"
        "INSERT INTO t VALUES (-32768, 2147483647, -9223372036854775808, true, 'ä', ''),"
        "                     (0, -1, 9223372036854775807, false, '', 'f'), (NULL, NULL, NULL, NULL, NULL, NULL)");
    postgres_statement& rows = s.prepare("SELECT * FROM t");
    for (int time = 0; time < 3; ++time) {
        REQUIRE(rows.step());
        CHECK(rows.value(0).integer() == -32768);
        CHECK(rows.value(1).integer() == 2147483647);
        CHECK(rows.value(2).integer() == std::numeric_limits<std::int64_t>::min());
        CHECK(rows.value(2).is_null() == false);
        CHECK(rows.value(3).boolean());
        CHECK(rows.value(4).text() == "ä");
        CHECK(rows.value(5).text().empty());
        CHECK(rows.value(0).real() == -32768.0);
        REQUIRE(rows.step());
        CHECK(rows.value(1).integer() == -1);
        CHECK(rows.value(2).integer() == std::numeric_limits<std::int64_t>::max());
        CHECK_FALSE(rows.value(3).boolean());
        REQUIRE(rows.step());
        for (int i = 0; i < 6; ++i) CHECK(rows.value(i).is_null());
        CHECK_THROWS_AS(rows.value(0).integer(), type_mismatch);
        CHECK_THROWS_AS(rows.value(3).boolean(), type_mismatch);
        CHECK_THROWS_AS(rows.value(4).text(), type_mismatch);
        CHECK_THROWS_AS(rows.value(4).integer(), type_mismatch);
        CHECK_THROWS_AS(rows.value(0).text(), type_mismatch);
        rows.reset();
    }
}

TEST_CASE("lists travel as arrays", "[postgres]") {
    server s;
    const auto joined = [&](value_kind kind, const char* type, const auto& list) {
        postgres_statement& statement =
            s.prepare("SELECT coalesce(array_to_string($1::" + std::string(type) + ", '|'), 'NULL')", {kind});
        statement.reset();
        statement.bind_list(0, list);
        REQUIRE(statement.step());
        return std::string(statement.value(0).text());
    };
    const auto limit = std::numeric_limits<std::int64_t>::min();
    CHECK(joined(value_kind::int64_list, "bigint[]", std::vector<std::int64_t>{1, limit}) ==
          "1|-9223372036854775808");
    CHECK(joined(value_kind::int64_list, "bigint[]", std::vector<std::int64_t>{}).empty());
    CHECK(joined(value_kind::real64_list, "float8[]", std::vector<double>{0.1, -2}) == "0.1|-2");
    CHECK(joined(value_kind::text_list, "text[]", std::vector<std::string>{"", "a,\"b\\", "NULL"}) ==
          "|a,\"b\\|NULL");

    postgres_statement& in =
        s.prepare("SELECT count(*) FROM generate_series(1, 100000) g WHERE g::bigint = ANY($1::bigint[])",
                  {value_kind::int64_list});
    std::vector<std::int64_t> many(50'000);
    for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<std::int64_t>(i) * 2;
    in.bind_list(0, many);
    REQUIRE(in.step());
    CHECK(in.value(0).integer() == 49'999);
}

TEST_CASE("patterns match a value's own pattern characters literally", "[postgres]") {
    server s;
    const auto matches = [&](pattern_kind kind, std::string_view pattern, std::string_view value) {
        postgres_statement& statement =
            s.prepare("SELECT ($1::text LIKE $2::text)", {value_kind::text, value_kind::text});
        statement.reset();
        statement.bind(0, value);
        statement.bind_pattern(1, kind, pattern);
        REQUIRE(statement.step());
        return statement.value(0).boolean();
    };
    CHECK(matches(pattern_kind::prefix, "50%", "50% off"));
    CHECK_FALSE(matches(pattern_kind::prefix, "50%", "500 off"));
    CHECK(matches(pattern_kind::anywhere, "a_b\\", "xa_b\\y"));
    CHECK_FALSE(matches(pattern_kind::anywhere, "a_b", "xazby"));
    CHECK(matches(pattern_kind::suffix, "end", "the end"));
    CHECK(matches(pattern_kind::like, "t_e%", "the end"));
}

}  // namespace
