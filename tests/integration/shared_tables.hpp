// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "engines.hpp"

#include <interlock/tenants.hpp>

// Tables that all tenants share. On a server they belong to a role that is no superuser: others see all rows.

template <class Backend>
struct shared : il::database<"shared", Backend> {};

/// An empty database with the tables of the models, and some tenants; gone after the case.
template <class Backend, class... Models>
class shared_tables {
public:
    using database = shared<Backend>;
    using all = il::all_tenants<database>;
    using service = il::service<il::databases<database>, il::models<Models...>,
                                il::routers<il::tenanted<database, il::column_per_tenant>>>;
    using session = il::session<service>;

    explicit shared_tables(place where,
                           std::initializer_list<il::tenant_list::entry> names = {{"thor"}, {"potter"}})
        : tenants(names), where_(where) {
        if (where == place::file) url_ = folder_.url("shared.db");
        else if (where == place::memory) url_ = "sqlite::memory:";
        else url_ = own_schema();
        session_ = connect();
        il::create_tables(*session_);
    }
    shared_tables(const shared_tables&) = delete;
    shared_tables& operator=(const shared_tables&) = delete;
    ~shared_tables() {
        session_.reset();
        if (where_ == place::server) as_superuser("DROP SCHEMA " + schema_ + " CASCADE");
    }

    session& operator*() { return *session_; }
    session* operator->() { return session_.get(); }
    auto tenant(std::string_view name) { return session_->tenant(name); }
    bool is_server() const { return where_ == place::server; }

    std::unique_ptr<session> connect(const std::string& parameters = {},
                                     std::string_view role = "tenants_app") {
        std::string url = url_;
        if (is_server()) url.replace(url.find("tenants_app"), 11, role);
        const char* const separator = url.find('?') == std::string::npos ? "?" : "&";
        auto made = std::make_unique<session>(
            il::settings{{"shared", parameters.empty() ? url : url + separator + parameters}});
        il::tenants_of<database>(*made).come_from(&tenants);
        return made;
    }

    il::tenant_list tenants;

private:
    static void as_superuser(const std::string& sql) {
        engine<Backend, Models...>::execute(server_url(), sql);
    }

    std::string own_schema() {
        static int count = 0;
        schema_ = "tenants_" + std::to_string(++count);
        as_superuser(
            "DROP SCHEMA IF EXISTS " + schema_ +
            " CASCADE; DO 'BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ''tenants_app'') THEN "
            "CREATE ROLE tenants_app LOGIN; CREATE ROLE tenants_web LOGIN; END IF; END'; CREATE SCHEMA " +
            schema_ + " AUTHORIZATION tenants_app");
        std::string url = server_url();
        const std::size_t begin = url.find("//") + 2, end = url.find('@');
        url.replace(begin, end == std::string::npos ? 0 : end - begin, "tenants_app");
        if (end == std::string::npos) url.insert(begin + 11, "@");
        return url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema_;
    }

    place where_;
    scratch folder_;
    std::string schema_, url_;
    std::unique_ptr<session> session_;
};
