// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/table.hpp>
#include <interlock/query/load_related.hpp>
#include <interlock/query/relation.hpp>

#include <cstdint>

namespace interlock::detail {

/// A value as another type that is stored alike, maybe in fewer bits.
template <class To, class From>
To as_stored(const From& value) {
    if constexpr (__is_same(To, From)) return value;
    else if constexpr (requires { codec<To>::decode(codec<From>::encode(value)); })
        return codec<To>::decode(codec<From>::encode(value));
    else if constexpr (requires { codec<From>::names; })  // of two enumerations one has names
        return codec<To>::decode(codec<From>::encode(value).number);
    else return codec<To>::decode({codec<From>::encode(value), {}, false});
}

/// What a member has to hold to refer to a row. Throws value_out_of_range where it cannot, because its type is narrower
/// than what it refers to, or because that is NULL.
template <auto Member, auto Target, class Row>
without_null<value_of<Member>> referring_to(const Row& row) {
    try {
        const auto* const value = value_in<Target>(&row);
        if (value == nullptr) throw value_out_of_range("the row cannot be referred to: its column is NULL");
        return as_stored<without_null<value_of<Member>>>(*value);
    } catch (value_out_of_range& e) {
        e.at_field(table_of<owner_of<Member>>().model, member_name<Member>());
        throw;
    }
}
template <auto Member, class Row>
auto referring(const Row& row) {
    return referring_to<Member, relation<Member>::target>(row);
}

}  // namespace interlock::detail
