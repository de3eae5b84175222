// SPDX-License-Identifier: BSL-1.0
#include "assistant.hpp"

#include <support/drawing.hpp>

TEST_CASE("The page of profiles has what production only reads drawn as it is") {
    check_drawing<assistant_in<il::profile::production>>("profiles",
                                                         "An assistant beside a site, in production");
}
