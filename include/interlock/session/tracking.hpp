// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>

// As much of <interlock/tracked.hpp> as the operations need to know without it.

namespace interlock {

template <class Service, class Db, class M, bool InTransaction = false>
class tracked;

template <class M>
struct tracked_rows_are_not_included {
    static_assert(
        never<M>,
        "interlock: a tracked row whose header is not included: it is no part of interlock.hpp; include "
        "<interlock/tracked.hpp>");
};

template <class Row>
struct saved_without_being_loaded {
    static_assert(
        never<Row>,
        "interlock: save() of what load() did not give: of a plain row nobody knows what was changed "
        "in it; load<M>() it, or write all of it by upsert() or update_many()");
};

namespace detail {

/// Makes tracked rows.
template <class M>
struct tracking;

/// In the place of one that was refused, so that no second error follows.
template <class M>
struct refused_row {
    M& operator*() const;
    M* operator->() const;
    bool save() const;
};

template <class M, class Executor, class... Keys>
auto load_tracked(const Executor& e, const Keys&... keys) {
    if constexpr (requires { sizeof(tracking<M>); }) return tracking<M>::load(e, keys...);
    else {
        (void)refuse<tracked_rows_are_not_included<M>>();
        return refused_row<M>{};
    }
}

}  // namespace detail

}  // namespace interlock
