// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/fixed_string.hpp>
#include <interlock/model/table.hpp>
#include <interlock/routing/router.hpp>
#include <interlock/routing/routers.hpp>

#include <cstddef>
#include <string_view>

namespace interlock {

namespace detail {

/// Whether a text is as a pattern says, in which each * stands for any text.
constexpr bool is_like(std::string_view pattern, std::string_view text) {
    if (pattern.empty()) return text.empty();
    if (pattern[0] != '*')
        return !text.empty() && text[0] == pattern[0] && is_like(pattern.substr(1), text.substr(1));
    for (std::size_t skipped = 0; skipped <= text.size(); ++skipped)
        if (is_like(pattern.substr(1), text.substr(skipped))) return true;
    return false;
}

/// What routers have that name their apps.
template <fixed_string... Apps>
struct names_apps {
    static constexpr std::size_t app_count = sizeof...(Apps);
    static constexpr std::string_view apps[sizeof...(Apps) + 1]{Apps.view()..., {}};

    template <class M>
    static constexpr bool takes() {
        return ((app_label_of<M>() == Apps.view()) || ...);
    }
};

template <class Router, class... More>
struct with_more_apps;

}  // namespace detail

/// Whether the name of a service is one of these, in which a * stands for any text: `il::name_is<Name, "crawler/*">`.
template <fixed_string Name, fixed_string... Patterns>
inline constexpr bool name_is = (detail::is_like(Patterns.view(), Name.view()) || ...);

/// Apps that a database has under a condition: per_app::also.
template <bool Condition, fixed_string... Apps>
struct apps_if;

/// A database, or a place, and its apps: their models are read and written there, and no other app's table may exist there.
/// Of other databases it says nothing. Which apps there are may depend on the service, by its name:
///
///     template <il::fixed_string Service>
///     using to_pypi = il::per_app<pypi, "packagerepopypi", "webresource">::also<
///         il::apps_if<il::name_is<Service, "crawler/pypi*", "toolshed">, "crawlerbase", "crawlerpypi">>;
template <class Db, fixed_string... Apps>
struct per_app : detail::names_apps<Apps...>, detail::routed_to_place<per_app<Db, Apps...>, Db> {
    using database = Db;
    static constexpr bool rules_its_database = true;

    /// The same with these apps too: each is an il::apps_if.
    template <class... More>
    using also = typename detail::with_more_apps<per_app, More...>::type;

    template <class D, class M>
    static constexpr verdict allow_migrate() {
        if constexpr (!detail::names<D, Db>) return verdict::pass;
        else if constexpr (!per_app::template takes<M>()) return verdict::deny;
        else return detail::ask_migrate<detail::answers_of<Db>, D, M>();
    }
};

/// Apps whose tables are in every database of the service, as Django's contenttypes are. Where there are several, a query
/// says which it means: `db.on<users>().from<ContentType>()`, or `db.in("users")` with <interlock/in.hpp>. Stands before
/// the routers of the databases.
template <fixed_string... Apps>
struct in_every : detail::names_apps<Apps...> {
    static constexpr bool shares_apps = true;

    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (in_every::template takes<M>()) return several;
        else return pass;
    }
    template <class M>
    static constexpr auto db_for_write() {
        return db_for_read<M>();
    }
    template <class D, class M>
    static constexpr verdict allow_migrate() {
        return in_every::template takes<M>() ? verdict::allow : verdict::pass;
    }
};

/// Apps that several il::per_app of the service may name: their tables are in each of these databases, and a query says
/// which it means, as with in_every. Stands before them.
template <fixed_string... Apps>
struct in_several : detail::names_apps<Apps...> {
    static constexpr bool shares_apps = true;

    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (in_several::template takes<M>()) return several;
        else return pass;
    }
    template <class M>
    static constexpr auto db_for_write() {
        return db_for_read<M>();
    }
};

namespace detail {

template <class Db, fixed_string... Apps>
struct with_more_apps<per_app<Db, Apps...>> {
    using type = per_app<Db, Apps...>;
};
template <class Db, fixed_string... Apps, fixed_string... Added, class... More>
struct with_more_apps<per_app<Db, Apps...>, apps_if<true, Added...>, More...>
    : with_more_apps<per_app<Db, Apps..., Added...>, More...> {};
template <class Db, fixed_string... Apps, fixed_string... Added, class... More>
struct with_more_apps<per_app<Db, Apps...>, apps_if<false, Added...>, More...>
    : with_more_apps<per_app<Db, Apps...>, More...> {};

}  // namespace detail

}  // namespace interlock
