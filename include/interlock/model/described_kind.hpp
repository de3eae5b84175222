// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>
#include <interlock/model/table.hpp>

namespace interlock::detail {

template <auto Member, class... Fields>
constexpr value_kind find_described_kind(value_kind kind, fields<Fields...>) {
    ((member_name<Fields::member>() == member_name<Member>() ? (void)(kind = Fields::bare().kind) : (void)0),
     ...);
    return kind;
}

/// The kind of a member's column: of an enumeration with names its model decides, without whose table it is told.
template <auto Member>
constexpr value_kind described_kind() {
    using stored = codec<without_null<value_of<Member>>>;
    if constexpr (requires {
                      stored::names;
                      typename model<owner_of<Member>>::fields;
                  })
        return find_described_kind<Member>(stored::kind, typename model<owner_of<Member>>::fields{});
    else return stored::kind;
}

}  // namespace interlock::detail
