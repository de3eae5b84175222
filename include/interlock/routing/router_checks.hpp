// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/fixed_string.hpp>
#include <interlock/model/nth.hpp>
#include <interlock/routing/arrangement.hpp>
#include <interlock/routing/refusals.hpp>
#include <interlock/routing/routers.hpp>
#include <interlock/routing/service.hpp>

#include <cstddef>
#include <cstdint>
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

/// The first two of some routers that arrange a database so that one of them would not be heard.
template <class Answer, class... Answers>
constexpr pair_found answer_apart(std::size_t second) {
    constexpr bool together[]{stand_together<Answers, Answer>..., true};
    for (std::size_t i = 0; i < second; ++i)
        if (!together[i]) return {i, second};
    return {};
}
template <class... Answers>
constexpr pair_found answers_apart() {
    std::size_t at = 0;
    pair_found found;
    if constexpr (!(__is_same(Answers, pass_t) && ...))
        (void)((found = answer_apart<Answers, Answers...>(at++), bool(found)) || ...);
    return found;
}

template <class Service>
struct router_checks;

template <class... Dbs, class Models, class... Routers, class Profile>
struct router_checks<service<databases<Dbs...>, Models, routers<Routers...>, Profile>> {
    using S = service<databases<Dbs...>, Models, routers<Routers...>, Profile>;

    static constexpr bool routers_hold() {
        if constexpr (!(has_one_ruler<Dbs>() && ...)) return false;
        else if constexpr (!(has_one_arrangement<Dbs>() && ...)) return false;
        else if constexpr (constexpr pair_found late = shared_late(); late)
            return refuse<shared_apps_after_a_database_of_its_own<nth<late.second, Routers...>,
                                                                  nth<late.first, Routers...>>>();
        else return apps_hold();
    }
    template <class Db>
    static constexpr bool has_one_ruler() {
        constexpr bool rules[]{(rules_its_database<Routers> && names<Db, Routers>)..., false};
        constexpr pair_found two = [&] {
            for (std::size_t j = 1; j < sizeof...(Routers); ++j)
                for (std::size_t i = 0; i < j; ++i)
                    if (rules[i] && rules[j]) return pair_found{i, j};
            return pair_found{};
        }();
        if constexpr (!two) return true;
        else
            return refuse<
                database_routed_twice<Db, nth<two.first, Routers...>, nth<two.second, Routers...>>>();
    }
    template <class Db>
    static constexpr bool has_one_arrangement() {
        constexpr pair_found two = answers_apart<decltype(ask_arrangement<Routers, Db>())...>();
        if constexpr (!two) return true;
        else
            return refuse<
                database_arranged_twice<Db, nth<two.first, Routers...>, nth<two.second, Routers...>>>();
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
    /// At most so many replicas a database has.
    template <class Db>
    static constexpr std::int64_t replica_count() {
        std::int64_t most = 0;
        (void)((most = replicas_in<decltype(ask_arrangement<Routers, Db>())>(), most != 0) || ...);
        return most;
    }
    template <class Arrangement>
    static constexpr std::int64_t replicas_in() {
        if constexpr (requires { Arrangement::info; })
            return Arrangement::info.kind == arrangement_kind::replicated ? Arrangement::info.parts : 0;
        else return 0;
    }
    /// What a router names has to be there even where no model takes its way.
    static constexpr bool databases_are_listed() { return (is_listed<Routers>() && ...); }
    template <class Router>
    static constexpr bool is_listed() {
        return are_listed<Router>(named_databases<Router>());
    }
    template <class Router, class... Named>
    static constexpr bool are_listed(databases<Named...>) {
        return (require_listed<Named, S, router_of_an_unlisted_database<Named, Router, S>>() && ...);
    }
};

}  // namespace interlock::detail
