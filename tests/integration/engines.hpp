// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "libraries.hpp"

// One list of cases for every engine: on SQLite in a file and in memory, and on PostgreSQL. A file that defines
// ALSO_ON_EITHER before it includes this one has its cases run on a database that is either too, with URLs of both:
// that compiles the code of both once more, so it is for those in which the way to a connection matters.

namespace il = interlock;

#if INTERLOCK_TEST_WITH_POSTGRES
using either = il::either<il::sqlite, il::postgres>;
#if INTERLOCK_TEST_EITHER && defined(ALSO_ON_EITHER)
#define ENGINES il::sqlite, il::postgres, either
#else
#define ENGINES il::sqlite, il::postgres
#endif
#else
#define ENGINES il::sqlite
#endif

/// Where the database of a case is.
enum class place { file, memory, server };

template <class Backend>
std::vector<place> places() {
    if constexpr (std::is_same_v<Backend, il::sqlite>) return {place::file, place::memory};
    else if constexpr (std::is_same_v<Backend, il::postgres>) return {place::server};
    else return {place::file, place::server};
}

inline std::string server_url() {
    for (const char* name : {"INTERLOCK_TEST_POSTGRES_URL", "PG_PRIMARY_URI"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
    FAIL("no PostgreSQL server: set INTERLOCK_TEST_POSTGRES_URL, or run the tests inside pg-cluster");
    return {};
}

template <class Backend>
struct store : il::database<"store", Backend> {};

/// An empty database with the tables of the models, gone after the case.
template <class Backend, class... Models>
class engine {
public:
    using database = store<Backend>;
    using service =
        il::service<il::databases<database>, il::models<Models...>, il::routers<il::route_rest<database>>>;
    using session = il::session<service>;

    explicit engine(place where) : where_(where) {
        if (where == place::file) url_ = folder_.url("store.db");
        else if (where == place::memory) url_ = "sqlite::memory:";
        else url_ = own_schema();
        session_ = connect();
        il::create_tables(*session_);
    }
    engine(const engine&) = delete;
    engine& operator=(const engine&) = delete;
    ~engine() {
        if (where_ == place::server) raw("DROP SCHEMA " + schema_ + " CASCADE");
    }

    session& operator*() { return *session_; }
    session* operator->() { return session_.get(); }
    place where() const { return where_; }
    bool is_postgres() const { return where_ == place::server; }
    const std::string& url() const { return url_; }

    /// A further session on the same database; not for one in memory. With parameters such as `pool_max=2`.
    std::unique_ptr<session> connect(const std::string& parameters = {}) const {
        const char* const separator = url_.find('?') == std::string::npos ? "?" : "&";
        return std::make_unique<session>(
            il::settings{{"store", parameters.empty() ? url_ : url_ + separator + parameters}});
    }

    /// Runs SQL behind the library's back.
    void raw(const std::string& sql) { raw(*session_, sql); }
    static void raw(session& s, const std::string& sql) {
        script::text = sql;
        s.template executor_of<database>().template perform<script>();
    }
    /// Runs SQL where a URL leads to.
    static void execute(const std::string& url, const std::string& sql) {
        session once(il::settings{{"store", url}});
        raw(once, sql);
    }

private:
    struct script {
        static inline std::string text;
        template <class, class Connection>
        static void run(Connection& c) {
            c.execute(text);
        }
    };

    std::string own_schema() {
        static int count = 0;
        schema_ = "case_" + std::to_string(++count);
        const std::string server = server_url();
        execute(server, "DROP SCHEMA IF EXISTS " + schema_ + " CASCADE; CREATE SCHEMA " + schema_);
        return server + (server.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" +
               schema_;
    }

    place where_;
    scratch folder_;
    std::string schema_, url_;
    std::unique_ptr<session> session_;
};

/// A case that runs on every engine; `where` is the place. Follow it by a body, and make an engine<TestType, ...>.
#define ENGINE_CASE(sentence) TEMPLATE_TEST_CASE(sentence, "", ENGINES)
#define EVERY_PLACE GENERATE(from_range(places<TestType>()))

/// A member of every row.
template <class M, class T>
std::vector<T> each(const std::vector<M>& rows, T M::*member) {
    std::vector<T> values;
    for (const M& row : rows) values.push_back(row.*member);
    return values;
}
