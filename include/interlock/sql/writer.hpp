// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/model/value_kind.hpp>
#include <interlock/sql/dialect.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace interlock::detail {

struct dynamic_part;

/// A table in a query, under its own name or another one, the how manieth of that name among the enclosing queries.
struct scoped_table {
    const table_info* table = nullptr;
    std::string_view alias{};
    int copy = 1;
    bool shown = true;  // whether its columns are among those of whole rows

    constexpr std::string_view name() const { return alias.empty() ? table->name : alias; }
};

/// The tables of one query, and of the one that it stands in.
struct table_scope {
    const scoped_table* tables = nullptr;
    std::size_t count = 0;
    const table_scope* outer = nullptr;
    bool rows_may_miss = false;  // of one of the tables, in an outer join
    bool kept_on_right =
        false;  // the rows of a table that is joined, whatever the condition: a right or full join

    constexpr bool has_here(std::string_view name) const {
        for (std::size_t i = 0; i < count; ++i)
            if (tables[i].name() == name) return true;
        return false;
    }
};

/// What a statement's text takes, and what it asks of the dialect.
struct measures {
    std::size_t size = 0;
    std::size_t parameters = 0;
    unsigned features = 0;
    bool dynamic = false;    // a part of it is known at run time only
    bool of_tenant = false;  // it has the tenant's key
};

/// Writes a statement at compile time, twice: first it only counts, then it fills arrays of the right sizes.
/// It is no template, so that every statement shares one.
class writer {
public:
    constexpr explicit writer(const dialect& d) : dialect_(&d), parameters_(d.of_tenant ? 1 : 0) {}
    constexpr writer(const dialect& d, char* text, value_kind* parameters) : writer(d) {
        text_ = text;
        kinds_ = parameters;
    }

    constexpr const interlock::dialect& dialect() const { return *dialect_; }
    constexpr std::size_t size() const { return size_; }
    constexpr measures measure() const { return {size_, parameters_, features_, dynamic_, of_tenant_}; }

    constexpr writer& add(std::string_view text) {
        if (text_ != nullptr)
            for (std::size_t i = 0; i < text.size(); ++i) text_[size_ + i] = text[i];
        size_ += text.size();
        return *this;
    }
    constexpr writer& add(char c) {
        if (text_ != nullptr) text_[size_] = c;
        ++size_;
        return *this;
    }
    constexpr writer& number(std::int64_t n) {
        char digits[20]{};
        std::size_t count = 0;
        auto rest = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
        do {
            digits[count++] = static_cast<char>('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (n < 0) add('-');
        while (count > 0) add(digits[--count]);
        return *this;
    }
    /// A text in which some characters are doubled.
    constexpr writer& escaped(std::string_view text, std::string_view doubled) {
        for (char c : text) {
            if (doubled.find(c) != std::string_view::npos) add(c);
            add(c);
        }
        return *this;
    }
    /// A text between quotes, which are doubled within.
    constexpr writer& quoted(std::string_view text, char quote) {
        return add(quote).escaped(text, {&quote, 1}).add(quote);
    }
    constexpr writer& identifier(std::string_view name) { return quoted(name, '"'); }

    /// Notes that the statement uses what not every dialect has.
    constexpr writer& need(feature f) {
        features_ |= 1u << static_cast<unsigned>(f);
        return *this;
    }

    /// Begins the call of a function. Those of the library's own are known by their names.
    constexpr writer& begin(const function_text& f) {
        if (f.begin.find("interlock_") != std::string_view::npos) need(feature::own_functions);
        return add(f.begin);
    }

    constexpr writer& parameter(value_kind kind) {
        if (kinds_ != nullptr) kinds_[parameters_] = kind;
        ++parameters_;
        add(dialect_->placeholder);
        if (dialect_->numbered) number(static_cast<std::int64_t>(parameters_));
        return *this;
    }

    /// What was written since a position, so many times more, each after a comma. Its parameters have no numbers; they
    /// are of the kinds that are noted already, and are not noted again.
    constexpr writer& again(std::size_t begin, std::size_t times) {
        const std::size_t end = size_;
        for (; text_ != nullptr && times > 0; --times) {
            add(',');
            for (std::size_t i = begin; i < end; ++i) text_[size_++] = text_[i];
        }
        size_ += times * (end - begin + 1);
        return *this;
    }

    /// A value of a row, in its column.
    constexpr writer& member(const column_info& c) {
        return is_tenant_key(c) ? tenant_key(c) : parameter(widened(c.kind));
    }
    /// Whether a column has the tenant's key, whatever a row says.
    constexpr bool is_tenant_key(const column_info& c) const { return c.tenant_key && dialect_->of_tenant; }
    /// The tenant's key: the first parameter, wherever it stands.
    constexpr writer& tenant_key(const column_info& c) {
        if (kinds_ != nullptr) kinds_[0] = widened(c.kind);
        of_tenant_ = true;
        return add(dialect_->placeholder).add('1');
    }

    /// The parts of the text that are known at run time only, in their order.
    constexpr void take_parts_from(const dynamic_part* const* parts, std::size_t count) {
        parts_ = parts;
        part_count_ = count;
    }
    /// The next one of them; none while a constant is made, which only learns that there is one.
    constexpr const dynamic_part* take_part() {
        dynamic_ = true;
        return taken_parts_ < part_count_ ? parts_[taken_parts_++] : nullptr;
    }

    /// Whether the columns that are selected have to be ordered as those of tables are.
    bool ordered_columns = false;
    /// Whether the columns that are selected are written without the length of a type, such as varchar(10).
    bool without_lengths = false;

    /// Which of the optional conditions are written, one bit for each.
    unsigned variant = 0;

    /// The tables whose columns may be written; the innermost query's.
    const table_scope* scope = nullptr;

    /// The name of a table in the query, quoted: its own, or with a number where an enclosing query has it too.
    constexpr writer& table_name(const scoped_table& t) {
        add('"').escaped(t.name(), "\"");
        if (t.copy > 1) add('_').number(t.copy);
        return add('"');
    }
    /// A column of the innermost query, or of the enclosing ones; with its table where there is a choice. `owner`
    /// is the kept_type of the struct that the member belongs to.
    constexpr writer& column(std::string_view owner, std::string_view member, bool outer = false) {
        for (const table_scope* s = outer ? scope->outer : scope; s != nullptr;
             s = outer ? s->outer : nullptr) {
            for (std::size_t i = 0; i < s->count; ++i) {
                const scoped_table& t = s->tables[i];
                if (!t.alias.empty()) continue;
                const std::size_t c = t.table->index_of_member(member);
                if (c == table_info::npos) continue;
                if ((s->count > 1 || outer) && t.table->columns[c].owner != owner) continue;
                if (s->count > 1 || outer) table_name(t).add('.');
                return identifier(t.table->columns[c].name);
            }
        }
        return *this;  // refused already
    }
    /// A column of a table of the innermost query that has a name of its own.
    constexpr writer& column_under(std::string_view alias, std::string_view member) {
        for (std::size_t i = 0; i < scope->count; ++i) {
            const scoped_table& t = scope->tables[i];
            if (t.alias != alias) continue;
            const std::size_t c = t.table->index_of_member(member);
            if (c != table_info::npos) return table_name(t).add('.').identifier(t.table->columns[c].name);
        }
        return *this;  // refused already
    }

private:
    const interlock::dialect* dialect_;
    char* text_ = nullptr;
    value_kind* kinds_ = nullptr;
    std::size_t size_ = 0;
    std::size_t parameters_ = 0;
    unsigned features_ = 0;
    bool dynamic_ = false;
    bool of_tenant_ = false;
    const dynamic_part* const* parts_ = nullptr;
    std::size_t part_count_ = 0;
    std::size_t taken_parts_ = 0;
};

/// Says of a table that its rows are the tenant's, where it has to be said, and gives what stands before the next
/// condition.
constexpr std::string_view write_own_rows(writer& w, const scoped_table& t, std::string_view before) {
    if (!w.dialect().of_tenant) return before;
    const std::size_t key = t.table->index_of_tenant_key();
    if (key == table_info::npos) return before;
    w.add(before).table_name(t).add('.').identifier(t.table->columns[key].name).add(" = ");
    w.tenant_key(t.table->columns[key]);
    return " AND ";
}
constexpr std::string_view write_own_rows(writer& w, const table_info& t,
                                          std::string_view before = " WHERE ") {
    scoped_table named;
    named.table = &t;
    return write_own_rows(w, named, before);
}

/// What stands between two of a list.
constexpr void write_separator(writer& w, bool& first, std::string_view separator = ", ") {
    if (!first) w.add(separator);
    first = false;
}

}  // namespace interlock::detail
