// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/array.hpp>
#include <interlock/backend/postgres/encode.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <vector>

namespace interlock::postgres_detail {

/// Binds what has to be encoded, alike for the parameters of a statement and the fields of a COPY. Target has
///   number(i, encode)   room for largest_encoded bytes: `encode(kind, out)` gives how many it wrote
///   made(i, write)      a buffer: `write(kind, out)` fills the string
template <class Target>
class encoded_binds {
public:
    template <std::same_as<bool> Boolean>  // so that no pointer becomes one
    void bind(int i, Boolean value) {
        self().number(i, [&](value_kind kind, char* out) { return encode_boolean(kind, value, out); });
    }
    void bind(int i, std::int64_t value) {
        self().number(i, [&](value_kind kind, char* out) { return encode_integer(kind, value, out); });
    }
    void bind(int i, double value) {
        self().number(i, [&](value_kind kind, char* out) { return encode_real(kind, value, out); });
    }
    void bind(int i, stored_date value) {
        self().number(i, [&](value_kind kind, char* out) { return encode_date(kind, value, out); });
    }
    void bind(int i, stored_timestamp value) {
        self().number(i, [&](value_kind kind, char* out) { return encode_timestamp(kind, value, out); });
    }
    void bind(int i, const stored_uuid& value) {
        self().number(i, [&](value_kind kind, char* out) { return encode_uuid(kind, value, out); });
    }
    void bind(int i, stored_decimal value) {
        self().number(i, [&](value_kind kind, char* out) { return encode_decimal(kind, value, out); });
    }
    void bind(int i, const stored_json& value) {
        self().made(i, [&](value_kind kind, std::string& out) { encode_json(kind, value.text, out); });
    }
    template <class Element>
    void bind(int i, const std::vector<Element>& array) {
        self().made(i, [&](value_kind kind, std::string& out) { encode_array(kind, array, out); });
    }

    void bind_list(int i, const std::vector<std::int64_t>& values) { list(i, values); }
    void bind_list(int i, const std::vector<double>& values) { list(i, values); }
    void bind_list(int i, const std::vector<std::string>& values) { list(i, values); }
    void bind_list(int i, const std::vector<stored_date>& values) { list(i, values); }
    void bind_list(int i, const std::vector<stored_timestamp>& values) { list(i, values); }
    void bind_list(int i, const std::vector<stored_decimal>& values) { list(i, values); }

private:
    template <class Values>
    void list(int i, const Values& values) {
        self().made(i, [&](value_kind kind, std::string& out) { encode_list(kind, values, out); });
    }
    Target& self() { return static_cast<Target&>(*this); }
};

}  // namespace interlock::postgres_detail
