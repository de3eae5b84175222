// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/model/decimal_text.hpp>
#include <interlock/query/dynamic_value.hpp>
#include <interlock/query/filter_value.hpp>
#include <interlock/query/text_bytes.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The bytes of a page token (query/page_token.hpp): how values become bytes.

namespace interlock::detail {

constexpr std::uint64_t fnv_start = 0xcbf29ce484222325u;

/// FNV-1a of 64 bits.
constexpr std::uint64_t fnv(std::string_view bytes, std::uint64_t hash = fnv_start) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return hash;
}

struct token_writer {
    std::string& out;

    void operator()(std::int64_t n) { put_number(out, static_cast<std::uint64_t>(n)); }
    void operator()(bool b) { put_number(out, b ? 1 : 0, 1); }
    void operator()(double x) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &x, sizeof bits);
        put_number(out, bits);
    }
    void operator()(const std::string& text) {
        put_number(out, text.size());
        out += text;
    }
    void operator()(const std::vector<std::byte>& blob) {
        put_number(out, blob.size());
        for (const std::byte b : blob) out += static_cast<char>(b);
    }
    void operator()(stored_date d) { put_number(out, static_cast<std::uint32_t>(d.days), 4); }
    void operator()(stored_timestamp t) { (*this)(t.microseconds); }
    void operator()(const stored_uuid& u) {
        for (const std::uint8_t b : u.bytes) out += static_cast<char>(b);
    }
    void operator()(stored_decimal d) {
        const auto bits = static_cast<uint128>(int128{d.digits});
        put_number(out, static_cast<std::uint64_t>(bits));
        put_number(out, static_cast<std::uint64_t>(bits >> 64));
        put_number(out, static_cast<std::uint64_t>(d.scale), 1);
    }
    template <class List>
    void operator()(const List&) {}  // no column is one
};

/// Reads what token_writer wrote; `sound` turns false where it cannot have written that.
class token_reader {
public:
    explicit token_reader(std::string_view bytes) : rest_(bytes) {}

    bool sound() const { return sound_; }
    bool at_end() const { return rest_.empty(); }

    std::uint64_t number(std::size_t bytes = 8) {
        std::uint64_t n = 0;
        const std::string_view text = take(bytes);
        for (std::size_t i = text.size(); i > 0; --i) n = n << 8 | static_cast<unsigned char>(text[i - 1]);
        return n;
    }
    std::optional<dynamic_value> value(const column_info& c) {
        const std::uint64_t there = number(1);
        check(there == 1 || (there == 0 && c.nullable));
        if (there != 1) return std::nullopt;
        dynamic_value v;
        v.kind = widened(c.kind);
        read(c, v);
        return v;
    }

private:
    void check(bool holds) { sound_ = sound_ && holds; }
    std::string_view take(std::uint64_t bytes) {
        check(bytes <= rest_.size());
        if (!sound_) return {};
        const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(bytes));
        rest_.remove_prefix(taken.size());
        return taken;
    }
    void read(const column_info& c, dynamic_value& v) {
        switch (c.kind) {
            case value_kind::boolean: {
                const std::uint64_t bit = number(1);
                check(bit <= 1);
                v.held = bit == 1;
                break;
            }
            case value_kind::int16:
            case value_kind::int32:
            case value_kind::int64: {
                const auto n = static_cast<std::int64_t>(number());
                check(n <= largest_of(c.kind) && n >= -largest_of(c.kind) - 1);
                v.held = n;
                break;
            }
            case value_kind::real32:
            case value_kind::real64: {
                const std::uint64_t bits = number();
                double x = 0;
                std::memcpy(&x, &bits, sizeof x);
                v.held = x;
                break;
            }
            case value_kind::text: v.held = std::string(take(number())); break;
            case value_kind::blob: {
                const std::string_view bytes = take(number());
                std::vector<std::byte> blob;
                for (const char b : bytes) blob.push_back(static_cast<std::byte>(b));
                v.held = std::move(blob);
                break;
            }
            case value_kind::date:
                v.held = stored_date{static_cast<std::int32_t>(static_cast<std::uint32_t>(number(4)))};
                break;
            case value_kind::timestamp: v.held = stored_timestamp{static_cast<std::int64_t>(number())}; break;
            case value_kind::uuid: {
                stored_uuid u;
                const std::string_view bytes = take(sizeof u.bytes);
                for (std::size_t i = 0; i < bytes.size(); ++i)
                    u.bytes[i] = static_cast<std::uint8_t>(static_cast<unsigned char>(bytes[i]));
                v.held = u;
                break;
            }
            case value_kind::decimal: {
                const uint128 low = number(), high = number();
                stored_decimal d;
                d.digits = static_cast<int128>(high << 64 | low);
                d.scale = static_cast<std::int64_t>(number(1));
                const int128 largest = power_of_ten(c.precision);
                check(d.scale == c.scale && d.digits < largest && d.digits > -largest);
                v.held = d;
                break;
            }
            default: check(false);
        }
    }

    std::string_view rest_;
    bool sound_ = true;
};

}  // namespace interlock::detail
