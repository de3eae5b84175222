// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace interlock::detail {

/// The first word of an SQL text, in upper case and short: what follows spaces and comments.
inline std::string first_word(std::string_view text) {
    std::size_t at = 0;
    for (;;) {
        at = text.find_first_not_of(" \t\r\n\f\v", at);
        if (at == std::string_view::npos) return {};
        std::size_t end = 0;
        if (text.substr(at, 2) == "--") end = text.find('\n', at);
        else if (text.substr(at, 2) == "/*") {
            end = text.find("*/", at);
            if (end != std::string_view::npos) ++end;
        } else break;
        at = end == std::string_view::npos ? text.size() : end + 1;
    }
    std::string word;
    for (; at < text.size() && word.size() < 10; ++at) {
        const char c = text[at];
        if (c >= 'a' && c <= 'z') word += static_cast<char>(c - 'a' + 'A');
        else if (c >= 'A' && c <= 'Z') word += c;
        else break;
    }
    if (word.empty() && at < text.size() && text[at] != ';') word = text[at];
    return word;
}

/// Throws usage_error where a raw text cannot run as it is, whatever the engine.
inline void check_raw_text(std::string_view text) {
    if (text.find('\0') != std::string_view::npos) throw usage_error("the SQL text holds a NUL character");
    const std::string word = first_word(text);
    if (word.empty()) throw usage_error("the text begins with no statement");
    for (const char* control :
         {"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"})
        if (word == control)
            throw usage_error("a transaction is begun and ended by the session, not by a raw text: use "
                              "begin() or transaction()");
}

/// Whether a raw text may leave its connection other than it found it: a setting, a temporary table, a lock, what it
/// listens to. It is rather said of too many texts.
inline bool changes_session(std::string_view text) {
    const std::string word = first_word(text);
    for (const char* plain :
         {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES", "TABLE", "REPLACE", "MERGE", "EXPLAIN",
          "ALTER", "DROP", "TRUNCATE", "NOTIFY", "ANALYZE", "VACUUM", "REINDEX"})
        if (word == plain)
            return text.find("set_config") != std::string_view::npos ||
                   text.find("advisory_lock") != std::string_view::npos;
    return word != "CREATE" || text.find("TEMP") != std::string_view::npos ||
           text.find("temp") != std::string_view::npos;
}

/// Throws usage_error where a text has more or fewer placeholders than there are values.
inline void check_placeholder_count(std::size_t placeholders, std::size_t values) {
    if (placeholders != values)
        throw usage_error(
            "the text has " + std::to_string(placeholders) + " placeholders where " + std::to_string(values) +
            " values are given; each value has a ?, and an operator with a ? is written with ??");
}

}  // namespace interlock::detail
