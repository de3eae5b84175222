// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <libpq-fe.h>

#include <cstddef>
#include <string>
#include <string_view>

// What a server says of an error, and what of that is no value of a row: messages are for logs, which may be read by
// more people than the rows. Its words are in a language of its own choice.

namespace interlock::postgres_detail {

inline std::string_view error_field(const PGresult* result, int field) {
    const char* text = PQresultErrorField(result, field);
    return text == nullptr ? std::string_view() : std::string_view(text);
}

inline std::string without_line_end(const char* message) {
    std::string text = message == nullptr ? "" : message;
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

/// A text without what stands in quotation marks, of whatever language, from the first one to the last.
inline std::string without_quotations(std::string_view text) {
    constexpr std::string_view marks[]{"\"",     "\u00ab", "\u00bb", "\u2018", "\u2019", "\u201a", "\u201c",
                                       "\u201d", "\u201e", "\u2039", "\u203a", "\u300c", "\u300d"};
    std::size_t begin = text.npos, end = 0;
    for (const std::string_view mark : marks)
        if (const std::size_t first = text.find(mark); first != text.npos) {
            const std::size_t last = text.rfind(mark);
            if (first < begin) begin = first;
            if (last == first && mark == "\"") end = text.size();  // cut off, perhaps
            else if (last + mark.size() > end) end = last + mark.size();
        }
    if (begin == text.npos) return std::string(text);
    return std::string(text.substr(0, begin)) + "\"...\"" + std::string(text.substr(end));
}

/// The message of a data exception (class 22) without the value that it is about:
/// `invalid input syntax for type integer: "..."`.
inline std::string without_value(std::string_view message) {
    std::string text = without_quotations(message);
    // parts of a time, and bytes, stand without quotation marks
    for (std::size_t at = text.find(": "); at != text.npos; at = text.find(": ", at + 1)) {
        const char next = at + 2 < text.size() ? text[at + 2] : ' ';
        if ((next < '0' || next > '9') && next != '-') continue;
        text.resize(at);
        break;
    }
    for (std::size_t at = text.find(" 0x"); at != text.npos; at = text.find(" 0x", at))
        text.erase(at, text.find(' ', at + 1) - at);  // to the next word, or the end
    return text;
}

/// The columns of the key that the detail of a violated constraint begins with: `Key (a, b)=(1, x) already exists.`
inline std::string_view key_columns(std::string_view detail) {
    const std::size_t begin = detail.find('('), end = detail.find(")=(");
    return begin < end && end != detail.npos ? detail.substr(begin + 1, end - begin - 1) : std::string_view();
}

/// Whether the detail of an error of this state holds no value of a row. What is not known may hold one.
inline bool has_plain_detail(std::string_view state) {
    for (const std::string_view plain : {"2B", "40", "42", "53", "55"})
        if (state.starts_with(plain)) return true;
    return false;
}

/// The server's message. Of a violated constraint it names the constraint, the table and the columns.
inline std::string error_message(const PGresult* result, PGconn* connection) {
    const std::string_view state = error_field(result, PG_DIAG_SQLSTATE);
    const std::string_view detail = error_field(result, PG_DIAG_MESSAGE_DETAIL);
    std::string message(error_field(result, PG_DIAG_MESSAGE_PRIMARY));
    if (message.empty()) message = without_line_end(PQresultErrorMessage(result));
    if (message.empty()) message = without_line_end(PQerrorMessage(connection));
    if (message.empty()) message = "the server gave no message";
    if (state.starts_with("22")) message = without_value(message);

    if (has_plain_detail(state) && !detail.empty()) (message += ": ") += detail;
    const auto name = [&](const char* what, std::string_view part) {
        if (part.empty() || message.find('"' + std::string(part) + '"') != std::string::npos) return;
        (((message += " (") += what) += part) += ')';
    };
    name("constraint ", error_field(result, PG_DIAG_CONSTRAINT_NAME));
    if (state.starts_with("23")) {
        name("table ", error_field(result, PG_DIAG_TABLE_NAME));
        name("column ", error_field(result, PG_DIAG_COLUMN_NAME));
        name("columns ", key_columns(detail));
    }
    // where in a COPY: its table, line and column come before the value
    if (const std::string_view context = error_field(result, PG_DIAG_CONTEXT); context.starts_with("COPY")) {
        const std::string place = without_quotations(context);
        name("", std::string_view(place).substr(0, place.find(": ")));
    }
    return message;
}

/// All that the server said, where the message does not say it.
inline std::string error_detail(const PGresult* result, std::string_view message) {
    std::string all(error_field(result, PG_DIAG_MESSAGE_PRIMARY));
    const auto add = [&](const char* before, std::string_view part, const char* after) {
        if (!part.empty()) ((all += before) += part) += after;
    };
    add(": ", error_field(result, PG_DIAG_MESSAGE_DETAIL), "");
    add(" (", error_field(result, PG_DIAG_CONTEXT), ")");
    if (message.find(all) != message.npos) all.clear();
    return all;
}

}  // namespace interlock::postgres_detail
