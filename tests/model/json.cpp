// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#if INTERLOCK_TEST_WITH_JSON

#include <interlock/json.hpp>

#include <limits>
#include <string>

namespace il = interlock;
using codec = il::codec<il::json>;

TEST_CASE("A document's numbers keep their kind and their last digit") {
    for (const double d : {0.1, 1.0 / 3, 1.0, -7.0, 1e15, 1e20, 1e300, std::numeric_limits<double>::max(),
                           std::numeric_limits<double>::denorm_min(), 2.2250738585072011e-308}) {
        const il::json back = codec::decode(codec::encode(il::json(d)));
        REQUIRE(back.is_double());
        CHECK(back.get_double() == d);
    }
    CHECK(codec::encode(il::json(1.0)).text == "1.0");
    CHECK(codec::encode(il::json(-0.0)).text == "0.0");
    CHECK(codec::encode(il::json(1)).text == "1");
    CHECK(codec::decode({"18446744073709551615"}).is_uint64());
    CHECK(codec::decode({"1.0"}).is_double());
}

TEST_CASE("A document's text is written with the escapes that it needs") {
    const il::json document{
        {"a\"\\", {1, nullptr, true}}, {"empty", boost::json::object{}}, {"\x01\xc3\xa9", "\n"}};
    CHECK(codec::encode(document).text ==
          "{\"a\\\"\\\\\":[1,null,true],\"empty\":{},\"\\u0001\xc3\xa9\":\"\\u000a\"}");
    CHECK((codec::decode(codec::encode(document)) == document));
}

TEST_CASE("What is no document is refused") {
    for (const char* text : {"", " ", "{", "[1,]", "{\"a\"}", "1 2", "nul", "'a'", "\"\xff\"", "1e400"}) {
        INFO(text);
        CHECK_THROWS_AS(codec::decode({text}), il::type_mismatch);
    }
}

#endif
