// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/session/executor.hpp>
#include <interlock/session/open_pipeline.hpp>
#include <interlock/session/operations.hpp>
#include <interlock/session/pipeline_queue.hpp>
#include <interlock/session/take.hpp>

#include <exception>
#include <type_traits>
#include <utility>

namespace interlock {

template <class Query>
struct dynamic_query_in_a_pipeline {
    static_assert(
        never<Query>,
        "interlock: a dynamic query in a pipeline: its text is not kept for as long as its answer is awaited; "
        "run it by the session");
};
template <class Model, class Db>
struct model_outside_the_pipeline {
    static_assert(
        never<Model>,
        "interlock: a pipeline touches another database: it belongs to one, and the model's table may not "
        "exist there; use a pipeline of the model's database for it");
};
template <class Model, class Db>
struct write_in_a_pipeline_that_only_reads {
    static_assert(
        never<Model>,
        "interlock: a write in a pipeline of what only reads, such as a transaction of il::mode::read_only; make "
        "the pipeline of what may write");
};

/// What a statement of a pipeline gives, once it is there. It may outlive the pipeline.
template <class T>
class pending {
public:
    pending(detail::pipeline_queue* const* queue, detail::awaited_value<T>* one) : queue_(queue), one_(one) {}
    pending(pending&& other) noexcept : queue_(other.queue_), one_(std::exchange(other.one_, nullptr)) {}
    pending& operator=(pending&&) = delete;
    ~pending() {
        if (one_ != nullptr) one_->release();
    }

    /// Waits for it. Throws what the statement threw. To be called once.
    T get() {
        if (!one_->is_done) (*queue_)->receive_until(*one_);
        if (one_->failure) std::rethrow_exception(one_->failure);
        return std::move(*one_->value);
    }

private:
    detail::pipeline_queue* const* queue_;  // of the pipeline, which lasts until it is done
    detail::awaited_value<T>* one_;
};

/// What queries of a pipeline run on. To be passed by value.
template <class Service, class Db>
class pipeline_executor {
public:
    using database = Db;
    static constexpr bool is_part = false;
    static constexpr bool in_transaction = false;

    template <class M>
    static constexpr bool lists() {
        return executor<Service, Db>::template lists<M>();
    }
    template <class M>
    static constexpr bool reaches() {
        return executor<Service, Db>::template reaches<M>();
    }

    /// That of the queries beside the pipeline.
    const void* origin() const noexcept { return executor<Service, Db>(*slot_).origin(); }

    pipeline_executor(detail::slot_of<Service, Db>& slot, detail::pipeline_queue* const* queue)
        : slot_(&slot), queue_(queue) {}

    template <class Shape, class Query>
    auto select_all(const Query& q) const {
        return add<Shape, detail::take_all<typename Shape::result>>(q);
    }
    template <class Shape, class Query>
    auto select_first(const Query& q) const {
        return add<Shape, detail::take_first<typename Shape::result>>(q);
    }
    template <class Shape, class Query>
    auto select_one(const Query& q) const {
        return add<Shape, detail::take_one<typename Shape::result>>(q);
    }
    template <class Shape, class Query>
    auto select_count(const Query& q) const {
        return add<count_shape<Shape>, detail::take_integer>(q);
    }
    template <class Shape, class Query>
    auto select_exists(const Query& q) const {
        return add<exists_shape<Shape>, detail::take_existence>(q);
    }
    template <class Shape, class Query>
    auto run_write(const Query& q) const {
        return add<Shape, detail::take_count>(q);
    }
    /// Sends a statement whose result is taken by Take.
    template <class Shape, class Take, class Query>
    auto add(const Query& q) const {
        return slot_->template ask<operation<Shape, Take>>(queue_, q);
    }

private:
    template <class Shape, class Take>
    struct operation {
        template <class Backend, class Query>
        static auto run(detail::pipeline_queue* const* queue, const Query& q) {
            if constexpr (detail::is_dynamic<Backend, Shape>)
                (void)detail::refuse<dynamic_query_in_a_pipeline<Query>>();
            auto* const one = detail::enqueue<Shape, Take>::template run<Backend>(
                std::type_identity<Backend>(), **queue, q);
            return pending<std::remove_reference_t<decltype(*one->value)>>(queue, one);
        }
    };

    detail::slot_of<Service, Db>* slot_;
    detail::pipeline_queue* const* queue_;
};

/// Many small statements on one database, of which none waits for the one before it: on PostgreSQL they travel
/// together, each a transaction of its own, unless the pipeline is a transaction's. On SQLite, where nothing travels,
/// each runs when it is said.
///
///     auto p = db.pipeline<gems>();
///     auto gem = p.find<Gem>("Human-GEM");
///     auto count = p.from<Gem>().count();
///     p.insert(other);
///     p.run();                                   // waits for all, and throws the first error
///     use(gem.get(), count.get());               // each has its own result, or its own error
///
/// It has a connection until it goes, and is for one thread. Where it goes without run(), what was said is done, and
/// errors that nobody asked for are forgotten. Uses libpq's pipeline mode
/// (https://www.postgresql.org/docs/current/libpq-pipeline-mode.html).
template <class Service, class Db, bool OnlyReads>
class pipeline {
public:
    using database = Db;

    template <bool InTransaction>
    explicit pipeline(const executor<Service, Db, InTransaction>& e) : slot_(&e.slot()), queue_(open(e)) {}
    pipeline(const pipeline&) = delete;
    pipeline& operator=(const pipeline&) = delete;
    ~pipeline() { delete queue_; }

    /// A select: its all(), first(), one(), count() and exists() give an il::pending.
    template <class M>
    auto from() {
        return select_query<pipeline_executor<Service, Db>, select_parts<from_table<M>>>(on<M>());
    }
    /// An update, whose run() gives an il::pending.
    template <class M>
    auto update() {
        return update_query<pipeline_executor<Service, Db>, M>(writing<M>());
    }
    /// A removal, whose run() gives an il::pending.
    template <class M>
    auto remove() {
        return remove_query<pipeline_executor<Service, Db>, M>(writing<M>());
    }
    /// The row of a key, if there is one.
    template <class M, class... Keys>
    auto find(const Keys&... keys) {
        return on<M>().template add<get_shape<M>, detail::take_first<model_row<M>>>(
            detail::keys_of<M>(keys...));
    }
    /// The row of a key.
    template <class M, class... Keys>
    auto get(const Keys&... keys) {
        return on<M>().template add<get_shape<M>, detail::take_present<M>>(detail::keys_of<M>(keys...));
    }
    /// Adds a row. Gives the generated key, or the number of rows where none is generated. The row may go at once.
    template <class M>
    auto insert(const M& row) {
        if constexpr (detail::generated_field<M>() == table_info::npos)
            return writing<M>().template add<insert_shape<M>, detail::take_count>(row_values<M, false>(row));
        else
            return writing<M>().template add<insert_shape<M>, detail::take_generated>(
                row_values<M, false>(row));
    }

    /// Waits for all statements, and throws the first error among those since the last call.
    void run() {
        queue_->receive_all();
        if (const std::exception_ptr failure = queue_->take_failure()) std::rethrow_exception(failure);
    }

private:
    template <class M>
    pipeline_executor<Service, Db> on() {
        if constexpr (!Service::template lists_model<M>)
            (void)detail::refuse<model_not_in_service<M, Service>>();
        else if constexpr (!may_exist_in<Service, Db, M>)
            (void)detail::refuse<model_outside_the_pipeline<M, Db>>();
        return {*slot_, &queue_};
    }
    template <class M>
    pipeline_executor<Service, Db> writing() {
        if constexpr (detail::require_writable<M, Service, Db>() && OnlyReads)
            (void)detail::refuse<write_in_a_pipeline_that_only_reads<M, Db>>();
        else if constexpr (Service::template lists_model<M>) (void)detail::require_no_copy<M, Db, Service>();
        return on<M>();
    }
    template <class Executor>
    static detail::pipeline_queue* open(const Executor& e) {
        if constexpr (OnlyReads) return e.template keep<detail::open_queue>();
        else return e.template keep_writing<detail::open_queue>();
    }

    detail::slot_of<Service, Db>* slot_;
    detail::pipeline_queue* queue_;
};

}  // namespace interlock
