// SPDX-License-Identifier: BSL-1.0
#pragma once

// Settings from a JSON file. Needs Boost.JSON: link interlock::json.

#include <interlock/session/settings_json.hpp>
