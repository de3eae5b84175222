// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>
#include <interlock/model/constraints.hpp>
#include <interlock/model/described_kind.hpp>
#include <interlock/model/member_list.hpp>
#include <interlock/model/table.hpp>

#include <cstddef>

namespace interlock {

/// Members of a struct, in this order.
template <auto... Members>
struct members {
    static constexpr std::size_t count = sizeof...(Members);
};

template <class From, class To>
struct foreign_key_of_unlike_lists {
    static_assert(
        never<From>,
        "interlock: a foreign key of unlike lists: each of its 1 to 16 members stands once and refers to "
        "one member of the other model; give both il::members the same number of them, in the same order");
};
template <class From, class To>
struct foreign_key_to_several_models {
    static_assert(
        never<From>,
        "interlock: a foreign key to members of several models: its columns refer to one table; give each "
        "model a foreign key of its own");
};
template <class From, class To>
struct foreign_key_of_other_types {
    static_assert(
        never<From>,
        "interlock: a member of a foreign key and the one that it refers to have different types, so that "
        "no value of one could equal the other; give it the type of its target, or order the lists alike");
};
template <class From, class To>
struct foreign_key_set_to_null_without_a_null {
    static_assert(
        never<From>,
        "interlock: on_delete::set_null of a foreign key needs members that can all be null; declare each "
        "as std::optional or choose another action");
};

/// A foreign key over several columns, one of a model's il::constraints:
///
///     il::foreign_key<il::members<&Part::order_id, &Part::line>, il::members<&Line::order_id, &Line::no>>
///
/// The members referred to are the other model's primary key, or unique together, in any order. A row of which one member
/// is null refers to nothing. The relation is named by the first of its members.
template <class From, class To, on_delete Action = on_delete::no_action, deferrable Checked = deferrable::no>
struct foreign_key;

template <auto First, auto... From, auto Target, auto... To, on_delete Action, deferrable Checked>
struct foreign_key<members<First, From...>, members<Target, To...>, Action, Checked> {
    using from = members<First, From...>;
    using to = members<Target, To...>;
    using target_model = detail::owner_of<Target>;
    static constexpr auto member = First;

    template <class Model>
    static constexpr bool fits = __is_base_of(detail::owner_of<First>, Model) &&
                                 (__is_base_of(detail::owner_of<From>, Model) && ...);

    static constexpr constraint_info describe() {
        if constexpr (!sound()) return {constraint_info::type::index, {}, 0, {}, nullptr};
        else
            return {constraint_info::type::foreign_key,
                    detail::member_names<First, From...>::names,
                    from::count,
                    {},
                    &key};
    }

private:
    static constexpr foreign_key_info key{&table_of<target_model>, detail::member_names<Target, To...>::names,
                                          Action, Checked};

    template <auto A, auto B>
    static constexpr bool alike() {
        using a = codec<detail::without_null<detail::value_of<A>>>;
        using b = codec<detail::without_null<detail::value_of<B>>>;
        if constexpr (requires { a::kind == b::kind; })
            return widened(detail::described_kind<A>()) == widened(detail::described_kind<B>());
        else return true;  // what cannot be stored is refused as a field
    }
    static constexpr bool sound() {
        if constexpr (from::count != to::count || from::count > constraint_info::max_columns ||
                      detail::member_names<First, From...>::list.has_one_twice() ||
                      detail::member_names<Target, To...>::list.has_one_twice())
            return detail::refuse<foreign_key_of_unlike_lists<from, to>>();
        else if constexpr (!(__is_same(detail::owner_of<To>, target_model) && ...))
            return detail::refuse<foreign_key_to_several_models<from, to>>();
        else if constexpr (!alike<First, Target>() || !(alike<From, To>() && ...))
            return detail::refuse<foreign_key_of_other_types<from, to>>();
        else if constexpr (Action == on_delete::set_null &&
                           !(detail::is_nullable<detail::value_of<First>> &&
                             (detail::is_nullable<detail::value_of<From>> && ...)))
            return detail::refuse<foreign_key_set_to_null_without_a_null<from, to>>();
        else return true;
    }
};

// Lists of which one is empty.
template <on_delete Action, deferrable Checked, auto... From, auto... To>
struct foreign_key<members<From...>, members<To...>, Action, Checked> {
    template <class Model>
    static constexpr bool fits = true;
    static constexpr constraint_info describe() {
        (void)detail::refuse<foreign_key_of_unlike_lists<members<From...>, members<To...>>>();
        return {constraint_info::type::index, {}, 0, {}, nullptr};
    }
};

}  // namespace interlock
