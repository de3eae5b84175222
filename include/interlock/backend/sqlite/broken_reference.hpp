// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/broken_reference.hpp>
#include <interlock/backend/sqlite/link.hpp>
#include <interlock/model/integer_text.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// SQLite says "FOREIGN KEY constraint failed" and no more. Where several references may be meant, the statement is
// executed again in a savepoint that defers all of them, a row that leads nowhere is looked for, and everything is taken
// back. Nothing here throws but for want of memory: what cannot be found out stays open.

namespace interlock::detail {

class reference_search {
public:
    /// `of` is the model of a statement, and null for a raw text and a commit.
    reference_search(sqlite3* db, const table_list* tables, const table_info* of)
        : db_(db), tables_(tables), of_(of) {}

    /// The references of which a statement, which has failed and is reset, has broken one: that one, or all that it may
    /// be; none where it is none of the service's.
    reference_set after(sqlite3_stmt* failed) {
        const std::string_view sql = sqlite3_sql(failed);
        writes_ = !sql.starts_with("DELETE");
        removes_ = !sql.starts_with("INSERT") || sql.find("ON CONFLICT") != std::string_view::npos;
        reference_set broken = breakable();
        if (broken.size() == 0 || (broken.size() == 1 && is_the_only_one())) return broken;
        if (integer("PRAGMA defer_foreign_keys") != 0) return broken;

        const bool alone = sqlite3_get_autocommit(db_) != 0;
        const std::int64_t last = sqlite3_last_insert_rowid(db_);
        const std::int64_t patience = integer("PRAGMA busy_timeout");
        if (patience > 0) sqlite3_busy_timeout(db_, 0);  // nobody is waited for
        if (run("SAVEPOINT interlock_search")) {
            if (run("PRAGMA defer_foreign_keys = ON")) {
                while (sqlite3_step(failed) == SQLITE_ROW) {
                }
                if (sqlite3_reset(failed) == SQLITE_OK) find_first(broken);
            }
            (void)run("ROLLBACK TO interlock_search");
            (void)run("PRAGMA defer_foreign_keys = OFF");
            (void)run("RELEASE interlock_search");
            if (alone && sqlite3_get_autocommit(db_) == 0) (void)run("ROLLBACK");
        }
        if (patience > 0) sqlite3_busy_timeout(db_, static_cast<int>(patience));
        sqlite3_set_last_insert_rowid(db_, last);
        return broken;
    }
    /// The same of a commit, while the transaction is open.
    reference_set before_commit() {
        reference_set broken(tables_);
        for (std::size_t i = 0; i < broken.most(); ++i)
            broken.put(i, broken.at(i).when_checked != deferrable::no);
        find_first(broken);
        return broken;
    }

private:
    static constexpr int most_rows = 10'000;  // that are looked at for each reference

    bool run(const char* sql) { return sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }
    std::int64_t integer(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        std::int64_t value = 0;
        if (sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr) == SQLITE_OK &&
            sqlite3_step(statement) == SQLITE_ROW)
            value = sqlite3_column_int64(statement, 0);
        sqlite3_finalize(statement);
        return value;
    }

    /// What a statement can break: references of the rows that it writes, and those to the rows that it takes away, with
    /// what is taken away along with them. Inside a transaction one that is deferred breaks later.
    reference_set breakable() {
        reference_set can_break(tables_);
        const bool inside = sqlite3_get_autocommit(db_) == 0;
        if (of_ != nullptr && removes_) take_away(*of_);
        for (std::size_t i = 0; i < can_break.most(); ++i) {
            const reference_info r = can_break.at(i);
            if (inside && r.when_checked == deferrable::initially_deferred) continue;
            const bool gives_way =
                r.when_removed == on_delete::cascade || r.when_removed == on_delete::set_null;
            can_break.put(i, of_ == nullptr || (writes_ && r.from->is(*of_)) ||
                                 (is_gone(*r.to) && (writes_ || !gives_way)));
        }
        return can_break;
    }
    void take_away(const table_info& t) {
        for (std::size_t i = 0; i < tables_->count; ++i)
            if (tables_->tables[i]->is(t)) {
                if (gone_.empty()) gone_.resize(tables_->count);
                if (gone_[i] != '\0') return;
                gone_[i] = '\1';
                ++gone_count_;
            }
        for (std::size_t i = 0; const reference_info r = tables_->reference(i); ++i)
            if (r.when_removed == on_delete::cascade && r.to->is(t)) take_away(*r.from);
    }
    bool is_gone(const table_info& t) const {
        for (std::size_t i = 0; i < gone_.size(); ++i)
            if (gone_[i] != '\0' && tables_->tables[i]->is(t)) return true;
        return false;
    }

    /// Whether the database has one reference alone that the statement could break, whoever made it.
    bool is_the_only_one() {
        if (of_ == nullptr || gone_count_ > 1) return false;
        const std::string is_table = " = " + quoted(of_->name, '\'') + " COLLATE NOCASE";
        return integer(("SELECT count(*) FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS f "
                        "WHERE t.type = 'table' AND f.seq = 0 AND (" +
                        (writes_ ? "t.name" + is_table : "FALSE") + " OR " +
                        (removes_ ? "f.\"table\"" + is_table : "FALSE") + ")")
                           .c_str()) == 1;
    }

    /// Leaves the first of the references with a row that leads nowhere; where none is seen, those that were not looked
    /// through.
    void find_first(reference_set& among) {
        for (std::size_t i = 0; i < among.most(); ++i) {
            if (!among.has(i)) continue;
            const finding found = look_through(among.at(i));
            if (found == finding::whole) among.put(i, false);
            if (found != finding::broken) continue;
            for (std::size_t j = 0; j < among.most(); ++j) among.put(j, j == i);
            return;
        }
    }

    enum class finding { whole, broken, unknown };
    finding look_through(const reference_info& r) {
        std::string there, null;
        for (std::size_t i = 0; i < r.count; ++i) {
            const std::string column = "c." + quoted(column_name(*r.from, r.members[i]), '"');
            null += (i == 0 ? "" : " OR ") + column + " IS NULL";
            there += (i == 0 ? "p." : " AND p.") + quoted(column_name(*r.to, r.referenced[i]), '"') + " = " +
                     column;
        }
        // the rows that came last first, and one at a time
        const std::string sql = "SELECT " + null + " OR EXISTS (SELECT 1 FROM " + quoted(r.to->name, '"') +
                                " AS p WHERE " + there + ") FROM " + quoted(r.from->name, '"') +
                                " AS c ORDER BY c.rowid DESC";
        sqlite3_stmt* rows = nullptr;
        finding found = finding::unknown;
        if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &rows, nullptr) == SQLITE_OK)
            for (int i = 0; i < most_rows && found == finding::unknown; ++i) {
                const int rc = sqlite3_step(rows);
                if (rc == SQLITE_ROW && sqlite3_column_int(rows, 0) == 0) found = finding::broken;
                else if (rc == SQLITE_DONE) found = finding::whole;
                else if (rc != SQLITE_ROW) break;
            }
        sqlite3_finalize(rows);
        return found;
    }
    static std::string quoted(std::string_view text, char quote) {
        std::string out(1, quote);
        for (const char c : text) out.append(c == quote ? 2u : 1u, c);
        return out + quote;
    }

    sqlite3* db_;
    const table_list* tables_;
    const table_info* of_;
    bool writes_ = true, removes_ = true;
    std::string gone_;  // a character for each table: whether it may take rows away there
    int gone_count_ = 0;
};

/// What sqlite_link::tell_reference is where there are references.
[[gnu::cold]] inline void tell_reference(sqlite_link& link, const statement_text* text, sqlite3_stmt* failed,
                                         int code, const std::string& message) {
    if (!is_broken_reference(code, message)) return;
    const table_info* const table = text == nullptr ? nullptr : text->table;
    reference_search search(link.db, link.tables, table != nullptr && text->raw == nullptr ? table : nullptr);
    const reference_set broken = failed == nullptr ? search.before_commit() : search.after(failed);
    link.failed = link.begun;
    link.late = false;
    throw reference_violation(broken, table == nullptr ? std::string_view() : table->model,
                              failed == nullptr ? "COMMIT" : sqlite3_sql(failed), message,
                              integer_text(code));
}

}  // namespace interlock::detail
