// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "engines.hpp"

#include <interlock/in.hpp>

#include <optional>
#include <utility>

// A part of Toolchain on real databases: packages, crawled resources and users in databases of their own, and the
// workflow app in each of them.

template <class Backend>
struct maven : il::database<"maven", Backend> {
    template <il::fixed_string>
    using router = il::per_app<maven, "packagerepomaven", "webresource", "workflow">;
};
template <class Backend>
struct pypi : il::database<"pypi", Backend> {
    template <il::fixed_string Service>
    using router = typename il::per_app<pypi, "packagerepopypi", "webresource">::template also<
        il::apps_if<il::name_is<Service, "crawler/pypi*", "toolshed">, "workflow">>;
};
template <class Backend>
struct users : il::database<"users", Backend> {
    template <il::fixed_string Service>
    using router = typename il::per_app<users, "auth">::template also<
        il::apps_if<il::name_is<Service, "users/*", "toolshed">, "workflow">>;
};

struct ContentType {
    std::int64_t id = 0;
    std::string name;
};
struct Artifact {
    std::int64_t id = 0;
    std::string name;
};
struct Build {
    std::int64_t id = 0;
    std::int64_t task_id = 0;
};
struct Package {
    std::int64_t id = 0;
    std::string name;
};
struct Resource {
    std::int64_t id = 0;
    std::string url;
    std::optional<std::int64_t> found_by;
};
struct Task {
    std::int64_t id = 0;
    std::string title;
    std::int64_t version = 0;
    std::optional<std::int64_t> owner_id, content_type_id;
};
struct Step {
    std::int64_t id = 0;
    std::int64_t task_id = 0;
    std::string what;
};
struct Person {
    std::int64_t id = 0;
    std::string name;
};

template <>
struct interlock::model<ContentType> {
    static constexpr auto app_label = "contenttypes";
    using fields = il::fields<il::field<&ContentType::id, il::primary_key, il::generated>,
                              il::field<&ContentType::name, il::unique>>;
};
template <>
struct interlock::model<Artifact> {
    static constexpr auto app_label = "packagerepomaven";
    using fields =
        il::fields<il::field<&Artifact::id, il::primary_key, il::generated>, il::field<&Artifact::name>>;
};
template <>
struct interlock::model<Build> {
    static constexpr auto app_label = "packagerepomaven";
    using fields = il::fields<il::field<&Build::id, il::primary_key, il::generated>,
                              il::field<&Build::task_id, il::references<&Task::id, il::on_delete::cascade>>>;
};
template <>
struct interlock::model<Package> {
    static constexpr auto app_label = "packagerepopypi";
    using fields =
        il::fields<il::field<&Package::id, il::primary_key, il::generated>, il::field<&Package::name>>;
};
template <>
struct interlock::model<Resource> {
    static constexpr auto app_label = "webresource";
    using fields =
        il::fields<il::field<&Resource::id, il::primary_key, il::generated>, il::field<&Resource::url>,
                   il::field<&Resource::found_by, il::soft_references<&Task::id>, il::indexed>>;
};
template <>
struct interlock::model<Task> {
    static constexpr auto app_label = "workflow";
    using fields = il::fields<il::field<&Task::id, il::primary_key, il::generated>,
                              il::field<&Task::title, il::unique>, il::field<&Task::version, il::version>,
                              il::field<&Task::owner_id, il::soft_references<&Person::id>, il::indexed>,
                              il::field<&Task::content_type_id, il::references<&ContentType::id>>>;
};
template <>
struct interlock::model<Step> {
    static constexpr auto app_label = "workflow";
    using fields = il::fields<il::field<&Step::id, il::primary_key, il::generated>,
                              il::field<&Step::task_id, il::references<&Task::id>>, il::field<&Step::what>>;
};
template <>
struct interlock::model<Person> {
    static constexpr auto app_label = "auth";
    using fields =
        il::fields<il::field<&Person::id, il::primary_key, il::generated>, il::field<&Person::name>>;
};

using all_models = il::models<ContentType, Artifact, Build, Package, Resource, Task, Step, Person>;

/// A service by its name and its databases, and the one that has all of them.
template <class Databases, class Routers>
using service_of = il::service<Databases, il::routed_models<all_models, Routers>, Routers>;
template <il::fixed_string Name, class... Dbs>
using toolchain = service_of<il::databases<Dbs...>,
                             il::routers_of<Name, il::databases<Dbs...>, il::in_every<"contenttypes">>>;
template <class... Dbs>
using toolshed = service_of<il::databases<Dbs...>,
                            il::routers_of<"toolshed", il::databases<Dbs...>, il::in_every<"contenttypes">,
                                           il::in_several<"webresource", "workflow">>>;

/// Empty databases of these aliases, gone after the case: files, databases in memory, or those of one server.
class databases_for_a_case {
public:
    explicit databases_for_a_case(place where, std::initializer_list<std::string> aliases) {
        for (const std::string& alias : aliases) add(alias, where);
    }
    databases_for_a_case(const databases_for_a_case&) = delete;
    databases_for_a_case& operator=(const databases_for_a_case&) = delete;
    ~databases_for_a_case() {
        for (const std::string& name : made_) on_server("DROP DATABASE " + name + " WITH (FORCE)");
    }

    void add(const std::string& alias, place where) {
        if (where == place::server) settings_.set(alias, on_a_server(alias));
        else settings_.set(alias, where == place::file ? folder_.url(alias + ".db") : "sqlite::memory:");
    }
    const il::settings& settings() const { return settings_; }

private:
#if INTERLOCK_TEST_WITH_POSTGRES
    struct server : il::database<"server", il::postgres> {};
    struct script {
        template <class, class Connection>
        static void run(Connection& c, const std::string& sql) {
            c.execute(sql);
        }
    };
    static void on_server(const std::string& sql) {
        using service = il::service<il::databases<server>, il::models<>, il::routers<>>;
        il::session<service> db(il::settings{{"server", server_url()}});
        db.executor_of<server>().perform<script>(sql);
    }
#else
    static void on_server(const std::string&) {}
#endif
    std::string on_a_server(const std::string& alias) {
        static int count = 0;
        made_.push_back("case_" + std::to_string(::getpid()) + "_" + std::to_string(++count) + "_" + alias);
        on_server("CREATE DATABASE " + made_.back());
        std::string url = server_url();
        const std::size_t query = std::min(url.find('?'), url.size());
        const std::size_t path = url.rfind('/', query);
        return url.replace(path + 1, query - path - 1, made_.back());
    }

    scratch folder_;
    il::settings settings_;
    std::vector<std::string> made_;
};
