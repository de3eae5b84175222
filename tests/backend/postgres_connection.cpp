// SPDX-License-Identifier: BSL-1.0
#include "postgres_server.hpp"
#include "support/scratch.hpp"

#include <filesystem>
#include <fstream>
#include <thread>

namespace {

using namespace interlock;
using Catch::Matchers::ContainsSubstring;
using postgres_test::server;
using postgres_test::thrown_by;

postgres_connection connect(std::string_view text) { return {"main", url::parse(text)}; }

std::string libpq_text(std::string_view text) { return postgres_detail::libpq_url(url::parse(text)); }

TEST_CASE("libpq sees the URL without the library's own parameters", "[postgres]") {
    CHECK(libpq_text("postgresql://u:p%40@h:1,i:2/db") == "postgresql://u:p%40@h:1,i:2/db");
    CHECK(libpq_text("postgres:///db?prepared=off") == "postgres:///db");
    CHECK(libpq_text("POSTGRESQL:///db?a=1&prepared=off&host=%2Ftmp") == "postgresql:///db?a=1&host=%2Ftmp");
    CHECK(libpq_text("postgresql:///db?prepare%64=on&a=1") == "postgresql:///db?a=1");
}

TEST_CASE("a URL that cannot be read is refused without a word of its password", "[postgres]") {
    for (const char* text :
         {"postgresql://user:sec/ret@localhost/db", "postgresql://user:sec:ret/@localhost:x/db",
          "postgresql://user:sec%zzret@localhost/db", "postgresql://user:sec?ret=1@localhost/db",
          "postgresql://user:sec[ret@[::1/db", "postgresql://user:secret@localhost/db?nonsense=1",
          "postgresql://user:secret@localhost/db?prepared=maybe", "mysql://user:secret@localhost/db"}) {
        CAPTURE(text);
        const auto e = thrown_by<configuration_error>([&] { connect(text); });
        CHECK_THAT(e.what(), !ContainsSubstring("sec") && !ContainsSubstring("ret"));
        CHECK(e.alias() == "main");
    }
}

TEST_CASE("a server that does not answer is a failed connection, told without password", "[postgres]") {
    const auto e = thrown_by<connection_failed>([] { connect("postgresql://user:secret@127.0.0.1:1/db"); });
    CHECK(e.alias() == "main");
    CHECK_THAT(e.what(), !ContainsSubstring("secret") && ContainsSubstring("user:***@127.0.0.1:1/db"));
    const std::string nowhere =
        postgres_test::with_parameter(postgres_test::server_url(), "dbname=no_such_database");
    CHECK_THAT(thrown_by<interlock::no_such_database>([&] { connect(nowhere); }).what(),
               ContainsSubstring("no_such_database"));
}

TEST_CASE("a password that the mask is made of is struck out too, and that ends", "[postgres]") {
    for (const char* password : {"%2A", "%2A%2A", "%2A%2A%2A"}) {
        CAPTURE(password);
        const std::string url =
            std::string("postgresql://user:") + password + "@/db?host=%2Ftmp%2Fno%2A%2A%2Asuch";
        CHECK_THAT(thrown_by<connection_failed>([&] { connect(url.c_str()); }).what(),
                   ContainsSubstring("such"));
    }
}

/// What libpq took a parameter for.
std::string taken(const server& s, std::string_view name) {
    const postgres_detail::option_list options(PQconninfo(s.connection.native_handle()));
    return std::string(postgres_detail::option(options.get(), name));
}

TEST_CASE("the parameters of TLS reach libpq as they stand in the URL", "[postgres]") {
    const server s("sslmode=disable&sslrootcert=%2Fno%2Froot.crt&sslcert=%2Fno%2Fa.crt&sslkey=%2Fno%2Fa.key"
                   "&sslcrl=%2Fno%2Fa.crl&ssl_min_protocol_version=TLSv1.3&channel_binding=disable"
                   "&gssencmode=disable&pool_max=3&prepared=off");
    CHECK(taken(s, "sslmode") == "disable");
    CHECK(taken(s, "sslrootcert") == "/no/root.crt");
    CHECK(taken(s, "sslcert") == "/no/a.crt");
    CHECK(taken(s, "sslkey") == "/no/a.key");
    CHECK(taken(s, "sslcrl") == "/no/a.crl");
    CHECK(taken(s, "ssl_min_protocol_version") == "TLSv1.3");
    CHECK(taken(s, "channel_binding") == "disable");
    CHECK(taken(s, "gssencmode") == "disable");
}

TEST_CASE("a server whose certificate cannot be verified is no connection where that is asked",
          "[postgres]") {
    const auto e = thrown_by<connection_failed>(
        [] { server s("sslmode=verify-full&sslrootcert=%2Fno%2Fsuch%2Froot.crt&password=secret"); });
    // a server without TLS, or the missing file
    CHECK_THAT(e.what(), (ContainsSubstring("SSL") || ContainsSubstring("root certificate")) &&
                             !ContainsSubstring("secret"));
}

TEST_CASE("a password may come from a file that the URL names", "[postgres]") {
    const scratch folder;
    const std::string file = folder.file("pgpass");
    std::ofstream(file) << "*:*:*:*:from the file\n";
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    const server s("passfile=" + file);
    CHECK(std::string(PQpass(s.connection.native_handle())) == "from the file");
    CHECK_THAT(thrown_by<connection_failed>([&] {
                   connect("postgresql://ann@127.0.0.1:1/db?passfile=" + file);
               }).what(),
               !ContainsSubstring("from the file"));
}

TEST_CASE("a function is asked for the password at each connection, where the URL has none", "[postgres]") {
    static int times = 0;
    times = 0;
    interlock::url where = interlock::url::parse(postgres_test::server_url());
    where.ask([] { return "told " + std::to_string(++times); });
    const auto sent = [](const interlock::url& to) {
        const postgres_connection connection("main", to);
        return std::string(PQpass(connection.native_handle()));
    };
    CHECK(sent(where) == "told 1");
    CHECK(sent(where) == "told 2");
    interlock::url own =
        interlock::url::parse(postgres_test::with_parameter(postgres_test::server_url(), "password=own"));
    own.ask([] { return "told " + std::to_string(++times); });
    CHECK(sent(own) == "own");
    CHECK(times == 2);

    interlock::url nowhere = interlock::url::parse("postgresql://ann@127.0.0.1:1/db");
    nowhere.ask([] { return std::string("hidden"); });
    CHECK_THAT(thrown_by<connection_failed>([&] { sent(nowhere); }).what(), !ContainsSubstring("hidden"));
    where.ask([]() -> std::string { throw std::runtime_error("the vault is closed"); });
    CHECK_THROWS_AS(sent(where), std::runtime_error);
}

TEST_CASE("a session speaks UTF-8, UTC and ISO dates whatever the server's settings are", "[postgres]") {
    server s("client_encoding=LATIN1&options=-c%20TimeZone%3DAsia%2FTokyo%20-c%20DateStyle%3DGerman");
    CHECK(s.string("SELECT current_setting('client_encoding')") == "UTF8");
    CHECK(s.string("SELECT current_setting('TimeZone')") == "UTC");
    CHECK(s.string("SELECT left(current_setting('DateStyle'), 3)") == "ISO");
    CHECK(s.string("SELECT current_setting('standard_conforming_strings')") == "on");
    CHECK(s.string("SELECT timestamptz '2001-02-03 04:05:06+00'::text") == "2001-02-03 04:05:06+00");
}

TEST_CASE("libpqxx's connection is at hand", "[postgres]") {
    server s;
    CHECK(s.connection.libpqxx().is_open());
    CHECK(s.connection.libpqxx().backendpid() == s.integer("SELECT pg_backend_pid()"));
    CHECK(PQbackendPID(s.connection.native_handle()) == s.connection.libpqxx().backendpid());
}

TEST_CASE("libpqxx's connection can be used after a stream was left in a transaction", "[postgres]") {
    server s;
    s.connection.begin();
    postgres_statement& rows = s.prepare("SELECT generate_series(1, 100000)");
    rows.stream_rows();
    REQUIRE(rows.step());
    rows.reset();
    CHECK(s.connection.libpqxx().is_open());
    CHECK(PQtransactionStatus(s.connection.native_handle()) == PQTRANS_INTRANS);
    s.connection.rollback();
}

TEST_CASE("behind a pooler in transaction mode prepared=off serves, and nothing is ever mistaken",
          "[postgres]") {
    const char* pool = std::getenv("PG_POOL_URI");
    if (pool == nullptr) {
        WARN("no pg-cluster --pool transaction: nothing is tried behind a pooler");
        return;
    }
    const auto work = [](postgres_connection& c, std::int64_t n) {
        // a text of its own for each client: whoever met the other's statement would answer wrongly
        postgres_statement& s =
            c.prepare(postgres_test::text("SELECT $1::bigint + " + std::to_string(n), {value_kind::int64}));
        s.reset();
        s.bind(0, std::int64_t{1000});
        postgres_test::require_row(s);
        CHECK(s.value(0).integer() == 1000 + n);
        s.reset();
    };
    {
        postgres_connection a("a", url::parse(postgres_test::with_parameter(pool, "prepared=off")));
        postgres_connection b("b", url::parse(postgres_test::with_parameter(pool, "prepared=off")));
        for (int i = 0; i < 50; ++i) {
            if (i % 7 == 0) a.begin();
            work(a, 1);
            work(b, 2);
            if (i % 7 == 0) a.commit();
        }
    }
    postgres_connection a("a", url::parse(pool));
    postgres_connection b("b", url::parse(pool));
    for (int i = 0; i < 50; ++i) {
        for (postgres_connection* c : {&a, &b}) {
            try {
                if (i % 3 == 0) c->begin();
                work(*c, c == &a ? 1 : 2);
                if (i % 3 == 0) c->commit();
            } catch (const engine_error& e) {  // told, with the remedy
                CHECK_THAT(e.what(), ContainsSubstring("prepared=off"));
                c->rollback();
            }
        }
    }
}

TEST_CASE("a connection closes with its object", "[postgres]") {
    server watch;
    std::int64_t pid = 0;
    {
        server s;
        pid = s.integer("SELECT pg_backend_pid()");
    }
    postgres_statement& alive =
        watch.prepare("SELECT count(*) FROM pg_stat_activity WHERE pid = $1", {value_kind::int64});
    std::int64_t count = 1;
    for (int i = 0; i < 100 && count != 0; ++i) {
        alive.bind(0, pid);
        REQUIRE(alive.step());
        count = alive.value(0).integer();
        alive.reset();
        if (count != 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    CHECK(count == 0);
}

}  // namespace
