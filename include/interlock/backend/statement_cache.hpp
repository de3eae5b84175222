// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/sql/statement_text.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace interlock::detail {

/// The prepared statements of one connection, found by the address of their text: an open-addressed table of
/// pointers, half full at most. It owns its statements.
template <class Statement>
class statement_cache {
public:
    statement_cache() : slots_(32) {}
    statement_cache(const statement_cache&) = delete;
    statement_cache& operator=(const statement_cache&) = delete;
    ~statement_cache() { clear(); }

    /// A statement of this text that nobody reads from, or nothing. A text has several statements where one
    /// was needed while the rows of another were still being read.
    Statement* find_idle(const statement_text& text) const noexcept {
        for (std::size_t i = home(&text);; i = (i + 1) & mask()) {
            if (slots_[i].key == &text && !slots_[i].statement->in_use()) return slots_[i].statement;
            if (slots_[i].key == nullptr) return nullptr;
        }
    }

    /// Takes over a statement made with new.
    Statement& keep(const statement_text& text, Statement* statement) {
        if ((count_ + 1) * 2 > slots_.size()) grow();
        place({&text, statement});
        ++count_;
        return *statement;
    }

    std::size_t size() const noexcept { return count_; }

    void clear() noexcept {
        for (slot& s : slots_) {
            delete s.statement;
            s = {};
        }
        count_ = 0;
    }

private:
    struct slot {
        const statement_text* key = nullptr;
        Statement* statement = nullptr;
    };

    std::size_t mask() const noexcept { return slots_.size() - 1; }
    std::size_t home(const statement_text* key) const noexcept {
        // the texts are constants beside each other: spread their addresses by the golden ratio
        const auto bits = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(key)) >> 3;
        return static_cast<std::size_t>((bits * 0x9e3779b97f4a7c15u) >> 40) & mask();
    }
    void place(slot s) noexcept {
        std::size_t i = home(s.key);
        while (slots_[i].key != nullptr) i = (i + 1) & mask();
        slots_[i] = s;
    }
    void grow() {
        std::vector<slot> old(slots_.size() * 2);
        old.swap(slots_);
        for (const slot& s : old)
            if (s.key != nullptr) place(s);
    }

    std::vector<slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace interlock::detail
