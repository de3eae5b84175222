// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

/// `atlas routes`: which database answers for which model, as text, or as "json", "dot" (for Graphviz) or "svg". Needs no
/// database: the compiler knows.
void print_routes(const std::string& form);
