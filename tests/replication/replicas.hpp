// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/interlock.hpp>
#include <interlock/postgres.hpp>
#include <interlock/replicas.hpp>
#include <interlock/sqlite.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

// A primary and two standbys of it, which are paused, delayed, killed and started again.

namespace il = interlock;

template <class Backend>
struct ledger_on : il::database<"ledger", Backend> {};
using ledger = ledger_on<il::postgres>;

struct Entry {
    std::int64_t id = 0;
    std::int64_t amount = 0;
};

template <>
struct interlock::model<Entry> {
    using fields = il::fields<il::field<&Entry::id, il::primary_key>, il::field<&Entry::amount>>;
};

template <class Db>
using books_on =
    il::service<il::databases<Db>, il::models<Entry>, il::routers<il::replicated<Db, il::replicas<2>>>>;
using books = books_on<ledger>;

inline std::string from_environment(const std::string& name) {
    const char* const value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0')
        FAIL(name << " is not set: run the tests inside pg-cluster --replicas 2");
    return value;
}
inline std::string standby_url(int number) {
    return from_environment("PG_REPLICA" + std::to_string(number) + "_URI");
}

/// Does something to a server, such as `crash replica0`; see support/pg-cluster.
inline void control(const std::string& what) {
    const std::string command = "'" + from_environment("PG_CLUSTER_CTL") + "' ctl " + what;
    REQUIRE(std::system(command.c_str()) == 0);
}

/// Waits until something is so. What does not become so in half a minute never will.
inline bool becomes(const std::function<bool()>& is_so) {
    for (int i = 0; i < 3000; ++i) {
        if (is_so()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

/// A server on its own.
class server {
public:
    explicit server(const std::string& url) : db_(il::settings{{"ledger", url}}) {}

    std::string ask(const std::string& text) {
        return db_.template raw<ledger, il::writes, std::string>("SELECT (" + text + ")::text").one();
    }
    void pause() {
        (void)ask("SELECT 1 FROM pg_wal_replay_pause()");
        REQUIRE(becomes([&] { return ask("SELECT pg_get_wal_replay_pause_state()") == "paused"; }));
    }
    void resume() { (void)ask("SELECT 1 FROM pg_wal_replay_resume()"); }
    std::int64_t rows() {
        try {
            return db_.template from<Entry>().count();
        } catch (const il::schema_mismatch&) {  // not even the table is there yet
            return -1;
        }
    }

private:
    using alone = il::service<il::databases<ledger>, il::models<Entry>, il::routers<il::route_rest<ledger>>>;
    il::session<alone> db_;
};

/// Where statements went.
struct places {
    std::atomic<int> reads[2]{}, source_reads{0}, writes{0}, replica_writes{0};
    std::atomic<int> whys{0};

    int replica_reads() const { return reads[0] + reads[1]; }
    auto counter() {
        return [this](const il::statement_event& e) {
            if (e.has_ended || e.model.empty()) return;
            const bool reads_only = e.sql.starts_with("SELECT");
            if (e.why.empty()) ++whys;
            if (e.role == il::role::replica) {
                ++reads[e.replica];
                if (!reads_only) ++replica_writes;
            } else if (reads_only) ++source_reads;
            else ++writes;
        };
    }
};

/// A session with both standbys, which have an empty table.
template <class Db = ledger>
struct replicated_session : il::session<books_on<Db>> {
    using base = il::session<books_on<Db>>;

    explicit replicated_session(const std::string& parameters = "")
        : base(il::settings{{"ledger", from_environment("PG_PRIMARY_URI") + parameters},
                            {"ledger.replica0", standby_url(0) + parameters},
                            {"ledger.replica1", standby_url(1) + parameters}}) {
        il::create_tables(*this);
        this->template remove<Entry>().run();
        this->insert(Entry{1, 0});
        for (int i = 0; i < 2; ++i) {
            server standby(standby_url(i));
            REQUIRE(becomes([&] { return standby.rows() == 1; }));
        }
        this->template replicas<Db>().limit({.max_lag = 0, .check = 50, .out = 50, .most_out = 200});
        REQUIRE(becomes([&] { return is_good(0) && is_good(1); }));
    }
    /// Somebody has to read for that to change.
    il::replica_state state(int number) {
        (void)this->template find<Entry>(1);
        for (const il::replica_info& r : this->template replicas<Db>().list())
            if (r.number == number) return r.state;
        return il::replica_state::leaving;
    }
    bool is_good(int number) { return state(number) == il::replica_state::good; }
};

/// Runs a function in several threads until they are stopped.
class load {
public:
    load(int threads, std::function<void(int)> work) {
        for (int i = 0; i < threads; ++i)
            threads_.emplace_back([this, work, i] {
                while (!done_) {
                    try {
                        work(i);
                        ++rounds_;
                    } catch (const std::exception& e) {
                        if (++failures_ == 1) first_ = e.what();
                        std::this_thread::sleep_for(std::chrono::milliseconds(1));
                    }
                }
            });
    }
    load(const load&) = delete;
    load& operator=(const load&) = delete;
    ~load() { stop(); }

    void stop() {
        done_ = true;
        for (std::thread& t : threads_) t.join();
        threads_.clear();
    }
    /// Waits until so many more rounds have been.
    void pass(int rounds) {
        const int until = rounds_ + rounds;
        REQUIRE(becomes([&] { return rounds_ >= until; }));
    }
    int failures() const { return failures_; }
    /// After stop().
    const std::string& first_failure() const { return first_; }

private:
    std::atomic<bool> done_{false};
    std::atomic<int> rounds_{0}, failures_{0};
    std::string first_;
    std::vector<std::thread> threads_;
};
