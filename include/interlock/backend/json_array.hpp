// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sqlite/list_text.hpp>
#include <interlock/model/codec.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/utf8.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Arrays as JSON texts: [1,null,3]. What is written so is read again, and so is what others write, in any layout.

namespace interlock::detail {

template <class T>
void append_array_element(std::string& out, const T& value) {
    if constexpr (is_nullable<T>) {
        if (value.has_value()) append_array_element(out, *value);
        else out += "null";
    } else if constexpr (__is_same(typename codec<T>::stored, bool))
        out += codec<T>::encode(value) ? "true" : "false";
    else if constexpr (__is_same(typename codec<T>::stored, std::string_view)) {
        const std::string_view text = codec<T>::encode(value);
        require_utf8(text);
        append_json(out, text);
    } else append_json(out, codec<T>::encode(value));
}

/// Reads the JSON of an array without nesting.
class array_reader {
public:
    explicit array_reader(std::string_view text) : rest_(text) {}

    template <class Element>
    std::vector<Element> read() {
        std::vector<Element> array;
        expect('[');
        if (!next_is(']')) {
            do array.push_back(element<Element>());
            while (next_is(','));
            expect(']');
        }
        skip_space();
        if (!rest_.empty()) refuse();
        return array;
    }

private:
    [[noreturn]] static void refuse() {
        throw type_mismatch("the stored text is no JSON array of the elements that the model declares");
    }
    void skip_space() {
        while (!rest_.empty() &&
               (rest_[0] == ' ' || rest_[0] == '\t' || rest_[0] == '\n' || rest_[0] == '\r'))
            rest_.remove_prefix(1);
    }
    bool next_is(char c) {
        skip_space();
        if (rest_.empty() || rest_[0] != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char c) {
        if (!next_is(c)) refuse();
    }
    bool word(std::string_view text) {
        skip_space();
        if (!rest_.starts_with(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }

    template <class T>
    T element() {
        if constexpr (is_nullable<T>) {
            if (word("null")) return T();
            return T(element<without_null<T>>());
        } else {
            using stored = typename codec<T>::stored;
            if constexpr (__is_same(stored, bool)) {
                if (word("true")) return codec<T>::decode(true);
                if (word("false")) return codec<T>::decode(false);
                refuse();
            } else if constexpr (__is_same(stored, std::string_view)) return codec<T>::decode(string());
            else return codec<T>::decode(number<stored>());
        }
    }
    template <class Number>
    Number number() {
        skip_space();
        Number value{};
        const auto read = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        // what from_chars takes and JSON does not: inf and nan
        if (read.ec != std::errc() || value - value != 0) refuse();
        rest_.remove_prefix(static_cast<std::size_t>(read.ptr - rest_.data()));
        return value;
    }

    char take() {
        if (rest_.empty()) refuse();
        const char c = rest_[0];
        rest_.remove_prefix(1);
        return c;
    }
    std::string_view string() {
        expect('"');
        text_.clear();
        for (char c = take(); c != '"'; c = take()) {
            if (c != '\\') text_ += c;
            else escape(take());
        }
        return text_;
    }
    void escape(char c) {
        switch (c) {
            case '"':
            case '\\':
            case '/': text_ += c; break;
            case 'b': text_ += '\b'; break;
            case 'f': text_ += '\f'; break;
            case 'n': text_ += '\n'; break;
            case 'r': text_ += '\r'; break;
            case 't': text_ += '\t'; break;
            case 'u': character(code_unit()); break;
            default: refuse();
        }
    }
    unsigned code_unit() {
        unsigned unit = 0;
        if (rest_.size() < 4) refuse();
        const auto read = std::from_chars(rest_.data(), rest_.data() + 4, unit, 16);
        if (read.ptr != rest_.data() + 4) refuse();
        rest_.remove_prefix(4);
        return unit;
    }
    void character(unsigned c) {
        if (c >= 0xd800 && c < 0xdc00) {  // the first half of a surrogate pair
            if (take() != '\\' || take() != 'u') refuse();
            const unsigned low = code_unit();
            if (low < 0xdc00 || low > 0xdfff) refuse();
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        } else if (c >= 0xdc00 && c < 0xe000) refuse();
        const auto put = [&](unsigned byte) { text_ += static_cast<char>(byte); };
        const auto follow = [&](int shift) { put(0x80 | ((c >> shift) & 0x3f)); };
        if (c < 0x80) return put(c);
        if (c < 0x800) put(0xc0 | (c >> 6));
        else if (c < 0x10000) put(0xe0 | (c >> 12));
        else put(0xf0 | (c >> 18));
        if (c >= 0x10000) follow(12);
        if (c >= 0x800) follow(6);
        follow(0);
    }

    std::string_view rest_;
    std::string text_;
};

template <class Element>
struct json_array {
    static void write(std::string& out, const std::vector<Element>& array) {
        out = "[";
        for (std::size_t i = 0; i < array.size(); ++i) {
            if (i > 0) out += ',';
            append_array_element<Element>(out, array[i]);
        }
        out += ']';
    }
    /// Throws type_mismatch for any other text.
    static std::vector<Element> read(std::string_view text) { return array_reader(text).read<Element>(); }
};

}  // namespace interlock::detail
