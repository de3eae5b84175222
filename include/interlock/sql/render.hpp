// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/sql/postgres_dialect.hpp>
#include <interlock/sql/sqlite_dialect.hpp>
#include <interlock/sql/statement_text.hpp>
#include <interlock/sql/statements.hpp>

#include <string_view>

namespace interlock {

template <class Backend, class M, class Field>
struct array_on_an_engine_without_arrays {
    static_assert(
        never<M>,
        "interlock: an array where the engine has none: SQLite has no type for it; give the field the "
        "attribute il::as_json, which keeps it as a JSON text there, or route the model to PostgreSQL");
};

namespace detail {

/// The first column that the engine has no type for, table_info::npos where there is none.
constexpr std::size_t unsupported_column(const dialect& d, const table_info& t) {
    for (std::size_t i = 0; i < t.column_count; ++i)
        if (is_list(t.columns[i].kind) && !t.columns[i].as_json && !d.has_arrays) return i;
    return table_info::npos;
}

template <class Backend, class M>
constexpr bool check_columns() {
    constexpr std::size_t column = unsupported_column(dialect_of<Backend>::value, table_of<M>());
    if constexpr (column == table_info::npos) return true;
    else
        return refuse<
            array_on_an_engine_without_arrays<Backend, M, typename field_at<column, fields_of<M>>::type>>();
}
/// Whether the engine has a type for each column of the model.
template <class Backend, class M>
inline constexpr bool has_column_types = check_columns<Backend, M>();

/// The text of a statement in a dialect, as a constant.
template <class Backend, class Shape>
struct rendered {
    static constexpr writer measured() {
        (void)has_column_types<Backend, typename Shape::model_type>;
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
