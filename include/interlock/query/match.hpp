// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/comparison.hpp>
#include <interlock/query/pattern_kind.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace interlock {

/// A text that becomes a pattern when it is bound, in the form of the engine.
template <pattern_kind Pattern, class Text>
struct pattern : bound_expression<pattern<Pattern, Text>> {
    using type = Text;
    static constexpr bool folded = is_folded(Pattern);

    Text text;

    constexpr explicit pattern(Text t) : text(std::move(t)) {}
};

/// il::arg in the place of a pattern.
template <pattern_kind Pattern>
struct pattern_placeholder : placeholder<std::string, value_kind::text> {
    static constexpr bool folded = is_folded(Pattern);
};

/// `c.like(p)`, `c.starts_with(s)`, `c.ends_with(s)`, `c.contains(s)`: case-sensitive; ilike() and its like are not.
template <class Operand, class Pattern>
struct match : binary_expression<Operand, Pattern> {
    using type = detail::truth<Operand>;
    using binary_expression<Operand, Pattern>::binary_expression;
};

template <class Operand>
struct pattern_on_what_is_no_text {
    static_assert(never<Operand>,
                  "interlock: like, starts_with, ends_with and contains match text; this operand is of "
                  "another type: compare it, or use in() or between()");
};

template <class Operand, class Text>
struct pattern_that_is_no_text {
    static_assert(
        never<Text>,
        "interlock: a pattern that is no text: like, starts_with, ends_with and contains look for a text "
        "of the program's, not for a column, a number or a std::optional; give the text itself (*v), and "
        "compare columns with ==");
};

namespace detail {

template <pattern_kind Pattern, class Operand, class Text>
constexpr auto make_match(Operand operand, Text&& text) {
    using U = plain_t<Text>;
    if constexpr (kind_of<typename Operand::type> != value_kind::text)
        (void)refuse<pattern_on_what_is_no_text<Operand>>();
    if constexpr (__is_same(U, arg_t)) {
        using right = pattern_placeholder<Pattern>;
        return match<Operand, right>(std::move(operand), right{});
    } else if constexpr (__is_same(U, std::string)) {
        using right = pattern<Pattern, std::string>;
        return match<Operand, right>(std::move(operand), right(std::forward<Text>(text)));
    } else {
        using right = pattern<Pattern, std::string_view>;
        if constexpr (requires { std::string_view(text); })
            return match<Operand, right>(std::move(operand), right(std::string_view(text)));
        else {
            (void)refuse<pattern_that_is_no_text<Operand, U>>();
            return match<Operand, right>(std::move(operand), right(std::string_view()));
        }
    }
}

}  // namespace detail

}  // namespace interlock
