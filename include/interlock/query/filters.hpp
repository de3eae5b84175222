// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field_index.hpp>
#include <interlock/model/member_list.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/model/table.hpp>
#include <interlock/query/dynamic_order.hpp>
#include <interlock/query/expression.hpp>
#include <interlock/query/filter_list.hpp>
#include <interlock/query/filter_reading.hpp>
#include <interlock/query/filter_rules.hpp>
#include <interlock/query/lookup.hpp>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace interlock {

/// The fields by which users may filter, and order: `il::filters<Gem, il::filterable<&Gem::organism>,
/// il::orderable<&Gem::name>>`. Where one of them is left out, all fields are meant.
template <auto... Members>
struct filterable {};
template <auto... Members>
struct orderable {};

template <class M, auto Member>
struct limit_names_no_field {
    static_assert(
        never<M>,
        "interlock: filterable or orderable names a member that is no field of the model: there is no column to "
        "filter or order by; name a field of the model, or list the member in its il::fields");
};
template <class M, class Limit>
struct no_limit_of_filters {
    static_assert(never<Limit>,
                  "interlock: il::filters takes a model and its limits, and this is none: write "
                  "il::filterable<members...> or il::orderable<members...>");
};
template <class M, auto Member>
struct field_that_no_filter_compares {
    static_assert(
        never<M>,
        "interlock: orderable names a JSON document or an array: engines do not agree on which of them are "
        "less; order by another field");
};

enum class direction : bool { ascending, descending };

namespace detail {

template <class M, auto Member>
constexpr bool require_limit_field() {
    if constexpr (field_index<M, Member> == table_info::npos)
        return refuse<limit_names_no_field<M, Member>>();
    else return true;
}
template <class M, auto Member>
constexpr bool require_orderable_field() {
    if constexpr (!require_limit_field<M, Member>()) return false;
    else if constexpr (!is_comparable(table_of<M>().columns[field_index<M, Member>].kind))
        return refuse<field_that_no_filter_compares<M, Member>>();
    else return true;
}

template <class M, class Limit>
struct filter_limit {
    static constexpr void apply(filter_rules&) { (void)refuse<no_limit_of_filters<M, Limit>>(); }
};
template <class M, auto... Members>
struct filter_limit<M, filterable<Members...>> {
    static constexpr void apply(filter_rules& r) {
        (void)(require_limit_field<M, Members>() && ...);
        r.filters_limited = true;
        r.filterable = member_names<Members...>::list;
    }
};
template <class M, auto... Members>
struct filter_limit<M, orderable<Members...>> {
    static constexpr void apply(filter_rules& r) {
        (void)(require_orderable_field<M, Members>() && ...);
        r.orders_limited = true;
        r.orderable = member_names<Members...>::list;
    }
};

template <class M, class... Limits>
constexpr filter_rules rules_of() {
    filter_rules r{&table_of<M>()};
    (filter_limit<M, Limits>::apply(r), ...);
    return r;
}

}  // namespace detail

/// Filters and an order that only the run of the program decides, as a search form or a list does:
///
///     const auto wanted = il::filter_text<Gem>("organism__icontains=homo&year__gte=1990&order=-name");
///     db.from<Gem>().where(wanted).order_by(wanted).limit(20).all();
///
/// A filter names a field of the model and a lookup of Django's, il::lookup; its value is made one of the field's
/// type, checked, and bound. Case is that of ASCII letters, NULL has SQL's logic: only isnull finds it. All filters
/// have to hold; without any, every row is found. The order ends with the primary key, so that it is always the same.
template <class M, class... Limits>
class filters : public expression, public order_term<dynamic_order<M>, false> {
public:
    using type = std::optional<bool>;
    static constexpr bool bound = true;
    static constexpr bool infix = true;

    filters() { this->operand.list.complete(); }

    /// `add("year__gte", "1990")`. Throws filter_error where the name, the lookup or the value is wrong. A list is
    /// written with commas, and \ takes one literally.
    filters& add(std::string_view name, std::string_view value) {
        const detail::filter_name asked = detail::read_filter_name(rules(), name);
        detail::add_filter(list_, table_of<M>(), *asked.column, asked.asked, value);
        return *this;
    }
    /// `add<&Gem::year>(il::lookup::gte, "1990")`: of any field, limited or not. Throws filter_error.
    template <auto Member>
    filters& add(lookup asked, std::string_view value) {
        if constexpr (detail::require_limit_field<M, Member>())
            detail::add_filter(list_, table_of<M>(), table_of<M>().columns[detail::field_index<M, Member>],
                               asked, value);
        return *this;
    }
    /// `order("-year,name")`, in place of the order that there was. Throws filter_error.
    filters& order(std::string_view fields) {
        detail::order_list list(table_of<M>());
        detail::add_orders(list, rules(), fields);
        return ordered(list);
    }
    /// `order<&Gem::year>(il::direction::descending)`: of any field.
    template <auto Member>
    filters& order(direction d = direction::ascending) {
        detail::order_list list(table_of<M>());
        if constexpr (detail::require_orderable_field<M, Member>())
            list.add(table_of<M>().columns[detail::field_index<M, Member>], d == direction::descending);
        return ordered(list);
    }
    /// Adds what a query string asks: see filter_text().
    filters& read(std::string_view text, std::initializer_list<std::string_view> others = {}) {
        detail::filter_list list;
        detail::order_list order(table_of<M>());
        detail::read_filter_text(list, order, rules(), text, others);
        if (size() + list.tests.size() > detail::most_filters)
            detail::throw_filter_error(table_of<M>(), {}, detail::too_many_filters());
        list_.tests.insert(list_.tests.end(), list.tests.begin(), list.tests.end());
        return order.steps.empty() ? *this : ordered(order);
    }

    /// The number of filters.
    std::size_t size() const { return list_.tests.size(); }
    bool empty() const { return list_.tests.empty(); }

    template <class Source>
    static constexpr bool known() {
        return dynamic_order<M>::template known<Source>();
    }
    template <class Visitor>
    void values(Visitor& visit) const {
        detail::visit_part(list_, visit);
    }

private:
    static const detail::filter_rules& rules() {
        static constexpr detail::filter_rules all = detail::rules_of<M, Limits...>();
        return all;
    }
    filters& ordered(detail::order_list& order) {
        order.complete();
        this->operand.list = std::move(order);
        return *this;
    }

    detail::filter_list list_;
};

/// The filters of a query string, `organism__icontains=homo&order=-year,name`, as URLs and forms have it: + is a
/// space, %41 a byte. What was left empty is no filter. A name stands once, but for `in`, whose values are put
/// together. The `others` are names that the program reads itself (il::query_value). Throws filter_error for what is
/// wrong: it says which field, and what would do.
template <class M, class... Limits>
filters<M, Limits...> filter_text(std::string_view text,
                                  std::initializer_list<std::string_view> others = {}) {
    filters<M, Limits...> wanted;
    wanted.read(text, others);
    return wanted;
}

}  // namespace interlock
