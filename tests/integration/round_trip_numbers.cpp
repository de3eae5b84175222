// SPDX-License-Identifier: BSL-1.0
#include "round_trips.hpp"

#include <cmath>

namespace {

struct Numbers {
    std::int64_t id = 0;
    bool yes = false;
    std::int8_t i8 = 0;
    std::int16_t i16 = 0;
    std::int32_t i32 = 0;
    std::int64_t i64 = 0;
    std::uint8_t u8 = 0;
    std::uint32_t u32 = 0;
    std::uint64_t u64 = 0;
    float f32 = 0;
    double f64 = 0;
    std::optional<std::int64_t> perhaps;

    bool operator==(const Numbers&) const = default;
};

double number(draws& random) {
    using limits = std::numeric_limits<double>;
    return random.mostly<double>({0.0, -0.0, 0.1, limits::denorm_min(), -limits::denorm_min(), limits::min(),
                                  limits::max(), limits::lowest(), limits::infinity(), -limits::infinity(),
                                  9007199254740993.0, 1e22, 1.0 / 3},
                                 [&] {
                                     const double d = __builtin_bit_cast(double, random.bits());
                                     return std::isnan(d) ? 1.5 : d;
                                 });
}
float small_number(draws& random) {
    using limits = std::numeric_limits<float>;
    return random.mostly<float>({0.0f, -0.0f, 0.1f, limits::denorm_min(), limits::min(), limits::max(),
                                 limits::lowest(), limits::infinity(), -limits::infinity(), 16777217.0f},
                                [&] {
                                    const float f =
                                        __builtin_bit_cast(float, static_cast<std::uint32_t>(random.bits()));
                                    return std::isnan(f) ? 1.5f : f;
                                });
}

std::vector<Numbers> numbers() {
    draws random(1);
    std::vector<Numbers> rows;
    for (int i = 0; i < 160; ++i) {
        Numbers n;
        n.yes = random.coin();
        n.i8 = random.integer<std::int8_t>();
        n.i16 = random.integer<std::int16_t>();
        n.i32 = random.integer<std::int32_t>();
        n.i64 = random.integer<std::int64_t>();
        n.u8 = random.integer<std::uint8_t>();
        n.u32 = random.integer<std::uint32_t>();
        n.u64 = static_cast<std::uint64_t>(random.integer<std::int64_t>()) >> 1;
        n.f32 = small_number(random);
        n.f64 = number(random);
        n.perhaps = random.perhaps(random.integer<std::int64_t>());
        rows.push_back(n);
    }
    return rows;
}

}  // namespace

template <>
struct interlock::model<Numbers> {
    using fields = il::fields<il::field<&Numbers::id, il::primary_key, il::generated>,
                              il::field<&Numbers::yes>, il::field<&Numbers::i8>, il::field<&Numbers::i16>,
                              il::field<&Numbers::i32>, il::field<&Numbers::i64>, il::field<&Numbers::u8>,
                              il::field<&Numbers::u32>, il::field<&Numbers::u64>, il::field<&Numbers::f32>,
                              il::field<&Numbers::f64>, il::field<&Numbers::perhaps>>;
};

ENGINE_CASE("Every number comes back, and is found and sorted as C++ does") {
    engine<TestType, Numbers> db(EVERY_PLACE);
    std::vector<Numbers> rows = numbers();
    check_round_trip(db, rows);
    check_equality<&Numbers::yes>(db, rows);
    check_equality<&Numbers::perhaps>(db, rows);
    check_order<&Numbers::i8>(db, rows);
    check_order<&Numbers::i64>(db, rows);
    check_order<&Numbers::u32>(db, rows);
    check_order<&Numbers::u64>(db, rows);
    check_order<&Numbers::f32>(db, rows);
    check_order<&Numbers::f64>(db, rows);
}

ENGINE_CASE("NaN comes back on PostgreSQL, and is refused by name on SQLite, which would make it NULL") {
    engine<TestType, Numbers> db(EVERY_PLACE);
    Numbers n;
    n.f64 = std::numeric_limits<double>::quiet_NaN();
    if (db.is_postgres()) {
        db->insert(n);
        CHECK(std::isnan(db->template get<Numbers>(n.id).f64));
    } else {
        CHECK(thrown<il::value_out_of_range>([&] { db->insert(n); }).field() == "f64");
        CHECK(thrown<il::value_out_of_range>([&] { db->insert_many(std::vector{n}); }).field() == "f64");
    }
}
