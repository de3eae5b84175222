// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/prepared.hpp>
#include <interlock/backend/read.hpp>
#include <interlock/model/error.hpp>
#include <interlock/session/execute.hpp>
#include <interlock/session/lease.hpp>
#include <interlock/session/statement_report.hpp>

#include <cstddef>
#include <cstdint>
#include <string>  // with it come the tags of iterators; <iterator> would bring the streams
#include <type_traits>
#include <utility>

namespace interlock {

namespace detail {

/// Where a stream's rows come from, whatever the backend.
template <class M>
class row_source {
public:
    row_source() = default;
    row_source(const row_source&) = delete;
    row_source& operator=(const row_source&) = delete;
    virtual ~row_source() = default;
    /// Reads the next row; false after the last.
    virtual bool next(M& row) = 0;
};

template <class Backend, class Lease, class Query>
class query_rows final : public row_source<typename Query::result::type> {
public:
    using row_type = typename Query::result::type;

    query_rows(Lease&& leased, const Query& query)
        : leased_(std::move(leased))
        , query_(query)
        , text_(text_for<Backend, Query>(query_))
        , report_(*leased_, text_.table->model, text_.sql) {
        try {
            statement_ = &prepared<Backend, Query>(*leased_, text_);
            statement_->stream_rows();
            binder<statement_type> bind{*statement_, *text_.table, column_, origin_of((*leased_).watch)};
            query_.values(bind);  // of the copy: texts are bound where they stay
        } catch (error& e) {
            fail(e);
            throw;
        } catch (...) {  // of a codec of the program's own, say
            finish();
            throw;
        }
        leased_.leave();
    }
    ~query_rows() override { finish(); }

    bool next(row_type& row) override {
        if (statement_ == nullptr) return false;
        const use_of<Lease> use(leased_);
        try {
            column_ = -1;
            reading_ = true;
            if (statement_->step()) {
                row_reader<typename Query::result>::read(*statement_, row, column_);
                ++rows_;
                return true;
            }
        } catch (error& e) {
            fail(e);
            throw;
        }
        finish();
        return false;
    }

private:
    using statement_type = typename plain_t<decltype(*std::declval<const Lease&>())>::statement_type;

    void finish() noexcept {
        if (statement_ != nullptr) {
            (void)leased_.enter();
            std::exchange(statement_, nullptr)->reset();
        }
        report_.end(rows_);
        leased_.give_back();
    }
    void fail(error& e) {
        locate(e, (*leased_).alias(), text_, column_, reading_);
        report_.end(rows_, &e);
        finish();
    }

    Lease leased_;
    const Query query_;
    const decltype(text_for<Backend, Query>(std::declval<const Query&>())) text_;
    statement_report report_;
    statement_type* statement_ = nullptr;
    std::int64_t rows_ = 0;
    int column_ = -1;
    bool reading_ = false;
};

template <class Query>
struct open_stream {
    template <class Backend, class Lease>
    static row_source<typename Query::result::type>* run(Lease leased, const Query& query) {
        return new query_rows<Backend, Lease, Query>(std::move(leased), query);
    }
};

}  // namespace detail

/// The rows of a select, one at a time, in constant memory:
///
///     for (const Gem& gem : db.from<Gem>().stream()) ...
///
/// It can be gone through once. Rows are read into one model, so that a row is valid until the next one. The
/// session has to outlive it; other queries may run meanwhile. It has a connection until its last row is read or it
/// goes: one of its own, or its transaction's, which it then shares a thread with.
template <class M>
class row_stream {
public:
    explicit row_stream(detail::row_source<M>* source) : source_(source) {}
    row_stream(row_stream&& other) noexcept : source_(std::exchange(other.source_, nullptr)) {}
    row_stream& operator=(row_stream&& other) noexcept {
        std::swap(source_, other.source_);
        return *this;
    }
    ~row_stream() { delete source_; }

    class iterator {
    public:
        using value_type = M;
        using difference_type = std::ptrdiff_t;
        using reference = const M&;
        using pointer = const M*;
        using iterator_category = std::input_iterator_tag;

        iterator() = default;
        explicit iterator(row_stream* stream) : stream_(stream) { ++*this; }
        const M& operator*() const { return stream_->row_; }
        const M* operator->() const { return &stream_->row_; }
        iterator& operator++() {
            if (!stream_->source_->next(stream_->row_)) stream_ = nullptr;
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(std::default_sentinel_t) const { return stream_ == nullptr; }

    private:
        row_stream* stream_ = nullptr;
    };

    iterator begin() { return source_ != nullptr ? iterator(this) : iterator(); }
    std::default_sentinel_t end() const { return {}; }

private:
    detail::row_source<M>* source_;
    M row_{};
};

}  // namespace interlock
