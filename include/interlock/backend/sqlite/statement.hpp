// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sqlite/errors.hpp>
#include <interlock/backend/sqlite/link.hpp>
#include <interlock/backend/sqlite/list_text.hpp>
#include <interlock/backend/sqlite/strict_columns.hpp>
#include <interlock/backend/sqlite/value.hpp>
#include <interlock/model/utf8.hpp>
#include <interlock/model/uuid_text.hpp>
#include <interlock/sql/pattern.hpp>
#include <interlock/sql/sortable_decimal.hpp>
#include <interlock/sql/statement_text.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace interlock {

/// A prepared statement of one connection.
///
/// It is reset as soon as the last row is taken: a statement left open would keep the table locked against
/// later changes of the schema.
class sqlite_statement {
public:
    sqlite_statement(detail::sqlite_link& link, std::string_view sql,
                     unsigned flags = SQLITE_PREPARE_PERSISTENT, const char** tail = nullptr)
        : link_(link) {
        const int rc = sqlite3_prepare_v3(link.db, sql.data(), static_cast<int>(sql.size() + 1), flags,
                                          &statement_, tail);
        if (rc != SQLITE_OK) link.fail();
    }
    /// The same of a text that stays.
    sqlite_statement(detail::sqlite_link& link, const statement_text& text,
                     unsigned flags = SQLITE_PREPARE_PERSISTENT, const char** tail = nullptr)
        : sqlite_statement(link, text.sql, flags, tail) {
        text_ = &text;
    }
    sqlite_statement(const sqlite_statement&) = delete;
    sqlite_statement& operator=(const sqlite_statement&) = delete;
    ~sqlite_statement() { sqlite3_finalize(statement_); }

    void bind_null(int i) { check(sqlite3_bind_null(statement_, i + 1), i); }
    void bind(int i, bool value) { check(sqlite3_bind_int(statement_, i + 1, value ? 1 : 0), i); }
    void bind(int i, std::int64_t value) { check(sqlite3_bind_int64(statement_, i + 1, value), i); }
    void bind(int i, double value) {
        if (value != value) {
            value_out_of_range e("NaN cannot be stored: SQLite turns it into NULL");
            e.at_column(i);
            throw e;
        }
        check(sqlite3_bind_double(statement_, i + 1, value), i);
    }
    [[gnu::noinline]] void bind(int i, std::string_view value) {
        require_utf8(i, value);
        // a null pointer would bind NULL
        check(sqlite3_bind_text64(statement_, i + 1, value.data() == nullptr ? "" : value.data(),
                                  value.size(), SQLITE_STATIC, SQLITE_UTF8),
              i);
    }
    void bind(int i, blob_view value) {
        check(sqlite3_bind_blob64(statement_, i + 1,
                                  value.data == nullptr ? static_cast<const void*>("") : value.data,
                                  value.size, SQLITE_STATIC),
              i);
    }
    void bind(int i, stored_date value) {
        char text[10];
        if (!detail::write_date(value, text)) throw_year(i);
        check(sqlite3_bind_text(statement_, i + 1, text, 10, SQLITE_TRANSIENT), i);
    }
    void bind(int i, stored_timestamp value) {
        char text[26];
        if (!detail::write_timestamp(value, text)) throw_year(i);
        check(sqlite3_bind_text(statement_, i + 1, text, 26, SQLITE_TRANSIENT), i);
    }
    void bind(int i, const stored_uuid& value) {
        char text[detail::uuid_length];
        detail::write_uuid(value, text);
        keep(i, {text, sizeof text});
    }
    void bind(int i, stored_decimal value) { keep(i, detail::sortable_decimal(value).view()); }
    void bind(int i, const stored_json& value) { keep(i, value.text); }
    template <class Element>
    void bind(int i, const std::vector<Element>& array) {
        std::string text;
        detail::json_array<Element>::write(text, array);
        keep(i, text);
    }
    void bind_copy(int i, std::string_view value) {
        require_utf8(i, value);
        keep(i, value);
    }
    void bind_copy(int i, blob_view value) {
        check(sqlite3_bind_blob64(statement_, i + 1,
                                  value.data == nullptr ? static_cast<const void*>("") : value.data,
                                  value.size, SQLITE_TRANSIENT),
              i);
    }
    template <class Element>
    void bind_list(int i, const std::vector<Element>& elements) {
        if constexpr (__is_same(Element, std::string))
            for (const std::string& element : elements) require_utf8(i, element);
        std::string text;
        detail::json_list(text, elements);
        keep(i, text);
    }
    void bind_pattern(int i, pattern_kind kind, std::string_view value) {
        require_utf8(i, value);
        std::string text;
        detail::sqlite_pattern(text, kind, value);
        keep(i, text);
    }

    /// Executes, or goes on: true when there is a row. After the last one the statement is reset.
    bool step() {
        if (link_.most_ns != 0 && !running_) link_.start_clock();
        const int rc = sqlite3_step(statement_);
        if (rc == SQLITE_ROW) {
            columns_.see_row(statement_, text_);
            active_ = running_ = true;
            return true;
        }
        end();
        if (rc != SQLITE_DONE) fail();
        sqlite3_reset(statement_);
        return false;
    }
    sqlite_value value(int i) const noexcept { return {sqlite3_column_value(statement_, i), i}; }
    /// Whether there is an integer or NULL in a column of every row.
    bool has_integers(int i) const noexcept { return columns_.are_integers(i); }
    /// The same as value(i).integer(), of such a column.
    [[gnu::noinline]] std::int64_t integer(int i) const {
        const std::int64_t number = sqlite3_column_int64(statement_, i);
        return number != 0 ? number : value(i).integer();  // for NULL it is 0
    }
    /// SQLite finds a row when it is asked for it: as many as there were the last time are likely. No more is made of
    /// the guess than 32 times what there is; until it is near, rows move to eight times the room, so that few do.
    std::size_t room_for(std::size_t rows) const noexcept {
        const std::size_t there = rows < 2 ? 2 : rows;
        return last_rows_ <= 32 * there ? last_rows_ : rows < 2 ? 64 : 8 * there;
    }
    void had_rows(std::size_t rows) noexcept { last_rows_ = rows; }
    int column_count() const noexcept { return sqlite3_column_count(statement_); }

    /// Executes and gives the number of affected rows.
    std::int64_t run() {
        while (step()) {
        }
        return sqlite3_changes64(link_.db);
    }

    /// Rows come one by one anyway; the statement is kept from others until reset().
    void stream_rows() noexcept { active_ = true; }

    void reset() noexcept {
        if (active_) sqlite3_reset(statement_);
        end();
    }
    /// True between the first row and the last, and for a stream from its beginning.
    bool in_use() const noexcept { return active_; }
    /// Before it goes while its connection stays: nothing to do here.
    void retire() noexcept {}
    sqlite3_stmt* native_handle() const noexcept { return statement_; }

private:
    void end() noexcept {
        active_ = running_ = false;
        columns_.end();
    }
    static void require_utf8(int parameter, std::string_view text) {
        if (!detail::is_utf8(text)) refuse_text(parameter, text);
    }
    [[gnu::cold]] static void refuse_text(int parameter, std::string_view text) {
        try {
            detail::require_utf8(text);
        } catch (error& e) {
            e.at_column(parameter);
            throw;
        }
    }
    void keep(int i, std::string_view text) {
        check(sqlite3_bind_text64(statement_, i + 1, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8),
              i);
    }
    void check(int rc, int parameter) {
        if (rc != SQLITE_OK) refuse(link_.db, parameter);
    }
    [[noreturn, gnu::cold]] static void refuse(sqlite3* db, int parameter) {
        try {
            detail::throw_sqlite(db);
        } catch (error& e) {
            e.at_column(parameter);
            throw;
        }
    }
    [[noreturn, gnu::cold]] static void throw_year(int parameter) {
        value_out_of_range e("a date outside the years 0 to 9999 cannot be stored as text that sorts");
        e.at_column(parameter);
        throw e;
    }
    [[noreturn, gnu::cold]] void fail() {
        const int code = sqlite3_extended_errcode(link_.db);
        const std::string message = sqlite3_errmsg(link_.db);
        sqlite3_reset(statement_);
        if (link_.tell_reference != nullptr) link_.tell_reference(link_, text_, statement_, code, message);
        link_.fail(code, message);
    }

    detail::sqlite_link& link_;
    sqlite3_stmt* statement_ = nullptr;
    const statement_text* text_ = nullptr;
    bool active_ = false;   // nobody else may have it
    bool running_ = false;  // it has been stepped, and not to its end
    detail::strict_columns columns_;
    std::size_t last_rows_ = 0;
};

static_assert(backend_statement<sqlite_statement>);

}  // namespace interlock
