// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include <cstdint>
#include <string>

// Databases with their apps, of which several services are made.

namespace il = interlock;

struct maven : il::database<"maven", il::sqlite> {
    template <il::fixed_string>
    using router = il::per_app<maven, "packagerepomaven", "webresource", "workflow">;
};
struct pypi : il::database<"pypi", il::sqlite> {
    template <il::fixed_string Service>
    using router = il::per_app<pypi, "packagerepopypi", "webresource">::also<
        il::apps_if<il::name_is<Service, "crawler/pypi*", "toolshed">, "workflow">>;
};
struct users : il::database<"users", il::sqlite> {
    template <il::fixed_string Service>
    using router =
        il::per_app<users, "auth">::also<il::apps_if<il::name_is<Service, "toolshed">, "workflow">>;
};

struct ContentType {
    std::int64_t id = 0;
    std::string name;
};
struct Artifact {
    std::int64_t id = 0;
};
struct Package {
    std::int64_t id = 0;
};
struct Resource {
    std::int64_t id = 0;
    std::int64_t seen_by = 0;
};
struct Task {
    std::int64_t id = 0;
    std::int64_t content_type = 0;
    std::int64_t resource = 0;
};
struct Person {
    std::int64_t id = 0;
};

template <>
struct interlock::model<ContentType> {
    static constexpr auto app_label = "contenttypes";
    using fields = il::fields<il::field<&ContentType::id, il::primary_key>, il::field<&ContentType::name>>;
};
template <>
struct interlock::model<Artifact> {
    static constexpr auto app_label = "packagerepomaven";
    using fields = il::fields<il::field<&Artifact::id, il::primary_key>>;
};
template <>
struct interlock::model<Package> {
    static constexpr auto app_label = "packagerepopypi";
    using fields = il::fields<il::field<&Package::id, il::primary_key>>;
};
template <>
struct interlock::model<Resource> {
    static constexpr auto app_label = "webresource";
    using fields = il::fields<il::field<&Resource::id, il::primary_key>,
                              il::field<&Resource::seen_by, il::soft_references<&Person::id>>>;
};
template <>
struct interlock::model<Task> {
    static constexpr auto app_label = "workflow";
    using fields = il::fields<il::field<&Task::id, il::primary_key>,
                              il::field<&Task::content_type, il::references<&ContentType::id>>,
                              il::field<&Task::resource, il::soft_references<&Resource::id>>>;
};
template <>
struct interlock::model<Person> {
    static constexpr auto app_label = "auth";
    using fields = il::fields<il::field<&Person::id, il::primary_key>>;
};

using all_models = il::models<ContentType, Artifact, Package, Resource, Task, Person>;

/// A service by its name and its databases.
template <il::fixed_string Name, class... Dbs>
struct named {
    using routers = il::routers_of<Name, il::databases<Dbs...>, il::in_every<"contenttypes">>;
    using service = il::service<il::databases<Dbs...>, il::routed_models<all_models, routers>, routers>;
};
template <il::fixed_string Name, class... Dbs>
using toolchain = typename named<Name, Dbs...>::service;

using admin_routers = il::routers_of<"toolshed", il::databases<maven, pypi, users>,
                                     il::in_every<"contenttypes">, il::in_several<"webresource", "workflow">>;
using toolshed = il::service<il::databases<maven, pypi, users>, all_models, admin_routers>;
