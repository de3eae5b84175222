// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/dynamic_order.hpp>
#include <interlock/query/filter_error.hpp>
#include <interlock/query/keyset.hpp>
#include <interlock/query/token_bytes.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

// A page token names the row that a page ended with: its values of the columns of the order. As bytes it is
//   the form (1), the fingerprint of the order, the values, the checksum of all of that
// with numbers of 8 bytes, the least significant first; a value is one byte that says whether there is one, and then
// the value. It is written as base64url without padding (RFC 4648, section 5). The checksum finds what was changed or
// cut on the way; it is no signature. A token that somebody made up can name another row to begin behind and nothing
// more: its values are checked against their columns and bound as others are.

namespace interlock::detail {

/// What tells one order of one model from another.
inline std::uint64_t fingerprint_of(const order_list& order) {
    std::uint64_t hash = fnv(order.table->name, fnv(order.table->model) * 31);
    for (const order_step& s : order.steps) {
        const char how[]{static_cast<char>(s.column->kind), s.column->nullable ? 'n' : 'v',
                         s.descending ? 'd' : 'a'};
        hash = fnv({how, sizeof how}, fnv(s.column->member, hash));
    }
    return hash;
}

inline std::string write_token(const order_list& order, const optional_values& row) {
    std::string bytes(1, '\1');
    put_number(bytes, fingerprint_of(order));
    for (const auto& v : row) {
        bytes += v ? '\1' : '\0';
        if (v) std::visit(token_writer{bytes}, v->held);
    }
    put_number(bytes, fnv(bytes));
    return encode_base64url(bytes);
}

/// The values of the row that a token names. Throws token_error.
inline optional_values read_token(const order_list& order, std::string_view token) {
    constexpr std::size_t number = 8;
    std::string bytes;
    if (!decode_base64url(token, bytes) || bytes.size() < 1 + 2 * number || bytes[0] != '\1')
        throw token_error("this is no page token; give one as a page gave it");
    const std::string_view content = std::string_view(bytes).substr(0, bytes.size() - number);
    if (token_reader(std::string_view(bytes).substr(content.size())).number() != fnv(content))
        throw token_error("the page token was changed or cut; give it as a page gave it");
    token_reader reader(content.substr(1));
    if (reader.number() != fingerprint_of(order))
        throw token_error(
            "the page token is of a query with another model or another order; begin anew, without one");
    optional_values row;
    for (const order_step& s : order.steps) row.push_back(reader.value(*s.column));
    if (!reader.sound() || !reader.at_end())
        throw token_error("the page token does not hold a row of this order; give it as a page gave it");
    return row;
}

}  // namespace interlock::detail
