// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/encode.hpp>
#include <interlock/backend/postgres/types.hpp>
#include <interlock/backend/postgres/wire.hpp>
#include <interlock/model/codec.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/value_kind.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Arrays and documents in the binary format. An array: number of dimensions, flag for NULLs, type of the elements, then
// length and lower bound of the dimension, then each element after its length, -1 for NULL
// (src/backend/utils/adt/arrayfuncs.c, array_recv).

namespace interlock::postgres_detail {

/// The binary format of jsonb is a version and the text.
inline void encode_json(value_kind kind, std::string_view text, std::string& out) {
    if (kind != value_kind::json) refuse_kind("a JSON document", kind);
    out = '\1';
    out += text;
}

template <class T>
void append_element(const T& value, std::string& out) {
    if constexpr (detail::is_nullable<T>) {
        if (value.has_value()) append_element(*value, out);
        else append_integer<std::int32_t>(out, -1);
    } else {
        using stored = typename codec<T>::stored;
        constexpr value_kind kind = codec<T>::kind;
        const auto encoded = codec<T>::encode(value);
        if constexpr (__is_same(stored, std::string_view)) {
            check_text(kind, encoded);
            append_integer<std::int32_t>(out, wire_length(encoded.size()));
            out += encoded;
        } else {
            char bytes[largest_encoded];
            std::size_t size = 0;
            if constexpr (__is_same(stored, bool)) size = encode_boolean(kind, encoded, bytes);
            else if constexpr (__is_same(stored, double)) size = encode_real(kind, encoded, bytes);
            else size = encode_integer(kind, encoded, bytes);
            append_integer(out, static_cast<std::int32_t>(size));
            out.append(bytes, size);
        }
    }
}

template <class Element>
void encode_array(value_kind kind, const std::vector<Element>& array, std::string& out) {
    using element = detail::without_null<Element>;
    if (kind != codec<std::vector<Element>>::kind) refuse_kind("an array", kind);
    begin_list(out, oid_of(codec<element>::kind), array.size());
    if constexpr (detail::is_nullable<Element>) store_integer<std::int32_t>(&out[4], 1);  // NULLs may come
    for (const Element& e : array) append_element<Element>(e, out);
}

/// What is left of a value that is read.
struct wire_reader {
    std::string_view rest;

    const char* take(std::size_t size) {
        if (rest.size() < size) throw type_mismatch("an array value that cannot be read");
        const char* const from = rest.data();
        rest.remove_prefix(size);
        return from;
    }
    template <class Integer>
    Integer integer() {
        return load_integer<Integer>(take(sizeof(Integer)));
    }
};

template <class T>
T decode_element(Oid type, const char* from, std::size_t size) {
    using stored = typename codec<T>::stored;
    const auto is = [&](Oid wanted, std::size_t length) { return type == wanted && size == length; };
    if constexpr (__is_same(stored, bool)) {
        if (is(oid::boolean, 1)) return codec<T>::decode(*from != 0);
    } else if constexpr (__is_same(stored, std::string_view)) {
        if (type == oid::text || type == oid::varchar) return codec<T>::decode({from, size});
    } else if constexpr (__is_same(stored, double)) {
        if (is(oid::float8, 8)) return codec<T>::decode(load_double(from));
        if (is(oid::float4, 4)) return codec<T>::decode(static_cast<double>(load_float(from)));
    } else {
        if (is(oid::int8, 8)) return codec<T>::decode(load_integer<std::int64_t>(from));
        if (is(oid::int4, 4)) return codec<T>::decode(load_integer<std::int32_t>(from));
        if (is(oid::int2, 2)) return codec<T>::decode(load_integer<std::int16_t>(from));
    }
    throw type_mismatch("the elements of the array are of type " + postgres_type_name(type) +
                        ", which is not the model's");
}

template <class Element>
std::vector<Element> decode_array(std::string_view bytes) {
    wire_reader reader{bytes};
    const auto dimensions = reader.integer<std::int32_t>();
    reader.take(4);  // whether there are NULLs
    const auto type = static_cast<Oid>(reader.integer<std::uint32_t>());
    std::vector<Element> array;
    if (dimensions == 0) return array;
    if (dimensions != 1)
        throw type_mismatch("an array of " + std::to_string(dimensions) +
                            " dimensions where the model has a std::vector");
    const auto count = reader.integer<std::int32_t>();
    reader.take(4);  // the lower bound
    if (count < 0 || static_cast<std::size_t>(count) > reader.rest.size() / 4)
        throw type_mismatch("an array value that cannot be read");
    array.reserve(static_cast<std::size_t>(count));
    for (std::int32_t i = 0; i < count; ++i) {
        const auto size = reader.integer<std::int32_t>();
        if (size >= 0) {
            const auto length = static_cast<std::size_t>(size);
            array.push_back(decode_element<detail::without_null<Element>>(type, reader.take(length), length));
        } else if constexpr (detail::is_nullable<Element>) array.emplace_back();
        else throw type_mismatch("NULL in an array whose elements the model declares as not null");
    }
    return array;
}

}  // namespace interlock::postgres_detail
