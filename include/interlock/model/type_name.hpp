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

template <class T>
constexpr std::string_view printed_type() {
    return __PRETTY_FUNCTION__;
}

/// What stands for T in the text of printed_type().
constexpr std::string_view type_in(std::string_view text) {
    const std::size_t begin = text.find("T = ") + 4;
    // g++ appends the meaning of std::string_view to its list: "[with T = Gem; std::string_view = ...]"
    const std::size_t more = text.rfind("; std::string_view");
    return text.substr(begin, (more == std::string_view::npos ? argument_end(text) : more) - begin);
}

/// A name where programs keep it: nothing else of what the compiler printed is in them.
template <std::size_t Size>
struct name_text {
    constexpr name_text() = default;
    constexpr explicit name_text(std::string_view name) {
        for (std::size_t i = 0; i < Size; ++i) characters[i] = name[i];
    }
    constexpr std::string_view view() const { return {characters, Size}; }

    char characters[Size + 1]{};
};

/// A text that no other type has.
template <class T>
struct kept_type {
    static constexpr name_text<type_in(printed_type<T>()).size()> text{type_in(printed_type<T>())};
    static constexpr std::string_view value = text.view();
};

/// The type's own name, without namespaces.
template <class T>
constexpr std::string_view type_name() {
    return last_identifier(kept_type<T>::value, kept_type<T>::value.size());
}

}  // namespace interlock::detail
