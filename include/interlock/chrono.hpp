// SPDX-License-Identifier: BSL-1.0
#pragma once

// Dates and times as values: std::chrono::sys_days, std::chrono::year_month_day, and time points of the system
// clock of microseconds or coarser. They are stored in UTC with microseconds. And what queries can compute with them.

#include <interlock/model/chrono_codec.hpp>
#include <interlock/query/time_functions.hpp>
