// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "atlas.hpp"

#include <interlock/dynamic.hpp>

// The atlas with filters, orders and pages that its users choose, for the programs that use them wrongly.
