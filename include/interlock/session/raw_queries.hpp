// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/session/own_transaction.hpp>
#include <interlock/session/raw_execution.hpp>
#include <interlock/session/take.hpp>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace interlock {

/// A raw text that reads, with its values. Each call runs it.
///
/// All throw usage_error where the text is no single read or its placeholders are not as many as the values, and
/// type_mismatch or value_out_of_range where a column is not of the type that it is read into.
template <class Executor, class Call>
class raw_read {
public:
    using row_type = typename Call::result::type;

    raw_read(Executor executor, Call call) : executor_(executor), call_(std::move(call)) {}

    /// All rows.
    std::vector<row_type> all() const { return take<detail::take_all<typename Call::result>>(); }
    /// The first row, if there is one.
    std::optional<row_type> first() const { return take<detail::take_first<typename Call::result>>(); }
    /// The only row. Throws not_found where there is none and multiple_rows where there are more.
    row_type one() const { return take<detail::take_one<typename Call::result>>(); }
    /// The rows one by one, in constant memory.
    row_stream<row_type> stream() const {
        return row_stream<row_type>(executor_.template keep<detail::open_raw_stream>(call_));
    }

private:
    template <class Take>
    auto take() const {
        return executor_.template perform_read<detail::run_raw<Take>>(call_);
    }

    Executor executor_;
    Call call_;
};

/// A raw text that writes and gives rows, such as those of a RETURNING, with its values. Each call runs it, and takes
/// effect where the rows could be read: it is a transaction, or a part of the open one.
template <class Executor, class Call>
class raw_returning {
public:
    using row_type = typename Call::result::type;

    raw_returning(Executor executor, Call call) : executor_(executor), call_(std::move(call)) {}

    /// All rows.
    std::vector<row_type> all() const { return take<detail::take_all<typename Call::result>>(); }
    /// One of the rows, if there is one.
    std::optional<row_type> first() const {
        return take<detail::take_first_written<typename Call::result>>();
    }
    /// The only row. Throws not_found where there is none and multiple_rows where there are more; then nothing is
    /// written.
    row_type one() const { return take<detail::take_one<typename Call::result>>(); }

private:
    template <class Take>
    auto take() const {
        return executor_.template perform<detail::as_a_whole<detail::run_raw<Take>>>(call_);
    }

    Executor executor_;
    Call call_;
};

namespace detail {
template <bool Reads>
struct raw_query_of {
    template <class Executor, class Call>
    using type = raw_read<Executor, Call>;
};
template <>
struct raw_query_of<false> {
    template <class Executor, class Call>
    using type = raw_returning<Executor, Call>;
};
}  // namespace detail

/// A raw text that writes, with its values. Each call runs it.
template <class Executor, class Call>
class raw_write {
public:
    raw_write(Executor executor, Call call) : executor_(executor), call_(std::move(call)) {}

    /// Runs it and gives the number of rows that it inserted, changed or removed; 0 for other statements. Throws
    /// usage_error where the text is no single statement, begins or ends a transaction, or has not as many
    /// placeholders as there are values.
    std::int64_t run() const {
        return executor_.template perform<detail::run_raw<detail::take_changed>>(call_);
    }

private:
    Executor executor_;
    Call call_;
};

}  // namespace interlock
