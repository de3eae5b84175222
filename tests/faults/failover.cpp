// SPDX-License-Identifier: BSL-1.0
#include "faults.hpp"

#include <chrono>
#include <string>
#include <thread>

TEST_CASE("After a failover the session goes on with the standby that was promoted") {
    const std::string url = "postgresql://postgres@127.0.0.1:" + from_environment("PG_PRIMARY_PORT") +
                            ",127.0.0.1:" + from_environment("PG_REPLICA_PORT") +
                            "/app?target_session_attrs=read-write&connect_timeout=2";
    il::session<remote> db(il::settings{{"there", url}});
    il::create_tables(db);
    Entry row{0, 1};
    db.insert(row);
    // a session of the standby alone: it reads, and says of a write why it cannot be
    il::session<remote> standby(il::settings{{"there", from_environment("PG_REPLICA_URI")}});
    const auto arrived = [&] {
        try {
            return standby.find<Entry>(row.id).has_value();
        } catch (const il::schema_mismatch&) {  // not even the table has
            return false;
        }
    };
    for (int i = 0; i < 1000 && !arrived(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(standby.get<Entry>(row.id).batch == 1);
    CHECK(thrown<il::read_only_database>([&] { standby.insert(Entry{0, 2}); }).code() == "25006");

    {
        auto tx = db.begin<there>();
        tx.insert(Entry{0, 3});
        control("crash primary");
        CHECK_THROWS_AS(tx.insert(Entry{0, 4}), il::connection_lost);
    }
    CHECK_THROWS_AS(db.insert(Entry{0, 5}), il::connection_failed);  // the standby does not write yet
    control("promote replica");
    db.insert(Entry{0, 6});
    CHECK(db.from<Entry>().count() == 2);
    standby.insert(Entry{0, 7});
    CHECK(db.from<Entry>().where(il::col<&Entry::batch>.in(std::vector<std::int64_t>{1, 6, 7})).count() == 3);
}
