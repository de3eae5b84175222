// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/model/integer_text.hpp>

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

/// Whether a text holds a word that is given in lower case, in any case.
inline bool holds_word(std::string_view text, std::string_view word) {
    for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
        std::size_t same = 0;
        while (same < word.size()) {
            const char c = text[at + same];
            if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != word[same]) break;
            ++same;
        }
        if (same == word.size()) return true;
    }
    return false;
}

/// Whether a raw text may leave its connection other than it found it: a setting, a temporary table, a lock, what it
/// listens to. It is rather said of too many texts.
inline bool changes_session(std::string_view text) {
    const std::string word = first_word(text);
    for (const char* plain :
         {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES", "TABLE", "REPLACE", "MERGE", "EXPLAIN",
          "ALTER", "DROP", "TRUNCATE", "NOTIFY", "ANALYZE", "VACUUM", "REINDEX"})
        if (word == plain)
            return holds_word(text, "set_config") || holds_word(text, "advisory_lock") ||
                   holds_word(text, "temp");
    return word != "CREATE" || holds_word(text, "temp");
}

/// Throws usage_error where a text has more or fewer placeholders than there are values.
inline void check_placeholder_count(std::size_t placeholders, std::size_t values) {
    if (placeholders != values)
        throw usage_error(
            "the text has " + integer_text(static_cast<std::int64_t>(placeholders)) + " placeholders where " +
            integer_text(static_cast<std::int64_t>(values)) +
            " values are given; each value has a ?, and an operator with a ? is written with ??");
}

}  // namespace interlock::detail
