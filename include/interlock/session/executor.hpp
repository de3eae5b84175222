// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/key.hpp>
#include <interlock/query/row.hpp>
#include <interlock/routing/refusals.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/connection_slot.hpp>
#include <interlock/session/execute.hpp>
#include <interlock/session/explain.hpp>
#include <interlock/session/own_transaction.hpp>
#include <interlock/session/stream.hpp>
#include <interlock/session/take.hpp>
#include <interlock/session/values_text.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock {

/// What queries of a session run on: its connection to one database. A pointer, to be passed by value.
template <class Service, class Db>
class executor {
public:
    using database = Db;

    static constexpr bool is_part = false;

    /// Whether a query on this database may also read the table of a model: as a subquery, say.
    template <class M>
    static constexpr bool reaches() {
        if constexpr (!Service::template lists_model<M>)
            return detail::refuse<model_not_in_service<M, Service>>();
        else if constexpr (!may_exist_in<Service, Db, M>)
            return detail::refuse<query_across_databases<M, read_database<Service, M>, Db, Service>>();
        else return true;
    }

    explicit executor(detail::connection_slot<Db>& slot) : slot_(&slot) {}

    template <class Shape, class Query>
    auto select_all(const Query& q) const {
        return run<Shape, detail::take_all<typename Shape::result>>(q);
    }
    template <class Shape, class Query>
    auto select_first(const Query& q) const {
        return run<Shape, detail::take_first<typename Shape::result>>(q);
    }
    template <class Shape, class Query>
    auto select_one(const Query& q) const {
        return run<Shape, detail::take_one<typename Shape::result>>(q);
    }
    template <class Shape, class Query>
    std::int64_t select_count(const Query& q) const {
        return run<count_shape<Shape>, detail::take_integer>(q);
    }
    template <class Shape, class Query>
    bool select_exists(const Query& q) const {
        return run<exists_shape<Shape>, detail::take_existence>(q);
    }
    template <class Shape, class Query>
    row_stream<typename Shape::result::type> select_stream(const Query& q) const {
        return row_stream<typename Shape::result::type>(slot_->template run<detail::open_stream<Query>>(q));
    }
    template <class Shape, class Query>
    std::int64_t run_write(const Query& q) const {
        return run<Shape, detail::take_count>(q);
    }

    /// The row of a key, if there is one.
    template <class M, class... Keys>
    std::optional<M> find(const Keys&... keys) const {
        return run<get_shape<M>, detail::take_first<model_row<M>>>(detail::keys_of<M>(keys...));
    }
    template <class M, class... Keys>
    M get(const Keys&... keys) const {
        return run<get_shape<M>, detail::take_present<M>>(detail::keys_of<M>(keys...));
    }

    template <class M>
    void insert(const M& row) const {
        (void)run<insert_shape<M>, detail::take_count>(row_values<M, false>(row));
    }
    template <class M>
    std::int64_t insert_generating(const M& row) const {
        return run<insert_shape<M>, detail::take_generated>(row_values<M, false>(row));
    }
    template <class M>
    void upsert(const M& row) const {
        if constexpr (detail::require_key<M>())
            (void)run<upsert_shape<M>, detail::take_count>(row_values<M, true>(row));
    }
    template <class M, class Range>
    std::int64_t insert_many(Range&& rows) const {
        return slot_->template run<detail::insert_all<M>>(rows);
    }

    /// For logs. The database is not asked.
    template <class Shape, class Query>
    std::string_view sql_of(const Query&) const {
        return slot_->template ask<detail::text_of<Shape>>();
    }
    template <class Shape, class Query>
    std::vector<std::string> values_of(const Query& q) const {
        return slot_->template ask<detail::values_of<typename Shape::model_type>>(q);
    }

    template <class Shape, class Query>
    std::string explain(const Query& q, plan_format format) const {
        return slot_->template run<detail::explain_query<Shape>>(q, format);
    }

    void begin() const { slot_->template run<detail::begin_transaction>(); }
    void commit() const { slot_->template run<detail::commit_transaction>(); }
    void rollback() const noexcept { slot_->template run<detail::roll_back_transaction>(); }

    /// Calls Operation::template run<Backend>(connection, args...) with the open connection; for code that extends
    /// the library.
    template <class Operation, class... Args>
    decltype(auto) perform(Args&&... args) const {
        return slot_->template run<Operation>(std::forward<Args>(args)...);
    }

private:
    template <class Shape, class Take, class Query>
    auto run(const Query& q) const {
        return slot_->template run<detail::execute<Shape, Take>>(q);
    }

    detail::connection_slot<Db>* slot_;
};

}  // namespace interlock
