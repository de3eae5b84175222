// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/sql/dynamic_text.hpp>
#include <interlock/sql/raw_text.hpp>
#include <interlock/sql/statement_text.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock::detail {

/// A text of one connection that is known at run time only, a raw one or that of a dynamic query, and its statement,
/// which refers to it: it stays where it is. It owns the statement.
template <class Statement>
struct raw_entry {
    std::string asked;                   // as the program has it
    std::string sql;                     // as the engine takes it
    std::vector<value_kind> parameters;  // of a dynamic query
    const raw_signature* signature;      // of a raw text
    statement_text text;
    Statement* statement = nullptr;
    raw_entry* next = nullptr;  // the one that was used before it

    raw_entry(std::string_view asked_text, std::string engine_text, const raw_signature& s)
        : asked(asked_text)
        , sql(std::move(engine_text))
        , signature(&s)
        , text{sql, s.parameters, s.parameter_count, s.table, false, &s} {}
    explicit raw_entry(const dynamic_text& t)
        : asked(t.sql)
        , parameters(t.parameters)
        , signature(nullptr)
        , text{asked, parameters.data(), parameters.size(), t.table, t.columns_are_the_table, nullptr} {}
    raw_entry(const raw_entry&) = delete;
    raw_entry& operator=(const raw_entry&) = delete;
    ~raw_entry() { delete statement; }

    bool is(const dynamic_text& t) const noexcept {
        return signature == nullptr && asked == t.sql && parameters == t.parameters && text.table == t.table;
    }
    bool is(std::string_view raw, const raw_signature& s) const noexcept {
        return signature == &s && asked == raw;
    }
};

/// The prepared statements of such texts of one connection, those last used first. Other than the constant texts
/// of queries there may be ever new ones, so that their number has a limit: beyond it the one that was not used for
/// the longest time goes. Few are compared, and a text of another length is told apart at once.
template <class Statement>
class raw_cache {
public:
    static constexpr std::size_t limit = 64;

    raw_cache() = default;
    raw_cache(const raw_cache&) = delete;
    raw_cache& operator=(const raw_cache&) = delete;
    ~raw_cache() { clear(); }

    /// A statement of this text that nobody reads from, or nothing.
    template <class... Text>
    Statement* find_idle(const Text&... text) noexcept {
        for (raw_entry<Statement>** at = &first_; *at != nullptr; at = &(*at)->next) {
            raw_entry<Statement>* const e = *at;
            if (!e->is(text...) || e->statement->in_use()) continue;
            *at = e->next;
            e->next = first_;
            first_ = e;
            return e->statement;
        }
        return nullptr;
    }

    /// Makes the statement of a text: `prepare(text)` gives one made with new. Another one goes to make room, but
    /// none that is read from.
    template <class Prepare>
    Statement& make(std::string_view asked, std::string sql, const raw_signature& signature,
                    Prepare prepare) {
        return keep(new raw_entry<Statement>(asked, std::move(sql), signature), prepare);
    }
    template <class Prepare>
    Statement& make(const dynamic_text& text, Prepare prepare) {
        return keep(new raw_entry<Statement>(text), prepare);
    }

    std::size_t size() const noexcept { return size_; }
    void clear() noexcept {
        while (first_ != nullptr) drop(&first_);
    }

private:
    template <class Prepare>
    Statement& keep(raw_entry<Statement>* entry, Prepare& prepare) {
        try {
            entry->statement = prepare(entry->text);
        } catch (...) {
            delete entry;
            throw;
        }
        if (size_ >= limit) make_room();
        entry->next = first_;
        first_ = entry;
        ++size_;
        return *entry->statement;
    }
    void make_room() {
        raw_entry<Statement>** oldest = nullptr;
        for (raw_entry<Statement>** at = &first_; *at != nullptr; at = &(*at)->next)
            if (!(*at)->statement->in_use()) oldest = at;
        if (oldest == nullptr) return;
        (*oldest)->statement->retire();
        drop(oldest);
    }
    void drop(raw_entry<Statement>** at) noexcept {
        raw_entry<Statement>* const gone = *at;
        *at = gone->next;
        delete gone;
        --size_;
    }

    raw_entry<Statement>* first_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace interlock::detail
