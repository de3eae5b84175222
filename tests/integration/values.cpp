// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <chrono>
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>

namespace {

enum class Colour : std::int16_t { red = -1, green = 0, blue = 32767 };

using moment = std::chrono::sys_time<std::chrono::microseconds>;

struct Everything {
    std::int64_t id = 0;
    bool boolean = false;
    std::int8_t i8 = 0;
    std::int16_t i16 = 0;
    std::int32_t i32 = 0;
    std::int64_t i64 = 0;
    std::uint8_t u8 = 0;
    std::uint16_t u16 = 0;
    std::uint32_t u32 = 0;
    std::uint64_t u64 = 0;
    float f32 = 0;
    double f64 = 0;
    std::string text;
    std::vector<std::byte> bytes;
    Colour colour = Colour::green;
    std::chrono::sys_days day;
    moment time;

    bool operator==(const Everything&) const = default;
};
struct Perhaps {
    std::int64_t id = 0;
    std::optional<bool> boolean;
    std::optional<std::int16_t> i16;
    std::optional<std::int64_t> i64;
    std::optional<float> f32;
    std::optional<double> f64;
    std::optional<std::string> text;
    std::optional<std::vector<std::byte>> bytes;
    std::optional<Colour> colour;
    std::optional<std::chrono::year_month_day> day;
    std::optional<moment> time;

    bool operator==(const Perhaps&) const = default;
};

}  // namespace

template <>
struct interlock::model<Everything> {
    using fields =
        il::fields<il::field<&Everything::id, il::primary_key, il::generated>,
                   il::field<&Everything::boolean>, il::field<&Everything::i8>, il::field<&Everything::i16>,
                   il::field<&Everything::i32>, il::field<&Everything::i64>, il::field<&Everything::u8>,
                   il::field<&Everything::u16>, il::field<&Everything::u32>, il::field<&Everything::u64>,
                   il::field<&Everything::f32>, il::field<&Everything::f64>, il::field<&Everything::text>,
                   il::field<&Everything::bytes>, il::field<&Everything::colour>, il::field<&Everything::day>,
                   il::field<&Everything::time>>;
};
template <>
struct interlock::model<Perhaps> {
    using fields =
        il::fields<il::field<&Perhaps::id, il::primary_key, il::generated>, il::field<&Perhaps::boolean>,
                   il::field<&Perhaps::i16>, il::field<&Perhaps::i64>, il::field<&Perhaps::f32>,
                   il::field<&Perhaps::f64>, il::field<&Perhaps::text>, il::field<&Perhaps::bytes>,
                   il::field<&Perhaps::colour>, il::field<&Perhaps::day>, il::field<&Perhaps::time>>;
};

static Everything largest() {
    using std::numeric_limits;
    Everything e;
    e.boolean = true;
    e.i8 = numeric_limits<std::int8_t>::max();
    e.i16 = numeric_limits<std::int16_t>::max();
    e.i32 = numeric_limits<std::int32_t>::max();
    e.i64 = numeric_limits<std::int64_t>::max();
    e.u8 = numeric_limits<std::uint8_t>::max();
    e.u16 = numeric_limits<std::uint16_t>::max();
    e.u32 = numeric_limits<std::uint32_t>::max();
    e.u64 = static_cast<std::uint64_t>(numeric_limits<std::int64_t>::max());
    e.f32 = numeric_limits<float>::max();
    e.f64 = numeric_limits<double>::max();
    e.text = "\xc3\xa9\xe2\x82\xac\xf0\x9f\x9a\x82 '\"\\ \t\n\x01";
    e.bytes = {std::byte{0}, std::byte{255}, std::byte{0}};
    e.colour = Colour::blue;
    e.day = std::chrono::sys_days(std::chrono::days(2932896));       // 9999-12-31
    e.time = moment(std::chrono::microseconds(253402300799999999));  // its last microsecond
    return e;
}
static Everything smallest() {
    using std::numeric_limits;
    Everything e;
    e.i8 = numeric_limits<std::int8_t>::min();
    e.i16 = numeric_limits<std::int16_t>::min();
    e.i32 = numeric_limits<std::int32_t>::min();
    e.i64 = numeric_limits<std::int64_t>::min();
    e.f32 = -0.1f;
    e.f64 = numeric_limits<double>::denorm_min();
    e.colour = Colour::red;
    e.day = std::chrono::sys_days(std::chrono::days(-719162));       // 0001-01-01
    e.time = moment(std::chrono::microseconds(-62135596800000000));  // its first microsecond
    return e;
}

ENGINE_CASE("Values of every type come back as they went, to the ends of their ranges") {
    engine<TestType, Everything> db(EVERY_PLACE);
    for (Everything e : {largest(), smallest(), Everything{}}) {
        const std::int64_t id = db->insert(e);
        CHECK(e.id == id);
        CHECK(db->template get<Everything>(id) == e);
        CHECK(db->template from<Everything>().where(il::col<&Everything::id> == id).one() == e);
        e.i32 = 7;
        e.text += "!";
        db->upsert(e);
        CHECK(db->template get<Everything>(id) == e);
    }
    CHECK(db->insert_many(std::vector<Everything>{largest(), smallest()}) == 2);
    CHECK(db->template from<Everything>().count() == 5);
}

ENGINE_CASE("A float takes the float nearest to a double, and is read as it was written") {
    engine<TestType, Everything> db(EVERY_PLACE);
    Everything e;
    const std::int64_t id = db->insert(e);
    db->template update<Everything>().set(il::col<& Everything::f32> = 0.1).run();
    CHECK(db->template get<Everything>(id).f32 == 0.1f);
    CHECK_THROWS_AS(db->template update<Everything>().set(il::col<& Everything::f32> = 1e39).run(),
                    il::value_out_of_range);
}

ENGINE_CASE("Bulk inserts and streams carry the same values") {
    engine<TestType, Everything> db(EVERY_PLACE);
    std::vector<Everything> rows;
    for (int i = 0; i < 300; ++i)
        rows.push_back(i % 3 == 0 ? largest() : i % 3 == 1 ? smallest() : Everything{});
    CHECK(db->insert_many(rows) == 300);
    std::size_t n = 0;
    bool same = true;
    for (const Everything& e : db->template from<Everything>().order_by(il::asc<&Everything::id>).stream()) {
        Everything expected = rows[n++];
        expected.id = e.id;
        same = same && e == expected;
    }
    CHECK(n == 300);
    CHECK(same);
}

ENGINE_CASE("Values that may be null are NULL or come back as they went") {
    engine<TestType, Perhaps> db(EVERY_PLACE);
    Perhaps some{0,  false, std::int16_t{0}, 0, 0.0f, 0.0, "", std::vector<std::byte>{}, Colour::green,
                 {}, {}};
    some.day = std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(-1)));
    some.time = moment(std::chrono::microseconds(-1));
    db->insert(some);
    Perhaps none;
    db->insert(none);
    CHECK(db->template get<Perhaps>(some.id) == some);
    CHECK(db->template get<Perhaps>(none.id) == none);
    CHECK(db->insert_many(std::vector<Perhaps>{some, none}) == 2);
    CHECK(db->template from<Perhaps>().where(il::col<&Perhaps::text>.is_null()).count() == 2);
    CHECK(db->template from<Perhaps>().where(il::col<&Perhaps::text> == "").count() == 2);
    CHECK(db->template from<Perhaps>().where(il::col<&Perhaps::bytes> == std::nullopt).count() == 2);
}

ENGINE_CASE("Every type can be compared with and set") {
    engine<TestType, Everything> db(EVERY_PLACE);
    const Everything e = largest();
    db->insert(e);
    db->insert(smallest());
    const auto found = [&](auto condition) {
        return db->template from<Everything>().where(condition).count();
    };
    using E = Everything;
    CHECK(found(il::col<&E::boolean> == true) == 1);
    CHECK(found(il::col<&E::i8> == e.i8) == 1);
    CHECK(found(il::col<&E::i16> >= 32767) == 1);
    CHECK(found(il::col<&E::i16> < 1'000'000) == 2);  // beyond the column's range
    CHECK(found(il::col<&E::i32> == 5'000'000'000) == 0);
    CHECK(found(il::col<&E::u64> == e.u64) == 1);
    CHECK(found(il::col<&E::f32> == e.f32) == 1);
    CHECK(found(il::col<&E::f32> == -0.1f) == 1);
    CHECK(found(il::col<&E::f64> == e.f64) == 1);
    CHECK(found(il::col<&E::i32> < 0.5) == 1);
    CHECK(found(il::col<&E::text> == e.text) == 1);
    CHECK(found(il::col<&E::bytes> == e.bytes) == 1);
    CHECK(found(il::col<&E::colour> == Colour::red) == 1);
    CHECK(found(il::col<&E::day> == e.day) == 1);
    CHECK(found(il::col<&E::day> < e.day) == 1);
    CHECK(found(il::col<&E::time>.between(smallest().time, e.time)) == 2);
    CHECK(db->template update<E>()
              .set(il::col<& E::boolean> = false, il::col<& E::u8> = 7, il::col<& E::f32> = 0.25f,
                   il::col<& E::f64> = 7, il::col<& E::text> = "x",
                   il::col<& E::bytes> = std::vector<std::byte>{std::byte{1}},
                   il::col<& E::colour> = Colour::green, il::col<& E::day> = smallest().day,
                   il::col<& E::time> = smallest().time, il::col<& E::i64> = il::col<&E::i32>)
              .where(il::col<&E::boolean>)
              .run() == 1);
    const E changed = db->template from<E>().where(il::col<&E::u8> == 7).one();
    CHECK(changed.f32 == 0.25f);
    CHECK(changed.f64 == 7.0);
    CHECK(changed.bytes.size() == 1);
    CHECK(changed.colour == Colour::green);
    CHECK(changed.day == smallest().day);
    CHECK(changed.i64 == changed.i32);
}

ENGINE_CASE("A value that does not fit its member's range is refused when it is written") {
    engine<TestType, Everything> db(EVERY_PLACE);
    db->insert(Everything{});
    using E = Everything;
    const auto refused = [&](auto assignment, const char* field) {
        const auto e =
            thrown<il::value_out_of_range>([&] { db->template update<E>().set(assignment).run(); });
        CHECK(e.alias() == "store");
        CHECK(e.model() == "Everything");
        CHECK(e.field() == field);
    };
    refused(il::col<& E::i16> = 32768, "i16");
    refused(il::col<& E::i16> = -32769, "i16");
    refused(il::col<& E::i8> = 128, "i8");
    refused(il::col<& E::u8> = -1, "u8");
    refused(il::col<& E::u8> = 256, "u8");
    refused(il::col<& E::u16> = 65536, "u16");
    refused(il::col<& E::u32> = -1, "u32");
    refused(il::col<& E::u64> = -1, "u64");
    refused(il::col<& E::i32> = 5'000'000'000, "i32");
    refused(il::col<& E::f32> = 1e39, "f32");
    CHECK(db->template from<E>().one() == db->template from<E>().first());
    E e;
    e.u64 = std::numeric_limits<std::uint64_t>::max();
    const auto large = thrown<il::value_out_of_range>([&] { db->insert(e); });
    CHECK(large.field() == "u64");
    CHECK(large.model() == "Everything");
    CHECK(thrown<il::value_out_of_range>([&] { db->insert_many(std::vector<E>{e}); }).field() == "u64");
    CHECK(db->template from<E>().count() == 1);
}

ENGINE_CASE("A stored value that does not fit its member is an error that names it") {
    engine<TestType, Everything> db(EVERY_PLACE);
    const std::int64_t id = db->insert(Everything{});
    const auto refused = [&](const std::string& change, const char* field) {
        INFO(change);
        db.raw("UPDATE everything SET " + change);
        const auto e = thrown<il::value_out_of_range>([&] { (void)db->template from<Everything>().all(); });
        CHECK(e.field() == field);
        CHECK(e.model() == "Everything");
        CHECK(e.alias() == "store");
        CHECK(e.sql().starts_with("SELECT"));
        CHECK_THROWS_AS(db->template get<Everything>(id), il::value_out_of_range);
        CHECK_THROWS_AS(db->template from<Everything>().first(), il::value_out_of_range);
        CHECK_THROWS_AS(
            [&] {
                for (const Everything& row : db->template from<Everything>().stream()) (void)row;
            }(),
            il::value_out_of_range);
        CHECK(db->template from<Everything>().count() == 1);
    };
    refused("u64 = -1", "u64");
    refused("u64 = 0, u32 = 4294967296", "u32");
    refused("u32 = 0, u8 = 256", "u8");
    refused("u8 = 0, i8 = -129", "i8");
}
