// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/dynamic_order.hpp>
#include <interlock/query/dynamic_part.hpp>

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace interlock {

namespace detail {

using optional_values = std::vector<std::optional<dynamic_value>>;

/// The rows that come behind one in an order that ends with the key; all of them where there is none. NULLs come
/// last in ascending order and first in descending.
struct keyset : dynamic_part {
    std::vector<order_step> steps;
    optional_values row;  // its values of those columns; none for NULL

    keyset(const order_list& order, optional_values values)
        : dynamic_part{type::keyset}, steps(order.steps), row(std::move(values)) {}

    template <class Sink>
    void describe(Sink& sink) const {
        if (row.empty()) return sink.truth(true);
        if (is_plain()) return sink.row_comparison(steps, beyond(steps[0]), row);
        // said twice, so that an index is entered at the row
        if (row[0] && (steps[0].descending || !steps[0].column->nullable)) {
            sink.comparison(*steps[0].column, steps[0].descending ? op::less_equal : op::greater_equal,
                            *row[0]);
            sink.both();
        }
        behind(sink, 0);
    }

private:
    using op = comparison_operator;

    static op beyond(const order_step& s) { return s.descending ? op::less : op::greater; }

    /// Whether rows compare as a whole.
    bool is_plain() const {
        for (const order_step& s : steps)
            if (s.column->nullable || s.descending != steps[0].descending) return false;
        return true;
    }

    /// Beyond the row in the column i, or equal there and behind it in the columns after.
    template <class Sink>
    void behind(Sink& sink, std::size_t i) const {
        const column_info& c = *steps[i].column;
        const bool last = i + 1 == steps.size();
        sink.open();
        bool any = true;
        if (row[i]) {
            sink.comparison(c, beyond(steps[i]), *row[i]);
            if (c.nullable && !steps[i].descending) {
                sink.either();
                sink.null_test(c, true);
            }
        } else if (steps[i].descending) sink.null_test(c, false);
        else any = false;  // nothing is beyond the NULLs
        if (!last) {
            if (any) sink.either();
            if (row[i]) sink.comparison(c, op::equal, *row[i]);
            else sink.null_test(c, true);
            sink.both();
            behind(sink, i + 1);
        } else if (!any) sink.truth(false);
        sink.close();
    }
};

}  // namespace detail

/// The condition that after() adds.
template <class M>
struct keyset_condition : expression {
    using type = std::optional<bool>;
    static constexpr bool bound = true;
    static constexpr bool infix = true;

    detail::keyset rows;

    explicit keyset_condition(detail::keyset k) : rows(std::move(k)) {}

    template <class Source>
    static constexpr bool known() {
        return true;  // its columns are those of the query's order
    }
    template <class Visitor>
    void values(Visitor& visit) const {
        detail::visit_part(rows, visit);
    }
};

}  // namespace interlock
