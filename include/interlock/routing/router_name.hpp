// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/type_name.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

// The name of a router as a program would write it, whichever compiler printed it: without namespaces, and with texts
// as texts, `route_app<"reviews", reviews_db>`.

namespace interlock::detail {

constexpr bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// What stands for T in the text of type_text().
constexpr std::string_view type_in(std::string_view text) {
    const std::size_t begin = text.find("T = ") + 4;
    const std::size_t more = text.rfind("; std::string_view");  // of g++
    return text.substr(begin, (more == std::string_view::npos ? text.size() - 1 : more) - begin);
}

/// A text argument that clang prints as numbers, `{{114, 101, 0}}`; how much of `in` it is, 0 where it is none.
template <class Put>
constexpr std::size_t put_numbered_text(std::string_view in, const Put& put) {
    if (!in.starts_with("{{") || in.size() < 3 || in[2] < '0' || in[2] > '9') return 0;
    put('"');
    std::size_t i = 2;
    for (int number = 0; i < in.size() && in[i] != '}'; ++i) {
        if (in[i] >= '0' && in[i] <= '9') number = 10 * number + (in[i] - '0');
        else if (in[i] == ',') {
            const char c = static_cast<char>(std::exchange(number, 0));
            if (c == '"' || c == '\\') put('\\');
            put(c);
        }
    }
    put('"');
    return i + 2;
}
/// One that g++ prints as `interlock::fixed_string<8>{"reviews"}`, from its brace on; the same.
template <class Put>
constexpr std::size_t put_quoted_text(std::string_view in, const Put& put) {
    if (!in.starts_with("{\"")) return 0;
    put('"');
    std::size_t i = 2;
    for (; i < in.size() && in[i] != '"'; ++i) {
        if (in[i] == '\\') put(in[i++]);
        put(in[i]);
    }
    put('"');
    return i + 2;
}

/// The name, character by character.
template <class Put>
constexpr void put_name(std::string_view in, const Put& put) {
    for (std::size_t i = 0; i < in.size();) {
        const std::string_view rest = in.substr(i);
        if (const std::size_t numbered = put_numbered_text(rest, put)) i += numbered;
        else if (const std::size_t quoted = put_quoted_text(rest, put)) i += quoted;
        else if (rest.starts_with("{anonymous}::")) i += 13;
        else if (rest.starts_with("(anonymous namespace)::")) i += 23;
        else if (rest.starts_with(" >")) ++i;
        else if (!is_word(in[i])) put(in[i++]);
        else {
            std::size_t end = 0;
            while (end < rest.size() && is_word(rest[end])) ++end;
            const std::string_view word = rest.substr(0, end), after = rest.substr(end);
            if (after.starts_with("::") || word == "fixed_string") {  // up to what matters
                i += end + (word == "fixed_string" ? after.find('{') : 2);
            } else {
                for (const char c : word) put(c);
                i += end;
            }
        }
    }
}

template <class T>
struct router_name {
    static constexpr std::string_view printed = type_in(type_text<T>());
    static constexpr std::size_t size = [] {
        std::size_t n = 0;
        put_name(printed, [&](char) { ++n; });
        return n;
    }();
    static constexpr auto text = [] {
        std::array<char, size + 1> all{};
        std::size_t n = 0;
        put_name(printed, [&](char c) { all[n++] = c; });
        return all;
    }();
    static constexpr std::string_view value{text.data(), size};
};

}  // namespace interlock::detail
