// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>

#include <boost/uuid/uuid.hpp>

#include <algorithm>

namespace interlock {

using uuid = boost::uuids::uuid;

template <>
struct codec<uuid> {
    using stored = stored_uuid;
    static constexpr value_kind kind = value_kind::uuid;

    static stored_uuid encode(const uuid& value) {
        stored_uuid bytes;
        std::copy(value.begin(), value.end(), bytes.bytes);
        return bytes;
    }
    static uuid decode(const stored_uuid& bytes) {
        uuid value;
        std::copy(bytes.bytes, bytes.bytes + sizeof bytes.bytes, value.begin());
        return value;
    }
};

}  // namespace interlock
