// SPDX-License-Identifier: BSL-1.0
#pragma once

// What a service is built for, its last argument: routers may answer by it, and what they refuse is then in no program of
// that profile. Any type will do; these are the usual ones.
namespace interlock::profile {

struct production;
struct development;
struct testing;

}  // namespace interlock::profile
