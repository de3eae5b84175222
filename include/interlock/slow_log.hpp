// SPDX-License-Identifier: BSL-1.0
#pragma once

// A log of slow queries, for on_statement(). Needs fmt: link interlock::fmt.

#include <interlock/session/slow_log.hpp>
