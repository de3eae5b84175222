// SPDX-License-Identifier: BSL-1.0
#include "round_trips.hpp"

#if INTERLOCK_TEST_WITH_JSON

#include <interlock/json.hpp>

namespace {

struct Document {
    std::int64_t id = 0;
    il::json content;
    std::optional<il::json> perhaps;

    bool operator==(const Document&) const = default;
};

std::string text(draws& random) {
    static const std::vector<std::string> texts{"",         "a",
                                                "\"",       "\\",
                                                "/",        "\x01\b\f\n\r\t\x7f",
                                                "\xc3\xa9", "\xf0\x9f\x9a\x82",
                                                "null",     std::string(3000, 'x')};
    return texts[random.below(texts.size())];
}
double number(draws& random) {
    using limits = std::numeric_limits<double>;
    return random.mostly<double>({0.0, 1.0, -1.0, 0.1, 1.0 / 3, 1e15, 1e16, 9007199254740993.0, 1e19, 1e20,
                                  1e22, 1e300, limits::max(), limits::lowest(), limits::min(),
                                  limits::denorm_min()},
                                 [&] {
                                     const double d = __builtin_bit_cast(double, random.bits());
                                     return d - d == 0 ? d : 2.5;
                                 });
}
il::json document(draws& random, int depth = 0) {
    switch (random.below(depth < 4 ? 9 : 7)) {
        case 0: return nullptr;
        case 1: return random.coin();
        case 2: return il::json(random.integer<std::int64_t>());
        case 3: return il::json(random.integer<std::uint64_t>());
        case 4:
        case 5: return il::json(number(random));
        case 6: return il::json(text(random));
        case 7: {
            boost::json::array array;
            for (std::size_t n = random.below(5); n > 0; --n) array.push_back(document(random, depth + 1));
            return array;
        }
        default: {
            boost::json::object object;
            for (std::size_t n = random.below(5); n > 0; --n)
                object[text(random) + std::to_string(n)] = document(random, depth + 1);
            return object;
        }
    }
}
il::json nested(int levels) {
    il::json inner(boost::json::array{});
    for (int i = 1; i < levels; ++i) {
        boost::json::array outer;
        outer.push_back(std::move(inner));
        inner = std::move(outer);
    }
    return inner;
}

}  // namespace

template <>
struct interlock::model<Document> {
    using fields = il::fields<il::field<&Document::id, il::primary_key, il::generated>,
                              il::field<&Document::content>, il::field<&Document::perhaps>>;
};

ENGINE_CASE("Every JSON document comes back with its values and their kinds") {
    engine<TestType, Document> db(EVERY_PLACE);
    draws random(6);
    std::vector<Document> rows;
    for (int i = 0; i < 300; ++i) {
        rows.emplace_back();
        rows.back().content = document(random);
        rows.back().perhaps = random.perhaps(document(random));
    }
    rows[7].content = nested(400);
    check_round_trip(db, rows);
    using il::col;
    const auto empty =
        std::count_if(rows.begin(), rows.end(), [](const Document& row) { return !row.perhaps; });
    CHECK(db->template from<Document>().where(col<&Document::perhaps>.is_null()).count() == empty);
    const il::json kind{{"cut", {1, 2.0, nullptr}}};
    CHECK(db->template update<Document>()
              .set(col<& Document::content> = kind, col<& Document::perhaps> = std::nullopt)
              .where(col<&Document::id> == rows[0].id)
              .run() == 1);
    CHECK((db->template get<Document>(rows[0].id).content == kind));
}

ENGINE_CASE("A JSON null is a document, and no NULL") {
    engine<TestType, Document> db(EVERY_PLACE);
    Document null, none;
    null.perhaps.emplace(nullptr);
    db->insert(null);
    db->insert(none);
    CHECK(db->template from<Document>().where(il::col<&Document::perhaps>.is_null()).count() == 1);
    CHECK(db->template get<Document>(null.id).perhaps.has_value());
}

ENGINE_CASE("A document that one of the engines cannot hold is refused by name on both") {
    engine<TestType, Document> db(EVERY_PLACE);
    const auto refused = [&](const il::json& content) {
        Document d;
        d.content = content;
        CHECK(thrown<il::value_out_of_range>([&] { db->insert(d); }).field() == "content");
        CHECK(thrown<il::value_out_of_range>([&] { db->insert_many(std::vector{d}); }).field() == "content");
    };
    refused(il::json(std::numeric_limits<double>::infinity()));
    refused(il::json(std::numeric_limits<double>::quiet_NaN()));
    refused(il::json(std::string("a\0b", 3)));
    refused(il::json("\xff"));
    refused(il::json(boost::json::object{{"\xff", 1}}));
    refused(nested(600));
    CHECK(db->template from<Document>().count() == 0);
}

ENGINE_CASE(
    "Stored text that is no JSON is refused by the database, and read as an error that names the field") {
    engine<TestType, Document> db(EVERY_PLACE);
    Document d;
    db->insert(d);
    const auto reading = [&] { (void)db->template get<Document>(d.id); };
    if (db.is_postgres()) {
        CHECK_THROWS_AS(db.raw("UPDATE document SET content = '{'"), il::value_out_of_range);
        db.raw("UPDATE document SET content = '1e400'");
        CHECK(thrown<il::type_mismatch>(reading).field() == "content");
        db.raw("ALTER TABLE document ALTER content TYPE text");
    } else {
        CHECK_THROWS_AS(db.raw("UPDATE document SET content = '{'"), il::check_violation);
        db.raw("PRAGMA ignore_check_constraints = ON; UPDATE document SET content = '{'");
    }
    const auto e = thrown<il::type_mismatch>(reading);
    CHECK(e.field() == "content");
    CHECK(e.model() == "Document");
}

#endif
