// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/sql/by_row.hpp>
#include <interlock/sql/conflict.hpp>
#include <interlock/sql/insert_from.hpp>
#include <interlock/sql/postgres_dialect.hpp>
#include <interlock/sql/sqlite_dialect.hpp>
#include <interlock/sql/statement_text.hpp>
#include <interlock/sql/statements.hpp>

#include <string_view>

namespace interlock {

template <class Backend, feature Feature>
struct not_in_the_dialect {
    static_assert(
        never<Backend>,
        "interlock: the query uses what this engine's SQL does not have; say it in another way, or give "
        "the database a backend that has it");
};
template <class Backend>
struct not_in_the_dialect<Backend, feature::distinct_on> {
    static_assert(
        never<Backend>,
        "interlock: distinct_on() is PostgreSQL's alone; group by the columns and take il::min() of the "
        "others, or number the rows with il::row_number() and keep the first");
};

namespace detail {

/// What the dialect lacks of what a statement uses, as a position among the features; feature_count for nothing.
constexpr int lacking(unsigned features, const dialect& d) {
    for (int f = 0; f < feature_count; ++f)
        if ((features >> f & 1u) != 0 && d.since(static_cast<feature>(f)).is_never()) return f;
    return feature_count;
}

template <class Backend, int Missing>
constexpr bool require_said() {
    if constexpr (Missing == feature_count) return true;
    else return refuse<not_in_the_dialect<Backend, static_cast<feature>(Missing)>>();
}

/// The text of a statement in a dialect, as a constant.
template <class Backend, class Shape>
struct rendered {
    static constexpr const table_info* table = &table_of<typename Shape::model_type>();

    static constexpr measures written_by(writer w) {
        written<Shape>::to(w);
        return w.measure();
    }
    static constexpr measures measure = written_by(writer(dialect_of<Backend>::value));

    struct storage {
        char text[measure.size + 1]{};
        value_kind parameters[measure.parameters + 1]{};
    };
    static constexpr storage filled() {
        storage s;
        (void)written_by(writer(dialect_of<Backend>::value, s.text, s.parameters));
        return s;
    }
    static constexpr storage stored = filled();

    static constexpr int missing = lacking(measure.features, dialect_of<Backend>::value);
    static constexpr bool said = require_said<Backend, missing>();

    static constexpr statement_text text{{stored.text, measure.size},
                                         stored.parameters,
                                         measure.parameters,
                                         table,
                                         said&& written<Shape>::columns};
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
    if constexpr (requires { Query::is_sound(); }) (void)Query::is_sound();
    return detail::rendered<Backend, typename detail::shape_of<Query>::type>::text.sql;
}

}  // namespace interlock
