// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace interlock::detail {

/// The last identifier before `end` in `text`, where "::", " ", "&" and ")" separate identifiers and a
/// trailing template argument list belongs to its identifier.
constexpr std::string_view last_identifier(std::string_view text, std::size_t end) {
    std::size_t begin = end;
    int depth = 0;
    while (begin > 0) {
        const char c = text[begin - 1];
        if (c == '>') ++depth;
        if (depth == 0 && (c == ':' || c == ' ' || c == '&' || c == ')')) break;
        if (c == '<') --depth;
        --begin;
    }
    return text.substr(begin, end - begin);
}

/// What the compiler prints for a template argument ends before the last ']', or before ';' where
/// further arguments follow.
constexpr std::size_t argument_end(std::string_view text) { return text.size() - 1; }

/// A text that no other type has.
template <class T>
constexpr std::string_view type_text() {
    return __PRETTY_FUNCTION__;
}

template <class T>
constexpr std::string_view type_name() {
    constexpr std::string_view text = type_text<T>();
    // g++ appends the meaning of std::string_view to its list: "[with T = Gem; std::string_view = ...]"
    constexpr std::size_t semicolon = text.rfind("; std::string_view");
    constexpr std::size_t end = semicolon == std::string_view::npos ? argument_end(text) : semicolon;
    return last_identifier(text, end);
}

/// A name of its own, where the text that the compiler prints would be long.
template <std::size_t Size>
struct name_text {
    char characters[Size];
};

}  // namespace interlock::detail
