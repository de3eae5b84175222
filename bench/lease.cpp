// SPDX-License-Identifier: BSL-1.0
// What it costs to lease a connection that is idle and to give it back, with nobody else about, and to report a
// statement that nobody watches: nanoseconds, the least of several rounds, beside a mutex and a look at the clock. Then
// what it costs on top of that to choose one of two replicas.
//
//   lease [LIMIT]    exit 1 when a lease exceeds LIMIT nanoseconds; 2 when something failed
//
// PostgreSQL is the server that PG_PRIMARY_URI names, if there is one.
#include "temporary_folder.hpp"

#include <interlock/interlock.hpp>
#include <interlock/replicas.hpp>
#include <interlock/sqlite.hpp>
#if BENCH_WITH_POSTGRES
#include <interlock/postgres.hpp>
#endif

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <string>

#include <sys/socket.h>
#include <unistd.h>

namespace il = interlock;

namespace {

using clock_type = std::chrono::steady_clock;

struct stone {
    int id = 0;
};

/// The least time of one call in so many rounds of so many calls, in nanoseconds.
template <class Function>
double least(int rounds, int calls, Function f) {
    double best = 1e9;
    for (int round = 0; round < rounds; ++round) {
        const auto begun = clock_type::now();
        for (int i = 0; i < calls; ++i) f();
        const std::chrono::duration<double, std::nano> took = clock_type::now() - begun;
        best = std::min(best, took.count() / calls);
    }
    return best;
}
template <class Function>
double least(Function f) {
    return least(25, 20'000, f);
}

/// The same of single calls, each after ten milliseconds in which other things are done.
template <class Function>
double least_after_a_pause(Function f) {
    double best = 1e9;
    for (int round = 0; round < 200; ++round) {
        const auto until = clock_type::now() + std::chrono::milliseconds(10);
        while (clock_type::now() < until) {
        }
        best = std::min(best, least(1, 1, f));
    }
    return best;
}

/// What does nothing with the connection that it was given.
struct nothing {
    template <class Backend, class Connection>
    static void run(Connection& c) {
        asm volatile("" : : "r"(&c) : "memory");
    }
};
/// And what reports a statement on it.
struct report {
    template <class Backend, class Connection>
    static void run(Connection& c) {
        il::detail::statement_report statement(c, "stone", "SELECT");
        asm volatile("" : : "r"(&statement) : "memory");
        statement.end(1);
    }
};

/// On which nothing comes.
class quiet_socket {
public:
    quiet_socket() {
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends_) != 0) throw std::runtime_error("no sockets");
    }
    quiet_socket(const quiet_socket&) = delete;
    quiet_socket& operator=(const quiet_socket&) = delete;
    ~quiet_socket() {
        close(ends_[0]);
        close(ends_[1]);
    }
    void look() const {
        char byte;
        if (recv(ends_[0], &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0) throw std::runtime_error("news");
    }

private:
    int ends_[2]{};
};

bool exceeded = false;

void print(const char* what, double nanoseconds, double limit = 0) {
    const bool over = limit > 0 && nanoseconds > limit;
    exceeded = exceeded || over;
    std::printf("%-52s %7.1f ns%s\n", what, nanoseconds, over ? "  OVER THE LIMIT" : "");
}

}  // namespace

template <>
struct interlock::model<stone> {
    using fields = il::fields<il::field<&stone::id, il::primary_key>>;
};

template <class Backend>
struct quarry : il::database<"quarry", Backend> {};

template <class Backend>
class quarry_session {
public:
    explicit quarry_session(const std::string& url) : session_{il::settings{{"quarry", url}}} {
        (void)on().template perform<nothing>();  // opens a connection, and makes the file
    }
    auto on() { return session_.template executor_of<quarry<Backend>>(); }

private:
    using service = il::service<il::databases<quarry<Backend>>, il::models<stone>,
                                il::routers<il::route_rest<quarry<Backend>>>>;
    il::session<service> session_;
};

/// Two replicas, which are the file itself.
class replicated_quarry {
public:
    explicit replicated_quarry(const std::string& url)
        : session_{il::settings{{"quarry", url}, {"quarry.replica0", url}, {"quarry.replica1", url}}} {
        il::create_tables(session_);
        for (int i = 0; i < 10; ++i) (void)session_.find<stone>(1);
    }
    auto on() { return session_.executor_of<il::replica<quarry<il::sqlite>>>(); }

private:
    using service = il::service<il::databases<quarry<il::sqlite>>, il::models<stone>,
                                il::routers<il::replicated<quarry<il::sqlite>, il::replicas<2>>>>;
    il::session<service> session_;
};

int main(int count, char** arguments) try {
    const double limit = count > 1 ? std::atof(arguments[1]) : 0;
    std::mutex mutex;
    print("an uncontended std::mutex and steady_clock", least([&] {
              const std::lock_guard lock(mutex);
              asm volatile("" : : "r"(clock_type::now().time_since_epoch().count()));
          }));
    const bench::temporary_folder folder;
    quarry_session<il::sqlite> memory("sqlite::memory:"), file("sqlite://" + folder.path() + "/quarry.db");
    const auto in_memory = memory.on(), in_file = file.on();
    const double lease = least([&] { in_memory.perform<nothing>(); });
    print("SQLite in memory", lease, limit);
    print("SQLite file, the one that writes", least([&] { in_file.perform<nothing>(); }), limit);
    const double file_lease = least([&] { in_file.perform_read<nothing>(); });
    print("SQLite file, one that reads", file_lease, limit);
    replicated_quarry replicas("sqlite://" + folder.path() + "/quarry.db");
    const auto on_replicas = replicas.on();
    print("the choice of one of two replicas",
          least([&] { on_replicas.perform_read<nothing>(); }) - file_lease, limit);
#if BENCH_WITH_POSTGRES
    if (const char* const url = std::getenv("PG_PRIMARY_URI")) {
        quarry_session<il::postgres> server(url);
        const auto on_server = server.on();
        print("PostgreSQL", least([&] { on_server.perform<nothing>(); }), limit);
        // one that was idle for a while is looked at, whether the server has said something: a call of the system's,
        // which is most of it
        const quiet_socket quiet;
        print("a look at a socket, after 10 ms without one", least_after_a_pause([&] { quiet.look(); }));
        print("PostgreSQL, after 10 ms without use",
              least_after_a_pause([&] { on_server.perform<nothing>(); }));
    } else std::puts("PostgreSQL: PG_PRIMARY_URI names none");
#endif
    print("a statement's report where nobody watches", least([&] { in_memory.perform<report>(); }) - lease,
          limit);
    return exceeded ? 1 : 0;
} catch (const std::exception& e) {
    std::fprintf(stderr, "lease: %s\n", e.what());
    return 2;
}
