// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/query/aggregate.hpp>
#include <interlock/query/key_index.hpp>
#include <interlock/query/prefetch.hpp>
#include <interlock/query/relation.hpp>
#include <interlock/query/select.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

// What il::soft_references leaves open: whether there is the row that is referred to.

namespace interlock {

/// A value that rows refer to, and of which there is no row; and how many rows do.
template <class Key>
struct orphan {
    Key key;
    std::int64_t rows;
};

template <auto Member>
struct orphans_of_no_relation {
    static_assert(
        never<orphans_of_no_relation>,
        "interlock: orphans of a member that refers to nothing: it takes a member with il::soft_references or "
        "il::references");
};

template <auto Member>
struct orphans_of_several_members {
    static_assert(
        never<orphans_of_several_members>,
        "interlock: orphans of a foreign key of several members: the database checks it, so that there are none");
};

namespace detail {

template <auto Member>
constexpr bool require_relation() {
    if constexpr (!relation<Member>::exists) return refuse<orphans_of_no_relation<Member>>();
    else if constexpr (relation<Member>::has_several_members)
        return refuse<orphans_of_several_members<Member>>();
    else return true;
}

}  // namespace detail

/// The values of a member that refer to a row that is not there, in their order: `il::orphans<&Review::product_id>(db)`.
/// The two models may live in different databases: each is asked for so many values at a time, twice as many queries as
/// there are such batches. What is written meanwhile may be seen or not.
template <auto Member, class Session>
auto orphans(Session& db, std::int64_t batch = 1000) {
    using model = detail::owner_of<Member>;
    using key = detail::without_null<detail::value_of<Member>>;
    if (batch < 1) throw value_out_of_range("an orphan report takes at least one value at a time");
    std::vector<orphan<key>> found;
    if constexpr (detail::require_relation<Member>()) {
        using relation = detail::relation<Member>;
        constexpr auto target = relation::target;
        const auto referring = [&] {
            if constexpr (!detail::is_nullable<detail::value_of<Member>>) return db.template from<model>();
            else return db.template from<model>().where(col<Member> != std::nullopt);
        };
        const auto some = [&](const auto& query) {
            return query.group_by(col<Member>)
                .order_by(asc<Member>)
                .limit(batch)
                .select(col<Member>, count())
                .all();
        };
        std::optional<key> last;
        for (;;) {
            const auto rows = last ? some(referring().where(col<Member> > *last)) : some(referring());
            if (rows.empty()) return found;
            std::vector<key> wanted;
            for (const auto& row : rows) wanted.push_back(*detail::found_in(std::get<0>(row)));
            last = wanted.back();
            const auto there = db.template from<typename relation::target_model>()
                                   .where(col<target>.in(wanted))
                                   .select(col<target>)
                                   .all();
            detail::key_index<detail::value_of<target>> present;
            for (std::size_t i = 0; i < there.size(); ++i) present.add(&std::get<0>(there[i]), i);
            (void)present.keys();
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                const auto [first, end] =
                    present.find(static_cast<const detail::value_of<target>&>(wanted[i]));
                if (first == end) found.push_back({wanted[i], std::get<1>(rows[i])});
            }
        }
    }
    return found;
}

/// Whether the row that this one refers to is there: one query, on the database where its model is read. A row that
/// refers to none, by NULL, lacks nothing.
template <auto Member, class Session>
bool refers_to_a_row(Session& db, const detail::owner_of<Member>& row) {
    if constexpr (!detail::require_relation<Member>()) return false;
    else {
        using relation = detail::relation<Member>;
        const auto* const value = detail::value_in<Member>(&row);
        return value == nullptr || db.template from<typename relation::target_model>()
                                       .where(col<relation::target> == *value)
                                       .exists();
    }
}

}  // namespace interlock
