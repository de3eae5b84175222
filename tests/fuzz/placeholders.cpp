// SPDX-License-Identifier: BSL-1.0
// The scanner of raw texts beside a slow one, which follows the rules of PostgreSQL's lexer one after the other
// (src/backend/parser/scan.l).
#include "fuzz.hpp"

#include <interlock/sql/placeholders.hpp>
#include <interlock/sql/raw_checks.hpp>

#include <cctype>
#include <cstring>
#include <optional>

namespace in = interlock::detail;

namespace {

bool is_name(char c, bool first) {
    const auto u = static_cast<unsigned char>(c);
    return std::isalpha(u) != 0 || u >= 0x80 || c == '_' || (!first && std::isdigit(u) != 0);
}

/// How long a token is, 0 where the text does not begin with it. What is never closed goes to the end.
std::size_t comment_of_a_line(std::string_view s) {
    return s.starts_with("--") ? std::min(s.find_first_of("\n\r"), s.size()) : 0;
}
std::size_t comment_of_a_block(std::string_view s) {
    if (!s.starts_with("/*")) return 0;
    std::size_t at = 2;
    while (at < s.size()) {
        if (s.substr(at).starts_with("*/")) return at + 2;
        const std::size_t inner = comment_of_a_block(s.substr(at));
        at += inner > 0 ? inner : 1;
    }
    return s.size();
}
/// White space with a line end in it, before a quote: the string goes on.
std::size_t continuation(std::string_view s) {
    std::size_t at = 0;
    bool line_end = false;
    while (at < s.size()) {
        const std::size_t comment = comment_of_a_line(s.substr(at));
        if (comment > 0) {
            at += comment;
        } else if (std::strchr(" \t\n\r\f\v", s[at]) != nullptr && s[at] != '\0') {
            line_end = line_end || s[at] == '\n' || s[at] == '\r';
            ++at;
        } else break;
    }
    return line_end && at < s.size() && s[at] == '\'' ? at + 1 : 0;
}
std::size_t string_of(std::string_view s, bool escapes) {
    if (!s.starts_with("'")) return 0;
    std::size_t at = 1;
    while (at < s.size()) {
        const std::string_view rest = s.substr(at);
        if (escapes && rest[0] == '\\') at += rest.size() > 1 ? 2 : 1;
        else if (rest.starts_with("''")) at += 2;
        else if (rest[0] != '\'') ++at;
        else if (const std::size_t more = continuation(rest.substr(1)); more > 0) at += 1 + more;
        else return at + 1;
    }
    return s.size();
}
std::size_t quoted_name(std::string_view s) {
    if (!s.starts_with("\"")) return 0;
    for (std::size_t at = 1; at < s.size(); ++at) {
        if (s[at] != '"') continue;
        if (!s.substr(at).starts_with("\"\"")) return at + 1;
        ++at;
    }
    return s.size();
}
std::size_t dollar_quoted(std::string_view s) {
    if (!s.starts_with("$")) return 0;
    std::size_t end = 1;
    while (end < s.size() && is_name(s[end], end == 1)) ++end;
    if (end == s.size() || s[end] != '$') return 0;
    const std::string tag(s.substr(0, end + 1));
    const std::size_t close = s.find(tag, tag.size());
    return close == std::string_view::npos ? s.size() : close + tag.size();
}
std::size_t name_of(std::string_view s) {
    std::size_t end = 0;
    while (end < s.size() && (is_name(s[end], end == 0) || (end > 0 && s[end] == '$'))) ++end;
    if (end == 1 && (s[0] == 'e' || s[0] == 'E'))
        if (const std::size_t string = string_of(s.substr(1), true); string > 0) return 1 + string;
    return end;
}
std::size_t number_of(std::string_view s) {
    std::size_t end = 1;
    while (s.starts_with("$") && end < s.size() && std::isdigit(static_cast<unsigned char>(s[end])) != 0)
        ++end;
    return end > 1 ? end : 0;
}

/// The text with its placeholders numbered; nothing where it is to be refused or left as it is.
std::optional<std::string> reference(std::string_view s) {
    std::string out;
    std::size_t count = 0;
    bool refused = false;
    while (!s.empty()) {
        std::size_t size = 1;
        const std::size_t number = number_of(s);
        for (const std::size_t found : {comment_of_a_line(s), comment_of_a_block(s), string_of(s, false),
                                        quoted_name(s), dollar_quoted(s), name_of(s), number})
            size = std::max(size, found);
        refused = refused || number > 0;
        if (s.starts_with("??")) {
            out += '?';
            size = 2;
        } else if (s[0] == '?') {
            out += "$" + std::to_string(++count);
            refused = refused || (s.size() > 1 && std::isdigit(static_cast<unsigned char>(s[1])) != 0);
        } else out += s.substr(0, size);
        s.remove_prefix(size);
    }
    return refused ? std::nullopt : std::optional(out);
}

std::string some_text(fuzz::provider& data) {
    static const char* const parts[]{"?",  "??",  "'",  "\"", "--", "\n", "\r", "/*", "*/",
                                     "$$", "$a$", "$",  "$1", "E'", "e'", "\\", "''", " ",
                                     "a",  "U&'", "B'", "1",  "/",  "*",  "?1", "\v"};
    std::string text;
    while (data.remaining_bytes() > 0)
        text += data.ConsumeIntegralInRange(0, 15) > 0 ? data.PickValueInArray(parts) : fuzz::text(data, 4);
    return text;
}

}  // namespace

void fuzz::try_input(provider& data) {
    const std::string text = data.ConsumeBool() ? data.ConsumeRemainingBytesAsString() : some_text(data);
    const std::optional<std::string> expected = reference(text);
    in::numbered_text got;
    const bool accepted = accepts([&] { got = in::placeholder_scanner(text).numbered(true); });
    require(accepted == expected.has_value(), "texts with numbers of their own are refused", text);
    if (accepted) {
        require(got.sql == *expected, "what counts is outside of quotes and comments", text + "\n" + got.sql);
    }
    accepts([&] {
        const in::numbered_text own = in::placeholder_scanner(text).numbered(false);
        if (!accepted) require(own.sql == text, "a text with its own numbers is left as it is", text);
    });
    const bool runs = accepts([&] { in::check_raw_text(text); });
    if (runs)
        require(!in::first_word(text).empty() && !has(text, std::string(1, '\0')), "it begins with a word",
                text);
    (void)in::changes_session(text);
}
