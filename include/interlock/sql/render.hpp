// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/sql/postgres_dialect.hpp>
#include <interlock/sql/sqlite_dialect.hpp>
#include <interlock/sql/statement_text.hpp>
#include <interlock/sql/statements.hpp>

#include <string_view>

namespace interlock {

namespace detail {

/// The text of a statement in a dialect, as a constant.
template <class Backend, class Shape>
struct rendered {
    static constexpr writer measured() {
        writer w(dialect_of<Backend>::value);
        w.table = &table_of<typename Shape::model_type>();
        written<Shape>::to(w);
        return w;
    }
    static constexpr writer measure = measured();

    struct storage {
        char text[measure.size() + 1]{};
        value_kind parameters[measure.parameters() + 1]{};
    };
    static constexpr storage filled() {
        storage s;
        writer w(dialect_of<Backend>::value, s.text, s.parameters);
        w.table = measure.table;
        written<Shape>::to(w);
        return s;
    }
    static constexpr storage stored = filled();

    static constexpr statement_text text{{stored.text, measure.size()},
                                         stored.parameters,
                                         measure.parameters(),
                                         measure.table,
                                         written<Shape>::columns};
};

template <class Query>
struct shape_of {
    using type = Query;
};
template <class Query>
    requires requires { typename Query::shape; }
struct shape_of<Query> {
    using type = typename Query::shape;
};

}  // namespace detail

/// The text of a query in the dialect of a backend, a constant:
///
///     static_assert(il::sql<il::sqlite>(il::from<Gem>().limit(3)) == R"(SELECT ... LIMIT ?)");
template <class Backend, class Query>
constexpr std::string_view sql(const Query&) {
    return detail::rendered<Backend, typename detail::shape_of<Query>::type>::text.sql;
}

}  // namespace interlock
