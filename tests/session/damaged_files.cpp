// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include <cstdint>
#include <fstream>
#include <random>
#include <string>
#include <vector>

// Files that are full, damaged or no databases. Whatever is in them, the errors are the library's own.

namespace il = interlock;

namespace {

struct cellar : il::database<"cellar", il::sqlite> {};

struct Bottle {
    std::int64_t id = 0;
    std::string label;
};

}  // namespace

template <>
struct interlock::model<Bottle> {
    using fields = il::fields<il::field<&Bottle::id, il::primary_key, il::generated>,
                              il::field<&Bottle::label, il::unique>>;
};

using box = il::service<il::databases<cellar>, il::models<Bottle>, il::routers<il::route_rest<cellar>>>;

namespace {

std::string some_label(int i) { return "label of the bottle " + std::to_string(i) + std::string(60, 'x'); }

std::string contents(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// A file with a thousand rows, and nothing beside it.
std::string filled(const scratch& folder) {
    {
        il::session<box> db(il::settings{{"cellar", folder.url("a.db")}});
        il::create_tables(db);
        std::vector<Bottle> rows;
        for (int i = 0; i < 1000; ++i) rows.push_back({0, some_label(i)});
        db.insert_many(rows);
    }
    return contents(folder.file("a.db"));
}

}  // namespace

TEST_CASE("A database without room is an error of its own, and keeps what it had") {
    const scratch folder;
    filled(folder);
    il::session<box> db(il::settings{{"cellar", folder.url("a.db", "?pool_max=1")}});
    const auto fill = [&](auto& tx) {
        tx.template raw<il::writes>("PRAGMA max_page_count = 1").run();  // as many as there are
        for (int i = 0; i < 5000; ++i) tx.insert(Bottle{0, "another " + some_label(i)});
    };
    const auto e = thrown<il::disk_full>([&] { db.transaction<cellar>(fill); });
    CHECK(e.alias() == "cellar");
    CHECK(e.model() == "Bottle");
    CHECK(db.from<Bottle>().count() == 1000);
    auto tx = db.begin<cellar>();
    CHECK_THROWS_AS(fill(tx), il::disk_full);
    // the engine has taken the transaction back by itself: nothing more of it may be committed
    CHECK_THROWS_AS(tx.insert(Bottle{0, "one more"}), il::transaction_failed);
    CHECK_THROWS_AS(tx.commit(), il::transaction_failed);
    CHECK(db.from<Bottle>().count() == 1000);
    db.insert(Bottle{0, "room again"});
}

TEST_CASE("A file that is no database is refused when it is opened") {
    const scratch folder;
    for (const std::string& bytes : {std::string("not a database at all, but long enough to be looked at"),
                                     std::string(5000, '\0') + "x", std::string(4096, '\xff')}) {
        write(folder.file("b.db"), bytes);
        il::session<box> db(il::settings{{"cellar", folder.url("b.db")}});
        CHECK(thrown<il::connection_failed>([&] { db.from<Bottle>().count(); }).alias() == "cellar");
        CHECK(contents(folder.file("b.db")) == bytes);
    }
}

TEST_CASE("Whatever bits of a file are turned, what comes out is rows or an error of the library") {
    const scratch folder;
    const std::string whole = filled(folder);
    std::mt19937 random(7);
    int damaged = 0, errors = 0, unnoticed = 0;
    for (int round = 0; round < 150; ++round) {
        std::string bytes = whole;
        std::uniform_int_distribution<std::size_t> any(0, bytes.size() - 1);
        // now and then a whole page
        if (round % 5 == 0)
            bytes.replace(any(random) / 4096 * 4096, 4096, std::string(4096, static_cast<char>(round)));
        else
            for (int i = 0; i <= round % 7; ++i) bytes[any(random)] ^= static_cast<char>(1 << (round % 8));
        bytes.resize(whole.size());
        write(folder.file("c.db"), bytes);
        for (const char* beside : {"c.db-wal", "c.db-shm"}) ::unlink(folder.file(beside).c_str());
        bool failed = false;
        try {
            il::session<box> db(il::settings{{"cellar", folder.url("c.db")}});
            const auto attempt = [&](auto f) {
                try {
                    f();
                } catch (const il::corrupt_database& e) {
                    failed = true;
                    ++damaged;
                    CHECK(e.alias() == "cellar");
                    CHECK((e.code() == "11" || e.code() == "267" || e.code() == "523" || e.code() == "779"));
                } catch (const il::error&) {
                    failed = true;
                    ++errors;
                }
            };
            attempt([&] { (void)db.from<Bottle>().all(); });
            attempt(
                [&] { (void)db.from<Bottle>().where(il::col<&Bottle::label> == some_label(round)).first(); });
            attempt([&] { db.insert(Bottle{0, "new"}); });
            attempt([&] {
                db.update<Bottle>()
                    .set(il::col<& Bottle::label> = "it")
                    .where(il::col<&Bottle::id> == 500)
                    .run();
            });
            attempt([&] { db.remove<Bottle>().where(il::col<&Bottle::id> == 400).run(); });
        } catch (const il::error&) {
            failed = true;
            ++errors;
        }
        unnoticed += !failed;
    }
    CHECK(damaged > 20);
    CHECK(damaged + errors + unnoticed > 150);
}
