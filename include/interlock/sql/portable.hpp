// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/sql/render.hpp>

namespace interlock {

/// An engine of a version, and of later ones: `il::sqlite_at<3, 40>`, `il::postgres_at<15>`.
template <int Major, int Minor = 0>
struct sqlite_at {
    using backend = sqlite;
    static constexpr engine_version oldest{Major, Minor};
};
template <int Major, int Minor = 0>
struct postgres_at {
    using backend = postgres;
    static constexpr engine_version oldest{Major, Minor};
};

template <class Engine, feature Feature>
struct not_in_that_version {
    static_assert(
        never<Engine>,
        "interlock: the query uses what this version of the engine does not have; say it in another way, or "
        "require the version that il::since gives for the feature");
};

template <class Engine>
struct older_than_the_dialect {
    static_assert(
        never<Engine>,
        "interlock: the engine is older than the library's dialect: SQLite 3.37 and PostgreSQL 12 are the "
        "oldest; require a later version");
};

/// The version of an engine that has a feature: `il::since<il::sqlite>(il::feature::returning)` is 3.35. Never for
/// what it has not.
template <class Backend>
constexpr engine_version since(feature f) {
    return dialect_of<Backend>::value.since(f);
}

namespace detail {

template <class Backend, class Shape, unsigned... Variants>
constexpr unsigned features_of(std::integer_sequence<unsigned, Variants...>) {
    return (rendered<Backend, Shape, Variants>::measure.features | ...);
}

/// The first feature of a query that an engine has not; feature_count where it has all.
template <class Engine, class Shape>
constexpr int missing_in() {
    using backend = typename Engine::backend;
    return lacking(features_of<backend, Shape>(std::make_integer_sequence<unsigned, variants_of<Shape>>()),
                   dialect_of<backend>::value, Engine::oldest);
}

template <class Engine>
inline constexpr bool is_old = Engine::oldest < dialect_of<typename Engine::backend>::value.oldest;

template <class Engine, class Shape>
constexpr bool says() {
    if constexpr (is_old<Engine>) return false;
    else if constexpr (unsupported_column(dialect_of<typename Engine::backend>::value,
                                          table_of<typename Shape::model_type>()) != table_info::npos)
        return false;
    else return missing_in<Engine, Shape>() == feature_count;
}

/// True, or the refusal alone.
template <class Engine, class Shape>
constexpr bool require_says() {
    constexpr int missing = missing_in<Engine, Shape>();
    if constexpr (is_old<Engine>) (void)refuse<older_than_the_dialect<Engine>>();
    else if constexpr (missing != feature_count)
        (void)refuse<not_in_that_version<Engine, static_cast<feature>(missing)>>();
    else (void)has_column_types<typename Engine::backend, typename Shape::model_type>;
    return true;
}

}  // namespace detail

namespace detail {

/// Refuses a query that no engine takes, where it has such checks.
template <class Query>
constexpr bool is_sound() {
    if constexpr (requires { Query::is_sound(); }) return Query::is_sound();
    else return true;
}

}  // namespace detail

/// Whether each of the engines can say a query: `il::portable<decltype(query), il::sqlite_at<3, 40>,
/// il::postgres_at<15>>`.
template <class Query, class... Engines>
inline constexpr bool
    portable = detail::is_sound<detail::plain_t<Query>>() &&
               (detail::says<Engines, typename detail::shape_of<detail::plain_t<Query>>::type>() && ...);

/// The same, as a compile error that says which engine lacks what: `static_assert(il::require_portable<
/// il::sqlite_at<3, 40>, il::postgres_at<15>>(query));`
template <class... Engines, class Query>
constexpr bool require_portable(const Query&) {
    return detail::is_sound<Query>() &&
           (detail::require_says<Engines, typename detail::shape_of<Query>::type>() && ...);
}

}  // namespace interlock
