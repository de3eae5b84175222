// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/uuid_text.hpp>
#include <interlock/query/comparison.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace interlock {

/// A list of values, bound as one parameter: the text is the same whatever its length.
template <class Element, value_kind Kind>
struct value_list : bound_expression<value_list<Element, Kind>> {
    using type = Element;
    static constexpr value_kind kind = Kind;

    std::vector<Element> elements;
};

/// `c.in(range)`: true when the operand equals one of the values; false for an empty range.
template <class Operand, class List>
struct membership : binary_expression<Operand, List> {
    using type = detail::truth<Operand>;
    using binary_expression<Operand, List>::binary_expression;
};

template <class Element>
struct elements_cannot_be_listed {
    static_assert(never<Element>,
                  "interlock: in() takes values that are not null, and no blobs: NULL equals nothing; leave "
                  "it out of the list, and compare blobs one by one");
};

template <class Operand, class List>
struct list_that_is_no_range {
    static_assert(
        never<List>,
        "interlock: in() takes a range of values, such as a std::vector or {1, 2, 3}, or a query with one "
        "column; a single value is compared with ==");
};

namespace detail {

/// What a list for a column of this kind holds.
template <value_kind Kind>
constexpr auto list_element() {
    if constexpr (is_integer(Kind)) return std::int64_t{};
    else if constexpr (is_number(Kind)) return double{};
    else if constexpr (Kind == value_kind::boolean) return std::int64_t{};  // no std::vector<bool>
    else if constexpr (Kind == value_kind::date) return stored_date{};
    else if constexpr (Kind == value_kind::timestamp) return stored_timestamp{};
    else if constexpr (Kind == value_kind::decimal) return stored_decimal{};
    else return std::string{};
}

/// A bound value as the element of a list of texts.
template <class Stored>
std::string list_text(const Stored& stored) {
    if constexpr (__is_same(Stored, stored_uuid)) {
        std::string text(uuid_length, '\0');
        write_uuid(stored, text.data());
        return text;
    } else return std::string(codec<Stored>::encode(stored));
}

template <class Operand, class Range>
constexpr auto make_list_membership(Operand operand, const Range& range) {
    using given = decltype(make_value<Operand>(*std::begin(range)));
    // integers may be compared with numbers: then the list is one of numbers
    constexpr value_kind kind =
        is_number(given::kind) && !is_integer(given::kind) ? given::kind : node_kind<Operand>();
    using element = decltype(list_element<kind>());
    using list_type = value_list<element, list_of(kind)>;
    list_type list;
    if constexpr (!types_compare<Operand, given>())
        (void)refuse<types_do_not_compare<typename Operand::type, typename given::type>>();
    else if constexpr (is_nullable<typename given::type> || !has_list(kind))
        (void)refuse<elements_cannot_be_listed<typename given::type>>();
    else if constexpr (!__is_same(element, std::string))
        for (const auto& v : range)
            list.elements.push_back(static_cast<element>(make_value<Operand>(v).stored));
    else if constexpr (__is_constructible(std::string, decltype(*std::begin(range))))
        for (const auto& v : range) list.elements.emplace_back(v);
    else
        for (const auto& v : range) list.elements.push_back(list_text(make_value<Operand>(v).stored));
    return membership<Operand, list_type>(std::move(operand), std::move(list));
}

template <class Operand, class Range>
constexpr auto make_membership(Operand operand, const Range& range) {
    if constexpr (requires { range.sound_parts(); })
        return membership_in(std::move(operand), range);  // a subquery: query/subquery.hpp
    else if constexpr (requires { make_value<Operand>(*std::begin(range)); })
        return make_list_membership(std::move(operand), range);
    else {
        (void)refuse<list_that_is_no_range<Operand, Range>>();
        using list = value_list<std::int64_t, value_kind::int64_list>;
        return membership<Operand, list>(std::move(operand), list{});
    }
}

/// For il::arg in place of the list.
template <class Operand>
constexpr auto make_membership(Operand operand, arg_t) {
    constexpr value_kind kind = node_kind<Operand>();
    if constexpr (!has_list(kind)) (void)refuse<elements_cannot_be_listed<typename Operand::type>>();
    using right = placeholder<typename Operand::type, list_of(kind)>;
    return membership<Operand, right>(std::move(operand), right{});
}

}  // namespace detail

}  // namespace interlock
