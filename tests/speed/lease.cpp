// SPDX-License-Identifier: BSL-1.0
#include "ratio.hpp"

#include "support/catch.hpp"

#include <interlock/backend/sharing.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/session/lease.hpp>
#include <interlock/session/pool.hpp>
#include <interlock/session/statement_report.hpp>

#include <string>
#include <string_view>

// What the way to a connection costs, as a ratio to an uncontended mutex and a look at the clock: about 25 ns where the
// lease of a server's connection is as much, and 200 ns the budget (bench/README.md). A call of the system, an
// allocation or another lock on the way is noticed, a busy machine is not.

namespace il = interlock;

namespace {

template <bool CanBreak>
struct idle_connection {
    static constexpr bool can_break = CanBreak;

    idle_connection(std::string_view, const il::url&, il::access) {}
    idle_connection(const idle_connection&) = delete;
    idle_connection& operator=(const idle_connection&) = delete;

    static il::sharing sharing_of(const il::url&) { return il::sharing::many; }
    static std::string_view alias() { return "gems"; }
    static bool answers(bool) noexcept { return true; }
    static bool restore() noexcept { return true; }

    il::detail::statement_watch* watch = nullptr;
};

template <class Connection>
struct waters : il::detail::pool<Connection> {
    waters() { this->configure("gems", il::url::parse("fake:there")); }
    void use() {
        const il::detail::lease<Connection> one(*this, {}, il::access::reads);
        look_at(*one);
    }
    void report() {
        const il::detail::lease<Connection> one(*this, {}, il::access::reads);
        il::detail::statement_report statement(*one, "Gem", "SELECT");
        look_at(statement);
        statement.end(1);
    }
};

struct counting_hook final : il::detail::statement_hook {
    int calls = 0;
    void call(const il::statement_event&) noexcept override { ++calls; }
};

}  // namespace

TEMPLATE_TEST_CASE("A lease of an idle connection and its return cost no more than a few locks", "",
                   idle_connection<false>, idle_connection<true>) {
    waters<TestType> pool;
    pool.use();
    const double r = ratio([&] { pool.use(); }, lock_and_clock());
    INFO("ratio " << r);
    CHECK(r < 3);
    CHECK(pool.metrics().opened == 1);
}

TEST_CASE("A statement costs next to nothing more where nobody watches") {
    waters<idle_connection<true>> pool;
    pool.use();
    const double unwatched = ratio([&] { pool.report(); }, [&] { pool.use(); });
    INFO("ratio " << unwatched);
    CHECK(unwatched < 1.6);
    counting_hook hook;
    pool.watch(&hook);
    const double watched = ratio([&] { pool.report(); }, [&] { pool.use(); });
    INFO("watched " << watched);
    CHECK(watched > unwatched);  // the clock and the hook, twice
    CHECK(hook.calls == 2 * rounds * calls);
}
