// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/session/lease.hpp>
#include <interlock/session/pool.hpp>

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace il = interlock;

namespace {

/// What the connections of a case have in common.
struct world {
    std::atomic<int> opened{0}, standing{0}, refusing{0};
    std::atomic<bool> answers{true}, fit{true};
    il::sharing kind = il::sharing::many;
};
world* here = nullptr;

struct fake_connection {
    static constexpr bool can_break = true;

    fake_connection(std::string_view, const il::url&, il::access wanted)
        : writes(wanted == il::access::writes) {
        if (here->refusing > 0) {
            --here->refusing;
            throw il::connection_failed("nobody is there");
        }
        number = ++here->opened;
        ++here->standing;
    }
    fake_connection(const fake_connection&) = delete;
    fake_connection& operator=(const fake_connection&) = delete;
    ~fake_connection() { --here->standing; }

    static il::sharing sharing_of(const il::url&) { return here->kind; }
    bool answers(bool thoroughly) const noexcept {
        asked += thoroughly;
        return here->answers;
    }
    void describe(const il::detail::table_list*) const noexcept {}
    bool restore() const noexcept { return here->fit; }

    il::detail::statement_watch* watch = nullptr;
    int number = 0;
    bool writes;
    std::atomic<int> users{0};
    mutable int asked = 0;
    int steps = 0;
};

using Catch::Matchers::ContainsSubstring;
using pool = il::detail::pool<fake_connection>;
using place = pool::place;
using lease = il::detail::lease<fake_connection>;

struct waters : world, pool {
    explicit waters(const std::string& parameters, il::sharing sharing = il::sharing::many) {
        here = this;
        kind = sharing;
        configure("gems", il::url::parse("fake:there?" + parameters));
    }
    place& read() { return lease(il::access::reads); }
    place& write() { return lease(il::access::writes); }
    bool come_to_wait(int callers) const {  // whether so many are in line
        for (int i = 0; i < 5000 && metrics().waiting < callers; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return metrics().waiting == callers;
    }
};

void rest(int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

}  // namespace

TEST_CASE("Connections are opened when they are needed, and the one used last is used again") {
    waters pool("pool_max=3");
    CHECK(pool.opened == 0);
    place& one = pool.read();
    pool.give_back(one);
    place& again = pool.write();
    CHECK(again.connection->number == 1);
    std::thread([&] {  // another thread has another one
        place& two = pool.read();
        CHECK(two.connection->number == 2);
        pool.give_back(two);
    })
        .join();
    pool.give_back(again);
    const il::pool_metrics m = pool.metrics();
    CHECK(m.open == 2);
    CHECK(m.leased == 0);
    CHECK(m.opened == 2);
    CHECK(m.waits == 0);
}

TEST_CASE("A thread that holds a connection goes on with it instead of waiting for another one") {
    waters pool("pool_max=1");
    place& stream = pool.read();
    place& query = pool.read();
    CHECK(&stream == &query);
    pool.give_back(query);
    CHECK(pool.metrics().leased == 1);
    pool.give_back(stream);
    CHECK(pool.metrics().leased == 0);
}

TEST_CASE("Who waits for too long is told how many connections there are and how many wait") {
    waters pool("pool_max=2&pool_wait=20");
    place& one = pool.read();
    place* two = nullptr;
    std::thread([&] { two = &pool.read(); }).join();
    std::thread([&] {
        const auto e = thrown<il::pool_timeout>([&] { pool.read(); });
        CHECK(e.alias() == "gems");
        CHECK(std::string(e.what()).find("20 ms: 2 of 2 are in use, and 1 callers wait") !=
              std::string::npos);
    }).join();
    CHECK(pool.metrics().waits == 1);
    CHECK(pool.metrics().timeouts == 1);
    CHECK(pool.metrics().waiting == 0);
    pool.give_back(*two);
    std::thread([&] { pool.give_back(pool.read()); }).join();
    pool.give_back(one);
    CHECK(pool.metrics().open == 2);
}

TEST_CASE("Those who wait are served in the order in which they came") {
    waters pool("pool_max=1");
    place& held = pool.read();
    std::mutex m;
    std::vector<int> served;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            place& mine = pool.read();
            {
                const std::lock_guard lock(m);
                served.push_back(i);
            }
            pool.give_back(mine);
        });
        REQUIRE(pool.come_to_wait(i + 1));
    }
    pool.give_back(held);
    for (std::thread& t : threads) t.join();
    CHECK(served == std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7});
    CHECK(pool.metrics().waits == 8);
    CHECK(pool.metrics().open == 1);
}

TEST_CASE("A connection that cannot be opened leaves its turn to the next one who waits") {
    waters pool("pool_max=1");
    pool.refusing = 1;
    CHECK_THROWS_AS(pool.read(), il::connection_failed);
    CHECK(pool.metrics().open == 0);
    place& held = pool.read();
    REQUIRE(held.connection.has_value());
    std::atomic<int> failed{0}, got{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            try {
                pool.give_back(pool.read());
                ++got;
            } catch (const il::connection_failed&) {
                ++failed;
            }
        });
    REQUIRE(pool.come_to_wait(4));
    pool.refusing = 2;
    pool.fit = false;  // the one that comes back is closed
    pool.give_back(held);
    for (std::thread& t : threads) t.join();
    CHECK(failed == 2);
    CHECK(got == 2);
    CHECK(pool.metrics().open == 0);
    CHECK(pool.standing == 0);
}

TEST_CASE("A connection that does not answer any more is replaced before anybody sees it") {
    waters pool("pool_check=10");
    pool.give_back(pool.read());
    rest(15);
    place& checked = pool.read();
    CHECK(checked.connection->number == 1);
    CHECK(checked.connection->asked == 1);
    pool.give_back(checked);
    pool.answers = false;
    rest(15);
    place& other = pool.read();
    CHECK(other.connection->number == 2);
    CHECK(pool.standing == 1);
    pool.give_back(other);
    CHECK(pool.metrics().open == 1);
    CHECK(pool.metrics().closed == 1);
}

TEST_CASE("A connection is replaced after its lifetime, and closed when nobody needs it") {
    waters pool("pool_lifetime=20");
    pool.give_back(pool.read());
    rest(40);
    place& other = pool.read();
    CHECK(other.connection->number == 2);
    pool.give_back(other);

    waters second("pool_idle=20&pool_min=1");
    std::vector<std::thread> threads;
    place& one = second.read();
    for (int i = 0; i < 3; ++i)
        threads.emplace_back([&] {
            place& mine = second.read();
            while (second.metrics().leased < 4) rest(1);
            rest(5);
            second.give_back(mine);
        });
    for (std::thread& t : threads) t.join();
    second.give_back(one);
    CHECK(second.metrics().open == 4);
    rest(60);
    second.give_back(second.read());
    CHECK(second.metrics().open >= 1);
    CHECK(second.metrics().open <= 2);  // the one in use, and one that may have been at hand
    CHECK(second.standing == second.metrics().open);
    here = &pool;
}

TEST_CASE("What nobody needs is closed when somebody asks for it, without a lease or a return") {
    waters pool("pool_idle=20&pool_min=1");
    const auto open = [&](int count) {
        std::vector<place*> held;
        for (int i = 0; i < count; ++i) held.push_back(&pool.read());
        for (place* p : held) pool.give_back(*p);
    };
    open(4);
    CHECK(pool.close_idle() == 0);  // they were in use just now
    CHECK(pool.standing == 4);
    rest(60);
    CHECK(pool.standing == 4);
    CHECK(pool.close_idle() == 3);
    CHECK(pool.standing == 1);
    CHECK(pool.metrics().open == 1);
    CHECK(pool.metrics().closed == 3);
    CHECK(pool.close_idle() == 0);

    waters none("pool_idle=20");
    open(0);
    none.give_back(none.read());
    rest(60);
    place& used = none.read();
    CHECK(none.close_idle() == 0);  // what is in use is not idle
    none.give_back(used);
    rest(60);
    CHECK(none.close_idle() == 1);  // the one at hand too
    CHECK(none.standing == 0);
    none.give_back(none.read());
    CHECK(none.metrics().open == 1);
    here = &pool;
}

TEST_CASE("A connection that is kept goes to another thread, and is used by one at a time") {
    for (int round = 0; round < 200; ++round) {
        waters pool("pool_max=1");
        lease kept(pool, {}, il::access::reads);
        kept.keep(pool);
        kept.leave();
        std::atomic<int> both{0};
        const auto use = [&](fake_connection& c) {
            if (c.users++ != 0) ++both;
            ++c.steps;  // a race, if there is one
            if (round % 8 == 0) std::this_thread::yield();
            --c.users;
        };
        std::thread reader([&] {
            for (int i = 0; i < 50; ++i) {
                const il::detail::use_of<lease> now(kept);
                use(*kept);
            }
            kept.give_back();
            for (int i = 0; i < 50; ++i) {  // who has read the last of it may have it as its own yet
                const lease query(pool, {}, il::access::reads);
                use(*query);
            }
        });
        int queries = 0;
        for (; queries < 20; ++queries) {  // of the kept one at first, and when it has come back
            const lease query(pool, {}, il::access::reads);
            use(*query);
        }
        reader.join();
        CHECK(both == 0);
        CHECK(pool.opened == 1);
        CHECK(pool.metrics().leased == 0);
        const lease last(pool, {}, il::access::reads);
        CHECK((*last).steps == 100 + queries);
    }
}

TEST_CASE("Of two kept leases of one connection each has its turn, whatever threads they are on") {
    waters pool("pool_max=1");
    lease first(pool, {}, il::access::reads);
    first.leave();
    lease second(pool, {}, il::access::reads);
    second.leave();
    CHECK(&*first == &*second);
    const auto use = [](lease& kept) {
        for (int i = 0; i < 2000; ++i) {
            const il::detail::use_of<lease> now(kept);
            const il::detail::use_of<lease> within(kept);
            ++(*kept).steps;
        }
    };
    std::thread other([&] { use(first); });
    use(second);
    other.join();
    CHECK((*first).steps == 4000);
    first.give_back();
    CHECK(pool.metrics().leased == 1);
    use(second);
    second.give_back();
    CHECK(pool.metrics().leased == 0);
}

TEST_CASE("Beside one that writes others read") {
    waters pool("pool_max=3", il::sharing::one_writer);
    place& writer = pool.write();
    CHECK(writer.connection->writes);
    place& reader = pool.read();
    CHECK_FALSE(reader.connection->writes);
    std::atomic<bool> wrote{false};
    std::thread second([&] {
        place& mine = pool.write();
        wrote = true;
        pool.give_back(mine);
    });
    REQUIRE(pool.come_to_wait(1));
    CHECK_FALSE(wrote);
    pool.give_back(writer);
    second.join();
    CHECK(wrote);
    pool.give_back(reader);
    CHECK(pool.opened == 2);
}

TEST_CASE("A thread with a transaction may not write beside it, nor begin another one") {
    waters pool("");
    place& tx = pool.lease_for_transaction(il::access::writes);
    CHECK(thrown<il::usage_error>([&] { pool.write(); }).alias() == "gems");
    CHECK_THROWS_AS(pool.lease_for_transaction(il::access::writes), il::usage_error);
    CHECK_THROWS_AS(pool.lease_for_transaction(il::access::reads), il::usage_error);
    place& read = pool.read();
    CHECK(&read != &tx);
    pool.give_back(read);
    std::thread([&] { pool.give_back(pool.write()); }).join();
    pool.end_transaction(tx);
    pool.give_back(pool.write());

    waters single("pool_max=1");
    place& only = single.lease_for_transaction(il::access::writes);
    CHECK_THROWS_AS(single.read(), il::usage_error);
    CHECK(single.metrics().waiting == 0);
    single.end_transaction(only);
    single.give_back(single.read());
    here = &pool;
}

TEST_CASE("No connection is ever in two hands") {
    for (const il::sharing kind : {il::sharing::many, il::sharing::one_writer}) {
        waters pool("pool_max=4", kind);
        std::atomic<int> shared{0}, leases{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 16; ++i)
            threads.emplace_back([&, i] {
                for (int n = 0; n < 300; ++n) {
                    place& mine = (n + i) % 3 == 0 ? pool.write() : pool.read();
                    if (mine.connection->users++ != 0) ++shared;
                    if (n % 64 == 0) std::this_thread::yield();
                    --mine.connection->users;
                    ++leases;
                    pool.give_back(mine);
                }
            });
        for (std::thread& t : threads) t.join();
        CHECK(shared == 0);
        CHECK(leases == 16 * 300);
        CHECK(pool.opened <= 4);
        const il::pool_metrics m = pool.metrics();
        CHECK(m.leased == 0);
        CHECK(m.waiting == 0);
        CHECK(m.timeouts == 0);
        CHECK(m.open == pool.standing);
    }
}

TEST_CASE("Nobody waits in vain while idle connections are put aside") {
    // leases are short: who has waited for ten seconds has been forgotten
    waters pool("pool_max=2&pool_wait=10000");
    std::atomic<bool> over{false};
    std::atomic<int> forgotten{0};
    std::vector<std::thread> all;
    for (int t = 0; t < 6; ++t)
        all.emplace_back([&] {
            for (int i = 0; i < 20'000; ++i) {
                try {
                    place& mine = pool.read();
                    if (i % 64 == 0) std::this_thread::yield();  // others come to stand in line
                    pool.give_back(mine);
                } catch (const il::pool_timeout&) {
                    ++forgotten;
                }
            }
        });
    std::thread closer([&] {
        while (!over) (void)pool.close_idle();  // none of which is old enough
    });
    for (std::thread& one : all) one.join();
    over = true;
    closer.join();
    CHECK(forgotten == 0);
    CHECK(pool.metrics().leased == 0);
    CHECK(pool.metrics().waiting == 0);
    pool.close_unleased();
    CHECK(pool.standing == 0);
}

TEST_CASE("More threads than connections: all come to their turn, and each connection is idle at the end") {
    waters pool("pool_max=3");
    std::atomic<int> leases{0};
    std::vector<std::thread> all;
    for (int t = 0; t < 16; ++t)
        all.emplace_back([&] {
            for (int i = 0; i < 5'000; ++i) {
                place& mine = pool.read();
                ++leases;
                pool.give_back(mine);
            }
        });
    for (std::thread& one : all) one.join();
    CHECK(leases == 16 * 5'000);
    const il::pool_metrics m = pool.metrics();
    CHECK(m.open <= 3);
    CHECK(m.leased == 0);
}

TEST_CASE("What a URL says of the pool is checked") {
    const auto read = [](const char* parameters) {
        return il::pool_settings::read(il::url::parse("sqlite:a.db?" + std::string(parameters)));
    };
    const il::pool_settings all =
        read("pool_min=1&pool_max=4&mode=ro&pool_wait=5&pool_idle=6&pool_lifetime=7&pool_check=8");
    CHECK(all.min == 1);
    CHECK(all.max == 4);
    CHECK(all.wait == 5);
    CHECK(all.idle == 6);
    CHECK(all.lifetime == 7);
    CHECK(all.check == 8);
    CHECK(read("mode=ro").max == 10);
    for (const char* wrong :
         {"pool_max=0", "pool_max=", "pool_max=-1", "pool_max=4x", "pool_max=10001", "pool_size=4",
          "pool_wait=86400001", "pool_wait=1.5", "pool_min=11", "pool_max=99999999999999999999"})
        CHECK_THROWS_AS(read(wrong), il::configuration_error);
}

TEST_CASE("What is wrong with a parameter of the pool is said without a piece of the password") {
    for (const char* text :
         {"postgresql://ann:x?pool_secret=1@host/db", "postgresql://host/db?password=x&pool_secret=1",
          "postgresql://h/db?pool_max=secret"}) {
        INFO(text);
        const auto e =
            thrown<il::configuration_error>([&] { (void)il::pool_settings::read(il::url::parse(text)); });
        CHECK_THAT(e.what(), !ContainsSubstring("secret"));
    }
}
