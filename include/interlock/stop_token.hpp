// SPDX-License-Identifier: BSL-1.0
#pragma once

// Ending a transaction's statement by a std::stop_token. It is not part of interlock.hpp: <stop_token> costs as much as
// a third of it.
#include <interlock/session/cancel_on.hpp>
