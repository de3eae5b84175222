// SPDX-License-Identifier: BSL-1.0
#pragma once

// Transactions over several PostgreSQL databases, and what is to be done after a crash in the midst of one:
// docs/two_phase.md. It is not part of interlock.hpp.
#include <interlock/session/recover.hpp>
#include <interlock/session/two_phase.hpp>
