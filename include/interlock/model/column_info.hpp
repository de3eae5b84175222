// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/literal.hpp>
#include <interlock/model/value_kind.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace interlock {

struct table_info;

// Nothing here is told by comparing addresses: with -fsanitize=undefined g++ takes no such comparison for a constant.

/// What happens to a row when the row that it refers to is removed.
enum class on_delete : std::uint8_t { no_action, restrict, cascade, set_null, set_default };

/// When a reference is checked: after each statement, or, where it is deferrable, at the commit of the transaction, if that
/// says defer_constraints(), or in any case.
enum class deferrable : std::uint8_t { no, initially_immediate, initially_deferred };

/// An enumerator and its name in the database: `{Colour::red, "red"}`.
struct enumerator {
    std::int64_t number = 0;
    std::string_view name;

    template <class Enum>
    constexpr enumerator(Enum value, std::string_view its_name)
        : number(static_cast<std::int64_t>(value)), name(its_name) {}
};

/// One column as plain data: what the texts of all statements are made from.
struct column_info {
    std::string_view name;    // in the database
    std::string_view member;  // in the struct
    std::string_view
        owner;  // the struct that has the member, which may be a base of the model: its kept_type
    value_kind kind = value_kind::text;
    bool nullable = false;
    bool primary_key = false;
    bool generated = false;  // by the database, when a row is inserted
    bool unique = false;
    bool indexed = false;
    bool now_on_insert = false;
    bool now_on_update = false;
    bool version = false;     // counts the changes of the row
    bool tenant_key = false;  // tells whose the row is
    bool enumeration = false;
    bool as_json = false;        // an array, where the engine has none
    std::uint8_t precision = 0;  // of a decimal: its digits,
    std::uint8_t scale = 0;      // and how many of them stand after the point
    bool has_default = false;
    bool has_min = false;
    bool has_max = false;
    bool refers = false;   // to another table, with a constraint
    bool soft = false;     // it refers to a table without a constraint
    bool carries = false;  // and what is done when a row there is removed is the library's to carry
    on_delete when_removed = on_delete::no_action;
    deferrable when_checked = deferrable::no;
    std::uint32_t max_length = 0;  // in characters, 0 for no limit

    const enumerator* names = nullptr;  // of an enumeration that has names
    std::size_t name_count = 0;
    const literal* db_default = nullptr;
    const literal* min_value = nullptr;
    const literal* max_value = nullptr;
    std::string_view check;                       // an SQL condition
    const table_info& (*references)() = nullptr;  // the table that it refers to, where it does
    std::string_view referenced_member;

    /// Whether an insert gives it the time of the clock, whatever the member holds.
    constexpr bool stamped_on_insert() const { return now_on_insert || now_on_update; }
    /// Whether a literal is one of the enumeration's, where it has names.
    constexpr bool has_enumerator(const literal& value) const {
        for (std::size_t i = 0; i < name_count; ++i)
            if (value.kind == literal::type::text ? names[i].name == value.view()
                                                  : names[i].number == value.integer)
                return true;
        return name_count == 0;
    }
    /// Whether a literal is a decimal of this column's digits.
    constexpr bool holds_decimal(const literal& value) const {
        const detail::short_decimal d = value.as_decimal();
        if (kind != value_kind::decimal || d.places < 0 || d.places > scale) return false;
        int digits = 0;
        for (std::int64_t rest = d.digits; rest != 0; rest /= 10) ++digits;
        return digits - d.places <= precision - scale;
    }
};

struct foreign_key_info;

/// An index or constraint over several columns.
struct constraint_info {
    enum class type : std::uint8_t { index, unique, check, foreign_key };
    static constexpr std::size_t max_columns = 16;

    type kind = type::index;
    const std::string_view* members = nullptr;
    std::size_t count = 0;
    std::string_view check;
    const foreign_key_info* key = nullptr;  // of a foreign key
};

/// What the columns of a foreign key refer to.
struct foreign_key_info {
    const table_info& (*references)() = nullptr;
    const std::string_view* members = nullptr;
    on_delete when_removed = on_delete::no_action;
    deferrable when_checked = deferrable::no;
};

/// One table as plain data.
struct table_info {
    std::string_view model;  // the struct's name
    std::string_view type;   // the struct's full name, in a form of the compiler's
    std::string_view app_label;
    std::string_view name;
    const column_info* columns = nullptr;
    std::size_t column_count = 0;
    std::size_t key_count = 0;  // columns of the primary key
    const constraint_info* constraints = nullptr;
    std::size_t constraint_count = 0;

    /// True when both describe one model.
    constexpr bool is(const table_info& other) const { return name == other.name && type == other.type; }

    constexpr const column_info* begin() const { return columns; }
    constexpr const column_info* end() const { return columns + column_count; }

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    constexpr std::size_t index_of_member(std::string_view member) const {
        for (std::size_t i = 0; i < column_count; ++i)
            if (columns[i].member == member) return i;
        return npos;
    }
    // a pointer that may be null would be no constant under g++'s -fsanitize=undefined
    constexpr std::size_t index_of_generated() const {
        for (std::size_t i = 0; i < column_count; ++i)
            if (columns[i].generated) return i;
        return npos;
    }
    /// A column that is NULL only where there is no row, in an outer join.
    constexpr std::size_t index_of_never_null() const {
        for (std::size_t i = 0; i < column_count; ++i)
            if (!columns[i].nullable) return i;
        return npos;
    }
    /// The column that counts a row's changes, npos where there is none.
    constexpr std::size_t index_of_version() const {
        for (std::size_t i = 0; i < column_count; ++i)
            if (columns[i].version) return i;
        return npos;
    }
    /// The column that tells whose a row is, npos where there is none.
    constexpr std::size_t index_of_tenant_key() const {
        for (std::size_t i = 0; i < column_count; ++i)
            if (columns[i].tenant_key) return i;
        return npos;
    }
    constexpr bool has_generated() const { return index_of_generated() != npos; }
    constexpr const column_info& generated() const { return columns[index_of_generated()]; }
};

}  // namespace interlock
