// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

namespace interlock {

/// What stands behind the one alias of a database.
enum class arrangement_kind : std::uint8_t { single, replicated, tenanted, sharded };

/// How a database is arranged, for people to look at: what a router's arrangement<Db>() gives says so of itself by
/// `static constexpr il::arrangement_info info`. Without one it is shown as a single database.
struct arrangement_info {
    arrangement_kind kind = arrangement_kind::single;
    std::int64_t parts =
        0;  ///< at most so many replicas, or so many shards; 0 where the program does not say
    std::string_view policy;  ///< how one of them is chosen or made, in few words: "round robin"
};

}  // namespace interlock
