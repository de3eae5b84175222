// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field_index.hpp>
#include <interlock/model/joined_name.hpp>
#include <interlock/model/links.hpp>
#include <interlock/model/references.hpp>
#include <interlock/model/table.hpp>

#include <cstddef>
#include <string_view>

namespace interlock {

template <class Link, class Model>
struct link_that_its_model_does_not_declare {
    static_assert(
        never<Link>,
        "interlock: a many-to-many relation that its model does not declare, so that it would have no table; add it to "
        "the model that begins it: using links = il::links<il::link<From, To>>;");
};

template <class Link, class Model>
struct link_of_a_model_without_a_single_key {
    static_assert(
        never<Link>,
        "interlock: a many-to-many relation of a model whose primary key is not one column: the join table refers to "
        "each side by one; declare the join table as a model of its own, and name it with il::through");
};

namespace detail {

/// The member that is the whole primary key of a model.
template <class M>
constexpr std::size_t position_of_single_key() {
    const table_info& t = table_of<M>();
    if (t.key_count == 1)
        for (std::size_t i = 0; i < t.column_count; ++i)
            if (t.columns[i].primary_key) return i;
    return table_info::npos;
}
template <class M>
inline constexpr auto single_key = field_at<position_of_single_key<M>(), fields_of<M>>::type::member;

/// Which side of a relation a column refers to; of two sides of one model, or of one name, it says so.
enum class end_of_link : unsigned char { only, from, to };

/// The column that refers to a side: `playlist_id`; of a model that is linked to itself `from_person_id`.
template <class M, end_of_link End>
struct link_column {
    static constexpr auto name = [] {
        constexpr std::string_view type = type_name<M>();
        constexpr std::string_view key = table_of<M>().columns[position_of_single_key<M>()].name;
        constexpr std::string_view end = End == end_of_link::only   ? ""
                                         : End == end_of_link::from ? "from_"
                                                                    : "to_";
        joined_name<end.size() + type.size() + 1 + key.size()> n;
        return shortened(n.put(end, false).put(type, true).put("_", false).put(key, false));
    }();
    static constexpr value_kind stored_kind = table_of<M>().columns[position_of_single_key<M>()].kind;

    static constexpr bool applies_to(const column_info&) { return true; }
    static constexpr void apply(column_info& c) { c.name = name.view(); }
};

/// The table of a link: `music_playlist_track`, and `music_playlist_favourites` of one that is named so.
template <class From, class To, fixed_string Name>
inline constexpr auto link_table = [] {
    constexpr std::string_view from = table_name_of<From>();
    constexpr std::string_view to = Name.view().empty() ? type_name<To>() : Name.view();
    joined_name<from.size() + 1 + to.size()> n;
    return shortened(n.put(from, false).put("_", false).put(to, Name.view().empty()));
}();

/// Whether a relation can be: its model declares it, and each side is known by one column; else the refusal.
template <class From, class To, fixed_string Name>
constexpr bool require_link() {
    using row = link<From, To, Name>;
    if constexpr (!is_among<row>(links_of<From>{}))
        return refuse<link_that_its_model_does_not_declare<row, From>>();
    else if constexpr (position_of_single_key<From>() == table_info::npos)
        return refuse<link_of_a_model_without_a_single_key<row, From>>();
    else if constexpr (position_of_single_key<To>() == table_info::npos)
        return refuse<link_of_a_model_without_a_single_key<row, To>>();
    else return true;
}

template <class From, class To, fixed_string Name>
constexpr auto link_fields() {
    using row = link<From, To, Name>;
    if constexpr (!require_link<From, To, Name>())
        return fields<field<&row::from, primary_key>, field<&row::to, primary_key>>{};
    else {
        constexpr bool itself = type_name<From>() == type_name<To>();
        return fields<
            field<&row::from, primary_key, link_column<From, itself ? end_of_link::from : end_of_link::only>,
                  references<single_key<From>, on_delete::cascade, deferrable::initially_immediate>>,
            field<&row::to, primary_key, link_column<To, itself ? end_of_link::to : end_of_link::only>,
                  references<single_key<To>, on_delete::cascade, deferrable::initially_immediate>,
                  indexed>>{};
    }
}

/// The type of a model's key, for the member that refers to it.
template <class M>
constexpr auto type_of_single_key() {
    if constexpr (position_of_single_key<M>() != table_info::npos) return value_of<single_key<M>>{};
    else return 0;  // refused
}

}  // namespace detail

template <class From, class To, fixed_string Name>
struct link {
    decltype(detail::type_of_single_key<From>()) from{};
    decltype(detail::type_of_single_key<To>()) to{};
};

template <class From, class To, fixed_string Name>
struct model<link<From, To, Name>> {
    static constexpr std::string_view app_label = detail::app_label_of<From>();
    static constexpr std::string_view table = detail::link_table<From, To, Name>.view();
    using fields = decltype(detail::link_fields<From, To, Name>());
};

}  // namespace interlock
