// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/table.hpp>

namespace interlock {

/// A row that is written: the values of a model's fields, all of them or all but a generated one.
template <class M, bool WithGenerated>
struct row_values {
    const M& row;

    constexpr explicit row_values(const M& m) : row(m) {}

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        visit_fields(visit, detail::fields_of<M>{});
    }

private:
    template <class Visitor, class... Fields>
    constexpr void visit_fields(Visitor& visit, fields<Fields...>) const {
        constexpr const column_info* columns = table_of<M>().columns;
        int i = 0;
        ((WithGenerated || !columns[i].generated ? visit.member(i, columns[i], row.*Fields::member) : void(),
          ++i),
         ...);
    }
};

}  // namespace interlock
