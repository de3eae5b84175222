// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/watch.hpp>
#include <interlock/session/sync.hpp>

#include <cstdint>
#include <new>
#include <string_view>
#include <utility>

namespace interlock::detail {

/// Tells of one statement that it begins, and how it ended. Where nobody watches it counts it and does nothing else.
class statement_report {
public:
    template <class Connection>
    statement_report(Connection& c, std::string_view model, std::string_view sql, bool is_query = true) {
        if (c.watch == nullptr) return;
        if (is_query) c.watch->add();
        hook_ = c.watch->who();
        if (hook_ != nullptr) begin(*c.watch, c.alias(), model, sql);
    }
    statement_report(const statement_report&) = delete;
    statement_report& operator=(const statement_report&) = delete;

    bool is_wanted() const noexcept { return hook_ != nullptr; }
    void end(std::int64_t rows, const error* failure = nullptr) noexcept {
        if (hook_ != nullptr) tell(rows, failure);
    }

private:
    [[gnu::cold]] void begin(const statement_watch& w, std::string_view alias, std::string_view model,
                             std::string_view sql) noexcept {
        ::new (&event_) statement_event;
        event_.alias = alias;
        event_.model = model;
        event_.sql = sql;
        if (w.place != nullptr) {
            event_.role = w.place->role;
            event_.replica = w.place->replica;
            event_.shard = w.place->shard;
            event_.tenant = w.place->tenant;
        }
        if (w.why != nullptr) event_.why = w.why;
        hook_->call(event_);
        begun_ = now_ns();
    }
    [[gnu::cold]] void tell(std::int64_t rows, const error* failure) noexcept {
        event_.has_ended = true;
        event_.nanoseconds = now_ns() - begun_;
        event_.rows = rows;
        event_.failure = failure;
        std::exchange(hook_, nullptr)->call(event_);
    }

    statement_hook* hook_ = nullptr;
    std::int64_t begun_ = 0;
    union {
        statement_event event_;  // made only where somebody watches
    };
};

/// Runs what is no query, such as COMMIT, and tells of it.
template <class Connection, class Function>
void reported(Connection& c, const char* sql, Function f) {
    statement_report report(c, {}, sql, false);
    try {
        f();
    } catch (const error& e) {
        report.end(0, &e);
        throw;
    }
    report.end(0);
}

template <class Function>
class hook_of final : public statement_hook {
public:
    explicit hook_of(Function f) : function_(std::move(f)) {}
    void call(const statement_event& event) noexcept override {
        try {
            function_(event);
        } catch (...) {  // what is watched goes on
        }
    }

private:
    Function function_;
};

/// The hooks of a session, those too that were replaced: they may be in use yet.
class hook_list {
public:
    hook_list() = default;
    hook_list(const hook_list&) = delete;
    hook_list& operator=(const hook_list&) = delete;
    ~hook_list() {
        while (first_ != nullptr) delete std::exchange(first_, first_->older);
    }
    template <class Function>
    statement_hook* add(Function f) {
        auto* const made = new hook_of<Function>(std::move(f));
        const locked hold(mutex_);
        made->older = std::exchange(first_, made);
        return made;
    }

private:
    mutex mutex_;
    statement_hook* first_ = nullptr;
};

/// How many rows were taken from a statement, or changed by it.
template <class Take, class Result>
std::int64_t rows_taken(const Result& result) {
    if constexpr (Take::gives_number_of_rows) return result;
    else if constexpr (requires { result.has_value(); }) return result.has_value() ? 1 : 0;
    else if constexpr (requires { result.capacity(); }) return static_cast<std::int64_t>(result.size());
    else return 1;
}

}  // namespace interlock::detail
