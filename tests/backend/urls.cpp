// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/backend/url.hpp>

#include <string>
#include <string_view>
#include <vector>

using interlock::configuration_error;
using interlock::url;

TEST_CASE("A URL is its scheme, its place and its parameters") {
    const url u = url::parse("PostgreSQL://ann@host:5432/db%20a?sslmode=require&name=a%26b%3Dc");
    CHECK(u.scheme() == "postgresql");
    CHECK(u.location() == "//ann@host:5432/db%20a");
    std::vector<url::parameter> found;
    for (const url::parameter p : u.parameters()) found.push_back(p);
    CHECK(found == std::vector<url::parameter>{{"sslmode", "require"}, {"name", "a&b=c"}});
    REQUIRE(u.find("sslmode") != nullptr);
    CHECK(std::string_view(u.find("sslmode")) == "require");
    CHECK(u.find("SSLMODE") == nullptr);

    CHECK(url::parse("sqlite::memory:").location() == ":memory:");
    CHECK(url::parse("sqlite:a.db?mode=ro").location() == "a.db");
    CHECK(url::parse("sqlite:a.db?").parameters().empty());
    const url valueless = url::parse("sqlite:a.db?x=");
    CHECK(*valueless.parameters().begin() == url::parameter{"x", ""});
}

TEST_CASE("What is no URL is refused") {
    for (const char* text : {"", "gems.db", ":", ":memory:", "sqlite:a?mode", "sqlite:a?=ro",
                             "sqlite:a?mode=ro&&x=y", "sqlite:a?m%6=1", "sqlite:a?m%zz=1", "sqlite:a?%=1",
                             "sqlite:a?x=%4", "//host:1/db", "1a:b", "a b:c", "host=h port=1 hostaddr=::1"}) {
        INFO(text);
        CHECK_THROWS_AS(url::parse(text), configuration_error);
    }
    CHECK(url::parse("a1+b-c.D:e").scheme() == "a1+b-c.d");
}

TEST_CASE("A parameter stands once, however it is written") {
    for (const char* text :
         {"sqlite:a?mode=ro&mode=rw", "sqlite:a?mode=ro&mode=ro", "postgresql://h/db?host=a&%68ost=b"}) {
        INFO(text);
        CHECK_THROWS_AS(url::parse(text), configuration_error);
    }
}

TEST_CASE("A NUL character, which would end the URL for an engine, is refused") {
    CHECK_THROWS_AS(url::parse(std::string("postgresql://h/db\0?sslmode=require", 34)), configuration_error);
    CHECK_THROWS_AS(url::parse("postgresql://h/db?host=a%00b"), configuration_error);
    CHECK_THROWS_AS(url::decoded("%00"), configuration_error);
}

TEST_CASE("%XX is the byte that it stands for, and nothing else is decoded") {
    CHECK(url::decoded("a%20b%2Fc%3f") == "a b/c?");
    CHECK(url::decoded("%c3%A9") == "\xc3\xa9");
    CHECK(url::decoded("a+b") == "a+b");
    CHECK(url::decoded("%41") == "A");
    for (const char* text : {"%", "%4", "a%", "%g0", "%0g", "% 1", "%-1"}) {
        INFO(text);
        CHECK_THROWS_AS(url::decoded(text), configuration_error);
    }
}

TEST_CASE("No form of a password is shown in a message") {
    for (const char* text : {"postgresql://ann:secret@host/db",
                             "postgresql://ann:sec:secret@host/db",
                             "postgresql://ann:x@secret@host/db",
                             "postgresql://:secret@host/db",
                             "postgresql://ann:secret@/db",
                             "postgresql://ann:x/secret@host/db",
                             "postgresql://ann:secret@[::1]:5432/db",
                             "postgresql://ann@host/db?password=secret",
                             "postgresql://ann:x?secret=1@host/db",
                             "postgresql://ann:x?a=secret@host/db",
                             "postgresql://ann:x?secret=1&b=2@host/db",
                             "postgresql:ann:secret@host/db",
                             "postgresql:/ann:secret@host/db",
                             "postgresql://ann:secret?a=b@host/db",
                             "postgresql://secret?a=b@host/db",
                             "postgres://ann:%73secret@host",
                             "postgresql:password=secret",
                             "postgresql:host=h password=secret user=u",
                             "mysql://ann:secret@host/db",
                             "password=secret host=::1",
                             "user=ann password=ab:secret",
                             "user=ann password=secret:ab host=h"}) {
        INFO(text);
        try {
            const std::string shown = url::parse(text).redacted();
            CAPTURE(shown);
            CHECK(shown.find("secret") == std::string::npos);
        } catch (const configuration_error& e) {
            CHECK(std::string(e.what()).find("secret") == std::string::npos);
        }
    }
}

TEST_CASE("A message shows user, host and database") {
    CHECK(url::parse("postgresql://ann:secret@host:5432/db?x=y").redacted() ==
          "postgresql://ann:***@host:5432/db");
    CHECK(url::parse("postgresql://ann@host/db").redacted() == "postgresql://ann@host/db");
    CHECK(url::parse("postgresql://host:5432/db").redacted() == "postgresql://host:5432/db");
    CHECK(url::parse("sqlite:a/b.db?mode=ro").redacted() == "sqlite:a/b.db");
    CHECK(url::parse("sqlite::memory:").redacted() == "sqlite::memory:");
}
