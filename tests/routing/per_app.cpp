// SPDX-License-Identifier: BSL-1.0
#include "toolchain.hpp"

#include "support/catch.hpp"

#include <concepts>
#include <string>
#include <vector>

using il::may_exist_in;
using il::may_relate;
using il::read_database;
using il::verdict;
using il::write_database;
using production = il::profile::production;
using development = il::profile::development;

namespace {

/// Whether an app's models are read from a database, written to it, and may exist in no other of these.
template <class Service, il::fixed_string App, class Db, class... Others>
constexpr bool lives_in = std::same_as<read_database<Service, Row<App>>, Db>&&
                              std::same_as<write_database<Service, Row<App>>, Db>&&
                                  may_exist_in<Service, Db, Row<App>> &&
                          (!may_exist_in<Service, Others, Row<App>> && ...);

template <class Service, il::fixed_string... Apps>
constexpr bool lists = (Service::template lists_model<Row<Apps>> && ...);
template <class Service, il::fixed_string... Apps>
constexpr bool lists_none_of = (!Service::template lists_model<Row<Apps>> && ...);

using buildsense_api = toolchain<"buildsense/api", il::databases<buildsense, users>>;
using buildsense_workflow = toolchain<"buildsense/workflow", il::databases<buildsense, users>>;
using crawler_maven = toolchain<"crawler/maven", il::databases<maven, users>>;
using crawler_pypi = toolchain<"crawler/pypi", il::databases<pypi, users>>;
using crawler_pypi_changes = toolchain<"crawler/pypi/changelog", il::databases<pypi>>;
using packagerepo_pypi = toolchain<"packagerepo/pypi", il::databases<pypi, users>>;
using users_ui = toolchain<"users/ui", il::databases<users>>;
using servicerouter = toolchain<"servicerouter", il::databases<users>>;
using dependency_api = toolchain<"dependency/api", il::databases<dependency, users>>;
using scm_service = toolchain<"scm/integration", il::databases<scm_integration, users>>;
using demos_site = toolchain<"pants_demos/site", il::databases<pants_demos>>;
using oss_service = toolchain<"oss_metrics/workflow", il::databases<oss_metrics, users>>;
using payments_service = toolchain<"payments/workflow", il::databases<payments, users>>;
using notifier = toolchain<"notifications/workflow", il::databases<notifications, users>>;

}  // namespace

static_assert(il::verify<buildsense_api>() && il::verify<crawler_maven>() && il::verify<crawler_pypi>());
static_assert(il::verify<crawler_pypi_changes>() && il::verify<packagerepo_pypi>());
static_assert(il::verify<users_ui>() && il::verify<servicerouter>() && il::verify<dependency_api>());
static_assert(il::verify<scm_service>() && il::verify<demos_site>() && il::verify<oss_service>());
static_assert(il::verify<payments_service>() && il::verify<notifier>());
static_assert(il::verify<toolshed<production>>() && il::verify<toolshed<development>>());

// --- the table: each app of each database, in a service that has it ---
static_assert(lives_in<buildsense_api, "buildsense", buildsense, users>);
static_assert(lives_in<buildsense_api, "ingestion", buildsense, users>);
static_assert(lives_in<buildsense_api, "workflow", buildsense, users>);

static_assert(lives_in<crawler_maven, "crawlerbase", maven, users>);
static_assert(lives_in<crawler_maven, "crawlermaven", maven, users>);
static_assert(lives_in<crawler_maven, "packagerepomaven", maven, users>);
static_assert(lives_in<crawler_maven, "webresource", maven, users>);
static_assert(lives_in<crawler_maven, "workflow", maven, users>);

static_assert(lives_in<crawler_pypi, "packagerepopypi", pypi, users>);
static_assert(lives_in<crawler_pypi, "webresource", pypi, users>);
static_assert(lives_in<crawler_pypi, "crawlerbase", pypi, users>);
static_assert(lives_in<crawler_pypi, "crawlerpypi", pypi, users>);
static_assert(lives_in<crawler_pypi, "workflow", pypi, users>);
static_assert(lists<crawler_pypi_changes, "crawlerbase", "crawlerpypi", "workflow">);
static_assert(lives_in<packagerepo_pypi, "packagerepopypi", pypi, users>);
static_assert(lists_none_of<packagerepo_pypi, "crawlerbase", "crawlerpypi", "workflow">);

static_assert(lives_in<users_ui, "sessions", users> && lives_in<users_ui, "site", users>);
static_assert(lives_in<users_ui, "admin", users> && lives_in<users_ui, "auth", users>);
static_assert(lives_in<users_ui, "users", users> && lives_in<users_ui, "workflow", users>);
static_assert(lives_in<servicerouter, "sessions", users> && lives_in<servicerouter, "users", users>);
static_assert(lists_none_of<servicerouter, "admin", "auth", "workflow">);
static_assert(lives_in<buildsense_api, "sessions", users, buildsense>);
static_assert(lives_in<buildsense_api, "site", users, buildsense>);
static_assert(lists_none_of<buildsense_api, "admin", "auth", "users">);

static_assert(lives_in<dependency_api, "dependency", dependency, users>);
static_assert(lives_in<dependency_api, "workflow", dependency, users>);
static_assert(lives_in<scm_service, "bitbucket_integration", scm_integration, users>);
static_assert(lives_in<scm_service, "github_integration", scm_integration, users>);
static_assert(lives_in<scm_service, "workflow", scm_integration, users>);
static_assert(lives_in<demos_site, "pants_demos_depgraph", pants_demos>);
static_assert(lives_in<demos_site, "workflow", pants_demos>);
static_assert(lives_in<oss_service, "bugout_integration", oss_metrics, users>);
static_assert(lives_in<oss_service, "oss_metrics", oss_metrics, users>);
static_assert(lives_in<oss_service, "workflow", oss_metrics, users>);
static_assert(lives_in<payments_service, "amberflo_integration", payments, users>);
static_assert(lives_in<payments_service, "stripe_integration", payments, users>);
static_assert(lives_in<payments_service, "workflow", payments, users>);
static_assert(lives_in<notifier, "email_notifications", notifications, users>);
static_assert(lives_in<notifier, "workflow", notifications, users>);

// --- the same app goes to different databases in different services ---
static_assert(std::same_as<read_database<buildsense_api, Row<"workflow">>, buildsense>);
static_assert(std::same_as<read_database<buildsense_workflow, Row<"workflow">>, buildsense>);
static_assert(std::same_as<read_database<crawler_maven, Row<"workflow">>, maven>);
static_assert(std::same_as<read_database<users_ui, Row<"workflow">>, users>);

// --- what several databases share: there in each of them, and in one it is that ---
static_assert(may_exist_in<buildsense_api, buildsense, Row<"contenttypes">> &&
              may_exist_in<buildsense_api, users, Row<"contenttypes">>);
static_assert(lives_in<users_ui, "contenttypes", users>);
static_assert(
    std::same_as<read_database<buildsense_api, Row<"contenttypes">>, il::detail::several_databases>);

// --- the admin service: workflow is in every database, other shared apps where their routers say ---
using admin = toolshed<production>;
static_assert(may_exist_in<admin, buildsense, Row<"workflow">> &&
              may_exist_in<admin, maven, Row<"workflow">> && may_exist_in<admin, pypi, Row<"workflow">> &&
              may_exist_in<admin, users, Row<"workflow">> &&
              may_exist_in<admin, dependency, Row<"workflow">> &&
              may_exist_in<admin, scm_integration, Row<"workflow">> &&
              may_exist_in<admin, oss_metrics, Row<"workflow">> &&
              may_exist_in<admin, payments, Row<"workflow">> &&
              may_exist_in<admin, notifications, Row<"workflow">>);
static_assert(may_exist_in<admin, maven, Row<"crawlerbase">> &&
              may_exist_in<admin, pypi, Row<"crawlerbase">>);
static_assert(!may_exist_in<admin, users, Row<"crawlerbase">>);
static_assert(may_exist_in<admin, maven, Row<"webresource">> &&
              may_exist_in<admin, pypi, Row<"webresource">>);
static_assert(!may_exist_in<admin, payments, Row<"webresource">>);
static_assert(lives_in<admin, "auth", users, buildsense, maven, pypi>);
static_assert(lives_in<admin, "crawlerpypi", pypi, maven, users>);

// --- what one of several may be related to ---
static_assert(may_relate<admin, Row<"auth">, Row<"contenttypes">> &&
              may_relate<admin, Row<"contenttypes">, Row<"auth">>);
static_assert(may_relate<admin, Row<"workflow">, Row<"crawlerbase">>);
static_assert(may_relate<admin, Row<"crawlermaven">, Row<"webresource">>);
static_assert(!may_relate<admin, Row<"auth">, Row<"webresource">>);
static_assert(!may_relate<admin, Row<"auth">, Row<"crawlermaven">>);
static_assert(!il::same_database<admin, Row<"workflow">, Row<"workflow">>);

// --- databases of the development profile are in no program of another one ---
static_assert(toolshed<development>::lists_database<pants_demos>);
static_assert(!toolshed<production>::lists_database<pants_demos>);
static_assert(lives_in<toolshed<development>, "pants_demos_depgraph", pants_demos, users>);
static_assert(lists_none_of<toolshed<production>, "pants_demos_depgraph">);
static_assert(!may_exist_in<toolshed<production>, pants_demos, Row<"workflow">>);
static_assert(std::same_as<il::databases_for<production, maven, il::only_in<development, pypi, users>>,
                           il::databases<maven>>);
static_assert(std::same_as<il::databases_for<development, maven, il::only_in<development, pypi, users>>,
                           il::databases<maven, pypi, users>>);

// --- the four answers come from one declaration ---
using to_pypi = pypi::router<"packagerepo/pypi">;
static_assert(std::same_as<to_pypi, il::per_app<pypi, "packagerepopypi", "webresource">>);
static_assert(std::same_as<pypi::router<"toolshed">, il::per_app<pypi, "packagerepopypi", "webresource",
                                                                 "crawlerbase", "crawlerpypi", "workflow">>);
static_assert(std::same_as<users::router<"servicerouter">, il::per_app<users, "sessions", "site", "users">>);
static_assert(std::same_as<decltype(to_pypi::db_for_read<Row<"webresource">>()), il::use_t<pypi>>);
static_assert(std::same_as<decltype(to_pypi::db_for_write<Row<"webresource">>()), il::use_t<pypi>>);
static_assert(std::same_as<decltype(to_pypi::db_for_read<Row<"workflow">>()), il::pass_t>);
static_assert(std::same_as<decltype(to_pypi::db_for_write<Row<"workflow">>()), il::pass_t>);
static_assert(to_pypi::allow_migrate<pypi, Row<"webresource">>() == verdict::allow);
static_assert(to_pypi::allow_migrate<pypi, Row<"workflow">>() == verdict::deny);
static_assert(to_pypi::allow_migrate<users, Row<"workflow">>() == verdict::pass);
static_assert(to_pypi::allow_relation<Row<"webresource">, Row<"packagerepopypi">>() == verdict::allow);
static_assert(to_pypi::allow_relation<Row<"webresource">, Row<"workflow">>() == verdict::pass);

// --- an app outside its set never migrates there, whatever routers after it say ---
namespace {
struct migrates_everywhere {
    template <class Db, class M>
    static constexpr verdict allow_migrate() {
        return verdict::allow;
    }
};
using lenient = il::service<il::databases<pypi, users>, il::models<Row<"webresource">, Row<"auth">>,
                            il::routers<to_pypi, il::per_app<users, "auth">, migrates_everywhere>>;
}  // namespace
static_assert(!may_exist_in<lenient, pypi, Row<"auth">> && !may_exist_in<lenient, users, Row<"webresource">>);

// --- names with a star ---
static_assert(il::name_is<"crawler/pypi", "crawler/pypi*"> && il::name_is<"crawler/pypi/x", "crawler/pypi*">);
static_assert(!il::name_is<"crawler/pyp", "crawler/pypi*"> &&
              !il::name_is<"my/crawler/pypi", "crawler/pypi*">);
static_assert(il::name_is<"users/ui", "toolshed", "users/*"> && !il::name_is<"users", "users/*">);
static_assert(il::name_is<"a/b/c", "a/*/c"> && !il::name_is<"a/b/d", "a/*/c"> && il::name_is<"", "*">);

TEST_CASE("The routing table tells in which databases a shared model is, and that none of them is its own") {
    constexpr auto routes = il::routing_table<admin>();
    std::vector<std::string> homes;
    for (const auto& route : routes) {
        if (route.table != &il::table_of<Row<"webresource">>()) continue;
        CHECK(route.read.empty());
        CHECK(route.write.empty());
        for (std::size_t i = 0; i < route.home_count; ++i) homes.emplace_back(route.homes[i]);
    }
    CHECK(homes == std::vector<std::string>{"maven", "pypi"});
}

TEST_CASE("Every app of the admin service has a home, and those of the other profile are not among them") {
    for (const auto& route : il::routing_table<admin>()) {
        CHECK(route.home_count >= 1);
        for (std::size_t i = 0; i < route.home_count; ++i) CHECK(route.homes[i] != "pants_demos");
        CHECK(route.read.empty() == (route.home_count > 1));
    }
    CHECK(il::routing_table<admin>().size() + 1 == il::routing_table<toolshed<development>>().size());
}
