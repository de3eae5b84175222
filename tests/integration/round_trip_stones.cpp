// SPDX-License-Identifier: BSL-1.0
#if __has_include(<boost/uuid/uuid.hpp>)

#include "stones.hpp"

namespace {

template <class D>
D decimal(draws& random) {
    return random.mostly<D>({D::max(), D::min(), D(), -D::max(), D(il::stored_decimal{1, D::scale}),
                             D(il::stored_decimal{-1, D::scale}), D(il::stored_decimal{100, D::scale})},
                            [&] {
                                il::int128 digits = 0;
                                for (std::size_t n = random.below(D::precision + 1); n > 0; --n)
                                    digits = digits * 10 + static_cast<int>(random.below(10));
                                if (random.coin()) digits = -digits;
                                return D(il::stored_decimal{digits, D::scale});
                            });
}
il::uuid uuid(draws& random) {
    il::uuid u{};
    if (random.below(8) == 0) return u;
    for (auto& byte : u) byte = static_cast<std::uint8_t>(random.below(8) == 0 ? 255 : random.below(256));
    return u;
}
Cut cut(draws& random) {
    return random.mostly<Cut>({Cut::oval, Cut::round}, [] { return Cut::square; });
}

std::vector<Stone> stones() {
    draws random(4);
    std::vector<Stone> rows;
    for (int i = 0; i < 160; ++i) {
        Stone s;
        s.key = uuid(random);
        s.atoms = decimal<il::decimal<38, 0>>(random);
        s.share = decimal<il::decimal<38, 38>>(random);
        s.price = decimal<il::decimal<10, 2>>(random);
        s.cut = cut(random);
        s.named = cut(random);
        s.grade = random.coin() ? Grade::low : Grade::high;
        s.other = random.perhaps(uuid(random));
        s.offer = random.perhaps(decimal<il::decimal<20, 5>>(random));
        s.old_cut = random.perhaps(cut(random));
        rows.push_back(s);
    }
    return rows;
}

}  // namespace

ENGINE_CASE("UUIDs, decimals of 38 digits and named enumerators come back, and are found and sorted") {
    engine<TestType, Stone> db(EVERY_PLACE);
    std::vector<Stone> rows = stones();
    check_round_trip(db, rows);
    check_order<&Stone::key>(db, rows);
    check_order<&Stone::atoms>(db, rows);
    check_order<&Stone::share>(db, rows);
    check_order<&Stone::price>(db, rows);
    check_order<&Stone::cut>(db, rows);
    check_equality<&Stone::named>(db, rows);
    check_equality<&Stone::grade>(db, rows);
    check_equality<&Stone::other>(db, rows);
    check_equality<&Stone::offer>(db, rows);
    check_equality<&Stone::old_cut>(db, rows);
}

ENGINE_CASE("Decimals of different digits compare as numbers, and with whole numbers") {
    engine<TestType, Stone> db(EVERY_PLACE);
    std::vector<Stone> rows;
    for (const char* price :
         {"-12.55", "-12.5", "-12", "-0.01", "0", "0.05", "0.5", "9.99", "10", "100.25"}) {
        Stone s;
        s.price = il::decimal<10, 2>(price);
        s.offer = il::decimal<20, 5>(price);
        rows.push_back(s);
    }
    db->insert_many(rows);
    using il::col;
    const auto found = [&](auto condition) { return db->template from<Stone>().where(condition).count(); };
    CHECK(found(col<&Stone::price> == col<&Stone::offer>) == 10);
    CHECK(found(col<&Stone::price> > 0) == 5);
    CHECK(found(col<&Stone::price> >= 10) == 2);
    CHECK(found(10 > col<&Stone::price>) == 8);
    CHECK(found(col<&Stone::price> == il::decimal<38, 20>("-12.5")) == 1);
    CHECK(found(col<&Stone::price> < il::decimal<5, 3>("-12.001")) == 2);
    CHECK(found(col<&Stone::price>.between(-12, il::decimal<3, 2>("0.05"))) == 4);
}

ENGINE_CASE("The new types are set by updates, listed, and used as keys of conditions") {
    engine<TestType, Stone> db(EVERY_PLACE);
    std::vector<Stone> rows = stones();
    rows.resize(12);
    for (Stone& s : rows) db->insert(s);
    using il::col;
    const Stone& one = rows[3];
    CHECK(db->template update<Stone>()
              .set(col<& Stone::price> = 5, col<& Stone::atoms> = il::decimal<38, 0>::max(),
                   col<& Stone::key> = one.key, col<& Stone::named> = Cut::square,
                   col<& Stone::cut> = Cut::oval, col<& Stone::grade> = "'very' good",
                   col<& Stone::offer> = std::nullopt, col<& Stone::old_cut> = std::optional<Cut>(Cut::oval),
                   col<& Stone::other> = one.key)
              .where(col<&Stone::id>.in({rows[3].id, rows[4].id}))
              .run() == 2);
    const Stone changed = db->template get<Stone>(rows[4].id);
    CHECK(changed.price == il::decimal<10, 2>(5));
    CHECK(changed.atoms == il::decimal<38, 0>::max());
    CHECK(changed.named == Cut::square);
    CHECK(changed.cut == Cut::oval);
    CHECK(changed.grade == Grade::high);
    CHECK(changed.offer == std::nullopt);
    CHECK(changed.old_cut == Cut::oval);
    CHECK(changed.other == one.key);
    CHECK(db->template from<Stone>().where(col<&Stone::key>.in(std::vector<il::uuid>{one.key, {}})).count() >=
          2);
    CHECK(db->template from<Stone>()
              .where(col<&Stone::named>.in({Cut::oval, Cut::round, Cut::square}) &&
                     col<&Stone::cut>.in({Cut::oval, Cut::round, Cut::square}))
              .count() == 12);
    CHECK(db->template from<Stone>().where(col<&Stone::named> == "square").count() >= 2);

    const auto refused = [&](auto assignment, const char* field) {
        const auto e =
            thrown<il::value_out_of_range>([&] { db->template update<Stone>().set(assignment).run(); });
        CHECK(e.field() == field);
    };
    refused(col<& Stone::price> = il::decimal<10, 3>("1.001"), "price");
    refused(col<& Stone::price> = 100'000'000, "price");
    refused(col<& Stone::named> = "rhombic", "named");
    refused(col<& Stone::cut> = 5, "cut");
    Stone wrong;
    wrong.cut = static_cast<Cut>(5);
    CHECK(thrown<il::value_out_of_range>([&] { db->insert(wrong); }).field() == "cut");
    CHECK(thrown<il::value_out_of_range>([&] { db->insert_many(std::vector{wrong}); }).field() == "cut");
}

ENGINE_CASE("A stored value that is none of its type is an error that names field and value") {
    engine<TestType, Stone> db(EVERY_PLACE);
    Stone s;
    db->insert(s);
    const auto reading = [&] { (void)db->template get<Stone>(s.id); };
    const auto field = [&]<class Error>(const Error& e) {
        CHECK(e.model() == "Stone");
        CHECK(e.alias() == "store");
        return e.field();
    };
    db.raw("UPDATE stone SET named = 'rhombic'");
    const auto unknown = thrown<il::value_out_of_range>(reading);
    CHECK(field(unknown) == "named");
    CHECK(unknown.message().find("'rhombic'") != std::string::npos);
    db.raw("UPDATE stone SET named = ''");
    CHECK(field(thrown<il::value_out_of_range>(reading)) == "named");
    db.raw("UPDATE stone SET named = 'round', cut = 17");
    const auto number = thrown<il::value_out_of_range>(reading);
    CHECK(field(number) == "cut");
    CHECK(number.message().find("17") != std::string::npos);
    db.raw("UPDATE stone SET cut = 0");
    if (db.is_postgres()) {
        db.raw("UPDATE stone SET price = 'NaN'");
        CHECK(field(thrown<il::value_out_of_range>(reading)) == "price");
        db.raw("ALTER TABLE stone ALTER price TYPE numeric; UPDATE stone SET price = 1.125");
        CHECK(field(thrown<il::value_out_of_range>(reading)) == "price");
        db.raw("UPDATE stone SET price = 1e60");
        CHECK(field(thrown<il::value_out_of_range>(reading)) == "price");
        db.raw("UPDATE stone SET price = 'Infinity'");
        CHECK(field(thrown<il::value_out_of_range>(reading)) == "price");
        db.raw("UPDATE stone SET price = 1e-60");
        CHECK(field(thrown<il::value_out_of_range>(reading)) == "price");
        db.raw("UPDATE stone SET price = 7.5000000");
        CHECK(db->template get<Stone>(s.id).price == il::decimal<10, 2>("7.5"));
        db.raw("ALTER TABLE stone ALTER key TYPE text");
        CHECK(field(thrown<il::type_mismatch>(reading)) == "key");
    } else {
        for (const char* text :
             {"12.5", "", "x", "02:12.50", "03:12.5", "-97:87.4", "-99:9~", "00:", "99:1"}) {
            INFO(text);
            db.raw("UPDATE stone SET price = '" + std::string(text) + "'");
            CHECK(field(thrown<il::type_mismatch>(reading)) == "price");
        }
        db.raw("UPDATE stone SET price = '02:12.125'");
        CHECK(field(thrown<il::value_out_of_range>(reading)) == "price");
        db.raw("UPDATE stone SET price = '-97:87.4~'");
        CHECK(db->template get<Stone>(s.id).price == il::decimal<10, 2>("-12.5"));
        for (const char* text :
             {"", "x", "00000000-0000-0000-0000-00000000000", "00000000-0000-0000-0000-00000000000G",
              "00000000-0000-0000-0000-00000000000A"}) {
            db.raw("UPDATE stone SET key = '" + std::string(text) + "'");
            CHECK(field(thrown<il::type_mismatch>(reading)) == "key");
        }
    }
}

#endif
