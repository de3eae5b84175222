// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/fixed_string.hpp>
#include <interlock/model/type_name.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

// The name of a router as a program would write it, whichever compiler printed it: without namespaces, and with texts
// as texts, `route_app<"reviews", reviews_db>`.

namespace interlock::detail {

constexpr bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

template <class Put>
constexpr void put_all(std::string_view text, const Put& put) {
    for (const char c : text) put(c);
}

/// A text argument, as a program writes it.
template <class Put>
constexpr void put_text(std::string_view text, const Put& put) {
    put('"');
    for (const char c : text) {
        if (c == '"' || c == '\\') put('\\');
        put(c);
    }
    put('"');
}
/// A text argument that clang prints as numbers, `{{114, 101, 0}}`, of a long one the first ten, `{{114, 101, ...}}`; how
/// much of `in` it is, 0 where it is none.
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
        } else if (in[i] == '.') put('.');
    }
    put('"');
    return i + 2;
}
/// One that g++ prints as `interlock::fixed_string<8>{"reviews"}`, from its brace on; the same.
template <class Put>
constexpr std::size_t put_quoted_text(std::string_view in, const Put& put) {
    const std::size_t braces = in.starts_with("{{\"") ? 2 : 1;
    if (!in.substr(braces - 1).starts_with("{\"")) return 0;
    put('"');
    std::size_t i = braces + 1;
    for (; i < in.size() && in[i] != '"'; ++i) {
        if (in[i] == '\\') put(in[i++]);
        put(in[i]);
    }
    put('"');
    return i + 1 + braces;
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
                put_all(word, put);
                i += end;
            }
        }
    }
}

/// Puts the name of T.
template <class T>
struct spelled {
    static constexpr void put(const auto& put) { put_name(kept_type<T>::value, put); }
};

// clang prints no argument that is the default, and clang 14 ten characters of a text: a template over types and texts
// is told piece by piece.
template <class Put>
constexpr void put_piece(std::string_view text, const Put& put) {
    put_text(text, put);
}
template <class Put, class T>
constexpr void put_piece(spelled<T>, const Put& put) {
    spelled<T>::put(put);
}
template <class Put>
constexpr void put_pieces(std::string_view printed, const Put& put, auto... pieces) {
    put_name(type_in(printed), put);
    [[maybe_unused]] std::string_view between = "<";
    ((put_all(std::exchange(between, ", "), put), put_piece(pieces, put)), ...);
    put_all(sizeof...(pieces) == 0 ? "<>" : ">", put);
}

template <template <class...> class T>
constexpr std::string_view template_text() {
    return __PRETTY_FUNCTION__;
}
template <template <fixed_string...> class T>
constexpr std::string_view template_text_of_texts() {
    return __PRETTY_FUNCTION__;
}
template <template <class, fixed_string...> class T>
constexpr std::string_view template_text_then_texts() {
    return __PRETTY_FUNCTION__;
}
template <template <fixed_string, class> class T>
constexpr std::string_view template_text_of_text() {
    return __PRETTY_FUNCTION__;
}

template <template <class...> class T, class... A>
struct spelled<T<A...>> {
    static constexpr void put(const auto& put) { put_pieces(template_text<T>(), put, spelled<A>{}...); }
};
template <template <fixed_string...> class T, fixed_string... Texts>
struct spelled<T<Texts...>> {
    static constexpr void put(const auto& put) {
        put_pieces(template_text_of_texts<T>(), put, Texts.view()...);
    }
};
template <template <class, fixed_string...> class T, class A, fixed_string... Texts>
    requires(sizeof...(Texts) > 0)
struct spelled<T<A, Texts...>> {
    static constexpr void put(const auto& put) {
        put_pieces(template_text_then_texts<T>(), put, spelled<A>{}, Texts.view()...);
    }
};
template <template <fixed_string, class> class T, fixed_string Text, class A>
struct spelled<T<Text, A>> {
    static constexpr void put(const auto& put) {
        put_pieces(template_text_of_text<T>(), put, Text.view(), spelled<A>{});
    }
};

template <class T>
struct router_name {
    static constexpr std::size_t size = [] {
        std::size_t n = 0;
        spelled<T>::put([&](char) { ++n; });
        return n;
    }();
    static constexpr auto text = [] {
        name_text<size> all;
        std::size_t n = 0;
        spelled<T>::put([&](char c) { all.characters[n++] = c; });
        return all;
    }();
    static constexpr std::string_view value = text.view();
};

}  // namespace interlock::detail
