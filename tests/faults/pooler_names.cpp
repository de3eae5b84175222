// SPDX-License-Identifier: BSL-1.0
#include "pooled_work.hpp"

#include <atomic>
#include <string>
#include <vector>

// By way of a PgBouncer that keeps prepared statements for its clients: version 1.21, with max_prepared_statements.

TEST_CASE("Statements stay prepared behind a pooler that keeps them") {
    remote_session direct;
    std::atomic<int> batches{0};
    std::vector<std::string> errors;
    il::session<remote> db(il::settings{{"there", with(from_environment("PG_POOL_URI"), "pool_max=6")}});
    work(db, batches, errors);
    for (const std::string& e : errors) CHECK(e == "");
    CHECK(direct.rows() == 6 * batches);
    CHECK(batches == 150);
}

TEST_CASE("More texts than are kept are no trouble behind a pooler that keeps prepared statements") {
    remote_session direct;
    il::session<remote> db(il::settings{{"there", with(from_environment("PG_POOL_URI"), "pool_max=2")}});
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 400; ++i)
            CHECK(db.raw<there, il::reads, std::int64_t>("SELECT ?::bigint + " + std::to_string(i),
                                                         std::int64_t{round})
                      .one() == round + i);
}
