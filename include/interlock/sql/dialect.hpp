// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/model/integer_range.hpp>
#include <interlock/query/function_id.hpp>

#include <string_view>

namespace interlock {

/// What not every dialect has, or not every version.
enum class feature : unsigned char {
    distinct_on,
    upsert,
    returning,
    window_functions,
    aggregate_filter,
    common_tables,
    materialized,
    update_from,
    full_join,
    row_locks,
    advisory_locks,
    own_functions,  // functions that a connection has to bring to the engine
};
inline constexpr int feature_count = 12;

/// A version of an engine, such as 3.35 or 15.0. Never: {0, 0}.
struct engine_version {
    int major = 0;
    int minor = 0;

    constexpr bool operator<(engine_version other) const {
        return major < other.major || (major == other.major && minor < other.minor);
    }
    constexpr bool is_never() const { return major == 0; }
};

/// How a function is written: begin, arguments with separators between them, end. A second separator, where it
/// is not empty, is for the arguments from the third on; a tail follows what an aggregate has after its end, such
/// as FILTER or OVER.
struct function_text {
    std::string_view begin, separator, end, second_separator{}, tail{};
};

/// How one engine writes what the engines write differently. A new backend fills in one of these.
struct dialect {
    std::string_view name;
    std::string_view scheme;  // of its URLs
    engine_version oldest;    // of the engine's versions that it is for
    char placeholder;         // '?', or '$' followed by a number
    bool numbered;
    std::string_view same;  // NULL is the same as NULL
    std::string_view not_same;
    std::string_view match;         // case-sensitive, see sql/pattern.hpp
    std::string_view match_folded;  // without regard to the case of ASCII letters
    std::string_view match_folded_end;
    std::string_view in_begin;  // around the parameter that holds a list
    std::string_view in_end;
    std::string_view explain;       // before a statement, of which it gives the plan
    std::string_view explain_json;  // the same as JSON; empty where there is none
    std::string_view no_limit;      // what has to stand before an offset without a limit
    bool nulls_sort_as_smallest;    // where nothing is said
    std::string_view true_text;
    std::string_view false_text;
    std::string_view insert_block;   // of several rows, in a transaction that is rolled back where it fails
    std::string_view now;            // the current time, as a default
    std::string_view table_suffix;   // after the columns of a new table
    std::string_view text_order;     // of a column: makes text compare by its bytes, alike on every engine
    std::string_view generated_key;  // a generated key, constraint included
    bool generated_key_has_type;     // after the type of its integer
    bool keys_from_sequence;         // which does not notice a key that a row chooses itself
    bool returns_generated;          // an insert gives the generated key as a row
    bool has_arrays;                 // else an array is a JSON text
    bool has_decimals;               // else a decimal is a text that sorts, see sql/sortable_decimal.hpp
    bool recursion_keeps_lengths;    // the columns of a recursive table are no longer than its first side's
    bool
        references_come_late;  // a reference needs the table that it leads to, so that a cycle is closed at the end
    bool triggers_call_functions;   // else the statements stand in the trigger
    const char* defer_constraints;  // until the commit of the transaction
    std::string_view checks_json;   // a function of a text; empty where JSON has a type of its own
    void (*column_type)(const column_info&, std::string_view& type, bool& with_length);
    bool computes_in_operands_width;  // so that narrow operands are widened
    std::string_view wide_integer;    // the type to which they are
    std::string_view wide_real;
    function_text (*function)(function_id, value_kind of_first);
    engine_version (*since)(feature);  // the version that has it
    // Around a computed value where its column could hold more than its member, see sql/fitting.hpp. Empty where the
    // type of the column is check enough.
    function_text (*integer_check)(integer_range of_member);
    function_text float_check;
    function_text length_check;  // the separator stands before the greatest number of characters
    // Whether statements are about the rows of one tenant, whose key is their first parameter: every table with an
    // il::tenant_key is read and written so. Parameters are numbered then.
    bool of_tenant = false;
};

/// The dialect of a backend: `static constexpr dialect value`.
template <class Backend>
struct dialect_of;

}  // namespace interlock
