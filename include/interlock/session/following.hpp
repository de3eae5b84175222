// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/resolve.hpp>
#include <interlock/session/following_executor.hpp>
#include <interlock/session/later.hpp>
#include <interlock/session/own_writes.hpp>
#include <interlock/session/routed_operations.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/tracked_checks.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace interlock {

/// A session as somebody uses it who has to see what he has written: `auto me = db.following(mine)`. What is written by it
/// is noted in the il::own_writes, of a transaction when it is committed; what is read by it, where copies are read from,
/// is at least that. Others read the copies meanwhile. It may go before its queries, and the il::own_writes too; the session
/// stays.
template <class Service>
class following_scope : public routed_operations<following_scope<Service>, Service> {
public:
    following_scope(session<Service>& db, const own_writes& own) noexcept
        : session_(&db), writes_(own.shared()) {}

    /// What was written as a text, for who comes back with it: il::own_writes::from_token(text, key). It is signed with the
    /// key, of 16 characters at least, and ends after so many milliseconds. It says when and where something was written,
    /// and not what. Asks the sources for their positions; throws what that throws.
    std::string token(std::string_view key, std::int64_t lasts = 86'400'000) {
        settle(static_cast<Service*>(nullptr));
        return detail::write_own_writes(writes_->all(), key, detail::later(writes_->options().now(), lasts));
    }

    /// What queries on a database run on; for code that extends the library.
    template <class Db>
    following_executor<Service, Db> executor_of() {
        return {session_->template executor_of<Db>().slot(), writes_};
    }
    static constexpr bool names_tenant = false;

private:
    friend class operations<following_scope>;
    friend class routed_operations<following_scope, Service>;

    template <class M>
    auto reading_executor() {
        if constexpr (!detail::has_copy<Service, M>)
            return this->template executor_for<M, read_database<Service, M>>();
        else {
            auto source = session_->template executor_of<write_database<Service, M>>();
            return detail::follow_reads<Service, M>(detail::slots_around<Service>(source.slot()), writes_);
        }
    }
    template <class... Dbs, class Models, class Routers, class Profile>
    void settle(service<databases<Dbs...>, Models, Routers, Profile>*) {
        const auto ask = [this]<class Db>(const Db*) {
            using slot = detail::slot_of<Service, Db>;
            if constexpr (requires(slot & s) { s.settled(*writes_); })
                (void)session_->template executor_of<Db>().slot().settled(*writes_);
        };
        (ask(static_cast<const Dbs*>(nullptr)), ...);
    }

    session<Service>* session_;
    own_writes::list writes_;
};

namespace detail {

template <class Service, class M>
struct row_writer<following_scope<Service>, M> : row_writer<session<Service>, M> {};

}  // namespace detail

}  // namespace interlock
