// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/model/table.hpp>
#include <interlock/query/changes.hpp>
#include <interlock/session/callbacks.hpp>
#include <interlock/session/lease.hpp>
#include <interlock/session/shared_state.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock::detail {

inline bool same_transaction(const transaction_hold& a, const transaction_hold& b) noexcept {
    return a.place == b.place && a.turn == b.turn;
}

/// The values of a tracked row. The callbacks of transactions that it is saved in have it too: it may outlive the row,
/// and learns of their end.
///
/// A save in a transaction makes what it wrote the original values at once, and keeps those before it until the commit.
/// A rollback makes them the original ones again, so that what is changed is told from what the database has.
template <class M>
class tracked_state {
public:
    M row, original;

    explicit tracked_state(M&& read) : row(read), original(std::move(read)) {}

    /// The transaction with saves that are neither committed nor rolled back, as far as is known.
    const transaction_hold& saved_in() const noexcept { return saved_in_; }
    /// Whether what the row was read as, in a part of a transaction, was rolled back with it.
    bool is_taken_back() const noexcept { return taken_back_; }

    /// What it holds now is what was read, outside of transactions or in one.
    static void was_read(const shared_state<tracked_state>& self, const transaction_hold& in) {
        self->taken_back_ = false;
        if (!in.is_held()) self->forget();
        if (!in.is_held() || depth_of(*in.place) == 0)
            return;  // a transaction that is over as a whole is noticed
        (void)add_callback(
            in.place->callbacks, [self] { self->taken_back_ = true; }, depth_of(*in.place), false);
    }

    /// Before a save: remembers the original values until the part of the transaction has ended. Gives whether it did;
    /// it need not where a save in the same part has before.
    static bool remember(const shared_state<tracked_state>& self, const transaction_hold& in) {
        if (!in.is_held()) return false;
        pool_place& place = *in.place;
        const int depth = depth_of(place);
        if (!self->earlier_.empty() && self->earlier_.back().ends->depth == depth) return false;
        const std::uint64_t number = ++self->saves_;
        self->earlier_.push_back({self->original, number, nullptr});
        try {
            self->earlier_.back().ends = add_callback(
                place.callbacks, [self, number] { self->take_back(number); }, depth, false);
            (void)add_callback(
                place.callbacks, [self, number] { self->settle(number); }, depth, true);
        } catch (...) {
            self->earlier_.pop_back();
            throw;
        }
        self->saved_in_ = in;
        return true;
    }
    /// Nothing was saved after all.
    void forget_last() noexcept {
        earlier_.pop_back();
        if (earlier_.empty()) saved_in_ = {};
    }

    /// What the library writes itself, the stamps and the version, as another row has it.
    void take_own_columns_of(const M& other) {
        [&]<class... Fields>(fields<Fields...>) {
            constexpr const column_info* columns = table_of<M>().columns;
            std::size_t i = 0;
            ((columns[i].now_on_update || columns[i].version
                  ? void(row.*Fields::member = other.*Fields::member)
                  : void(),
              ++i),
             ...);
        }(fields_of<M>{});
    }

private:
    struct original_values {
        M row;
        std::uint64_t number;
        const transaction_callback* ends;  // tells which part of the transaction it belongs to by now
    };

    /// How many transactions the innermost one that is open is inside of.
    static int depth_of(const pool_place& place) noexcept {
        return place.innermost == nullptr ? 0 : place.innermost->depth;
    }
    std::size_t index_of(std::uint64_t number) const noexcept {
        std::size_t i = 0;
        while (i < earlier_.size() && earlier_[i].number != number) ++i;
        return i;
    }
    void forget() noexcept {
        earlier_.clear();
        saved_in_ = {};
    }
    void settle(std::uint64_t number) noexcept {
        if (index_of(number) < earlier_.size()) forget();
    }
    void take_back(std::uint64_t number) {
        const std::size_t i = index_of(number);
        if (i == earlier_.size()) return;
        original = std::move(earlier_[i].row);
        while (earlier_.size() > i) earlier_.pop_back();
        if (earlier_.empty()) saved_in_ = {};
        take_own_columns_of(original);
    }

    transaction_hold saved_in_;
    std::vector<original_values> earlier_;
    std::uint64_t saves_ = 0;
    bool taken_back_ = false;
};

/// The version after this one.
template <class T>
T counted_on(T version, const column_info& c, std::string_view alias, std::string_view model) {
    const std::int64_t stored = codec<T>::encode(version);
    std::int64_t next = 0;
    try {
        if (__builtin_add_overflow(stored, 1, &next))
            throw_out_of_range(stored, "a version that is counted on");
        return codec<T>::decode(next);
    } catch (value_out_of_range& e) {
        e.at_field(model, c.member).at_statement(alias, model, {});
        throw;
    }
}

[[noreturn, gnu::cold]] inline void refuse_tracked(std::string_view alias, const table_info& t,
                                                   std::string_view field, const char* message) {
    usage_error e(message);
    if (!field.empty()) e.at_field(t.model, field);
    e.at_statement(alias, t.model, {});
    throw e;
}
[[noreturn, gnu::cold]] inline void refuse_origin(std::string_view alias, const table_info& t,
                                                  const char* message) {
    wrong_origin e(message);
    e.at_statement(alias, t.model, {});
    throw e;
}

}  // namespace interlock::detail
