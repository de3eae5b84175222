// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#if __has_include(<boost/uuid/uuid.hpp>)

#include <interlock/model/uuid_text.hpp>
#include <interlock/uuid.hpp>

#include <string>

namespace il = interlock;

TEST_CASE("A UUID's text is the canonical one in lower case, and no other is read") {
    il::uuid u{
        {0x12, 0x3e, 0x45, 0x67, 0xe8, 0x9b, 0x12, 0xd3, 0xa4, 0x56, 0x42, 0x66, 0x14, 0x17, 0x40, 0xff}};
    std::string text(il::detail::uuid_length, ' ');
    il::detail::write_uuid(il::codec<il::uuid>::encode(u), text.data());
    CHECK(text == "123e4567-e89b-12d3-a456-4266141740ff");
    il::stored_uuid back;
    REQUIRE(il::detail::read_uuid(text, back));
    CHECK(il::codec<il::uuid>::decode(back) == u);
    for (const char* wrong : {"", "123e4567-e89b-12d3-a456-4266141740f",
                              "123E4567-e89b-12d3-a456-4266141740ff", "123e4567-e89b-12d3-a456-4266141740fg",
                              "123e4567ae89b-12d3-a456-4266141740ff", "{23e4567-e89b-12d3-a456-4266141740f}"})
        CHECK_FALSE(il::detail::read_uuid(wrong, back));
}

#endif
