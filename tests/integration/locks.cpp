// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <interlock/dynamic.hpp>

#if INTERLOCK_TEST_WITH_POSTGRES

#include <atomic>
#include <chrono>
#include <limits>
#include <thread>
#include <utility>

// Two sessions and more on one database, and what they lock.

namespace {

struct Queue {
    std::int64_t id = 0;
    std::string name;
};
struct Job {
    std::int64_t id = 0;
    std::int64_t queue_id = 1;
    std::int32_t runs = 0;
};
struct Chosen {  // a common table
    std::int64_t id = 0;
};

}  // namespace

template <>
struct interlock::model<Chosen> {
    using fields = il::fields<il::field<&Chosen::id>>;
};
template <>
struct interlock::model<Queue> {
    using fields = il::fields<il::field<&Queue::id, il::primary_key>, il::field<&Queue::name>>;
};
template <>
struct interlock::model<Job> {
    using fields = il::fields<il::field<&Job::id, il::primary_key>,
                              il::field<&Job::queue_id, il::references<&Queue::id>>, il::field<&Job::runs>>;
};

namespace {

using il::asc;
using il::col;
using numbers = std::vector<std::int64_t>;

template <class Backend>
struct work : engine<Backend, Queue, Job> {
    using database = store<Backend>;

    explicit work(place where = place::server, std::int64_t jobs = 4) : engine<Backend, Queue, Job>(where) {
        auto& db = **this;
        db.insert(Queue{1, "mail"});
        std::vector<Job> rows;
        for (std::int64_t id = 1; id <= jobs; ++id) rows.push_back({id, 1, 0});
        db.insert_many(rows);
    }
    /// How often each job was run.
    numbers runs() {
        return (**this).template from<Job>().select(col<&Job::runs>).template as<std::int64_t>().all();
    }

    /// Runs a function in so many threads at once, with a session each.
    template <class Function>
    void in_threads(int count, Function f) {
        std::vector<std::thread> running;
        for (int t = 0; t < count; ++t) running.emplace_back([&, session = this->connect()] { f(*session); });
        for (std::thread& one : running) one.join();
    }
};

using server = work<il::postgres>;
using jobs = server::database;
using service = server::service;

/// Runs the next job that nobody else is at; whether there was one.
bool run_one(il::session<service>& db) {
    auto tx = db.begin<jobs>();
    const auto job =
        tx.from<Job>().where(col<&Job::runs> == 0).order_by(asc<&Job::id>).for_update().skip_locked().first();
    if (!job) return false;
    tx.update<Job>().set(col<& Job::runs> += 1).where(col<&Job::id> == job->id).run();
    tx.commit();
    return true;
}

/// The keys of the jobs that a query gives.
template <class Query>
numbers ids(const Query& query) {
    return each(query.all(), &Job::id);
}

/// Whether a query that does not wait is refused.
template <class Session, class Query>
bool is_busy(Session& session, Query query) {
    auto tx = session.template begin<jobs>();
    try {
        (void)query(tx).nowait().all();
        return false;
    } catch (const il::busy& e) {
        CHECK(dynamic_cast<const il::lock_timeout*>(&e) == nullptr);
        CHECK(e.code() == "55P03");
        CHECK(e.alias() == "store");
        CHECK(e.sql().ends_with(" NOWAIT"));
        return true;
    }
}

/// Whether something waits for as long as a lock is held, and no longer.
template <class Waiting, class Release>
void check_waits(Waiting waiting, Release release) {
    std::atomic<bool> done = false;
    std::thread other([&] {
        waiting();
        done = true;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    CHECK_FALSE(done);
    release();
    other.join();
    CHECK(done);
}

}  // namespace

TEST_CASE("Workers that skip what others have locked take each job once") {
    constexpr int count = 60;
    server db(place::server, count);
    std::atomic<int> taken = 0;
    db.in_threads(4, [&](auto& session) {
        while (run_one(session)) ++taken;
    });
    CHECK(taken == count);
    CHECK(db.runs() == numbers(count, 1));
}

TEST_CASE("A statement that writes takes jobs by itself, without a transaction") {
    constexpr int count = 60;
    server db(place::server, count);
    const auto next = il::from<Job>()
                          .where(col<&Job::runs> == 0)
                          .order_by(asc<&Job::id>)
                          .limit(4)
                          .select(col<&Job::id>)
                          .for_update()
                          .skip_locked();
    db.in_threads(4, [&](auto& session) {
        while (
            session.template update<Job>().set(col<& Job::runs> += 1).where(col<&Job::id>.in(next)).run() !=
            0) {
        }
    });
    CHECK(db.runs() == numbers(count, 1));
    CHECK(
        db->remove<Job>()
            .where(
                col<&Job::id> ==
                il::scalar(
                    il::from<Job>().select(il::col<&Job::id>).order_by(asc<&Job::id>).limit(1).for_update()))
            .returning(col<&Job::id>)
            .all()
            .size() == 1);
}

TEST_CASE("A subquery that locks gives as many rows as its limit says, whatever the plan") {
    server db(place::server, 400);
    // the planner's way to run a subquery again for each row
    db.raw("SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_hashagg = off; "
           "SET enable_material = off; SET enable_sort = off; SET enable_indexscan = off; "
           "SET enable_bitmapscan = off");
    const auto two = il::from<Job>().select(col<&Job::id>).limit(2).for_update().skip_locked();
    CHECK(db->update<Job>().set(col<& Job::runs> = 1).where(col<&Job::id>.in(two)).run() == 2);
}

TEST_CASE("Rows that are read for an update are not updated by others until the transaction ends") {
    server db(place::server, 1);
    db.in_threads(4, [](auto& session) {
        for (int i = 0; i < 25; ++i)
            session.template transaction<jobs>([](auto& tx) {
                const Job job = tx.template from<Job>().where(col<&Job::id> == 1).for_update().one();
                tx.template update<Job>().set(col<& Job::runs> = job.runs + 1).run();
            });
    });
    CHECK(db.runs() == numbers{100});
}

TEST_CASE("A row that is locked is left out, an error, or waited for") {
    server db;
    const auto other = db.connect();
    auto tx = db->begin<jobs>();
    CHECK(ids(tx.from<Job>().where(col<&Job::id>.in({1, 3})).for_update()).size() == 2);

    other->transaction<jobs>([](auto& second) {
        CHECK(ids(second.template from<Job>().order_by(asc<&Job::id>).for_update().skip_locked()) ==
              numbers{2, 4});
        CHECK(second.template from<Job>().where(col<&Job::id> == 1).for_share().skip_locked().first() ==
              std::nullopt);
        CHECK(second.template from<Job>().count() == 4);  // it reads as before
    });
    const auto job = [](auto id) {
        return [id](auto& second) {
            return second.template from<Job>().where(col<&Job::id> == id).for_update();
        };
    };
    CHECK(is_busy(*other, job(3)));
    CHECK_FALSE(is_busy(*other, job(4)));
    check_waits([&] { other->update<Job>().set(col<& Job::runs> = 7).where(col<&Job::id> == 1).run(); },
                [&] { tx.commit(); });
    CHECK_FALSE(is_busy(*other, job(3)));
}

TEST_CASE("The strengths of a lock let others pass as PostgreSQL says") {
    server db;
    const auto other = db.connect();
    const auto update = [](auto& tx) { return tx.template from<Job>().for_update(); };
    const auto no_key_update = [](auto& tx) { return tx.template from<Job>().for_no_key_update(); };
    const auto share = [](auto& tx) { return tx.template from<Job>().for_share(); };
    const auto key_share = [](auto& tx) { return tx.template from<Job>().for_key_share(); };
    const auto check = [&](auto held, bool by_update, bool by_no_key_update, bool by_share,
                           bool by_key_share) {
        auto tx = db->begin<jobs>();
        CHECK(held(tx).all().size() == 4);
        CHECK(is_busy(*other, update) == by_update);
        CHECK(is_busy(*other, no_key_update) == by_no_key_update);
        CHECK(is_busy(*other, share) == by_share);
        CHECK(is_busy(*other, key_share) == by_key_share);
    };
    check(update, true, true, true, true);
    check(no_key_update, true, true, true, false);
    check(share, true, true, false, false);
    check(key_share, true, false, false, false);

    auto tx = db->begin<jobs>();
    CHECK(share(tx).all().size() == 4);
    check_waits([&] { other->update<Job>().set(col<& Job::runs> = 7).run(); }, [&] { tx.rollback(); });
}

TEST_CASE("Of a join the rows of all tables are locked, or of those that are named") {
    server db;
    const auto other = db.connect();
    const auto both = [](auto& tx) {
        return tx.template from<Job>().template join<Queue>(col<&Job::queue_id> == col<&Queue::id>);
    };
    const auto all_jobs = [](auto& tx) { return tx.template from<Job>().for_update(); };
    const auto queues = [](auto& tx) { return tx.template from<Queue>().for_update(); };
    {
        auto tx = db->begin<jobs>();
        CHECK(both(tx).for_update().all().size() == 4);
        CHECK(is_busy(*other, all_jobs));
        CHECK(is_busy(*other, queues));
    }
    auto tx = db->begin<jobs>();
    CHECK(both(tx).template for_update<Queue>().all().size() == 4);
    CHECK_FALSE(is_busy(*other, all_jobs));
    CHECK(is_busy(*other, queues));
    CHECK(both(tx).template for_update<Job, Queue>().nowait().all().size() == 4);
    CHECK(is_busy(*other, all_jobs));
}

TEST_CASE("Rows are locked by every way to read them") {
    server db;
    const auto other = db.connect();
    const auto first = [](auto& tx) {
        return tx.template from<Job>().order_by(asc<&Job::id>).limit(1).for_update();
    };
    const auto locks = [&](auto read) {
        auto tx = db->begin<jobs>();
        read(tx.from<Job>().order_by(asc<&Job::id>).for_update());
        return is_busy(*other, first);
    };
    CHECK(locks([](auto query) { CHECK(query.first()->id == 1); }));
    CHECK(locks([](auto query) { CHECK(query.where(col<&Job::id> == 1).one().id == 1); }));
    CHECK(locks([](auto query) { CHECK(query.limit(1).after("").has_next()); }));
    CHECK(locks([](auto query) { CHECK(query.select(col<&Job::id>).all().size() == 4); }));
    CHECK(locks([](auto query) {
        std::int64_t sum = 0;
        for (const Job& job : query.stream()) sum += job.id;
        CHECK(sum == 10);
    }));
    CHECK(locks([](auto query) {
        std::int64_t sum = 0;
        for (const auto& job : query.views()) sum += job.template get<"id">();
        CHECK(sum == 10);
    }));
    CHECK_FALSE(locks([](auto query) { CHECK(query.explain().find("LockRows") != std::string::npos); }));
}

TEST_CASE("A lock in a common table, and in an insert from a query") {
    server db;
    const auto other = db.connect();
    const auto second = [](auto& tx) {
        return tx.template from<Job>().where(col<&Job::id> == 2).for_update();
    };
    {
        auto tx = db->begin<jobs>();
        const auto chosen = tx.with_table<Chosen>(
            il::from<Job>().where(col<&Job::id> == 2).select(col<&Job::id>).for_update());
        CHECK(chosen.from<Chosen>().all().size() == 1);
        CHECK(is_busy(*other, second));
    }
    CHECK(db->insert_from<Job, &Job::id, &Job::queue_id, &Job::runs>(
              il::from<Job>()
                  .where(col<&Job::id> == 2)
                  .select(col<&Job::id> + 10, col<&Job::queue_id>, col<&Job::runs>)
                  .for_update()) == 1);
}

TEST_CASE("An advisory lock keeps others out until the transaction ends") {
    server db;
    const auto other = db.connect();
    auto tx = db->begin<jobs>();
    tx.advisory_lock(7);
    tx.advisory_lock(7, 8);
    tx.advisory_lock(std::numeric_limits<std::int64_t>::min());
    CHECK(tx.try_advisory_lock(7));  // it has it already
    other->transaction<jobs>([](auto& second) {
        CHECK_FALSE(second.try_advisory_lock(7));
        CHECK_FALSE(second.try_advisory_lock(7, 8));
        CHECK_FALSE(second.try_advisory_lock(std::numeric_limits<std::int64_t>::min()));
        CHECK(second.try_advisory_lock(8));
        CHECK(second.try_advisory_lock(8, 7));
        CHECK(second.try_advisory_lock(7, -8));
        CHECK(second.try_advisory_lock(std::numeric_limits<std::int64_t>::max()));
    });
    check_waits([&] { other->transaction<jobs>([](auto& second) { second.advisory_lock(7, 8); }); },
                [&] { tx.commit(); });
    CHECK_THROWS_AS(tx.advisory_lock(7), il::usage_error);
    auto third = other->begin<jobs>();
    CHECK(third.try_advisory_lock(7));
}

TEST_CASE("A nested transaction that is rolled back gives back what it has locked") {
    server db;
    const auto other = db.connect();
    const auto all_jobs = [](auto& tx) { return tx.template from<Job>().for_update(); };
    auto tx = db->begin<jobs>();
    auto nested = tx.begin();
    CHECK(all_jobs(nested).all().size() == 4);
    nested.advisory_lock(7);
    CHECK(is_busy(*other, all_jobs));
    nested.rollback();
    CHECK_FALSE(is_busy(*other, all_jobs));
    CHECK(other->transaction<jobs>([](auto& second) { return second.try_advisory_lock(7); }));
}

TEST_CASE("An advisory lock that is not to be had in time is an error that names its statement") {
    server db;
    const auto other = db.connect();
    auto tx = db->begin<jobs>();
    tx.advisory_lock(7);
    server::raw(*other, "SET lock_timeout = 50");
    auto second = other->begin<jobs>();
    const auto e = thrown<il::lock_timeout>([&] { second.advisory_lock(7); });
    CHECK(e.code() == "55P03");
    CHECK(e.alias() == "store");
    CHECK(e.sql() == "SELECT 1 FROM pg_advisory_xact_lock($1)");
}

TEST_CASE("Where the engine is chosen at run time SQLite's transaction is the lock") {
    using database = work<either>::database;
    constexpr int count = 60;
    work<either> db(GENERATE(from_range(places<either>())), count);
    {
        auto tx = db->begin<database>();
        tx.advisory_lock(7);
        CHECK(tx.try_advisory_lock(7, 8));
        const auto query = tx.from<Job>().where(col<&Job::id> == 1).for_update().nowait();
        CHECK(query.all().size() == 1);
        CHECK(query.sql().ends_with(db.is_postgres() ? R"( WHERE "id" = $1 FOR UPDATE NOWAIT)"
                                                     : R"( WHERE "id" = ?)"));
    }
    std::atomic<int> taken = 0;
    const auto run_one = [](auto& tx) {
        const auto job =
            tx.template from<Job>().where(col<&Job::runs> == 0).for_update().skip_locked().first();
        if (!job) return false;
        tx.template update<Job>().set(col<& Job::runs> += 1).where(col<&Job::id> == job->id).run();
        return true;
    };
    db.in_threads(4, [&](auto& session) {
        while (session.template transaction<database>(run_one)) ++taken;
    });
    CHECK(taken == count);
    CHECK(db.runs() == numbers(count, 1));
}

#endif
