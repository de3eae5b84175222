// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace interlock {

/// What a connection is wanted for.
enum class access : unsigned char { reads, writes };

/// How the connections to one database get along.
enum class sharing : unsigned char {
    many,        ///< any number of them, all alike
    one_writer,  ///< one that writes, and others that read beside it
    one          ///< a single one
};

}  // namespace interlock
