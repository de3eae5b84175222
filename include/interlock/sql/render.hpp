// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/sql/by_row.hpp>
#include <interlock/sql/conflict.hpp>
#include <interlock/sql/for_each_key.hpp>
#include <interlock/sql/insert_from.hpp>
#include <interlock/sql/postgres_dialect.hpp>
#include <interlock/sql/sqlite_dialect.hpp>
#include <interlock/sql/statement_text.hpp>
#include <interlock/sql/statements.hpp>

#include <string_view>
#include <utility>

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

template <class Backend>
struct not_in_the_dialect<Backend, feature::row_locks> {
    static_assert(
        never<Backend>,
        "interlock: row locks are PostgreSQL's alone: SQLite has one writer at a time, and the transaction itself, "
        "which db.transaction and db.begin begin as immediate, is the lock; leave for_update() and its like "
        "out");
};
template <class Backend>
struct not_in_the_dialect<Backend, feature::advisory_locks> {
    static_assert(
        never<Backend>,
        "interlock: advisory locks are PostgreSQL's alone: SQLite has one writer at a time, and the transaction "
        "itself, which db.transaction and db.begin begin as immediate, is the lock; leave the call out");
};

template <class Backend, class M, class Field>
struct array_on_an_engine_without_arrays {
    static_assert(
        never<M>,
        "interlock: an array where the engine has none: SQLite has no type for it; give the field the "
        "attribute il::as_json, which keeps it as a JSON text there, or route the model to PostgreSQL");
};

namespace detail {

inline constexpr engine_version any_version{1 << 30, 0};

/// What a version of the dialect's engine lacks of what a statement uses, as a position among the features;
/// feature_count for nothing.
constexpr int lacking(unsigned features, const dialect& d, engine_version of = any_version) {
    for (int f = 0; f < feature_count; ++f) {
        const engine_version first = d.since(static_cast<feature>(f));
        if ((features >> f & 1u) != 0 && (first.is_never() || of < first)) return f;
    }
    return feature_count;
}

template <class Backend, int Missing>
constexpr bool require_said() {
    if constexpr (Missing == feature_count) return true;
    else return refuse<not_in_the_dialect<Backend, static_cast<feature>(Missing)>>();
}

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

/// The text of a statement in a dialect, as a constant. A query with optional conditions has a variant for each
/// choice of them.
template <class Backend, class Shape, unsigned Variant = 0>
struct rendered {
    static constexpr const table_info* table = &table_of<typename Shape::model_type>();

    static constexpr measures written_by(writer w) {
        w.variant = Variant;
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
    static constexpr bool said =
        require_said<Backend, missing>() && has_column_types<Backend, typename Shape::model_type>;

    static constexpr statement_text text{
        {stored.text, measure.size},    stored.parameters, measure.parameters, table,
        said&& written<Shape>::columns, nullptr,           measure.of_tenant};
};

template <class Backend, class Shape,
          class Variants = std::make_integer_sequence<unsigned, variants_of<Shape>>>
struct all_variants;
template <class Backend, class Shape, unsigned... Variants>
struct all_variants<Backend, Shape, std::integer_sequence<unsigned, Variants...>> {
    static constexpr const statement_text* texts[sizeof...(Variants)]{
        &rendered<Backend, Shape, Variants>::text...};
};

/// The text of a query's variant.
template <class Backend, class Shape, class Query>
constexpr const statement_text& text_of(const Query& query) {
    if constexpr (variants_of<Shape> == 1) return rendered<Backend, Shape>::text;
    else return *all_variants<Backend, Shape>::texts[variant_of<Shape>(query)];
}

/// Whether a part of the text is known at run time only.
template <class Backend, class Shape>
inline constexpr bool is_dynamic = rendered<Backend, Shape, variants_of<Shape> - 1>::measure.dynamic;

/// Whether the text may call functions that a connection has to bring to the engine.
template <class Backend, class Shape>
inline constexpr bool
    calls_own_functions = is_dynamic<Backend, Shape> ||
                          (rendered<Backend, Shape, variants_of<Shape> - 1>::measure.features &
                           1u << static_cast<unsigned>(feature::own_functions)) != 0;

/// Makes the text of such a query (sql/dynamic.hpp).
template <class Backend, class Shape>
struct dynamic_render;

/// The text of a query: a constant, or a dynamic_text.
template <class Backend, class Shape, class Query>
constexpr decltype(auto) text_for(const Query& query) {
    if constexpr (is_dynamic<Backend, Shape>) return dynamic_render<Backend, Shape>::text(query);
    else return text_of<Backend, Shape>(query);
}

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
///
/// Of a query with a dynamic part, whose text only the run knows, a std::string.
template <class Backend, class Query>
constexpr auto sql(const Query& query) {
    if constexpr (requires { Query::is_sound(); }) (void)Query::is_sound();
    return detail::text_for<Backend, typename detail::shape_of<Query>::type>(query).sql;
}

}  // namespace interlock
