// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

// [docs/values.md]
struct Money {
    std::int64_t cents = 0;
    std::string currency = "EUR";

    bool operator==(const Money&) const = default;
};

// stored as a text that encode() makes: 12.50 EUR are "EUR 1250"
template <>
struct interlock::codec<Money> {
    using stored = std::string;
    static constexpr value_kind kind = value_kind::text;

    static std::string encode(const Money& m) { return m.currency + ' ' + std::to_string(m.cents); }
    static Money decode(std::string_view text) {
        Money m;
        const char* const end = text.data() + text.size();
        if (text.size() < 5 || text[3] != ' ' || std::from_chars(text.data() + 4, end, m.cents).ptr != end)
            throw value_out_of_range("the text '" + std::string(text) + "' is no amount of money");
        m.currency = text.substr(0, 3);
        return m;
    }
};
// [docs/values.md]

namespace {

struct Celsius {
    double degrees = 0;
    bool operator==(const Celsius&) const = default;
};
struct Email {
    std::string address;
    bool operator==(const Email&) const = default;
};
/// Bytes that encode() makes.
struct Packed {
    std::uint8_t low = 0, high = 0;
    bool operator==(const Packed&) const = default;
};
struct Order {
    std::int64_t id = 0;
    Money total;
    std::optional<Money> rebate;
    Celsius storage;
    Email customer;
    Packed range;

    bool operator==(const Order&) const = default;
};

}  // namespace

template <>
struct interlock::codec<Celsius> {
    using stored = double;
    static constexpr value_kind kind = value_kind::real64;
    static double encode(const Celsius& t) { return t.degrees; }
    static Celsius decode(double stored) { return {stored}; }
};
template <>
struct interlock::codec<Email> {
    using stored = std::string_view;
    static constexpr value_kind kind = value_kind::text;
    static std::string_view encode(const Email& e) { return e.address; }
    static Email decode(std::string_view stored) {
        if (stored.find('@') == std::string_view::npos)
            throw value_out_of_range("the text '" + std::string(stored) + "' is no address");
        return {std::string(stored)};
    }
};
template <>
struct interlock::codec<Packed> {
    using stored = std::vector<std::byte>;
    static constexpr value_kind kind = value_kind::blob;
    static std::vector<std::byte> encode(const Packed& p) {
        return {static_cast<std::byte>(p.low), static_cast<std::byte>(p.high)};
    }
    static Packed decode(const std::vector<std::byte>& stored) {
        if (stored.size() != 2) throw value_out_of_range("a range has two bytes");
        return {static_cast<std::uint8_t>(stored[0]), static_cast<std::uint8_t>(stored[1])};
    }
};
template <>
struct interlock::model<Order> {
    static constexpr auto table = "orders";
    using fields =
        il::fields<il::field<&Order::id, il::primary_key, il::generated>,
                   il::field<&Order::total, il::max_length<20>>, il::field<&Order::rebate>,
                   il::field<&Order::storage>, il::field<&Order::customer>, il::field<&Order::range>>;
};

ENGINE_CASE("A user's types are written, read, compared and set through their codecs") {
    engine<TestType, Order> db(EVERY_PLACE);
    std::vector<Order> rows;
    for (int i = 0; i < 300; ++i) {
        Order o{0,         {i * 7 - 50, i % 2 == 0 ? "EUR" : "CHF"}, {},
                {i / 4.0}, {"a" + std::to_string(i) + "@b.c"},       {}};
        if (i % 3 == 0) o.rebate = Money{i, "USD"};
        o.range = {static_cast<std::uint8_t>(i % 256), 7};
        rows.push_back(o);
    }
    db->insert(rows[0]);
    CHECK(db->template get<Order>(rows[0].id) == rows[0]);
    CHECK(db->insert_many(rows) == 300);
    std::size_t n = 0;
    bool same = true;
    for (const Order& o : db->template from<Order>().order_by(il::asc<&Order::id>).stream()) {
        Order expected = rows[n == 0 ? 0 : n - 1];
        expected.id = o.id;
        same = same && o == expected;
        ++n;
    }
    CHECK(same);
    CHECK(n == 301);
    using il::col;
    const auto found = [&](auto condition) { return db->template from<Order>().where(condition).count(); };
    CHECK(found(col<&Order::total> == rows[5].total) == 1);
    CHECK(found(col<&Order::total> == Money{5, "XXX"}) == 0);
    CHECK(found(col<&Order::rebate> == rows[3].rebate) == 1);
    CHECK(found(col<&Order::rebate> == std::optional<Money>()) == 200);
    CHECK(found(col<&Order::storage> < Celsius{1.0}) == 5);
    CHECK(found(col<&Order::customer>.in(std::vector<Email>{{"a7@b.c"}, {"a8@b.c"}})) == 2);
    CHECK(found(col<&Order::total>.in(std::vector<Money>{rows[5].total, rows[6].total})) == 2);
    CHECK(found(col<&Order::range> == Packed{5, 7}) == 2);
    CHECK(db->template update<Order>()
              .set(col<& Order::total> = Money{1, "EUR"}, col<& Order::rebate> = Money{2, "EUR"},
                   col<& Order::range> = Packed{1, 2}, col<& Order::customer> = Email{"x@y.z"})
              .where(col<&Order::id> == rows[0].id)
              .run() == 1);
    const Order changed = db->template get<Order>(rows[0].id);
    CHECK(changed.total == Money{1, "EUR"});
    CHECK(changed.rebate == Money{2, "EUR"});
    CHECK(changed.range == Packed{1, 2});
}

ENGINE_CASE("What a codec refuses is an error that names the field, written or read") {
    engine<TestType, Order> db(EVERY_PLACE);
    Order o;
    o.customer.address = "a@b.c";
    db->insert(o);
    db.raw("UPDATE orders SET total = 'free'");
    const auto read = thrown<il::value_out_of_range>([&] { (void)db->template get<Order>(o.id); });
    CHECK(read.field() == "total");
    CHECK(read.message().find("'free'") != std::string::npos);
    o.total = {1, std::string(30, 'x')};
    CHECK(thrown<il::value_out_of_range>([&] { db->insert(o); }).field() == "total");
}
