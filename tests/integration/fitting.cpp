// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace {

enum class Level : std::uint8_t { low, high };

struct Width {
    std::int32_t id = 0;
    std::int8_t i8 = 0;
    std::uint8_t u8 = 0;
    std::int16_t i16 = 0;
    std::uint16_t u16 = 0;
    std::int32_t i32 = 0;
    std::uint32_t u32 = 0;
    std::int64_t i64 = 0;
    std::uint64_t u64 = 0;
    std::optional<std::uint8_t> perhaps;
    Level level = Level::low;
    float f32 = 0;
    double f64 = 0;
    std::string name;

    bool operator==(const Width&) const = default;
};

}  // namespace

template <>
struct interlock::model<Width> {
    using fields =
        il::fields<il::field<&Width::id, il::primary_key>, il::field<&Width::i8>, il::field<&Width::u8>,
                   il::field<&Width::i16>, il::field<&Width::u16>, il::field<&Width::i32>,
                   il::field<&Width::u32>, il::field<&Width::i64>, il::field<&Width::u64>,
                   il::field<&Width::perhaps>, il::field<&Width::level>, il::field<&Width::f32>,
                   il::field<&Width::f64>, il::field<&Width::name, il::max_length<5>>>;
};

using il::col;

namespace {

template <class Backend>
struct widths : engine<Backend, Width> {
    explicit widths(place where) : engine<Backend, Width>(where) {
        Width w;
        w.id = 1;
        w.name = "abc";
        (*this)->insert(w);
    }
    Width row() { return (*this)->template get<Width>(1); }
    template <class Assignment>
    void set(Assignment a) {
        (*this)->template update<Width>().set(a).where(col<&Width::id> == 1).run();
    }
    /// What is computed goes as far as the ends of the member, and no further; nothing is written then.
    template <auto Member, class T>
    void ends_at(T low, T high) {
        const auto check = [&](auto computed, bool fits) {
            const Width before = row();
            if (fits) set(computed);
            else {
                CHECK(thrown<il::value_out_of_range>([&] { set(computed); }).alias() == "store");
                CHECK(row() == before);
            }
        };
        const auto from = [](T v) {
            return il::coalesce(col<&Width::i64>, std::int64_t{0}) + static_cast<std::int64_t>(v);
        };
        check(col<Member> = from(high), true);
        CHECK(row().*Member == high);
        check(col<Member> += 1, false);
        check(col<Member> = from(low), true);
        CHECK(row().*Member == low);
        check(col<Member> -= 1, false);
        check(col<Member> -= std::numeric_limits<std::int64_t>::max(), false);
        check(col<Member> = from(0), true);
        check(col<Member> += std::numeric_limits<std::int64_t>::max(), sizeof(T) == 8);
        check(col<Member> = from(0), true);
    }
};

}  // namespace

ENGINE_CASE("A computed integer fits its member, however wide its column is") {
    widths<TestType> db(EVERY_PLACE);
    db.template ends_at<&Width::i8>(std::int8_t{-128}, std::int8_t{127});
    db.template ends_at<&Width::u8>(std::uint8_t{0}, std::uint8_t{255});
    db.template ends_at<&Width::i16>(std::int16_t{-32768}, std::int16_t{32767});
    db.template ends_at<&Width::u16>(std::uint16_t{0}, std::uint16_t{65535});
    db.template ends_at<&Width::i32>(std::numeric_limits<std::int32_t>::min(),
                                     std::numeric_limits<std::int32_t>::max());
    db.template ends_at<&Width::u32>(std::uint32_t{0}, std::numeric_limits<std::uint32_t>::max());
    db.template ends_at<&Width::u64>(std::uint64_t{0},
                                     std::uint64_t{std::numeric_limits<std::int64_t>::max()});
    db.set(col<& Width::perhaps> = col<&Width::i64> + 255);
    CHECK(db.row().perhaps == 255);
    CHECK_THROWS_AS(db.set(col<& Width::perhaps> += 1), il::value_out_of_range);
    db.set(col<& Width::perhaps> = il::nullif(col<&Width::i64>, 0));
    CHECK_FALSE(db.row().perhaps);
    db.set(col<& Width::perhaps> += 1);
    CHECK_FALSE(db.row().perhaps);
    // of a column that is narrower there is nothing to check, of others there is
    db.set(col<& Width::i8> = col<&Width::i16> - 7);
    db.set(col<& Width::i16> = col<&Width::i8>);
    CHECK(db.row().i16 == -7);
    CHECK_THROWS_AS(db.set(col<& Width::u8> = col<&Width::i8>), il::value_out_of_range);
    CHECK_THROWS_AS(db.set(col<& Width::u64> = col<&Width::i8>), il::value_out_of_range);
    CHECK_THROWS_AS(db.set(col<& Width::u32> = il::case_when(col<&Width::id> == 1, -1).otherwise(2)),
                    il::value_out_of_range);
    CHECK(db.row().i8 == -7);
}

ENGINE_CASE("A computed number fits its float, as the nearest one") {
    widths<TestType> db(EVERY_PLACE);
    db.set(col<& Width::f64> = 0.1);
    db.set(col<& Width::f32> = col<&Width::f64>);
    CHECK(db.row().f32 == 0.1f);
    db.set(col<& Width::f32> *= 3);
    CHECK(std::fabs(db.row().f32 - 0.3f) < 1e-6f);
    db.set(col<& Width::i64> = 16'777'217);
    db.set(col<& Width::f32> = col<&Width::i64>);
    CHECK(db.row().f32 == 16'777'216.0f);
    const Width before = db.row();
    for (const double wrong : {1e300, -1e39, 1e-300, 3.4028235677973366e38})
        CHECK_THROWS_AS(db.set(col<& Width::f32> = il::coalesce(il::nullif(col<&Width::f64>, 0.1), wrong)),
                        il::value_out_of_range);
    CHECK(db.row() == before);
    db.set(col<& Width::f32> = il::coalesce(il::nullif(col<&Width::f64>, 0.1), 3.4028235677973362e38));
    CHECK(db.row().f32 == std::numeric_limits<float>::max());
}

ENGINE_CASE("A computed text is not longer than its column takes") {
    widths<TestType> db(EVERY_PLACE);
    db.set(col<& Width::name> = il::concat(col<&Width::name>, "\xc3\xa9\xc3\xa9"));
    CHECK(db.row().name == "abc\xc3\xa9\xc3\xa9");
    CHECK_THROWS_AS(db.set(col<& Width::name> = il::concat(col<&Width::name>, "!")), il::value_out_of_range);
    CHECK(db.row().name == "abc\xc3\xa9\xc3\xa9");
    db.set(col<& Width::name> = il::concat("x", "   ", "   "));
    CHECK(db.row().name == "x    ");
    db.set(col<& Width::name> = il::lower(il::concat("A", "")));
    CHECK(db.row().name == "a");
}

ENGINE_CASE("What is added from a query fits") {
    widths<TestType> db(EVERY_PLACE);
    const auto add = [&](auto value, auto text) {
        return db->template insert_from<Width, &Width::id, &Width::i8, &Width::u8, &Width::i16, &Width::u16,
                                        &Width::i32, &Width::u32, &Width::i64, &Width::u64, &Width::level,
                                        &Width::f32, &Width::f64, &Width::name>(
            il::from<Width>()
                .where(col<&Width::id> == 1)
                .select(col<&Width::id> + 1, col<&Width::i8>, value, col<&Width::i16>, value,
                        col<&Width::i32>, value, col<&Width::i64>, value, col<&Width::level>,
                        col<&Width::f32>, col<&Width::f64>, text));
    };
    CHECK_THROWS_AS(add(col<&Width::i64> - 1, col<&Width::name>), il::value_out_of_range);
    CHECK_THROWS_AS(add(col<&Width::i64> + 256, col<&Width::name>), il::value_out_of_range);
    CHECK_THROWS_AS(add(col<&Width::i64>, il::concat(col<&Width::name>, "def")), il::value_out_of_range);
    CHECK(db->template from<Width>().count() == 1);
    CHECK(add(col<&Width::i64> + 255, il::concat(col<&Width::name>, "de")) == 1);
    const Width added = db->template get<Width>(2);
    CHECK(added.u8 == 255);
    CHECK(added.u64 == 255);
    CHECK(added.name == "abcde");
}

ENGINE_CASE("An integer that does not fit 64 bits is out of range, wherever it is computed") {
    widths<TestType> db(EVERY_PLACE);
    constexpr auto largest = std::numeric_limits<std::int64_t>::max();
    db.set(col<& Width::i64> = largest);
    const auto refused = [&](auto expression) {
        const auto all = [&] { db->template from<Width>().select(expression).all(); };
        CHECK(thrown<il::value_out_of_range>(all).field().empty());
        CHECK_THROWS_AS(
            [&] {
                for (const auto& row : db->template from<Width>().select(expression).stream()) (void)row;
            }(),
            il::value_out_of_range);
    };
    refused(col<&Width::i64> + 1);
    refused(-col<&Width::i64> - 2);
    refused(col<&Width::i64> * 2);
    refused(il::sum(col<&Width::i64>) + 1);
    CHECK_THROWS_AS(db.set(col<& Width::i64> += 1), il::value_out_of_range);
    CHECK_THROWS_AS(db.set(col<& Width::u64> = col<&Width::i64> + 1), il::value_out_of_range);
    CHECK(db.row().i64 == largest);

    Width second = db.row();
    second.id = 2;
    db->insert(second);
    refused(il::sum(col<&Width::i64>));
    db.set(col<& Width::i64> = std::numeric_limits<std::int64_t>::min());
    refused(il::abs(col<&Width::i64>));
    refused(col<&Width::i64> / -1);

    db.set(col<& Width::f64> = 1e300);
    refused(il::cast<std::int64_t>(col<&Width::f64>));
    db.set(col<& Width::f64> = -9223372036854775808.0);
    const auto cut = [&] {
        return db->template from<Width>()
            .where(col<&Width::id> == 1)
            .select(il::cast<std::int64_t>(col<&Width::f64>))
            .template as<std::int64_t>()
            .one();
    };
    CHECK(cut() == std::numeric_limits<std::int64_t>::min());
    db.set(col<& Width::f64> = -2.9);
    CHECK(cut() == -2);
}
