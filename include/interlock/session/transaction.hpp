// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/refusals.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/operations.hpp>
#include <interlock/session/raw.hpp>

#include <string>
#include <utility>

namespace interlock {

template <class Model, class Db, class Service>
struct model_outside_the_transaction {
    static_assert(never<Model>,
                  "interlock: a transaction touches another database: it belongs to one, and the model's "
                  "table may not exist there; use a transaction of the model's database for it");
};

/// An open transaction on one database. Its queries run inside it; one on a model of another database does not
/// compile. Without commit() it is rolled back when it goes. A statement that fails ends what can be done in it:
/// PostgreSQL refuses everything but the rollback, so let the error out of the transaction, on SQLite too.
template <class Service, class Db>
class transaction : public operations<transaction<Service, Db>> {
public:
    using database = Db;

    explicit transaction(executor<Service, Db> e) : executor_(e) { executor_.begin(); }
    transaction(transaction&& other) noexcept
        : executor_(other.executor_), open_(std::exchange(other.open_, false)) {}
    transaction& operator=(transaction&&) = delete;
    ~transaction() {
        if (open_) executor_.rollback();
    }

    /// Makes the changes permanent. Where that fails it throws, and the transaction is rolled back.
    void commit() {
        require_open();
        open_ = false;
        executor_.commit();
    }
    /// Takes the changes back.
    void rollback() {
        require_open();
        open_ = false;
        executor_.rollback();
    }
    bool is_open() const noexcept { return open_; }

    /// SQL that the program brings itself, inside the transaction (session/raw.hpp):
    /// `tx.raw<il::reads, row>(text, values...)`, `tx.raw<il::writes>(text, values...).run()`.
    template <class... What, class... Args>
    auto raw(std::string text, Args&&... args) {
        require_open();
        return detail::raw_request_on<What...>::make(executor_, std::move(text), std::forward<Args>(args)...);
    }

private:
    friend class operations<transaction>;

    template <class M>
    executor<Service, Db> reading_executor() {
        if constexpr (!Service::template lists_model<M>)
            (void)detail::refuse<model_not_in_service<M, Service>>();
        else if constexpr (Service::template lists_database<Db> && !may_exist_in<Service, Db, M>)
            (void)detail::refuse<model_outside_the_transaction<M, Db, Service>>();
        require_open();
        return executor_;
    }
    template <class M>
    executor<Service, Db> writing_executor() {
        return reading_executor<M>();
    }
    void require_open() const {
        if (open_) return;
        usage_error e("the transaction has ended already");
        e.at_statement(Db::alias, {}, {});
        throw e;
    }

    executor<Service, Db> executor_;
    bool open_ = true;
};

}  // namespace interlock
