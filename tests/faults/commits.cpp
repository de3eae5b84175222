// SPDX-License-Identifier: BSL-1.0
#include "faults.hpp"
#include "proxy.hpp"

#include <interlock/tracked.hpp>

#include <string>

// A connection that is cut at each byte of a commit.

namespace {

enum class outcome { committed, in_doubt, lost };

outcome commit_through(const proxy& cutting, std::int64_t batch) {
    il::session<remote> db(
        il::settings{{"there", with(by_port(from_environment("PG_PRIMARY_URI"), cutting.port()),
                                    "gssencmode=disable&sslmode=disable")}});
    auto tx = db.begin<there>();
    for (int i = 0; i < 3; ++i) tx.insert(Entry{0, batch});
    try {
        tx.commit();
    } catch (const il::commit_in_doubt& e) {
        CHECK(e.alias() == "there");
        CHECK(e.sql() == "COMMIT");
        CHECK_FALSE(tx.is_open());
        CHECK(db.metrics<there>().open == 0);  // nobody is given what is left of the connection
        return outcome::in_doubt;
    }
    return outcome::committed;
}

}  // namespace

TEST_CASE("A commit that is cut short is in doubt, and done as a whole or not at all") {
    remote_session db;
    const int port = std::stoi(from_environment("PG_PRIMARY_PORT"));
    constexpr std::size_t request = 12;  // 'Q', a length of four bytes, COMMIT and a zero
    constexpr std::size_t answer = 18;   // CommandComplete of 12 bytes, ReadyForQuery of 6
    std::int64_t batch = 0;
    for (std::size_t cut = 0; cut <= request; ++cut) {
        INFO("after " << cut << " bytes of the request");
        const proxy cutting(port, "COMMIT", cut, proxy::never);
        CHECK(commit_through(cutting, ++batch) == outcome::in_doubt);
        CHECK(cutting.has_cut());
        CHECK(db.from<Entry>().where(il::col<&Entry::batch> == batch).count() == (cut == request ? 3 : 0));
    }
    for (std::size_t cut = 0; cut <= answer; ++cut) {
        INFO("after " << cut << " bytes of the answer");
        const proxy cutting(port, "COMMIT", proxy::never, cut);
        CHECK(commit_through(cutting, ++batch) == (cut == answer ? outcome::committed : outcome::in_doubt));
        // a cut of 0 bytes may come before the server has heard of the commit
        const std::int64_t rows = db.from<Entry>().where(il::col<&Entry::batch> == batch).count();
        CHECK((rows == 3 || (cut == 0 && rows == 0)));
    }
}

TEST_CASE("A transaction whose commit is in doubt is not run again") {
    remote_session db;
    const proxy cutting(std::stoi(from_environment("PG_PRIMARY_PORT")), "COMMIT", proxy::never, 3);
    il::session<remote> through(
        il::settings{{"there", with(by_port(from_environment("PG_PRIMARY_URI"), cutting.port()),
                                    "gssencmode=disable&sslmode=disable")}});
    int runs = 0, told = 0;
    CHECK_THROWS_AS(through.transaction<there>(il::retry{.attempts = 5},
                                               [&](auto& tx) {
                                                   ++runs;
                                                   tx.insert(Entry{0, 77});
                                                   tx.on_commit([&] { ++told; });
                                                   tx.on_rollback([&] { ++told; });
                                               }),
                    il::commit_in_doubt);
    CHECK(runs == 1);
    CHECK(told == 0);
    CHECK(db.rows() == 1);
}

TEST_CASE("A row whose commit is in doubt has to be read again before it is saved") {
    remote_session db;
    const proxy cutting(std::stoi(from_environment("PG_PRIMARY_PORT")), "COMMIT", proxy::never, 3);
    il::session<remote> through(
        il::settings{{"there", with(by_port(from_environment("PG_PRIMARY_URI"), cutting.port()),
                                    "gssencmode=disable&sslmode=disable")}});
    Entry entry{0, 1};
    db.insert(entry);
    auto row = through.load<Entry>(entry.id);
    row->batch = 2;
    CHECK_THROWS_AS(through.transaction<there>([&](auto& tx) { CHECK(tx.save(row)); }), il::commit_in_doubt);
    row->batch = 3;
    CHECK_THROWS_AS(row.save(), il::usage_error);
    CHECK_THROWS_AS(row.remove(), il::usage_error);
    CHECK(db.get<Entry>(entry.id).batch == 2);
    row.reload();
    CHECK(row->batch == 2);
    row->batch = 3;
    CHECK(row.save());
    CHECK(db.get<Entry>(entry.id).batch == 3);
}
