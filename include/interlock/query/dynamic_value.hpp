// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/stored.hpp>
#include <interlock/model/value_kind.hpp>
#include <interlock/query/in_list.hpp>
#include <interlock/query/value.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace interlock::detail {

/// A value whose type is known at run time only, as it is bound.
struct dynamic_value {
    using integers = value_list<std::int64_t, value_kind::int64_list>;
    using reals = value_list<double, value_kind::real64_list>;
    using texts = value_list<std::string, value_kind::text_list>;

    value_kind kind = value_kind::int64;  // of its parameter
    std::variant<std::int64_t, bool, double, std::string, std::vector<std::byte>, stored_date,
                 stored_timestamp, stored_uuid, stored_decimal, integers, reals, texts>
        held;

    template <class Visitor>
    void values(Visitor& visit) const {
        std::visit([&](const auto& v) { bind(visit, v); }, held);
    }

private:
    template <class Visitor, class T>
    static void bind(Visitor& visit, const T& v) {
        // texts and bytes are referred to: they stay where they are while the statement runs
        if constexpr (is_expression<T>) visit(v);
        else if constexpr (__is_same(T, std::string))
            visit(value<std::string_view, value_kind::text>(std::string_view(v)));
        else if constexpr (__is_same(T, std::vector<std::byte>))
            visit(value<blob_view, value_kind::blob>(blob_view{v.data(), v.size()}));
        else visit(value<T, value_kind::int64>(v));
    }
};

}  // namespace interlock::detail
