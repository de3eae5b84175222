// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/refusals.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/any_executor.hpp>
#include <interlock/session/following_executor.hpp>
#include <interlock/session/on_database.hpp>
#include <interlock/session/operations.hpp>
#include <interlock/session/own_writes.hpp>
#include <interlock/session/raw.hpp>
#include <interlock/session/retry.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/tracked_checks.hpp>
#include <interlock/session/transaction.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace interlock {

/// A session as somebody uses it who has to see what he has written: `auto me = db.following(mine)`. What is written by it
/// is noted in the il::own_writes, of a transaction when it is committed; what is read by it, where copies are read from,
/// is at least that. Others read the copies meanwhile. It may go before its queries, and the il::own_writes too; the session
/// stays.
template <class Service>
class following_scope : public operations<following_scope<Service>> {
public:
    following_scope(session<Service>& db, const own_writes& own) noexcept
        : session_(&db), writes_(own.shared()) {}

    /// An explicit database.
    template <class Db>
    auto on() {
        using executor_type = following_executor<Service, Db>;
        return on_database<Service, Db, executor_type>(executor_of<Db>());
    }

    /// What a session's transaction() does.
    template <class Db, auto... Options, class Function>
    auto transaction(Function&& function) {
        return detail::run_within(begin<Db, Options...>(), function);
    }
    template <class Db, auto... Options, class Function>
    auto transaction(const retry& policy, Function&& function) {
        return detail::run_again(policy, [&](bool& committed) {
            auto tx = begin<Db, Options...>();
            tx.tell(committed);
            return detail::run_within(std::move(tx), function);
        });
    }
    template <class Db, auto... Options>
    auto begin() {
        using how = detail::transaction_options<Options...>;
        if constexpr (!how::template sound<Db>())
            return interlock::transaction<Service, Db>(executor_of<Db>());
        else return interlock::transaction<Service, Db, how>(executor_of<Db>());
    }

    /// SQL that the program brings itself (session/raw.hpp).
    template <class Db, class... What, class... Args>
    auto raw(std::string text, Args&&... args) {
        return detail::raw_request<What...>::make(executor_of<Db>(), std::move(text),
                                                  std::forward<Args>(args)...);
    }

    /// What was written as a text, for who comes back with it: il::own_writes::from_token(text, key). It is signed with the
    /// key, of 16 characters at least, and ends after so many milliseconds. It says when and where something was written,
    /// and not what. Asks the sources for their positions; throws what that throws.
    std::string token(std::string_view key, std::int64_t lasts = 86'400'000) {
        settle(static_cast<Service*>(nullptr));
        return detail::write_own_writes(writes_->all(), key, writes_->options().now() + lasts);
    }

    /// What queries on a database run on; for code that extends the library.
    template <class Db>
    following_executor<Service, Db> executor_of() {
        return {session_->template executor_of<Db>().slot(), writes_};
    }

private:
    friend class operations<following_scope>;

    template <class M>
    auto reading_executor() {
        if constexpr (!Service::template lists_model<M>) {
            (void)detail::refuse<model_not_in_service<M, Service>>();
            return detail::any_executor(*session_);
        } else
            return detail::follow_reads<Service, M>(
                detail::slots_around<Service>(
                    session_->template executor_of<write_database<Service, M>>().slot()),
                writes_);
    }
    template <class M>
    auto writing_executor() {
        if constexpr (!Service::template lists_model<M>) {
            (void)detail::refuse<model_not_in_service<M, Service>>();
            return detail::any_executor(*session_);
        } else {
            using place = write_database<Service, M>;
            if constexpr (!Service::template may_write<place>)
                (void)detail::refuse<write_to_a_read_only_database<M, place, Service>>();
            return executor_of<place>();
        }
    }
    template <class... Dbs, class Models, class Routers, class Profile>
    void settle(service<databases<Dbs...>, Models, Routers, Profile>*) {
        const auto ask = [this](auto& slot) {
            if constexpr (requires { slot.settled(*writes_); }) (void)slot.settled(*writes_);
        };
        (ask(session_->template executor_of<Dbs>().slot()), ...);
    }

    session<Service>* session_;
    own_writes::list writes_;
};

namespace detail {

template <class Service, class M>
struct row_writer<following_scope<Service>, M> : row_writer<session<Service>, M> {};

}  // namespace detail

}  // namespace interlock
