// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "bad_record.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A value in a JSON file that knows its name there. Each reader takes one type and throws bad_record for others.
class json_node {
public:
    /// Both have to outlive it.
    json_node(const boost::json::value& value, const place& where) : value_(&value), where_(&where) {}

    /// A member of an object: `record["sample"]["organism"]`.
    json_node operator[](std::string_view name) const;
    /// The elements of an array.
    std::vector<json_node> items() const;

    std::string text() const;
    std::string filled_text() const;  // that is not empty
    std::optional<std::string> text_or_null() const;
    bool flag() const;
    std::int32_t count() const;  // from 0

    const std::string& field() const { return field_; }
    [[noreturn]] void fail(std::string_view problem) const { throw bad_record(*where_, field_, problem); }

private:
    [[noreturn]] void expected(const char* what) const;

    const boost::json::value* value_;
    const place* where_;
    std::string field_;
};
