// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/model/utf8.hpp>

#include <cstddef>
#include <string>

namespace il = interlock;

TEST_CASE("UTF-8 is what RFC 3629 says, wherever in a text it stands") {
    for (const std::string before : {"", "1234567", "12345678", "\xc3\xa9"})
        for (const std::string after : {"", "x", "123456789"}) {
            for (const char* fine : {"", "a", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
                                     "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"})
                CHECK(il::detail::is_utf8(before + fine + after));
            for (const char* wrong : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc3", "\xe0\x9f\xbf",
                                      "\xe2\x82", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xf0\x9f\x9a",
                                      "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xfe"}) {
                INFO(before << "|" << after);
                CHECK_FALSE(il::detail::is_utf8(before + wrong + after));
            }
        }
    CHECK(il::detail::is_utf8(std::string("a\0b", 3)));
}

TEST_CASE("No byte of a text is passed over, however long the text is") {
    for (std::size_t length = 1; length <= 40; ++length) {
        CHECK(il::detail::is_utf8(std::string(length, 'a')));
        for (std::size_t at = 0; at < length; ++at) {
            std::string text(length, 'a');
            text[at] = '\x80';
            INFO(at << " of " << length);
            CHECK_FALSE(il::detail::is_utf8(text));
        }
    }
    CHECK(il::detail::is_utf8({}));
}
