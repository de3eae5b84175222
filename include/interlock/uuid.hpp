// SPDX-License-Identifier: BSL-1.0
#pragma once

// UUIDs: il::uuid, which is Boost.Uuid's. Make them with its generators: <boost/uuid/random_generator.hpp>.

#include <interlock/model/uuid_codec.hpp>
