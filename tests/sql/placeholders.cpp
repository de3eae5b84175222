// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/sql/placeholders.hpp>
#include <interlock/sql/raw_checks.hpp>

#include <string>

namespace {

using interlock::usage_error;
using interlock::detail::check_raw_text;
using interlock::detail::numbered_text;
using interlock::detail::placeholder_scanner;

std::string numbered(const std::string& text) { return placeholder_scanner(text).numbered(true).sql; }
std::size_t count(const std::string& text) { return placeholder_scanner(text).numbered(true).count; }

/// Nothing in it is a placeholder.
void stays(const std::string& text) {
    INFO(text);
    CHECK(numbered(text) == text);
    CHECK(count(text) == 0);
    CHECK(numbered(text + " ?") == text + " $1");
    CHECK(numbered("? " + text) == "$1 " + text);
}

}  // namespace

TEST_CASE("Each ? is numbered in its order") {
    CHECK(numbered("") == "");
    CHECK(numbered("?") == "$1");
    CHECK(numbered("SELECT a FROM t WHERE b = ? AND c IN (?,?)") ==
          "SELECT a FROM t WHERE b = $1 AND c IN ($2,$3)");
    CHECK(count("a ? b ? c ?") == 3);
    CHECK(numbered("?,?,?,?,?,?,?,?,?,?,?") == "$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11");
    CHECK(numbered("?::uuid") == "$1::uuid");
}

TEST_CASE("A ? in quotes is no placeholder") {
    stays("'?'");
    stays("'it''s ?'");
    stays("''");
    stays("''''");
    stays("\"col?\"");
    stays("\"a\"\"?\"");
    stays("'\"?'");
    stays("\"'?\"");
    stays("'-- ?'");
    stays("'/* ?'");
    stays("'$$ ?'");
    stays("B'1?' || X'?' || N'?' || U&'?'");
    stays(R"('a\' || '?')");  // the backslash is an ordinary character
    stays(R"('?\')");
}

TEST_CASE("In a string that begins with E a backslash takes the next character literally") {
    stays(R"(E'\'?')");
    stays(R"(e'\\')");
    stays(R"(E'\\\'?''?')");
    stays(R"(f(E'\'?'))");
    CHECK(numbered(R"(E'\\' ? '?')") == R"(E'\\' $1 '?')");
    // the end of a name is no such beginning
    CHECK(numbered(R"(nameE'\' ? '?')") == R"(nameE'\' $1 '?')");
    CHECK(numbered(R"(a.E'\'?' ?)") == R"(a.E'\'?' $1)");
    CHECK(count("E'? ?") == 0);  // never closed: the server says so
    CHECK(count("E'?\\") == 0);
}

TEST_CASE("A string that goes on in the next line does so by the rules of its beginning") {
    stays("E'a'\n  '\\'?'");
    stays("E'a' -- a comment ?\n  '\\'?'");
    stays("'a'\n '?'");
    CHECK(numbered("E'a' '\\' ? '") == "E'a' '\\' $1 '");  // in one line there are two strings
    CHECK(numbered("'a'\n ?") == "'a'\n $1");
    CHECK(numbered("'a' -- it's ?\n ?") == "'a' -- it's ?\n $1");
}

TEST_CASE("A ? in a comment is no placeholder") {
    CHECK(numbered("-- ?\n?") == "-- ?\n$1");
    CHECK(numbered("-- it's\r?") == "-- it's\r$1");
    CHECK(numbered("a -- ?") == "a -- ?");
    stays("/* ? */");
    stays("/* ' */");
    stays("/* /* ? */ ? */");  // they nest
    stays("/*/ ? */");
    stays("/***?***/");
    CHECK(numbered("/* a */ ? /* ?") == "/* a */ $1 /* ?");
    CHECK(numbered("a - ? / ? * ?") == "a - $1 / $2 * $3");
}

TEST_CASE("A ? between dollar quotes is no placeholder") {
    stays("$$ ? ' ? $$");
    stays("$tag$ ? $$ ? $other$ ? $tag$");
    stays("$_1$?$_1$");
    stays("$\xc3\xa9$?$\xc3\xa9$");
    CHECK(numbered("$$ ? $ ? $$ ?") == "$$ ? $ ? $$ $1");
    CHECK(numbered("a$b$ ? c$b$") == "a$b$ $1 c$b$");  // names, which may hold a $
    CHECK(numbered("$ ?") == "$ $1");
    CHECK(numbered("$a ?") == "$a $1");
    CHECK(count("$$ ?") == 0);
    CHECK(count("$a$ ? $a") == 0);
}

TEST_CASE("?? is the ? of an operator") {
    CHECK(numbered("a ?? 'key'") == "a ? 'key'");
    CHECK(count("a ?? 'key'") == 0);
    CHECK(numbered("a ?? ?") == "a ? $1");
    CHECK(numbered("a ??| ? AND b ??& ?") == "a ?| $1 AND b ?& $2");
    CHECK(numbered("a @?? ?") == "a @? $1");
    CHECK(numbered("a ????") == "a ??");
    stays("'a??b' /* ?? */ \"??\" $$??$$");
    CHECK(numbered("a ???") == "a ?$1");
}

TEST_CASE("A text with PostgreSQL's own numbers is left as it is, where that serves") {
    const std::string text = "SELECT $2 || $1, a ? 'b', a ?? 'c', '$9'";
    const numbered_text own = placeholder_scanner(text).numbered(false);
    CHECK(own.sql == text);
    CHECK(own.count == 2);
    CHECK_THROWS_AS(placeholder_scanner(text).numbered(true), usage_error);
    CHECK(placeholder_scanner("$99999999999999999999").numbered(false).count >= 1'000'000);
    CHECK_THROWS_AS(placeholder_scanner("$0 ?").numbered(true), usage_error);
    CHECK(placeholder_scanner("$0 ?").numbered(false).sql == "$0 ?");
    CHECK(numbered("'$1' ?") == "'$1' $1");
    CHECK(numbered("-- $1\n ?") == "-- $1\n $1");
    CHECK_THROWS_AS(placeholder_scanner("a = ?1").numbered(true), usage_error);
    CHECK_THROWS_AS(placeholder_scanner("a = ?1").numbered(false), usage_error);
    CHECK(numbered("'?1'") == "'?1'");
}

TEST_CASE("A text without a statement, with a NUL, or that ends a transaction is refused") {
    for (const char* text :
         {"", "  \n", "-- nothing", "/* nothing */", "/* open", ";", " ; SELECT 1", "-- one\n/* two */ ;"})
        CHECK_THROWS_AS(check_raw_text(text), usage_error);
    CHECK_THROWS_AS(check_raw_text(std::string("SELECT '\0'", 10)), usage_error);
    for (const char* text : {"BEGIN", "begin immediate", "-- x\nCommit;", "/**/ROLLBACK TO a", "End", "abort",
                             "START TRANSACTION", "SAVEPOINT a", "RELEASE a"})
        CHECK_THROWS_AS(check_raw_text(text), usage_error);
    for (const char* text : {"SELECT 1", "beginning", "(SELECT 1)", "-- begin\nSELECT 1", "/* */ VALUES (1)"})
        CHECK_NOTHROW(check_raw_text(text));
}
