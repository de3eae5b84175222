// SPDX-License-Identifier: BSL-1.0
#pragma once

// Many small statements in one round trip: db.pipeline<gems>().

#include <interlock/session/pipeline.hpp>
