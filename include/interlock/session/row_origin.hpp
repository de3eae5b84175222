// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/session/executor.hpp>
#include <interlock/session/tracked_state.hpp>

#include <string_view>

namespace interlock::detail {

/// Where a tracked row came from: a database of one session, or a transaction on it. The place to compare what else
/// says where rows are, such as a tenant or a shard.
template <class Service, class Db, bool InTransaction>
class row_origin {
public:
    using executor_type = executor<Service, Db, InTransaction>;

    explicit row_origin(const executor_type& e) : executor_(e) {}

    const executor_type& executor_of() const noexcept { return executor_; }

    /// Throws where what would write a row does not write to where it came from.
    template <bool Within, class M>
    void require(const executor<Service, Db, Within>& writer, const tracked_state<M>& row) const {
        constexpr const table_info& t = table_of<M>();
        if (&writer.slot() != &executor_.slot())
            refuse_origin(
                executor_.alias(), t,
                "the row was loaded by another session or from another database of it, where it belongs; "
                "save it there, or copy it with copy_to()");
        if constexpr (InTransaction) {
            if (executor_.hold().is_over())
                refuse_tracked(executor_.alias(), t, {},
                               "the transaction that the row was loaded in has ended; load it again");
            if (!same_transaction(writer.hold(), executor_.hold()))
                refuse_origin(executor_.alias(), t,
                              "the row was loaded in another transaction, and belongs to it; save it there");
        } else if (row.saved_in().is_held()) {
            if (row.saved_in().is_over())
                refuse_tracked(
                    executor_.alias(), t, {},
                    "whether the transaction that the row was saved in was committed is not known; "
                    "reload() it");
            if (!same_transaction(writer.hold(), row.saved_in()))
                refuse_tracked(
                    executor_.alias(), t, {},
                    "a transaction that the row was saved in is open; say it in that, or after it");
        }
        if (row.is_taken_back())
            refuse_tracked(
                executor_.alias(), t, {},
                "what the row was read as was rolled back with a part of the transaction; load it again");
    }
    /// Throws where the row cannot be read again.
    template <class M>
    void require_readable(const tracked_state<M>& row) const {
        constexpr const table_info& t = table_of<M>();
        if constexpr (InTransaction) {
            if (executor_.hold().is_over())
                refuse_tracked(executor_.alias(), t, {},
                               "the transaction that the row was loaded in has ended; load it again");
        } else if (row.saved_in().is_held() && !row.saved_in().is_over())
            refuse_tracked(executor_.alias(), t, {},
                           "a transaction that the row was saved in is open, and this would not see what it "
                           "wrote; reload it after its end");
    }

private:
    executor_type executor_;
};

}  // namespace interlock::detail
