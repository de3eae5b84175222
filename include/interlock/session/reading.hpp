// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/refusals.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/any_executor.hpp>
#include <interlock/session/on_database.hpp>
#include <interlock/session/operations.hpp>
#include <interlock/session/raw.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/transaction.hpp>

#include <string>
#include <type_traits>
#include <utility>

namespace interlock {

/// A session in which nothing is written: `auto view = db.reading()`. Its queries run where the session's would, and a write
/// does not compile. It is to be given to code that has no business to write. The session outlives it.
template <class Service>
class reading_scope : public operations<reading_scope<Service>> {
public:
    explicit reading_scope(session<Service>& db) noexcept : session_(&db) {}

    /// An explicit database.
    template <class Db>
    auto on() {
        using executor_type = detail::reading_only<executor<Service, Db>>;
        return on_database<Service, Db, executor_type>(executor_type(session_->template executor_of<Db>()));
    }
    /// A transaction that only reads, with more of a session's options.
    template <class Db, auto... Options, class Function>
    auto transaction(Function&& function) {
        return session_->template transaction<Db, mode::read_only, Options...>(
            std::forward<Function>(function));
    }
    template <class Db, auto... Options>
    auto begin() {
        return session_->template begin<Db, mode::read_only, Options...>();
    }
    /// SQL that reads (session/raw.hpp).
    template <class Db, class... What, class... Args>
    auto raw(std::string text, Args&&... args) {
        if constexpr ((__is_same(What, writes) || ...)) {
            (void)detail::refuse<write_in_a_reading_scope<writes, Service>>();
            return detail::refused_raw{};
        } else return session_->template raw<Db, What...>(std::move(text), std::forward<Args>(args)...);
    }

private:
    friend class operations<reading_scope>;

    template <class M>
    auto reading_executor() {
        if constexpr (!Service::template lists_model<M>) {
            (void)detail::refuse<model_not_in_service<M, Service>>();
            return detail::any_executor(*session_);
        } else {
            using place = read_database<Service, M>;
            return detail::reading_only<executor<Service, place>>(session_->template executor_of<place>());
        }
    }
    /// What stands for the refused write compiles.
    template <class M>
    auto writing_executor() {
        if constexpr (!Service::template lists_model<M>) return reading_executor<M>();
        else {
            (void)detail::refuse<write_in_a_reading_scope<M, Service>>();
            return session_->template executor_of<write_database<Service, M>>();
        }
    }

    session<Service>* session_;
};

}  // namespace interlock
