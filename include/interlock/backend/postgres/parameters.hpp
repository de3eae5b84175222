// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/encode.hpp>
#include <interlock/backend/postgres/types.hpp>
#include <interlock/sql/statement_text.hpp>

#include <libpq-fe.h>

#include <cstddef>
#include <string>
#include <vector>

namespace interlock::postgres_detail {

/// The parameters of one statement as libpq takes them. All are sent in the binary format: numbers need no
/// printing, texts and blobs no copy. The memory is kept from one execution to the next.
class postgres_parameters {
public:
    explicit postgres_parameters(const statement_text& text)
        : kinds_(text.parameters)
        , types_(text.parameter_count)
        , values_(text.parameter_count)
        , lengths_(text.parameter_count)
        , formats_(text.parameter_count, 1)
        , numbers_(text.parameter_count) {
        for (std::size_t i = 0; i < types_.size(); ++i) types_[i] = oid_of(kinds_[i]);
    }

    int count() const noexcept { return static_cast<int>(types_.size()); }
    const Oid* types() const noexcept { return types_.data(); }
    const char* const* values() const noexcept { return values_.data(); }
    const int* lengths() const noexcept { return lengths_.data(); }
    const int* formats() const noexcept { return formats_.data(); }

    value_kind kind(int i) const noexcept { return kinds_[i]; }

    void set_null(int i) noexcept { values_[index(i)] = nullptr; }

    /// Somebody else's bytes: they stay where they are until the statement is reset.
    void set(int i, const char* data, std::size_t size) {
        lengths_[index(i)] = wire_length(size);
        values_[index(i)] = data == nullptr ? "" : data;  // a null pointer means NULL
    }

    /// Room for a number: `encode` writes up to largest_encoded bytes and returns how many.
    template <class Encode>
    void set_number(int i, Encode encode) {
        char* room = numbers_[index(i)].bytes;
        lengths_[index(i)] = static_cast<int>(encode(kinds_[i], room));
        values_[index(i)] = room;
    }

    /// A buffer of the parameter's own, for what has to be put together.
    template <class Write>
    void set_buffer(int i, Write write) {
        if (buffers_.empty()) buffers_.resize(types_.size());
        std::string& buffer = buffers_[index(i)];
        write(buffer);
        set(i, buffer.data(), buffer.size());
    }

private:
    struct number {
        char bytes[largest_encoded];
    };

    static std::size_t index(int i) noexcept { return static_cast<std::size_t>(i); }

    const value_kind* kinds_;
    std::vector<Oid> types_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<number> numbers_;
    std::vector<std::string> buffers_;
};

}  // namespace interlock::postgres_detail
