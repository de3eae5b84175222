// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bind.hpp>
#include <interlock/backend/connection_for.hpp>
#include <interlock/backend/locate.hpp>
#include <interlock/backend/prepared.hpp>
#include <interlock/model/error.hpp>
#include <interlock/session/execute.hpp>
#include <interlock/session/lease.hpp>
#include <interlock/session/statement_report.hpp>
#include <interlock/sql/render.hpp>

#include <cstddef>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

// The statements of a pipeline on their way: sent, awaited, and their answers taken, in one order.

namespace interlock {

namespace detail {

/// A statement of a pipeline, and what became of it. The pipeline has it, and who waits for it.
class awaited {
public:
    awaited() = default;
    awaited(const awaited&) = delete;
    awaited& operator=(const awaited&) = delete;

    virtual void receive(void* connection) = 0;

    void release() noexcept {
        if (--owners == 0) delete this;
    }
    awaited* next = nullptr;
    std::exception_ptr failure;
    int owners = 1;
    bool is_done = false;

protected:
    virtual ~awaited() = default;
};
template <class T>
class awaited_value : public awaited {
public:
    std::optional<T> value;
};

/// The statements of a pipeline whose answers are to come, and the connection that they come by.
class pipeline_queue {
public:
    pipeline_queue() = default;
    pipeline_queue(const pipeline_queue&) = delete;
    pipeline_queue& operator=(const pipeline_queue&) = delete;
    virtual ~pipeline_queue() = default;
    virtual void* connection() noexcept = 0;
    // its connection is used between these two; enter() says whether it was not before
    virtual bool enter() noexcept = 0;
    virtual void leave() noexcept = 0;

    /// Takes over an owner of a statement that was sent.
    void add(awaited* one) {
        *end_ = one;
        end_ = &one->next;
        // what is awaited fills the buffers of both sides: it is not let to grow for ever
        if (++waiting_ > 64) receive_one();
    }
    void receive_all() {
        while (first_ != nullptr) receive_one();
    }
    void receive_until(const awaited& wanted) {
        while (!wanted.is_done && first_ != nullptr) receive_one();
    }
    /// The first error since it was asked for the last time.
    std::exception_ptr take_failure() noexcept { return std::exchange(failure_, nullptr); }
    void note(const awaited& one) {
        if (one.failure && !failure_) failure_ = one.failure;
    }

private:
    void receive_one() {
        const use_of<pipeline_queue> use(*this);
        awaited* const one = first_;
        first_ = one->next;
        if (first_ == nullptr) end_ = &first_;
        --waiting_;
        one->receive(connection());
        note(*one);
        one->release();
    }

    awaited* first_ = nullptr;
    awaited** end_ = &first_;
    std::size_t waiting_ = 0;
    std::exception_ptr failure_;
};

template <class Connection>
class leased_queue final : public pipeline_queue {
public:
    explicit leased_queue(lease<Connection>&& leased) : leased_(std::move(leased)) {
        if constexpr (requires { (*leased_).begin_pipeline(); }) (*leased_).begin_pipeline();
        leased_.leave();
    }
    ~leased_queue() override {
        (void)leased_.enter();
        try {
            receive_all();
        } catch (...) {  // each statement keeps its own
        }
        if constexpr (requires { (*leased_).begin_pipeline(); }) (*leased_).end_pipeline();
    }
    void* connection() noexcept override { return &*leased_; }
    bool enter() noexcept override { return leased_.enter(); }
    void leave() noexcept override { leased_.leave(); }

private:
    lease<Connection> leased_;
};
struct open_queue {
    template <class Backend, class Connection>
    static pipeline_queue* run(lease<Connection>&& leased) {
        return new leased_queue<Connection>(std::move(leased));
    }
};

/// Sends a statement, or runs it where there is nothing to send it by.
template <class Shape, class Take>
struct enqueue {
    template <class Backend, class Query>
    static auto run(const std::type_identity<Backend>&, pipeline_queue& queue, const Query& query) {
        using connection = typename connection_for<Backend>::type;
        const use_of<pipeline_queue> use(queue);
        return add<Backend>(*static_cast<connection*>(queue.connection()), queue, query);
    }

private:
    template <class Backend, class Connection, class Query>
    static auto add(Connection& c, pipeline_queue& queue, const Query& query) {
        using result = typename Take::result;
        constexpr bool sends = requires { c.begin_pipeline(); };
        struct operation final : awaited_value<result> {
            typename Connection::statement_type* statement = nullptr;
            std::optional<statement_report> report;
            bool prepares = false;

            void receive(void* connection) override {
                this->is_done = true;
                if constexpr (sends) {
                    if (statement == nullptr) return;  // it was not sent
                    Connection& on = *static_cast<Connection*>(connection);
                    const statement_text& text = rendered<Backend, Shape>::text;
                    int column = -1;
                    try {
                        const reset_at_exit reset(*statement);
                        statement->receive(prepares);
                        result taken{};
                        Take::template take<Backend>(on, *statement, column, taken);
                        this->value.emplace(std::move(taken));
                        report->end(report->is_wanted() ? rows_taken<Take>(*this->value) : 0);
                    } catch (error& e) {
                        locate(e, on.alias(), text, column);
                        report->end(0, &e);
                        this->failure = std::current_exception();
                    } catch (...) {  // of a codec of the program's own, say
                        report->end(0);
                        this->failure = std::current_exception();
                    }
                }
            }
        };
        auto* const one = new operation;
        try {
            if constexpr (!sends) one->value.emplace(execute<Shape, Take>::template run<Backend>(c, query));
            else {
                const statement_text& text = rendered<Backend, Shape>::text;
                int column = -1;
                try {
                    auto& statement = prepared<Backend, Shape>(c, text);
                    binder<std::remove_reference_t<decltype(statement)>> bind{statement, *text.table, column,
                                                                              origin_of(c.watch)};
                    query.values(bind);
                    column = -1;
                    one->prepares = statement.enqueue();
                    one->report.emplace(c, text.table->model, text.sql);
                    one->statement = &statement;
                } catch (error& e) {
                    locate(e, c.alias(), text, column);
                    throw;
                }
            }
        } catch (...) {
            one->failure = std::current_exception();
        }
        ++one->owners;
        queue.add(one);
        return static_cast<awaited_value<result>*>(one);
    }
};

}  // namespace detail

}  // namespace interlock
