// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace interlock {

/// The form of a query's plan.
enum class plan_format : unsigned char { text, json };

}  // namespace interlock
