// SPDX-License-Identifier: BSL-1.0
#pragma once

// Exact decimal numbers: il::decimal<P, S>.

#include <interlock/model/decimal.hpp>
