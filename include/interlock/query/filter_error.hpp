// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>

namespace interlock {

/// A filter or an order that the model does not have: a name, a lookup or a value of which none fits. field() is the
/// name, where it is one that a field could have; the message says what would do. No value stands in it.
struct filter_error : error {
    using error::error;
};

/// A page token that is none, that was changed on its way, or that another query gave.
struct token_error : error {
    using error::error;
};

}  // namespace interlock
