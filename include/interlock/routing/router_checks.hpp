// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/fixed_string.hpp>
#include <interlock/model/nth.hpp>
#include <interlock/routing/refusals.hpp>
#include <interlock/routing/service.hpp>

#include <cstddef>
#include <string_view>

// What a service's routers can have wrong between themselves.

namespace interlock::detail {

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Two positions in a list, nowhere where there is none.
struct pair_found {
    std::size_t first = nowhere, second = nowhere;
    constexpr explicit operator bool() const { return first != nowhere; }
};

/// That a router of a service names an app.
struct app_claim {
    std::string_view app;
    std::size_t router = nowhere;
    bool shares = false;  // il::in_every, il::in_several
    bool rules = false;   // il::per_app
};

template <class Router>
inline constexpr bool shares_apps = requires {
    requires Router::shares_apps;
};
template <class Router>
inline constexpr bool rules_its_database = requires {
    requires Router::rules_its_database;
};
template <class Router>
constexpr std::size_t app_count() {
    if constexpr (requires { Router::app_count; }) return Router::app_count;
    else return requires {
            Router::app.view();
        };
}
template <class Router>
constexpr void add_claims(app_claim* claims, std::size_t& count, std::size_t router) {
    if constexpr (requires { Router::app_count; }) {
        for (std::size_t i = 0; i < Router::app_count; ++i)
            claims[count++] = {Router::apps[i], router, shares_apps<Router>, rules_its_database<Router>};
    } else if constexpr (requires { Router::app.view(); }) claims[count++] = {Router::app.view(), router};
}

constexpr bool is_shared_before(const app_claim* claims, std::size_t end) {
    for (std::size_t i = 0; i < end; ++i)
        if (claims[i].shares && claims[i].app == claims[end].app) return true;
    return false;
}
/// The first app that a second router takes, but one that several may: both positions among the claims.
constexpr pair_found app_taken_twice(const app_claim* claims, std::size_t count) {
    for (std::size_t j = 1; j < count; ++j)
        for (std::size_t i = 0; i < j; ++i) {
            if (claims[i].app != claims[j].app || claims[i].router == claims[j].router) continue;
            if (claims[j].rules && (claims[i].shares || (claims[i].rules && is_shared_before(claims, i))))
                continue;
            return {i, j};
        }
    return {};
}

template <std::size_t Size>
constexpr fixed_string<Size + 1> fixed(std::string_view text) {
    char characters[Size + 1]{};
    for (std::size_t i = 0; i < Size; ++i) characters[i] = text[i];
    return characters;
}

/// The database of an il::per_app, pass_t of others; the one that a router has that names one.
template <class Router>
constexpr auto ruled_by() {
    if constexpr (rules_its_database<Router>) return use_t<typename Router::database>{};
    else return pass_t{};
}
/// The database that a router names itself, or that the place does to which it sends models.
template <class Router>
constexpr auto router_names() {
    if constexpr (!requires { typename Router::database; }) return pass_t{};
    else if constexpr (database_tag<typename Router::database>) return use_t<typename Router::database>{};
    else return router_names<typename Router::database>();
}
template <class Answer, class... Answers>
constexpr pair_found equal_answer(std::size_t second) {
    constexpr bool is[]{!__is_same(Answer, pass_t) && __is_same(Answer, Answers)..., false};
    for (std::size_t i = 0; i < second; ++i)
        if (is[i]) return {i, second};
    return {};
}
/// The first two of these answers that are one database.
template <class... Answers>
constexpr pair_found equal_answers() {
    std::size_t at = 0;
    pair_found found;
    (void)((found = equal_answer<Answers, Answers...>(at++), bool(found)) || ...);
    return found;
}

template <class Service>
struct router_checks;

template <class Databases, class Models, class... Routers, class Profile>
struct router_checks<service<Databases, Models, routers<Routers...>, Profile>> {
    using S = service<Databases, Models, routers<Routers...>, Profile>;

    static constexpr bool routers_hold() {
        constexpr pair_found one_database = equal_answers<decltype(ruled_by<Routers>())...>();
        if constexpr (one_database) {
            using first = nth<one_database.first, Routers...>;
            return refuse<database_routed_twice<typename first::database, first,
                                                nth<one_database.second, Routers...>>>();
        } else if constexpr (constexpr pair_found late = shared_late(); late)
            return refuse<shared_apps_after_a_database_of_its_own<nth<late.second, Routers...>,
                                                                  nth<late.first, Routers...>>>();
        else return apps_hold();
    }
    /// An il::per_app, and what shares apps after it.
    static constexpr pair_found shared_late() {
        constexpr bool rules[]{rules_its_database<Routers>..., false};
        constexpr bool shares[]{shares_apps<Routers>..., false};
        for (std::size_t j = 1; j < sizeof...(Routers); ++j)
            for (std::size_t i = 0; i < j; ++i)
                if (rules[i] && shares[j]) return {i, j};
        return {};
    }

    static constexpr std::size_t claim_count = (0 + ... + app_count<Routers>());
    struct claim_list {
        app_claim all[claim_count + 1]{};
    };
    static constexpr claim_list find_claims() {
        claim_list claims;
        std::size_t count = 0, router = 0;
        (add_claims<Routers>(claims.all, count, router++), ...);
        return claims;
    }
    static constexpr bool apps_hold() {
        if constexpr (claim_count < 2) return true;
        else {
            constexpr claim_list claims = find_claims();
            constexpr pair_found twice = app_taken_twice(claims.all, claim_count);
            if constexpr (!twice) return true;
            else {
                constexpr std::string_view app = claims.all[twice.first].app;
                return refuse<
                    app_routed_twice<fixed<app.size()>(app), nth<claims.all[twice.first].router, Routers...>,
                                     nth<claims.all[twice.second].router, Routers...>>>();
            }
        }
    }
    /// What a router names has to be there even where no model takes its way.
    static constexpr bool databases_are_listed() { return (is_listed<Routers>() && ...); }
    template <class Router>
    static constexpr bool is_listed() {
        using named = decltype(router_names<Router>());
        if constexpr (__is_same(named, pass_t)) return true;
        else if constexpr (S::template lists_database<typename named::database>) return true;
        else return refuse<router_of_an_unlisted_database<typename named::database, Router, S>>();
    }
};

}  // namespace interlock::detail
