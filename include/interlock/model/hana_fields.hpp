// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/model/table.hpp>

#include <boost/hana/accessors.hpp>
#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/define_struct.hpp>
#include <boost/hana/tuple.hpp>

#include <type_traits>
#include <utility>

namespace interlock {

/// Attributes for one member of a struct that Hana describes: `with<&Gem::id, primary_key>`.
template <auto Member, class... Attributes>
struct with {};

template <class M>
struct hana_struct_without_members {
    static_assert(never<M>,
                  "interlock: a Hana struct whose members are not plain: fields are made of member pointers, "
                  "which BOOST_HANA_ADAPT_STRUCT and BOOST_HANA_DEFINE_STRUCT give and BOOST_HANA_ADAPT_ADT "
                  "does not; list il::fields in the model");
};

template <class M, class With>
struct with_names_no_member {
    static_assert(
        never<M>,
        "interlock: il::with names a member that Hana does not know of the struct; adapt the member "
        "with Hana too, or correct the name");
};

namespace detail {

template <class T>
using plain_hana_type = std::remove_cv_t<std::remove_reference_t<T>>;

/// The member pointer within Hana's accessor.
template <class Accessor>
struct accessed_member {
    static constexpr bool plain = false;
};
template <class Pointer, Pointer Member>
struct accessed_member<boost::hana::struct_detail::member_ptr<Pointer, Member>> {
    static constexpr bool plain = true;
    static constexpr Pointer member = Member;
};

template <auto Member, class... Attributes>
struct field_with {
    using type = field<Member, Attributes...>;
};
template <auto Member, class... Attributes, auto Named, class... Added, class... Rest>
constexpr auto add_attributes(field_with<Member, Attributes...>, with<Named, Added...>, Rest... rest) {
    if constexpr (same_member<Member, Named>())
        return add_attributes(field_with<Member, Attributes..., Added...>{}, rest...);
    else return add_attributes(field_with<Member, Attributes...>{}, rest...);
}
template <auto Member, class... Attributes>
constexpr field<Member, Attributes...> add_attributes(field_with<Member, Attributes...>) {
    return {};
}

template <class With, auto... Members>
inline constexpr bool names_one_of = false;
template <auto Named, class... Added, auto... Members>
inline constexpr bool names_one_of<with<Named, Added...>, Members...> = (same_member<Named, Members>() ||
                                                                         ...);

template <class M, class With, auto... Members>
constexpr bool check_with() {
    if constexpr (names_one_of<With, Members...>) return true;
    else return refuse<with_names_no_member<M, With>>();
}

template <class M, auto... Members, class... Withs>
constexpr auto fields_of_members(Withs... withs) {
    (void)(check_with<M, Withs, Members...>() && ... && true);
    return fields<decltype(add_attributes(field_with<Members>{}, withs...))...>{};
}

template <class M, class... Withs, class... Pairs>
constexpr auto fields_from(boost::hana::tuple<Pairs...>*) {
    using boost::hana::second;
    if constexpr (!(accessed_member<plain_hana_type<decltype(second(std::declval<Pairs>()))>>::plain &&
                    ...)) {
        (void)refuse<hana_struct_without_members<M>>();
        return fields<>{};
    } else
        return fields_of_members<
            M, accessed_member<plain_hana_type<decltype(second(std::declval<Pairs>()))>>::member...>(
            Withs{}...);
}

}  // namespace detail

/// The fields of a struct that Boost.Hana describes, in its order, with attributes added:
///
///     using fields = il::hana_fields<Gem, il::with<&Gem::id, il::primary_key>>;
template <class M, class... Withs>
using hana_fields = decltype(detail::fields_from<M, Withs...>(
    static_cast<detail::plain_hana_type<decltype(boost::hana::accessors<M>())>*>(nullptr)));

template <class M>
    requires(boost::hana::Struct<M>::value)
struct described_fields<M> {
    using type = hana_fields<M>;
};

}  // namespace interlock
