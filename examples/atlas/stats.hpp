// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "session.hpp"

/// `atlas stats`: the number of GEMs per organism, the largest first.
void stats(session& db);
