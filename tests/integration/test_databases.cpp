// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <filesystem>

namespace {

struct Pebble {
    std::int64_t id = 0;
};

}  // namespace

template <>
struct interlock::model<Pebble> {
    using fields = il::fields<il::field<&Pebble::id, il::primary_key>>;
};

namespace {

struct rehearsal {
    static constexpr bool only_test_databases = true;
};

template <class Backend, class Profile = il::profile::testing>
using pebbles_in = il::session<il::service<il::databases<store<Backend>>, il::models<Pebble>,
                                           il::routers<il::route_rest<store<Backend>>>, Profile>>;
template <class Session>
std::int64_t count_at(const std::string& url) {
    Session db(il::settings{{"store", url}});
    il::create_tables(db);
    db.insert(Pebble{7});
    return db.template from<Pebble>().count();
}
bool names(const il::error& e, std::string_view text) {
    return std::string_view(e.what()).find(text) != std::string_view::npos;
}

}  // namespace

TEST_CASE("The name of a test database begins with test_ or ends in _test") {
    using il::detail::is_test_name;
    STATIC_REQUIRE(is_test_name("test_gems"));
    STATIC_REQUIRE(is_test_name("gems_test"));
    STATIC_REQUIRE(is_test_name("/var/lib/gems_test.sqlite3"));
    STATIC_REQUIRE(is_test_name("../test_gems.db"));
    STATIC_REQUIRE(is_test_name("test_gems_1"));
    STATIC_REQUIRE_FALSE(is_test_name("gems"));
    STATIC_REQUIRE_FALSE(is_test_name("latest_gems"));
    STATIC_REQUIRE_FALSE(is_test_name("gems_tested.db"));
    STATIC_REQUIRE_FALSE(is_test_name("/test_files/gems.db"));
    STATIC_REQUIRE_FALSE(is_test_name("gems.db_test"));
    STATIC_REQUIRE_FALSE(is_test_name(""));
}

TEMPLATE_TEST_CASE("A program for tests opens no file that is not marked as a test database", "", il::sqlite,
                   (il::either<il::sqlite>)) {
    using tests = pebbles_in<TestType>;
    const scratch folder;
    for (const char* file : {"gems.db", "latest.db"}) {
        const auto e = thrown<il::configuration_error>([&] {
            tests db(il::settings{{"store", folder.url(file)}});
        });
        CHECK(names(e, "database 'store'"));
        CHECK(names(e, "is no test database"));
        CHECK_FALSE(std::filesystem::exists(folder.file(file)));
    }
    CHECK(count_at<tests>(folder.url("test_gems.db")) == 1);
    CHECK(count_at<tests>(folder.url("gems_test.db")) == 1);
    CHECK(count_at<tests>("sqlite::memory:") == 1);
    // for other programs it is as any other
    CHECK(count_at<pebbles_in<TestType, il::profile::production>>(folder.url("gems.db")) == 1);
    CHECK(count_at<pebbles_in<TestType, il::profile::development>>(folder.url("latest.db")) == 1);
}

TEST_CASE("A link with the name of a test database is what it leads to") {
    const scratch folder;
    CHECK(count_at<pebbles_in<il::sqlite, il::profile::production>>(folder.url("gems.db")) == 1);
    std::filesystem::create_symlink(folder.file("gems.db"), folder.file("test_gems.db"));
    pebbles_in<il::sqlite> db(il::settings{{"store", folder.url("test_gems.db")}});
    const auto e = thrown<il::configuration_error>([&] { db.insert(Pebble{8}); });
    CHECK(e.alias() == "store");
    CHECK(names(e, "is no test database"));
    CHECK(pebbles_in<il::sqlite, il::profile::production>(il::settings{{"store", folder.url("gems.db")}})
              .from<Pebble>()
              .count() == 1);
}

TEST_CASE("A profile of one's own may be for tests alone") {
    const scratch folder;
    using tests = pebbles_in<il::sqlite, rehearsal>;
    CHECK_THROWS_AS(count_at<tests>(folder.url("gems.db")), il::configuration_error);
    CHECK(count_at<tests>(folder.url("test_gems.db")) == 1);
}

#if INTERLOCK_TEST_WITH_POSTGRES
namespace {

/// The URL of another database of the server, or of none in particular.
std::string server_with(const std::string& name) {
    const std::string url = server_url();
    const std::size_t begin = url.find('/', url.find("//") + 2), end = url.find('?');
    return url.substr(0, begin) + (name.empty() ? "" : "/" + name) +
           (end == std::string::npos ? "" : url.substr(end));
}

}  // namespace

TEMPLATE_TEST_CASE("A program for tests opens no database of a server that is not marked as one", "",
                   il::postgres, either) {
    using tests = pebbles_in<TestType>;
    const auto e = thrown<il::configuration_error>([] { tests db(il::settings{{"store", server_url()}}); });
    CHECK(names(e, "database 'store'"));
    CHECK(names(e, "is no test database"));

    // the server has the last word, where the URL leaves the name to it
    tests unnamed(il::settings{{"store", server_with("")}});
    const auto refused =
        thrown<il::configuration_error>([&] { (void)unnamed.template from<Pebble>().count(); });
    CHECK(refused.alias() == "store");
    CHECK(names(refused, "is no test database"));

    engine<il::postgres, Pebble> server(place::server);
    server.raw("DROP DATABASE IF EXISTS test_pebbles");
    server.raw("CREATE DATABASE test_pebbles");
    CHECK(count_at<tests>(server_with("test_pebbles")) == 1);
    server.raw("DROP DATABASE test_pebbles");
}
#endif
