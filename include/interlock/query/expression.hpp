// SPDX-License-Identifier: BSL-1.0
#pragma once

// An expression is a small value type that derives from il::expression and has
//   type                        the C++ type of its value, std::optional where it may be NULL
//   known<Source>()             true when every column in it belongs to the tables of Source; refuses it otherwise
//   values(visitor)             calls the visitor with each bound value, in the order of the placeholders
// How it is written as SQL stands beside it in sql/, as a specialisation of detail::written<Node>.

namespace interlock {

struct expression {};

namespace detail {

// An operand without values takes no room; one with values is a plain member, because clang 14 lays out such members
// with [[no_unique_address]] past the end of their object, where several of them derive from il::expression.

template <class Node, bool Empty = __is_empty(Node)>
struct left_operand {
    Node left;
};
template <class Node>
struct left_operand<Node, true> {
    [[no_unique_address]] Node left;
};
template <class Node, bool Empty = __is_empty(Node)>
struct right_operand {
    Node right;
};
template <class Node>
struct right_operand<Node, true> {
    [[no_unique_address]] Node right;
};

}  // namespace detail

/// An expression over one operand.
template <class Operand>
struct unary_expression : expression {
    [[no_unique_address]] Operand operand;

    constexpr explicit unary_expression(Operand o) : operand(static_cast<Operand&&>(o)) {}

    template <class Source>
    static constexpr bool known() {
        return Operand::template known<Source>();
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        operand.values(visit);
    }
};

/// An expression over two operands.
template <class Left, class Right>
struct binary_expression : expression, detail::left_operand<Left>, detail::right_operand<Right> {
    constexpr binary_expression(Left l, Right r)
        : detail::left_operand<Left>{static_cast<Left&&>(l)}
        , detail::right_operand<Right>{static_cast<Right&&>(r)} {}

    template <class Source>
    static constexpr bool known() {
        return Left::template known<Source>() && Right::template known<Source>();
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        this->left.values(visit);
        this->right.values(visit);
    }
};

/// An expression without columns that is bound as one value: Node's visitor overload takes it.
template <class Node>
struct bound_expression : expression {
    template <class Source>
    static constexpr bool known() {
        return true;
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        visit(static_cast<const Node&>(*this));
    }
};

namespace detail {

template <class T>
struct plain {
    using type = T;
};
template <class T>
struct plain<const T> : plain<T> {};
template <class T>
struct plain<T&> : plain<T> {};
template <class T>
struct plain<T&&> : plain<T> {};

/// T without const and reference.
template <class T>
using plain_t = typename plain<T>::type;

template <class T>
concept is_expression = __is_base_of(expression, plain_t<T>);

/// How an expression is written as SQL: `static constexpr void to(writer&)`.
template <class Node>
struct written;

}  // namespace detail

}  // namespace interlock
