// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/replicated.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/followed_hold.hpp>
#include <interlock/session/own_writes.hpp>
#include <interlock/session/recent_slot.hpp>

#include <utility>

namespace interlock {

template <class Model, class R, class W>
struct own_writes_that_nobody_notes {
    static_assert(
        never<Model>,
        "interlock: own writes of a model that a router of the program's own reads elsewhere than it writes: nobody would "
        "note them; route it by il::read_write<R, W>, or by il::replicated");
};

template <class Db>
struct pipeline_of_own_writes {
    static_assert(
        never<Db>,
        "interlock: a pipeline of somebody whose writes are followed: nobody would know when they have taken place; "
        "take one of a transaction, me.transaction<Db>([](auto& tx) { auto p = tx.pipeline(); ... })");
};

/// What queries of somebody run on whose writes are followed: also those for rows that belong to others.
template <class Service, class Db>
class following_executor : public executor<Service, Db> {
public:
    using base = executor<Service, Db>;

    following_executor(typename base::slot_type& slot, const own_writes::list& writes)
        : base(slot, hold(slot, writes)), writes_(writes) {}

    template <class M>
    auto related() const;
    template <class Other>
    following_executor<Service, Other> beside() const {
        return {detail::slot_in<Service, Other>(detail::slots_around<Service>(this->slot())), writes_};
    }
    following_executor because(const char* why) const { return {base::because(why), writes_}; }
    static constexpr bool require_pipeline() {
        if constexpr (base::only_reads || !requires(typename base::hold_type h) { h.writes; }) return true;
        else return detail::refuse<pipeline_of_own_writes<Db>>();
    }

private:
    following_executor(const base& same, const own_writes::list& writes) : base(same), writes_(writes) {}
    static typename base::hold_type hold(typename base::slot_type&, const own_writes::list& writes) {
        typename base::hold_type held;
        if constexpr (requires { held.writes; }) held.writes = writes;
        return held;
    }

    own_writes::list writes_;
};

/// The same where a model has a copy, and is read from its source for a while after a write.
template <class Service, class R, class W>
class following_executor<Service, detail::recent<R, W>> : public executor<Service, detail::recent<R, W>> {
public:
    using base = executor<Service, detail::recent<R, W>>;

    following_executor(detail::service_slots<Service>& slots, const own_writes::list& writes)
        : base(base::slot_type::any, hold(slots, writes)), slots_(&slots), writes_(writes) {}

    /// It may run on each of the two.
    template <class M>
    static constexpr bool reaches() {
        if constexpr (!executor<Service, R>::template reaches<M>()) return false;
        else return executor<Service, W>::template reaches<M>();
    }
    template <class M>
    static constexpr bool may_load() {
        if constexpr (!executor<Service, R>::template may_load<M>()) return false;
        else return executor<Service, W>::template may_load<M>();
    }
    template <class M>
    auto related() const;
    template <class Other>
    following_executor<Service, Other> beside() const {
        return {detail::slot_in<Service, Other>(*slots_), writes_};
    }
    template <class Shape, class Query>
    auto sql_of(const Query& q) const {
        return copy().template sql_of<Shape>(q);
    }
    template <class Shape, class Query>
    auto values_of(const Query& q) const {
        return copy().template values_of<Shape>(q);
    }

private:
    static detail::recent_hold<Service> hold(detail::service_slots<Service>& slots,
                                             const own_writes::list& writes) {
        detail::recent_hold<Service> held;
        held.writes = writes;
        held.slots = &slots;
        return held;
    }
    executor<Service, R> copy() const { return executor<Service, R>(detail::slot_in<Service, R>(*slots_)); }

    detail::service_slots<Service>* slots_;
    own_writes::list writes_;
};

namespace detail {

/// Whether a model is read from another database than it is written to.
template <class Service, class M>
constexpr bool find_copy() {
    if constexpr (!Service::template lists_model<M>) return false;
    else return !__is_same(read_database<Service, M>, write_database<Service, M>);
}
template <class Service, class M>
inline constexpr bool has_copy = find_copy<Service, M>();

/// What reads of a model run on, of somebody whose writes are followed.
template <class Service, class M>
auto follow_reads(service_slots<Service>& slots, const own_writes::list& writes) {
    using R = read_database<Service, M>;
    using W = write_database<Service, M>;
    if constexpr (__is_same(R, W) || __is_same(R, replica<W>))
        return following_executor<Service, R>(slot_in<Service, R>(slots), writes);
    else if constexpr (!requires(typename slot_of<Service, W>::hold_type h) { h.writes; }) {
        (void)refuse<own_writes_that_nobody_notes<M, R, W>>();
        return executor<Service, R>(slot_in<Service, R>(slots));
    } else return following_executor<Service, recent<R, W>>(slots, writes);
}

}  // namespace detail

template <class Service, class Db>
template <class M>
auto following_executor<Service, Db>::related() const {
    if constexpr (__is_same(read_database<Service, M>, detail::several_databases)) return *this;
    else return detail::follow_reads<Service, M>(detail::slots_around<Service>(this->slot()), writes_);
}
template <class Service, class R, class W>
template <class M>
auto following_executor<Service, detail::recent<R, W>>::related() const {
    if constexpr (__is_same(read_database<Service, M>, detail::several_databases)) return *this;
    else return detail::follow_reads<Service, M>(*slots_, writes_);
}

}  // namespace interlock
