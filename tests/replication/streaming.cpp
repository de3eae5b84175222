// SPDX-License-Identifier: BSL-1.0
#include "replicas.hpp"

#include <fstream>

using il::col;

TEST_CASE("Reads go to both standbys, and nothing else does") {
    replicated_session<> db;
    places seen;
    db.on_statement(seen.counter());
    for (int i = 0; i < 20; ++i) CHECK(db.find<Entry>(1).has_value());
    CHECK(seen.reads[0] == 10);
    CHECK(seen.reads[1] == 10);
    db.insert(Entry{2, 1});
    db.insert_many(std::vector<Entry>{{3, 1}, {4, 1}});
    db.upsert(Entry{2, 2});
    db.update<Entry>().set(col<& Entry::amount> = 3).run();
    (void)db.inserting(Entry{5, 1}).returning(col<&Entry::id>).one();
    (void)db.insert_from<Entry, &Entry::id, &Entry::amount>(
        il::from<Entry>().where(col<&Entry::id> == 1).select(col<&Entry::id> + 100, col<&Entry::amount>));
    (void)db
        .raw<ledger, il::writes>(
            "WITH gone AS (DELETE FROM entry WHERE id = ? RETURNING id) SELECT * FROM gone", 5)
        .run();
    db.transaction<ledger>([](auto& tx) {
        auto locked = tx.template from<Entry>().where(col<&Entry::id> == 1).for_update().all();
        CHECK(locked.size() == 1);
        CHECK(tx.template find<Entry>(2).has_value());
    });
    db.remove<Entry>().where(col<&Entry::id> > 1).run();
    CHECK(seen.replica_reads() == 20);
    CHECK(seen.replica_writes == 0);
    CHECK(seen.whys == 0);
    CHECK(seen.source_reads == 2);
}

TEST_CASE("A read of nobody's may be stale, and one of who has written never is") {
    replicated_session<> db;
    server standbys[]{server(standby_url(0)), server(standby_url(1))};
    for (server& s : standbys) s.pause();
    db.update<Entry>().set(col<& Entry::amount> = 7).run();
    CHECK(db.get<Entry>(1).amount == 0);  // as the copies have it
    il::own_writes mine({.wait = 10});
    auto me = db.following(mine);
    CHECK(me.get<Entry>(1).amount == 0);  // another one's write
    me.update<Entry>().set(col<& Entry::amount> = 8).run();
    CHECK(me.get<Entry>(1).amount == 8);
    CHECK(db.get<Entry>(1).amount == 0);
    const std::string token = me.token("a key of a program's own");
    for (server& s : standbys) s.resume();

    // and once they have it, they are read again
    places seen;
    db.on_statement(seen.counter());
    il::own_writes patient = il::own_writes::from_token(token, "a key of a program's own", {.wait = 30'000});
    CHECK(db.following(patient).get<Entry>(1).amount == 8);
    CHECK(seen.replica_reads() == 1);
    CHECK(seen.source_reads == 0);
}

TEST_CASE("A read waits for a replica to come to what was written") {
    replicated_session<> db;
    server standbys[]{server(standby_url(0)), server(standby_url(1))};
    for (server& s : standbys) s.pause();
    il::own_writes mine({.wait = 30'000});
    auto me = db.following(mine);
    me.update<Entry>().set(col<& Entry::amount> = 8).run();
    places seen;
    db.on_statement(seen.counter());
    std::thread later([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        standbys[1].resume();
    });
    CHECK(me.get<Entry>(1).amount == 8);
    later.join();
    CHECK(seen.reads[1] == 1);
    CHECK(seen.source_reads == 0);
    standbys[0].resume();
}

TEST_CASE("No thread reads what is older than its own writes, while replicas are paused and go on") {
    replicated_session<> db;
    constexpr int writers = 4;
    for (int i = 0; i < writers; ++i) db.insert(Entry{10 + i, 0});
    places seen;
    db.on_statement(seen.counter());
    std::atomic<int> stale{0}, stale_of_others{0}, reads{0};
    std::int64_t amounts[writers]{};
    load work(writers, [&](int i) {
        const il::own_writes mine({.wait = 5});
        auto me = db.following(mine);
        const std::int64_t amount = ++amounts[i];
        if (amount % 2 == 0)
            me.update<Entry>().set(col<& Entry::amount> = amount).where(col<&Entry::id> == 10 + i).run();
        else
            me.transaction<ledger>([&](auto& tx) {  // nobody waits for the disk
                tx.template raw<il::writes>("SET LOCAL synchronous_commit = off").run();
                tx.template update<Entry>()
                    .set(col<& Entry::amount> = amount)
                    .where(col<&Entry::id> == 10 + i)
                    .run();
            });
        for (int k = 0; k < 3; ++k) {
            if (me.get<Entry>(10 + i).amount != amount) ++stale;
            ++reads;
        }
        if (const auto other = db.find<Entry>(10 + i); !other || other->amount < amount) ++stale_of_others;
    });
    server standbys[]{server(standby_url(0)), server(standby_url(1))};
    work.pass(100);
    standbys[0].pause();
    work.pass(100);
    standbys[1].pause();
    work.pass(200);
    standbys[0].resume();
    work.pass(200);
    standbys[1].resume();
    work.pass(200);
    work.stop();
    INFO(work.first_failure());
    CHECK(work.failures() == 0);
    CHECK(stale == 0);
    CHECK(stale_of_others > 0);  // or nothing was shown
    CHECK(seen.replica_reads() > 0);
    CHECK(seen.source_reads > 0);
    CHECK(seen.replica_writes == 0);
    WARN(reads << " reads of own writes, none of them stale; " << stale_of_others << " of others were");
}

TEST_CASE("A window of time does without positions") {
    static std::atomic<std::int64_t> now{1'000'000};
    replicated_session<> db;
    il::own_writes mine({.only_window = true, .now = [] { return now.load(); }});
    auto me = db.following(mine);
    me.update<Entry>().set(col<& Entry::amount> = 8).run();
    places seen;
    db.on_statement(seen.counter());
    now += 300'000 - 1;
    (void)me.get<Entry>(1);
    CHECK(seen.source_reads == 1);
    now += 1'001;
    (void)me.get<Entry>(1);
    CHECK(seen.source_reads == 1);
    CHECK(seen.replica_reads() == 1);
}

TEST_CASE("A transaction that reads of who has written begins where that has arrived") {
    replicated_session<> db;
    server standby(standby_url(0));
    standby.pause();
    il::own_writes mine({.wait = 10'000});
    auto me = db.following(mine);
    me.update<Entry>().set(col<& Entry::amount> = 8).run();
    places seen;
    db.on_statement(seen.counter());
    for (int i = 0; i < 4; ++i)
        me.transaction<il::replica<ledger>, il::mode::read_only>(
            [](auto& tx) { CHECK(tx.template get<Entry>(1).amount == 8); });
    CHECK(seen.reads[1] == 4);
    standby.resume();
}

TEST_CASE("A replica that is killed and started again under load fails no read") {
    replicated_session<> db;
    places seen;
    db.on_statement(seen.counter());
    load work(4, [&](int i) {
        if (!db.find<Entry>(1)) throw std::runtime_error("the row is gone");
        if (i == 0 && db.from<Entry>().all().size() != 1) throw std::runtime_error("there are other rows");
    });
    work.pass(200);
    control("crash replica0");
    const int before = seen.reads[1];
    work.pass(200);
    CHECK(seen.reads[1] > before);
    CHECK(seen.source_reads == 0);
    control("start replica0");
    const int here = seen.reads[0];
    REQUIRE(becomes([&] { return seen.reads[0] > here + 20; }));
    control("crash replica1");
    work.pass(200);
    control("crash replica0");
    work.pass(200);
    CHECK(seen.source_reads > 0);
    control("start replica1");
    control("start replica0");
    const int first = seen.reads[0], second = seen.reads[1];
    REQUIRE(becomes([&] { return seen.reads[0] > first + 20 && seen.reads[1] > second + 20; }));
    work.stop();
    INFO(work.first_failure());
    CHECK(work.failures() == 0);
}

TEST_CASE("A read of own writes is right also after its replica was started again") {
    replicated_session<> db;
    il::own_writes mine({.wait = 5});
    auto me = db.following(mine);
    std::int64_t amount = 0;
    std::atomic<int> stale{0};
    load work(1, [&](int) {
        me.update<Entry>().set(col<& Entry::amount> = ++amount).run();
        if (me.get<Entry>(1).amount != amount) ++stale;
    });
    for (int i = 0; i < 3; ++i) {
        work.pass(50);
        control("crash replica" + std::to_string(i % 2));
        work.pass(20);
        control("start replica" + std::to_string(i % 2));
    }
    work.pass(50);
    work.stop();
    INFO(work.first_failure());
    CHECK(work.failures() == 0);
    CHECK(stale == 0);
}

TEST_CASE("A replica that lags is left out, and comes back") {
    replicated_session<> db;
    db.replicas<ledger>().limit({.max_lag = 300, .check = 20});
    REQUIRE(becomes([&] { return db.is_good(0) && db.is_good(1); }));
    const std::string file = from_environment("PG_REPLICA1_DATA") + "/postgresql.auto.conf";
    std::ofstream(file, std::ios::app) << "recovery_min_apply_delay = '60s'\n";
    control("reload replica1");
    std::atomic<std::int64_t> amount{0};
    load writes(1, [&](int) {
        db.update<Entry>().set(col<& Entry::amount> = ++amount).run();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    });
    REQUIRE(becomes([&] { return db.state(1) == il::replica_state::lagging; }));
    places seen;
    db.on_statement(seen.counter());
    for (int i = 0; i < 50; ++i) (void)db.get<Entry>(1);
    CHECK(seen.reads[0] == 50);
    std::ofstream(file, std::ios::app) << "recovery_min_apply_delay = '0'\n";
    control("reload replica1");
    CHECK(becomes([&] { return db.is_good(1); }));
    writes.stop();
    CHECK(writes.failures() == 0);
}

TEST_CASE("Replicas are added and removed under load, and no read fails") {
    replicated_session<> db;
    places seen;
    db.on_statement(seen.counter());
    load work(4, [&](int) {
        if (!db.find<Entry>(1)) throw std::runtime_error("the row is gone");
    });
    auto replicas = db.replicas<ledger>();
    for (int i = 0; i < 20; ++i) {
        work.pass(20);
        CHECK(replicas.remove(i % 2));
        if (i % 3 == 0) {
            CHECK(replicas.remove(1 - i % 2));
            work.pass(20);
            replicas.add(1 - i % 2, standby_url(1 - i % 2));
        }
        work.pass(20);
        replicas.add(i % 2, standby_url(i % 2));
    }
    work.stop();
    INFO(work.first_failure());
    CHECK(work.failures() == 0);
    CHECK(seen.reads[0] > 0);
    CHECK(seen.reads[1] > 0);
    CHECK(seen.source_reads > 0);
}

TEST_CASE("A query that a standby ends because of what it replays is run again") {
    const std::string file = from_environment("PG_REPLICA0_DATA") + "/postgresql.auto.conf";
    std::ofstream(file, std::ios::app) << "max_standby_streaming_delay = 0\n";
    control("reload replica0");
    replicated_session<> db;
    db.replicas<ledger>().remove(1);
    db.replicas<ledger>().limit({.max_lag = 0});
    places seen;
    db.on_statement(seen.counter());
    std::atomic<bool> begun{false};
    std::thread reader([&] {
        begun = true;
        CHECK(
            db.raw<il::replica<ledger>, il::reads, std::int64_t>(
                  "SELECT id FROM entry, (SELECT pg_sleep(CASE WHEN pg_is_in_recovery() THEN 20 ELSE 0 END)) slow")
                .one() == 1);
    });
    server standby(standby_url(0));
    REQUIRE(becomes([&] {
        return standby.ask(
                   "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT id FROM entry, (%' AND "
                   "wait_event = 'PgSleep'") == "1";
    }));
    db.transaction<ledger>([](auto& tx) {
        tx.template raw<il::writes>("LOCK TABLE entry IN ACCESS EXCLUSIVE MODE").run();
        tx.template update<Entry>().set(col<& Entry::amount> = 1).run();
    });
    reader.join();
    CHECK(db.is_good(0));
    std::ofstream(file, std::ios::app) << "max_standby_streaming_delay = '30s'\n";
    control("reload replica0");
}

TEST_CASE("A replica may be the source itself, as under test") {
    const std::string url = from_environment("PG_PRIMARY_URI");
    il::session<books> db{il::settings{{"ledger", url}, {"ledger.replica0", url}}};
    il::create_tables(db);
    db.upsert(Entry{1, 0});
    places seen;
    db.on_statement(seen.counter());
    il::own_writes mine({.wait = 30'000});
    auto me = db.following(mine);
    CHECK(me.get<Entry>(1).amount == 0);
    CHECK(seen.reads[0] == 1);
    me.update<Entry>().set(col<& Entry::amount> = 8).run();
    CHECK(me.get<Entry>(1).amount ==
          8);  // what is no standby has no position to compare, and is not waited for
    CHECK(seen.source_reads == 1);
    CHECK(db.get<Entry>(1).amount == 8);
    CHECK(seen.reads[0] == 2);
}

TEST_CASE("Reads of who has written go on where the source is gone and a replica has it all") {
    replicated_session<> db;
    il::own_writes mine({.wait = 30'000});
    auto me = db.following(mine);
    me.update<Entry>().set(col<& Entry::amount> = 8).run();
    const std::string token = me.token("a key of a program's own");
    CHECK(me.get<Entry>(1).amount == 8);
    control("crash primary");
    auto again = db.following(il::own_writes::from_token(token, "a key of a program's own"));
    for (int i = 0; i < 4; ++i) CHECK(again.get<Entry>(1).amount == 8);
    CHECK_THROWS_AS(again.update<Entry>().set(col<& Entry::amount> = 9).run(), il::error);
    // whether that was written is not known, and where it would be cannot be asked: no old row is passed off as his
    CHECK_THROWS_AS(again.get<Entry>(1), il::connection_failed);
    CHECK(db.get<Entry>(1).amount == 8);
    control("start primary");
    CHECK(again.get<Entry>(1).amount == 8);
}

TEST_CASE("A database that is either has replicas of either engine") {
    using db_tag = ledger_on<il::either<il::sqlite, il::postgres>>;
    replicated_session<db_tag> db;
    places seen;
    db.on_statement(seen.counter());
    il::own_writes mine({.wait = 30'000});
    auto me = db.following(mine);
    me.update<Entry>().set(col<& Entry::amount> = 8).run();
    CHECK(me.get<Entry>(1).amount == 8);
    CHECK(seen.replica_reads() == 1);
}
