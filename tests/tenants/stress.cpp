// SPDX-License-Identifier: BSL-1.0
#include "polls.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

// Eight threads and fifty tenants, with fewer connections than tenants, for INTERLOCK_LOAD_SECONDS (1 where nothing is said;
// for each way to keep tenants apart). Each row holds the name of its tenant: none may be seen by another one.

using il::col;

namespace {

using clock_type = std::chrono::steady_clock;
constexpr int threads = 8, tenants = 50;

std::chrono::duration<double> seconds() {
    const char* const wanted = std::getenv("INTERLOCK_LOAD_SECONDS");
    return std::chrono::duration<double>(wanted != nullptr ? std::atof(wanted) : 1);
}
std::string name_of(int tenant) { return "tenant-" + std::to_string(tenant); }
std::vector<std::string> all_names() {
    std::vector<std::string> names;
    for (int t = 0; t < tenants; ++t) names.push_back(name_of(t));
    return names;
}

/// What the threads did, and what of it was wrong.
struct outcome {
    std::atomic<std::int64_t> wrong{0}, done{0}, written{0}, lost{0};
    std::atomic<std::int64_t> rows[tenants]{};
};

/// One thing that is done as a tenant.
template <class Database, class Tenant>
void act(Tenant& tenant, int number, unsigned dice, outcome& all) {
    const std::string name = name_of(number);
    const auto see = [&](const std::string& question) { all.wrong += question != name; };
    switch (dice % 8) {
        case 0:
            tenant.insert(Poll{0, name, number});
            ++all.rows[number];
            ++all.written;
            break;
        case 1:
            tenant.template transaction<Database>([&](auto& tx) {
                tx.insert_many(std::vector<Poll>{{0, name, number}, {0, name, number}});
                for (const Poll& p : tx.template from<Poll>().limit(20).all()) see(p.question);
            });
            all.rows[number] += 2;
            ++all.written;
            break;
        case 2: {
            auto tx = tenant.template begin<Database>();
            tx.insert(Poll{0, "never", number});
            tx.template update<Poll>().set(col<& Poll::question> = "never").run();
            break;  // and is taken back
        }
        case 3:
            for (const Poll& p : tenant.template from<Poll>().limit(20).stream()) see(p.question);
            break;
        case 4: all.wrong += tenant.template from<Poll>().where(col<&Poll::question> != name).count(); break;
        case 5:
            tenant.template update<Poll>()
                .set(col<& Poll::voter> = number)
                .where(col<&Poll::id> % 7 == 0)
                .run();
            ++all.written;
            break;
        case 6:
            for (const auto& [question, voter] :
                 tenant
                     .template raw<Database, il::reads, std::tuple<std::string, std::int64_t>>(
                         "SELECT question, voter FROM polls_poll LIMIT 10")
                     .all()) {
                see(question);
                all.wrong += voter != number;
            }
            break;
        default:
            if (const auto found = tenant.template find<Poll>(1 + dice / 8 % 10)) see(found->question);
    }
    ++all.done;
}

}  // namespace

TENANCY_CASE("Eight threads as fifty tenants never see or write a row of the wrong one") {
    using database = typename town<TestType>::database;
    town<TestType> db(all_names(), std::is_same_v<TestType, server_schemas> ? "pool_max=6"
                                   : std::is_same_v<TestType, files>        ? "pool_total=24"
                                                                            : "pool_total=12");
    outcome all;
    const auto end = clock_type::now() + seconds();
    std::vector<std::thread> team;
    for (int t = 0; t < threads; ++t)
        team.emplace_back([&, t] {
            std::mt19937 random(static_cast<unsigned>(t));
            while (clock_type::now() < end) {
                const int number = static_cast<int>(random() % tenants);
                try {
                    if (random() % 2 == 0) {
                        auto tenant = db->tenant(name_of(number));
                        for (int i = 0; i < 4; ++i)
                            act<database>(tenant, number, static_cast<unsigned>(random()), all);
                    } else {
                        const il::tenant_scope scope(name_of(number));
                        auto tenant = db->tenant();
                        act<database>(tenant, number, static_cast<unsigned>(random()), all);
                    }
                } catch (const il::busy&) {  // somebody waited for too long
                    ++all.lost;
                } catch (const il::transaction_conflict&) {  // two updates of the same rows
                    ++all.lost;
                }
            }
        });
    for (std::thread& t : team) t.join();

    const il::pool_metrics metrics = db->template metrics<database>();
    CHECK(all.wrong == 0);
    CHECK(all.done > threads);
    CHECK(all.lost * 10 < all.done);
    CHECK(metrics.leased == 0);
    CHECK(metrics.open <= 24);
    for (int t = 0; t < tenants; ++t) {
        auto tenant = db->tenant(name_of(t));
        CHECK(tenant.template from<Poll>().count() == all.rows[t]);
        CHECK(tenant.template from<Poll>().where(col<&Poll::question> == name_of(t)).count() == all.rows[t]);
    }
    if (std::getenv("INTERLOCK_LOAD_SECONDS") != nullptr)
        std::printf(
            "%lld done, of them %lld writes, and %lld lost against others; %lld connections opened, waited %lld times\n",
            static_cast<long long>(all.done), static_cast<long long>(all.written),
            static_cast<long long>(all.lost), static_cast<long long>(metrics.opened),
            static_cast<long long>(metrics.waits));
}

TEST_CASE("A thread's tenant is never another thread's") {
    std::atomic<std::int64_t> leaks{0}, checks{0};
    const auto end = clock_type::now() + seconds();
    std::vector<std::thread> team;
    for (int t = 0; t < threads; ++t)
        team.emplace_back([&, t] {
            std::mt19937 random(static_cast<unsigned>(t));
            const auto is_in_none = [] {
                try {
                    (void)il::current_tenant();
                    return false;
                } catch (const il::unknown_tenant&) {
                    return true;
                }
            };
            const auto nest = [&](const auto& self, int depth) -> void {
                const std::string name = name_of(static_cast<int>(random() % tenants));
                const il::tenant_scope scope(name);
                leaks += il::current_tenant() != name;
                if (depth < 5) try {
                        self(self, depth + 1);
                    } catch (int) {
                        leaks += il::current_tenant() != name;
                        if (random() % 2 == 0) throw;
                    }
                leaks += il::current_tenant() != name;
                ++checks;
                if (random() % 3 == 0) throw 1;
            };
            while (clock_type::now() < end) {
                leaks += !is_in_none();
                try {
                    nest(nest, 0);
                } catch (int) {
                }
                leaks += !is_in_none();
            }
        });
    for (std::thread& t : team) t.join();
    CHECK(leaks == 0);
    CHECK(checks > threads);
}

TENANCY_CASE("Threads that meet a tenant for the first time at once have one and the same") {
    const std::vector<std::string> names{"a", "b", "c", "d", "e"};
    town<TestType> db(names);
    for (const std::string& name : names) db->tenant(name).insert(Poll{0, name, 1});
    for (int round = 0; round < 5; ++round) {
        typename town<TestType>::session other(db.settings());  // which nobody tells of them
        std::atomic<int> wrong{0}, unknown{0};
        std::vector<std::thread> team;
        for (int t = 0; t < threads; ++t)
            team.emplace_back([&, t] {
                for (std::size_t i = 0; i < names.size(); ++i) {
                    const std::string& name = names[(i + static_cast<std::size_t>(t)) % names.size()];
                    wrong += questions(other.tenant(name).template from<Poll>().all()) != std::vector{name};
                    try {
                        (void)other.tenant("nobody");
                    } catch (const il::unknown_tenant&) {
                        ++unknown;
                    }
                }
            });
        for (std::thread& t : team) t.join();
        CHECK(wrong == 0);
        CHECK(unknown == threads * 5);
        CHECK(il::tenants_of<typename town<TestType>::database>(other).names() == names);
    }
}
