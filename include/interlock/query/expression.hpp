// SPDX-License-Identifier: BSL-1.0
#pragma once

// An expression is a small value type that derives from il::expression and has
//   type                        the C++ type of its value, std::optional where it may be NULL
//   known<Source>()             true when every column in it belongs to the tables of Source; refuses it otherwise
//   values(visitor)             calls the visitor with each bound value, in the order of the placeholders
//   aggregate                   true when it is made of several rows (inherited as false)
//   bound                       true when there may be bound values in it (inherited as false)
//   infix                       true when it needs parentheses where it is an operand (inherited as false)
// How it is written as SQL stands beside it in sql/, as a specialisation of detail::written<Node>.

namespace interlock {

struct expression {
    static constexpr bool aggregate = false;
    static constexpr bool bound = false;
    static constexpr bool infix = false;
};

// Operands are plain members: clang 14 lays out ones with [[no_unique_address]] past the end of their object, where
// several of them derive from il::expression.

/// An expression over one operand.
template <class Operand>
struct unary_expression : expression {
    static constexpr bool aggregate = Operand::aggregate;
    static constexpr bool bound = Operand::bound;
    static constexpr bool infix = true;

    Operand operand;

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
struct binary_expression : expression {
    static constexpr bool aggregate = Left::aggregate || Right::aggregate;
    static constexpr bool bound = Left::bound || Right::bound;
    static constexpr bool infix = true;

    Left left;
    Right right;

    constexpr binary_expression(Left l, Right r)
        : left(static_cast<Left&&>(l)), right(static_cast<Right&&>(r)) {}

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
    static constexpr bool bound = true;

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
