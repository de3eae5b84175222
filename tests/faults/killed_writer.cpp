// SPDX-License-Identifier: BSL-1.0
#include "faults.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

// A process that writes is killed, at random, again and again. What it had acknowledged is there, and no transaction
// is there in part.

namespace {

int rounds() {
    const char* const wanted = std::getenv("INTERLOCK_KILL_ROUNDS");
    return wanted != nullptr ? std::atoi(wanted) : 200;
}

/// Writes batches of three rows, and says the number of each after its commit, until it is killed.
template <class Db, class Service>
[[noreturn]] void write_until_killed(const std::string& url, std::int64_t batch, int say) {
    try {
        il::session<Service> db(il::settings{{Db::alias, url}});
        for (;; ++batch) {
            db.template transaction<Db>([&](auto& tx) {
                for (int i = 0; i < 3; ++i) tx.insert(Entry{0, batch});
            });
            if (::write(say, &batch, sizeof batch) != sizeof batch) _exit(1);
        }
    } catch (...) {
        _exit(2);
    }
}

template <class Db, class Service>
void kill_writers(const std::string& url, il::session<Service>& db) {
    std::mt19937 random(42);
    std::uniform_int_distribution<int> microseconds(0, 12'000);
    std::int64_t batch = 1;
    std::vector<std::int64_t> promised;
    for (int round = 0; round < rounds(); ++round) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const pid_t writer = ::fork();
        REQUIRE(writer >= 0);
        if (writer == 0) {
            ::close(ends[0]);
            write_until_killed<Db, Service>(url, batch, ends[1]);
        }
        ::close(ends[1]);
        pollfd first{ends[0], POLLIN, 0};
        ::poll(&first, 1, 10'000);  // it has begun
        ::usleep(static_cast<useconds_t>(microseconds(random)));
        ::kill(writer, SIGKILL);
        int status = 0;
        ::waitpid(writer, &status, 0);
        CHECK(WIFSIGNALED(status));
        std::int64_t said = 0, last = batch - 1;
        while (::read(ends[0], &said, sizeof said) == sizeof said) {
            CHECK(said == last + 1);
            last = said;
        }
        ::close(ends[0]);
        for (std::int64_t b = batch; b <= last; ++b) promised.push_back(b);
        batch = last + 2;  // one may have been committed, or be so yet, after the last that was acknowledged
    }
    CHECK(promised.size() > static_cast<std::size_t>(rounds()));
    using il::col;
    const auto batches = db.template from<Entry>().group_by(col<&Entry::batch>);
    CHECK(batches.having(il::count() != 3).select(col<&Entry::batch>).all().empty());
    std::vector<std::int64_t> stored;
    for (const auto& [which] : batches.select(col<&Entry::batch>).order_by(il::asc<&Entry::batch>).all())
        stored.push_back(which);
    CHECK(std::includes(stored.begin(), stored.end(), promised.begin(), promised.end()));
    CHECK(stored.size() <= promised.size() + static_cast<std::size_t>(rounds()));
}

}  // namespace

TEST_CASE("A writer to a server that is killed leaves whole transactions, and all that it acknowledged") {
    remote_session db;
    kill_writers<there>(from_environment("PG_PRIMARY_URI"), db);
}

TEST_CASE("A writer to a file that is killed leaves whole transactions, and all that it acknowledged") {
    const scratch folder;
    const std::string url = folder.url("a.db");
    il::session<local> db(il::settings{{"here", url}});
    il::create_tables(db);
    kill_writers<here>(url, db);
}
