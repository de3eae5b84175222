// SPDX-License-Identifier: BSL-1.0
#pragma once

// Structs that are adapted with Boost.Hana as models: BOOST_HANA_ADAPT_STRUCT, BOOST_HANA_DEFINE_STRUCT.

#include <interlock/model/hana_fields.hpp>
