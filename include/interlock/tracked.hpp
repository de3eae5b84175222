// SPDX-License-Identifier: BSL-1.0
#pragma once

// Rows that know where they came from and what they were: db.load<Gem>("13"), gem.save(), gem.copy_to<Db>(il::keep_key).
// docs/tracking.md. It is not part of interlock.hpp.

#include <interlock/session/copy_to.hpp>
#include <interlock/session/tracked.hpp>
