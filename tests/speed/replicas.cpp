// SPDX-License-Identifier: BSL-1.0
#include "ratio.hpp"

#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/interlock.hpp>
#include <interlock/replicas.hpp>
#include <interlock/sqlite.hpp>

#include <string>

// What the choice of a replica costs, over the same read of a single database: 50 ns are the budget.

namespace il = interlock;

namespace {

struct quarry : il::database<"quarry", il::sqlite> {};
struct stone {
    int id = 0;
};
struct nothing {
    template <class, class Connection>
    static void run(Connection& c) {
        look_at(c);
    }
};

}  // namespace

template <>
struct interlock::model<stone> {
    using fields = il::fields<il::field<&stone::id, il::primary_key>>;
};

template <class Router>
using quarry_of = il::service<il::databases<quarry>, il::models<stone>, il::routers<Router>>;

TEST_CASE("The choice of a replica costs no more than two locks") {
    const scratch folder;
    const std::string url = folder.url("quarry.db");
    il::session<quarry_of<il::route_rest<quarry>>> plain{il::settings{{"quarry", url}}};
    il::create_tables(plain);
    il::session<quarry_of<il::replicated<quarry, il::replicas<2>>>> replicated{
        il::settings{{"quarry", url}, {"quarry.replica0", url}, {"quarry.replica1", url}}};
    (void)replicated.find<stone>(1);
    const auto on_plain = plain.executor_of<quarry>();
    const auto on_replicas = replicated.executor_of<il::replica<quarry>>();
    const double of_plain = ratio([&] { on_plain.perform_read<nothing>(); }, lock_and_clock());
    const double of_replicas = ratio([&] { on_replicas.perform_read<nothing>(); }, lock_and_clock());
    INFO("ratios " << of_plain << " and " << of_replicas);
    CHECK(of_replicas - of_plain < 2);
    CHECK(replicated.metrics<il::replica<quarry>>().opened == 2);
}
