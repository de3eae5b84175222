// SPDX-License-Identifier: BSL-1.0
#pragma once

// JSON documents: il::json, which is Boost.JSON's value. Needs Boost.JSON: link interlock::json.

#include <interlock/model/json_codec.hpp>
