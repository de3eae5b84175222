// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>
#include <interlock/model/decimal_text.hpp>
#include <interlock/model/refusal.hpp>

#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace interlock {

template <class T>
struct number_is_no_exact_decimal {
    static_assert(
        never<T>,
        "interlock: a decimal made of a double: 0.1 is no decimal but the double next to it; give the "
        "decimal as a text, il::decimal<P, S>(\"0.1\"), or as an integer");
};

/// An exact decimal number of at most `Precision` digits, `Scale` of them after the point: numeric(P, S) in SQL.
/// What does not fit throws value_out_of_range; nothing is rounded.
template <int Precision, int Scale>
class decimal {
    static_assert(Precision >= 1 && Precision <= detail::most_decimal_digits && Scale >= 0 &&
                      Scale <= Precision,
                  "interlock: a decimal has 1 to 38 digits, of which none to all stand after the point: no "
                  "engine compares longer ones alike; choose other numbers");

public:
    static constexpr int precision = Precision;
    static constexpr int scale = Scale;

    constexpr decimal() = default;
    template <std::integral T>
    constexpr decimal(T value) : decimal(stored_decimal{value, 0}) {}  // NOLINT(google-explicit-constructor)
    template <std::floating_point T>
    explicit decimal(T) {
        (void)detail::refuse<number_is_no_exact_decimal<T>>();
    }
    /// From a text such as "-12.50".
    constexpr explicit decimal(std::string_view text) {
        stored_decimal d;
        if (!detail::read_decimal(text, d)) refuse("the text '" + std::string(text) + "'");
        *this = decimal(d);
    }
    constexpr explicit decimal(const char* text) : decimal(std::string_view(text)) {}
    /// From a decimal of other digits.
    template <int P, int S>
        requires(P != Precision || S != Scale)
    constexpr explicit decimal(decimal<P, S> other) : decimal(other.stored()) {}
    constexpr explicit decimal(stored_decimal d) {
        stored_decimal fitting = d;
        if (!detail::rescale(fitting, Scale) || detail::magnitude(fitting.digits) > largest)
            refuse("the number " + detail::decimal_text(d));
        digits_ = fitting.digits;
    }

    static constexpr decimal max() { return of_digits(largest); }
    static constexpr decimal min() { return of_digits(-largest); }

    /// The value times 10^Scale.
    constexpr int128 digits() const { return digits_; }
    constexpr stored_decimal stored() const { return {digits_, Scale}; }
    /// "12.50", with all digits of the scale.
    std::string to_string() const { return detail::decimal_text(stored()); }

    constexpr decimal operator-() const { return of_digits(-digits_); }
    constexpr decimal& operator+=(decimal other) {
        // before the sum is made: of 38 digits it could pass the 128 bits
        if (other.digits_ > 0 ? digits_ > largest - other.digits_ : digits_ < -largest - other.digits_)
            refuse("a sum");
        digits_ += other.digits_;
        return *this;
    }
    constexpr decimal& operator-=(decimal other) { return *this += -other; }
    /// By a whole number.
    template <std::integral T>
    constexpr decimal& operator*=(T factor) {
        digits_ = product(digits_, factor, largest);
        return *this;
    }

    friend constexpr decimal operator+(decimal a, decimal b) { return a += b; }
    friend constexpr decimal operator-(decimal a, decimal b) { return a -= b; }
    template <std::integral T>
    friend constexpr decimal operator*(decimal a, T factor) {
        return a *= factor;
    }
    template <std::integral T>
    friend constexpr decimal operator*(T factor, decimal a) {
        return a *= factor;
    }
    friend constexpr bool operator==(decimal a, decimal b) { return a.digits_ == b.digits_; }
    friend constexpr std::strong_ordering operator<=>(decimal a, decimal b) {
        return a.digits_ < b.digits_   ? std::strong_ordering::less
               : a.digits_ > b.digits_ ? std::strong_ordering::greater
                                       : std::strong_ordering::equal;
    }

private:
    template <int, int>
    friend class decimal;
    template <int P, int S, int Q, int R>
    friend constexpr auto operator*(decimal<P, S> a, decimal<Q, R> b);

    static constexpr int128 largest =
        detail::power_of_ten(Precision - 1) * 9 + (detail::power_of_ten(Precision - 1) - 1);

    static constexpr decimal of_digits(int128 digits) {
        decimal d;
        d.digits_ = digits;
        return d;
    }
    static constexpr int128 product(int128 a, int128 b, int128 limit) {
        // no builtin: clang's for 128 bits needs a function that libgcc does not have
        if (b != 0 && detail::magnitude(a) > limit / detail::magnitude(b)) refuse("a product");
        return a * b;
    }
    [[noreturn]] static void refuse(const std::string& what) {
        throw value_out_of_range(what + " does not fit il::decimal<" + std::to_string(Precision) + ", " +
                                 std::to_string(Scale) + ">");
    }

    int128 digits_ = 0;
};

template <class A, class B>
struct product_of_too_many_digits {
    static_assert(never<A>,
                  "interlock: the product of two decimals would have more than 38 digits after the point; "
                  "multiply numbers of smaller scales");
};

/// The exact product: of both scales together. Convert it back explicitly, which throws where digits are lost.
template <int P, int S, int Q, int R>
constexpr auto operator*(decimal<P, S> a, decimal<Q, R> b) {
    constexpr int most = detail::most_decimal_digits;
    if constexpr (S + R > most) {
        (void)detail::refuse<product_of_too_many_digits<decimal<P, S>, decimal<Q, R>>>();
        return a;
    } else {
        using result = decimal<(P + Q < most ? P + Q : most), S + R>;
        return result::of_digits(result::product(a.digits(), b.digits(), result::largest));
    }
}

template <int Precision, int Scale>
struct codec<decimal<Precision, Scale>> {
    using stored = stored_decimal;
    static constexpr value_kind kind = value_kind::decimal;
    static constexpr std::uint8_t precision = Precision;
    static constexpr std::uint8_t scale = Scale;

    static constexpr stored_decimal encode(decimal<Precision, Scale> value) { return value.stored(); }
    static constexpr decimal<Precision, Scale> decode(stored_decimal stored) {
        return decimal<Precision, Scale>(stored);
    }
    /// Whole numbers, exactly.
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    static constexpr decimal<20, 0> accept(T value) { return value; }
};

}  // namespace interlock
