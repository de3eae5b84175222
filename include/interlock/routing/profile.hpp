// SPDX-License-Identifier: BSL-1.0
#pragma once

// What a service is built for, its last argument: routers may answer by it, and what they refuse is then in no program of
// that profile. Any type will do; these are the usual ones.
namespace interlock::profile {

struct production {};
struct development {};
/// Its services open databases that are marked as test databases, and no others (backend/test_database.hpp). A profile of
/// your own may say so too.
struct testing {
    static constexpr bool only_test_databases = true;
};

}  // namespace interlock::profile
