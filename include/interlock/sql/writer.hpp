// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/value_kind.hpp>
#include <interlock/sql/dialect.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace interlock::detail {

/// Writes a statement at compile time, twice: first it only counts, then it fills arrays of the right sizes.
/// It is no template, so that every statement shares one.
class writer {
public:
    constexpr explicit writer(const dialect& d) : dialect_(&d) {}
    constexpr writer(const dialect& d, char* text, value_kind* parameters)
        : dialect_(&d), text_(text), kinds_(parameters) {}

    constexpr const interlock::dialect& dialect() const { return *dialect_; }
    constexpr std::size_t size() const { return size_; }
    constexpr std::size_t parameters() const { return parameter_count_; }

    constexpr writer& add(std::string_view text) {
        if (text_ != nullptr)
            for (std::size_t i = 0; i < text.size(); ++i) text_[size_ + i] = text[i];
        size_ += text.size();
        return *this;
    }
    constexpr writer& add(char c) {
        if (text_ != nullptr) text_[size_] = c;
        ++size_;
        return *this;
    }
    constexpr writer& number(std::int64_t n) {
        char digits[20]{};
        std::size_t count = 0;
        auto rest = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
        do {
            digits[count++] = static_cast<char>('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (n < 0) add('-');
        while (count > 0) add(digits[--count]);
        return *this;
    }
    /// A text in which some characters are doubled.
    constexpr writer& escaped(std::string_view text, std::string_view doubled) {
        for (char c : text) {
            if (doubled.find(c) != std::string_view::npos) add(c);
            add(c);
        }
        return *this;
    }
    /// A text between quotes, which are doubled within.
    constexpr writer& quoted(std::string_view text, char quote) {
        return add(quote).escaped(text, {&quote, 1}).add(quote);
    }
    constexpr writer& identifier(std::string_view name) { return quoted(name, '"'); }

    constexpr writer& parameter(value_kind kind) {
        if (kinds_ != nullptr) kinds_[parameter_count_] = kind;
        ++parameter_count_;
        add(dialect_->placeholder);
        if (dialect_->numbered) number(static_cast<std::int64_t>(parameter_count_));
        return *this;
    }

    /// The table whose columns are written, while a statement has one alone.
    const table_info* table = nullptr;

private:
    const interlock::dialect* dialect_;
    char* text_ = nullptr;
    value_kind* kinds_ = nullptr;
    std::size_t size_ = 0;
    std::size_t parameter_count_ = 0;
};

}  // namespace interlock::detail
