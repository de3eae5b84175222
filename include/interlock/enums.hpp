// SPDX-License-Identifier: BSL-1.0
#pragma once

// Enumerations with names: values without a name are refused, and il::as_text stores the name.

#include <interlock/model/enum_codec.hpp>
