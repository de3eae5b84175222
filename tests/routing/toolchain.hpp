// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/attributes.hpp>
#include <interlock/routing/per_app.hpp>
#include <interlock/routing/routing_table.hpp>
#include <interlock/routing/service_lists.hpp>
#include <interlock/routing/verify.hpp>

#include <cstdint>
#include <string_view>

// Toolchain: many services over one list of databases. A database brings its router, so that it is one type and one entry
// in a list.

namespace il = interlock;

struct buildsense : il::database<"buildsense", il::postgres> {
    template <il::fixed_string>
    using router = il::per_app<buildsense, "buildsense", "ingestion", "workflow">;
};
struct maven : il::database<"maven", il::postgres> {
    template <il::fixed_string>
    using router =
        il::per_app<maven, "crawlerbase", "crawlermaven", "packagerepomaven", "webresource", "workflow">;
};
struct pypi : il::database<"pypi", il::postgres> {
    template <il::fixed_string Service>
    using router = il::per_app<pypi, "packagerepopypi", "webresource">::also<il::apps_if<
        il::name_is<Service, "crawler/pypi*", "toolshed">, "crawlerbase", "crawlerpypi", "workflow">>;
};
struct users : il::database<"users", il::postgres> {
    template <il::fixed_string Service>
    using router = il::per_app<users, "sessions", "site">::also<
        il::apps_if<il::name_is<Service, "users/*", "toolshed">, "admin", "auth", "users", "workflow">,
        il::apps_if<il::name_is<Service, "servicerouter">, "users">>;
};
struct dependency : il::database<"dependency", il::postgres> {
    template <il::fixed_string>
    using router = il::per_app<dependency, "dependency", "workflow">;
};
struct scm_integration : il::database<"scm_integration", il::postgres> {
    template <il::fixed_string>
    using router = il::per_app<scm_integration, "bitbucket_integration", "github_integration", "workflow">;
};
struct pants_demos : il::database<"pants_demos", il::postgres> {
    template <il::fixed_string>
    using router = il::per_app<pants_demos, "pants_demos_depgraph", "workflow">;
};
struct oss_metrics : il::database<"oss_metrics", il::postgres> {
    template <il::fixed_string>
    using router = il::per_app<oss_metrics, "bugout_integration", "oss_metrics", "workflow">;
};
struct payments : il::database<"payments", il::postgres> {
    template <il::fixed_string>
    using router = il::per_app<payments, "amberflo_integration", "stripe_integration", "workflow">;
};
struct notifications : il::database<"notifications", il::postgres> {
    template <il::fixed_string>
    using router = il::per_app<notifications, "email_notifications", "workflow">;
};

/// A model of an app, as small as it can be.
template <il::fixed_string App>
struct Row {
    std::int64_t id = 0;
};
template <il::fixed_string App>
struct interlock::model<Row<App>> {
    static constexpr std::string_view app_label = App.view();
    static constexpr std::string_view table = App.view();
    using fields = il::fields<il::field<&Row<App>::id, il::primary_key>>;
};

using all_models =
    il::models<Row<"admin">, Row<"amberflo_integration">, Row<"auth">, Row<"bitbucket_integration">,
               Row<"bugout_integration">, Row<"buildsense">, Row<"contenttypes">, Row<"crawlerbase">,
               Row<"crawlermaven">, Row<"crawlerpypi">, Row<"dependency">, Row<"email_notifications">,
               Row<"github_integration">, Row<"ingestion">, Row<"oss_metrics">, Row<"packagerepomaven">,
               Row<"packagerepopypi">, Row<"pants_demos_depgraph">, Row<"sessions">, Row<"site">,
               Row<"stripe_integration">, Row<"users">, Row<"webresource">, Row<"workflow">>;

/// A service by its name and its databases.
template <il::fixed_string Name, class Databases, class Profile = il::profile::production,
          class Routers = il::routers_of<Name, Databases, il::in_every<"contenttypes">>>
using toolchain = il::service<Databases, il::routed_models<all_models, Routers>, Routers, Profile>;

/// The admin service has all of them. Apps of several databases are in each of these there.
template <class Profile>
using admin_databases =
    il::databases_for<Profile, buildsense, maven, pypi, users, dependency, scm_integration, oss_metrics,
                      payments, notifications, il::only_in<il::profile::development, pants_demos>>;
template <class Profile, class Databases = admin_databases<Profile>,
          class Routers = il::routers_of<"toolshed", Databases, il::in_every<"contenttypes">,
                                         il::in_several<"crawlerbase", "webresource", "workflow">>>
using toolshed = il::service<Databases, il::routed_models<all_models, Routers>, Routers, Profile>;
