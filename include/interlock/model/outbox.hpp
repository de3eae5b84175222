// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/carried.hpp>
#include <interlock/model/field_index.hpp>
#include <interlock/model/joined_name.hpp>
#include <interlock/model/links.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/model/table.hpp>
#include <interlock/model/value_attributes.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace interlock {

template <auto Member>
struct outbox_of_a_member_that_carries_nothing {
    static_assert(never<outbox_of_a_member_that_carries_nothing>,
                  "interlock: an outbox of a member along which no removal is carried, so that there is no "
                  "such table; name the member with il::soft_references and an il::on_delete");
};

namespace detail {

template <auto Member>
struct carries_nothing {
    static constexpr auto soft_target = Member;
};
template <auto Member>
constexpr auto first_carrying() {
    (void)refuse<outbox_of_a_member_that_carries_nothing<Member>>();
    return carries_nothing<Member>{};
}
template <auto Member, class First, class... More>
constexpr auto first_carrying() {
    if constexpr (is_carrying<First>) return First{};
    else return first_carrying<Member, More...>();
}
template <auto Member, class... Attributes>
constexpr auto carrying_attribute(field<Member, Attributes...>*) {
    return first_carrying<Member, Attributes...>();
}
template <auto Member>
constexpr auto find_carrying() {
    using model = owner_of<Member>;
    return carrying_attribute(
        static_cast<typename field_at<field_index<model, Member>, fields_of<model>>::type*>(nullptr));
}
/// What a member refers to that carries removals.
template <auto Member>
inline constexpr auto carried_target = decltype(find_carrying<Member>())::soft_target;

template <auto Member>
struct placement<outbox<Member>> {
    using type = owner_of<carried_target<Member>>;
    static constexpr bool by_writes = true;
};
template <auto Member>
struct placement<inbox<Member>> {
    using type = owner_of<Member>;
    static constexpr bool by_writes = true;
};

}  // namespace detail

template <auto Member>
struct outbox {
    std::int64_t id = 0;
    std::string token;       // no other entry has it, of this database or another
    bool delivered = false;  // and what the inbox knows of it may go
    detail::without_null<detail::value_of<detail::carried_target<Member>>>
        removed{};  // what the removed row had there
};

template <auto Member>
struct inbox {
    std::string token;  // of the outbox's entry
};

/// Makes a removal leave an entry in the outbox, in the transaction that removes: also one by raw SQL, or by a cascade.
template <auto Member>
struct outbox_trigger_shape {
    using model_type = detail::owner_of<detail::carried_target<Member>>;
};

namespace detail {

template <auto Member>
constexpr const column_info& column_of_member() {
    using model = owner_of<Member>;
    return table_of<model>().columns[field_index<model, Member>];
}
/// review_product_id_outbox
template <auto Member, fixed_string End>
inline constexpr auto box_name = [] {
    constexpr std::string_view table = table_of<owner_of<Member>>().name;
    constexpr std::string_view column = column_of_member<Member>().name;
    joined_name<table.size() + 1 + column.size() + End.view().size()> n;
    return shortened(n.put(table, false).put("_", false).put(column, false).put(End.view(), false));
}();

/// An enumeration is noted as its column holds it.
template <auto Removed, auto Target, class... Attributes>
constexpr auto removed_field(field<Target, Attributes...>*) {
    if constexpr ((__is_same(Attributes, as_text) || ...)) return field<Removed, as_text>{};
    else return field<Removed>{};
}
template <auto Member>
constexpr auto outbox_fields() {
    using row = outbox<Member>;
    constexpr auto target = carried_target<Member>;
    using model = owner_of<target>;
    using removed = decltype(removed_field<&row::removed>(
        static_cast<typename field_at<field_index<model, target>, fields_of<model>>::type*>(nullptr)));
    return fields<field<&row::id, primary_key, generated>, field<&row::token>, field<&row::delivered>,
                  removed>{};
}

}  // namespace detail

template <auto Member>
struct model<outbox<Member>> {
    static constexpr std::string_view app_label =
        detail::app_label_of<detail::owner_of<detail::carried_target<Member>>>();
    static constexpr std::string_view table = detail::box_name<Member, "_outbox">.view();
    using fields = decltype(detail::outbox_fields<Member>());
    using after_tables = outbox_trigger_shape<Member>;
};

template <auto Member>
struct model<inbox<Member>> {
    static constexpr std::string_view app_label = detail::app_label_of<detail::owner_of<Member>>();
    static constexpr std::string_view table = detail::box_name<Member, "_inbox">.view();
    using fields = interlock::fields<field<&inbox<Member>::token, primary_key>>;
};

}  // namespace interlock
