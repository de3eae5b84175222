// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>

#include <cstddef>
#include <string>
#include <string_view>

// The placeholders of texts that a program brings itself. Each value has a `?`; PostgreSQL wants `$1`, `$2` and so on,
// so the `?` are numbered, where they stand outside of quotes and comments. There `??` is the `?` of an operator.

namespace interlock::detail {

/// A raw text as PostgreSQL takes it, and how many values it needs.
struct numbered_text {
    std::string sql;
    std::size_t count = 0;
};

/// Goes through a text by the lexical rules of PostgreSQL with standard_conforming_strings on, as every session of
/// this library has it (https://www.postgresql.org/docs/current/sql-syntax-lexical.html).
class placeholder_scanner {
public:
    explicit placeholder_scanner(std::string_view text) : text_(text) {}

    /// With each `?` numbered. A text that has numbers itself, `$1`, is left as it is. `portable`: it may not have
    /// them. Throws usage_error.
    numbered_text numbered(bool portable) {
        while (at_ < text_.size()) step();
        if (!own_numbers_) {
            if (numbered_mark_)
                throw usage_error("a placeholder with a number, ?1, is SQLite's alone; write ?");
            copy_until(at_);
            return {std::move(out_), count_};
        }
        if (portable)
            throw usage_error(
                "a placeholder with a number, $1, is PostgreSQL's alone, and this database may be "
                "of another engine; write ?");
        return {std::string(text_), highest_};
    }

private:
    char peek(std::size_t ahead = 0) const noexcept {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    static bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
    static bool is_space(char c) noexcept {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
    }
    static bool begins_name(char c) noexcept {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
               static_cast<unsigned char>(c) >= 0x80;
    }

    void step() {
        const char c = peek();
        if (c == '\'') quoted('\'', false);
        else if (c == '"') quoted('"', false);
        else if (c == '-' && peek(1) == '-') line_comment();
        else if (c == '/' && peek(1) == '*') block_comment();
        else if (c == '$') dollar();
        else if (c == '?') mark();
        else if (begins_name(c)) name();
        else ++at_;
    }

    /// A quote within is doubled, or follows a backslash where that escapes.
    void quoted(char quote, bool escapes) {
        for (++at_; at_ < text_.size(); ++at_) {
            if (escapes && peek() == '\\') ++at_;
            else if (peek() == quote) {
                if (peek(1) == quote) ++at_;
                else if (quote != '\'' || !goes_on()) break;
            }
        }
        if (at_ < text_.size()) ++at_;
        else at_ = text_.size();
    }
    /// A string goes on in the next line, by the rules of its beginning: moves to the quote that does so.
    bool goes_on() {
        const std::size_t end = at_;
        bool next_line = false;
        for (++at_;;) {
            if (is_space(peek())) {
                next_line = next_line || peek() == '\n' || peek() == '\r';
                ++at_;
            } else if (peek() == '-' && peek(1) == '-') line_comment();
            else break;
        }
        if (next_line && peek() == '\'') return true;
        at_ = end;
        return false;
    }
    void line_comment() {
        while (at_ < text_.size() && peek() != '\n' && peek() != '\r') ++at_;
    }
    /// They nest, other than in SQLite.
    void block_comment() {
        int depth = 0;
        while (at_ < text_.size()) {
            if (peek() == '/' && peek(1) == '*') {
                ++depth;
                at_ += 2;
            } else if (peek() == '*' && peek(1) == '/') {
                at_ += 2;
                if (--depth == 0) return;
            } else ++at_;
        }
    }
    void name() {
        const std::size_t begin = at_;
        while (begins_name(peek()) || is_digit(peek()) || peek() == '$') ++at_;
        if (at_ - begin == 1 && (text_[begin] == 'e' || text_[begin] == 'E') && peek() == '\'')
            quoted('\'', true);
    }
    /// `$1`, or a text between $tag$ and $tag$.
    void dollar() {
        std::size_t end = at_ + 1;
        if (is_digit(peek(1))) {
            std::size_t number = 0;
            for (; end < text_.size() && is_digit(text_[end]); ++end)
                if (number < 1'000'000) number = number * 10 + static_cast<std::size_t>(text_[end] - '0');
            own_numbers_ = true;
            if (number > highest_) highest_ = number;
            at_ = end;
            return;
        }
        if (begins_name(peek(1)))
            while (end < text_.size() && (begins_name(text_[end]) || is_digit(text_[end]))) ++end;
        if (end == text_.size() || text_[end] != '$') {
            ++at_;
            return;
        }
        const std::string_view tag = text_.substr(at_, end + 1 - at_);
        const std::size_t close = text_.find(tag, end + 1);
        at_ = close == std::string_view::npos ? text_.size() : close + tag.size();
    }
    void mark() {
        if (peek(1) == '?') {
            copy_until(at_ + 1);
            at_ = copied_ = at_ + 2;
            return;
        }
        numbered_mark_ = numbered_mark_ || is_digit(peek(1));
        copy_until(at_);
        out_ += '$';
        out_ += std::to_string(++count_);
        copied_ = ++at_;
    }
    void copy_until(std::size_t end) {
        out_.append(text_.substr(copied_, end - copied_));
        copied_ = end;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t copied_ = 0;  // up to here the text is in out_
    std::string out_;
    std::size_t count_ = 0;
    std::size_t highest_ = 0;   // of the text's own numbers
    bool own_numbers_ = false;  // $0 is one too, which the server refuses
    bool numbered_mark_ = false;
};

}  // namespace interlock::detail
