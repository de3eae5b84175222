// SPDX-License-Identifier: BSL-1.0
#define ALSO_ON_EITHER
#include "engines.hpp"

#include <stdexcept>

namespace {

struct Row {
    std::int32_t id = 0;
    std::string text;
};
struct Note {
    std::int32_t row = 0;
};

}  // namespace

template <>
struct interlock::model<Row> {
    static constexpr auto table = "rows";
    using fields = il::fields<il::field<&Row::id, il::primary_key>, il::field<&Row::text>>;
};
template <>
struct interlock::model<Note> {
    using fields = il::fields<il::field<&Note::row>>;
};

using il::asc;
using il::col;

template <class Backend>
struct rows : engine<Backend, Row, Note> {
    explicit rows(place where, int count = 1000) : engine<Backend, Row, Note>(where) {
        std::vector<Row> all;
        for (int i = 0; i < count; ++i) all.push_back({i, "row " + std::to_string(i)});
        (**this).insert_many(all);
    }
    auto from() { return (**this).template from<Row>().order_by(asc<&Row::id>); }
    /// Nothing is left open: the schema can be changed.
    void check_free() {
        this->raw("ALTER TABLE rows RENAME TO others");
        this->raw("ALTER TABLE others RENAME TO rows");
    }
};

ENGINE_CASE("A stream gives every row once, in order") {
    rows<TestType> db(EVERY_PLACE);
    int next = 0;
    bool right = true;
    for (const Row& row : db.from().stream())
        right = right && row.id == next && row.text == "row " + std::to_string(next++);
    CHECK(right);
    CHECK(next == 1000);
    for (const Row& row : db.from().where(col<&Row::id> < 0).stream())
        FAIL("no row was expected, but " << row.id);
    db.check_free();
}

ENGINE_CASE("A stream that is left early leaves nothing open") {
    rows<TestType> db(EVERY_PLACE);
    for (int round = 0; round < 3; ++round) {
        for (const Row& row : db.from().stream())
            if (row.id == 3) break;
        db.check_free();
        { auto never_begun = db.from().stream(); }
        db.check_free();
    }
    CHECK_THROWS_AS(
        [&] {
            for (const Row& row : db.from().stream())
                if (row.id == 500) throw std::runtime_error("stop");
        }(),
        std::runtime_error);
    db.check_free();
    CHECK(db.from().count() == 1000);
}

ENGINE_CASE("Other queries run while a stream is read, the same one too") {
    rows<TestType> db(EVERY_PLACE, 300);
    int seen = 0, inner = 0;
    for (const Row& row : db.from().stream()) {
        ++seen;
        if (row.id % 100 == 0) {
            for (const Row& other : db.from().limit(7).stream()) inner += other.id >= 0;
            for (const Row& other : db.from().stream()) {
                if (other.id == 5) break;
                ++inner;
            }
            CHECK(db.from().count() == 300);
            CHECK(db->template get<Row>(row.id).id == row.id);
            db->insert(Note{row.id});
        }
    }
    CHECK(seen == 300);
    CHECK(inner == 3 * (7 + 5));
    CHECK(db->template from<Note>().count() == 3);
    db.check_free();
}

ENGINE_CASE("Two streams of one query have each their own values") {
    rows<TestType> db(EVERY_PLACE);
    const auto at = [&](std::string text) { return db.from().where(col<&Row::text> == text).stream(); };
    auto one = at("row 1");
    auto two = at("row 2");
    const auto ids = [](auto& stream) {
        std::vector<int> all;
        for (const Row& row : stream) all.push_back(row.id);
        return all;
    };
    CHECK(ids(one) == std::vector<int>{1});
    CHECK(ids(two) == std::vector<int>{2});
    CHECK(ids(one).empty());  // it was gone through
    auto three = at("row 3");
    CHECK(db->template from<Row>()
              .order_by(asc<&Row::id>)
              .where(col<&Row::text> == std::string("row 4"))
              .all()
              .size() == 1);
    auto moved = std::move(three);
    CHECK(ids(moved) == std::vector<int>{3});
}

ENGINE_CASE("Streams run in turn, row by row") {
    rows<TestType> db(EVERY_PLACE, 10);
    auto a = db.from().stream(), b = db.from().stream();
    auto i = a.begin(), j = b.begin();
    int count = 0;
    for (; i != a.end() && j != b.end(); ++i, ++j) {
        CHECK(i->id == j->id);
        ++count;
    }
    CHECK(count == 10);
}

ENGINE_CASE("A stream inside a transaction sees what it wrote, and the transaction goes on") {
    rows<TestType> db(EVERY_PLACE);
    db->template transaction<store<TestType>>([&](auto& tx) {
        tx.insert(Row{1000, "new"});
        int seen = 0;
        for (const Row& row : tx.template from<Row>().stream()) {
            seen += row.id >= 0;
            if (row.id == 10) tx.insert(Note{10});
        }
        CHECK(seen == 1001);
        for (const Row& row : tx.template from<Row>().stream())
            if (row.id == 5) break;
        tx.insert(Note{11});
    });
    CHECK(db->template from<Note>().count() == 2);
    CHECK(db.from().count() == 1001);
    db.check_free();
}

ENGINE_CASE("A row that cannot be read ends the stream and leaves nothing open") {
    rows<TestType> db(EVERY_PLACE, 20);
    db.raw("DROP TABLE note");
    db.raw("CREATE TABLE note (\"row\" BIGINT)");
    db.raw("INSERT INTO note VALUES (1), (2), (5000000000), (4)");
    int seen = 0;
    const auto e = thrown<il::value_out_of_range>([&] {
        for (const Note& note : db->template from<Note>().stream()) seen += note.row > 0;
    });
    CHECK(seen == 2);
    CHECK(e.field() == "row");
    CHECK(e.model() == "Note");
    CHECK(e.alias() == "store");
    db.raw("DROP TABLE note");
    CHECK(db.from().count() == 20);
}
