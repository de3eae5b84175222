// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/carried.hpp>
#include <interlock/model/field_index.hpp>
#include <interlock/model/joined_name.hpp>
#include <interlock/model/table.hpp>

#include <cstdint>
#include <string_view>

namespace interlock {

template <auto Target>
struct outbox {
    std::int64_t id = 0;
    detail::without_null<detail::value_of<Target>> removed{};  // what the removed row had there
};

template <auto Member>
struct inbox {
    std::int64_t entry = 0;  // of the outbox
};

/// Makes a removal leave an entry in the outbox, in the transaction that removes: also one by raw SQL, or by a cascade.
template <auto Target>
struct outbox_trigger_shape {
    using model_type = detail::owner_of<Target>;
};

namespace detail {

/// product_id_outbox
template <auto Member>
constexpr const column_info& column_of_member() {
    using model = owner_of<Member>;
    return table_of<model>().columns[field_index<model, Member>];
}
template <auto Member, fixed_string End>
inline constexpr auto box_name = [] {
    constexpr std::string_view table = table_of<owner_of<Member>>().name;
    constexpr std::string_view column = column_of_member<Member>().name;
    joined_name<table.size() + 1 + column.size() + End.view().size()> n;
    return n.put(table, false).put("_", false).put(column, false).put(End.view(), false);
}();

}  // namespace detail

template <auto Target>
struct model<outbox<Target>> {
    static constexpr std::string_view app_label = detail::app_label_of<detail::owner_of<Target>>();
    static constexpr std::string_view table = detail::box_name<Target, "_outbox">.view();
    using fields = interlock::fields<field<&outbox<Target>::id, primary_key, generated>,
                                     field<&outbox<Target>::removed>>;
    using after_tables = outbox_trigger_shape<Target>;
};

template <auto Member>
struct model<inbox<Member>> {
    static constexpr std::string_view app_label = detail::app_label_of<detail::owner_of<Member>>();
    static constexpr std::string_view table = detail::box_name<Member, "_inbox">.view();
    using fields = interlock::fields<field<&inbox<Member>::entry, primary_key>>;
};

}  // namespace interlock
