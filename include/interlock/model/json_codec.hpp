// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>
#include <interlock/model/json_text.hpp>

#include <boost/json/value.hpp>

namespace interlock {

using json = boost::json::value;

/// A document. An infinity, NaN, a NUL in a text, or more than 500 levels throw value_out_of_range; stored text that
/// is no document throws type_mismatch.
template <>
struct codec<json> {
    using stored = stored_json;
    static constexpr value_kind kind = value_kind::json;

    static stored_json encode(const json& value) {
        stored_json document;
        detail::write_json(document.text, value);
        return document;
    }
    static json decode(const stored_json& document) { return detail::read_json(document.text); }
};

}  // namespace interlock
