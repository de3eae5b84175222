// SPDX-License-Identifier: BSL-1.0
#pragma once

// Arrays as values: std::vector of integers, numbers, bool and text, and of std::optional of them.

#include <interlock/backend/json_array.hpp>
#include <interlock/model/array_codec.hpp>
