// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/many_to_many.hpp>
#include <interlock/query/pack.hpp>
#include <interlock/query/relation.hpp>

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <vector>

// A query with what is loaded beside its rows, as types, and the rows that come of it.

namespace interlock::detail {

/// A relation as it is followed, from the side that is referred to, or from the one that refers: the member of the rows
/// that leads to others, the one that has its value there, and the model of those.
template <auto Member, bool FromTarget>
struct followed {
    static constexpr auto here = Member;
    static constexpr auto there = relation<Member>::target;
    using model = owner_of<there>;
};
template <auto Member>
struct followed<Member, true> {
    static constexpr auto here = relation<Member>::target;
    static constexpr auto there = Member;
    using model = owner_of<there>;
};
/// A many-to-many relation as it is followed: `there` is a member of the join table, and `beyond` the one that refers to
/// the rows behind it.
template <auto Near, auto Far>
struct followed_beyond {
    static constexpr auto here = relation<Near>::target;
    static constexpr auto there = Near;
    static constexpr auto beyond = Far;
    using model = typename relation<Far>::target_model;
};

/// The rows of a select, and what is loaded beside them.
template <class Parts, class... Branches>
struct loading {
    using parts_type = Parts;
    Parts parts;
    pack<Branches...> branches;
    const void* origin = nullptr;  // where it was to run
};
/// What is loaded along a relation.
template <class Followed, class Query>
struct branch {
    Query query;
};

template <class Row, class... More>
struct row_beside {
    static constexpr std::size_t own = 1;
    using type = std::tuple<Row, More...>;
};
template <class... Rows, class... More>
struct row_beside<std::tuple<Rows...>, More...> {
    static constexpr std::size_t own = sizeof...(Rows);
    using type = std::tuple<Rows..., More...>;
};

template <class Query>
struct loaded_rows;
template <class Parts>
struct loaded_rows<loading<Parts>> {
    using type = typename Parts::result::type;
};
template <auto Member, class Query>
std::optional<typename loaded_rows<Query>::type> loaded_along(branch<followed<Member, false>, Query>*);
template <auto Near, auto Far, class Query>
std::vector<typename loaded_rows<Query>::type> loaded_along(branch<followed_beyond<Near, Far>, Query>*);
template <auto Member, class Query>
auto loaded_along(branch<followed<Member, true>, Query>*)
    -> std::conditional_t<is_one_to_one<Member>, std::optional<typename loaded_rows<Query>::type>,
                          std::vector<typename loaded_rows<Query>::type>>;
template <class Parts, class First, class... More>
struct loaded_rows<loading<Parts, First, More...>>
    : row_beside<typename Parts::result::type, decltype(loaded_along(static_cast<First*>(nullptr))),
                 decltype(loaded_along(static_cast<More*>(nullptr)))...> {};

/// The place of a model in a row, or of a std::optional of it; npos where there is none.
template <class M, class Row>
inline constexpr std::size_t place_in = __is_same(M, Row) ? 0 : table_info::npos;
template <class M, class... Rows>
inline constexpr std::size_t place_in<M, std::tuple<Rows...>> = [] {
    constexpr bool is[]{__is_same(M, Rows) || __is_same(std::optional<M>, Rows)..., true};
    std::size_t i = 0;
    while (!is[i]) ++i;
    return i < sizeof...(Rows) ? i : table_info::npos;
}();

}  // namespace interlock::detail
