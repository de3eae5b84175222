// SPDX-License-Identifier: BSL-1.0
#include "hand_libpq.hpp"
#include "hand_libpqxx.hpp"
#include "library_postgres.hpp"
#include "rounds.hpp"
#include "soci_side.hpp"
#include "warm_heap.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <stdexcept>

namespace {

// One side with two databases of its own on the server, so that neither leaves dead rows to the other.
class postgres_contender final : public bench::contender {
public:
    using factory = std::function<std::unique_ptr<bench::side>(const std::string& url)>;

    // shared: several threads may use one side
    postgres_contender(std::string empty_url, std::string filled_url, factory make, bool shared)
        : empty_url_{std::move(empty_url)}
        , filled_url_{std::move(filled_url)}
        , make_{std::move(make)}
        , shared_{shared}
        , empty_{make_(empty_url_)}
        , filled_{make_(filled_url_)} {}

    bench::side& empty() override {
        bench::execute_postgres(empty_url_, "TRUNCATE gems, reviews, products RESTART IDENTITY");
        return *empty_;
    }

    bench::side& filled() override {
        bench::execute_postgres(filled_url_, "VACUUM gems");  // what updates left behind
        return *filled_;
    }

    std::vector<bench::side*> filled_for_threads(std::size_t threads) override {
        if (shared_) return std::vector<bench::side*>(threads, filled_.get());
        while (readers_.size() < threads) readers_.push_back(make_(filled_url_));
        std::vector<bench::side*> all;
        for (const auto& reader : readers_) all.push_back(reader.get());
        return all;
    }

private:
    std::string empty_url_, filled_url_;
    factory make_;
    bool shared_;
    std::unique_ptr<bench::side> empty_, filled_;
    std::vector<std::unique_ptr<bench::side>> readers_;
};

// The throw-away databases on a server: gone at the end.
class databases {
public:
    explicit databases(std::string server) : server_{std::move(server)} {}
    databases(const databases&) = delete;
    databases& operator=(const databases&) = delete;
    ~databases() {
        try {
            drop();
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
        }
    }

    // Makes a database, as a copy of another if one is named, and returns its URL.
    std::string create(const std::string& name, const std::string& original = "template1") {
        bench::execute_postgres(server_, "DROP DATABASE IF EXISTS " + prefix + name);
        made_.push_back(name);
        bench::execute_postgres(server_, "CREATE DATABASE " + prefix + name + " TEMPLATE " +
                                             (original == "template1" ? original : prefix + original));
        return url(prefix + name);
    }

private:
    static inline const std::string prefix = "interlock_bench_";

    void drop() const {
        for (const std::string& name : made_)
            bench::execute_postgres(server_, "DROP DATABASE IF EXISTS " + prefix + name);
    }

    // postgresql://user@host:port/database with another database
    std::string url(const std::string& database) const {
        const std::size_t authority = server_.find("://");
        const std::size_t path = authority == server_.npos ? authority : server_.find('/', authority + 3);
        if (path == server_.npos)
            throw std::runtime_error{"PG_PRIMARY_URI must look like postgresql://user@host:port/database"};
        const std::size_t query = std::min(server_.find('?', path), server_.size());
        return server_.substr(0, path + 1).append(database).append(server_, query);
    }

    std::string server_;
    std::vector<std::string> made_;
};

// postgresql://user@host:port/name by way of the socket in a folder.
std::string by_socket(const std::string& url, const std::string& folder) {
    const std::size_t host = url.find('@'), port = url.find(':', host), path = url.find('/', port);
    if (host == url.npos || port == url.npos || path == url.npos) return url;
    return url.substr(0, host + 1) + url.substr(path) + "?host=" + folder +
           "&port=" + url.substr(port + 1, path - port - 1);
}

std::string with_pool_for_threads(const std::string& url) {
    return url + (url.find('?') == url.npos ? "?" : "&") + "pool_max=16";
}

// A library, with its two databases.
struct place {
    databases& made;
    std::function<std::string(const std::string&)> reach;

    std::unique_ptr<postgres_contender> enter(const std::string& name, postgres_contender::factory make,
                                              bool shared = false) const {
        return std::make_unique<postgres_contender>(reach(made.create(name + "_empty", "tables")),
                                                    reach(made.create(name + "_filled", "rows")),
                                                    std::move(make), shared);
    }
};

bench::results measure(const std::string& title, const place& where, const bench::dataset& data,
                       const bench::options& chosen) {
    std::vector<std::unique_ptr<postgres_contender>> all;
    std::vector<bench::entrant> entrants;
    const auto enter = [&](const char* name, const char* database, const postgres_contender::factory& make,
                           bool shared = false) {
        all.push_back(where.enter(database, make, shared));
        entrants.push_back({name, all.back().get()});
    };
    const auto libpq = [](const std::string& url) { return bench::hand_written_libpq(url); };
    if (chosen.noise) enter("libpq", "noise", libpq);
    else
        enter(
            "library", "library",
            [](const std::string& url) { return bench::library_on_postgres(with_pool_for_threads(url)); },
            true);
    if (!chosen.profile) enter("libpq", "libpq", libpq);
    if (!chosen.profile && !chosen.noise && !chosen.best) {
        enter("libpq, binary", "binary", [](const std::string& url) {
            return bench::hand_written_libpq(url, bench::result_format::binary);
        });
        enter("libpqxx", "libpqxx", bench::hand_written_libpqxx);
        if (bench::has_soci())
            enter("SOCI", "soci", [](const std::string& url) {
                return bench::soci_on("postgresql", bench::keywords_of(url));
            });
    }
    return bench::run_rounds(title, entrants, data, chosen);
}

int run(const bench::options& chosen) {
    const char* server = std::getenv("PG_PRIMARY_URI");
    if (server == nullptr) throw std::runtime_error{"PG_PRIMARY_URI must name a PostgreSQL server to fill"};
    const auto scaled = [&](double count) {
        return static_cast<std::size_t>(std::max(1.0, count * chosen.scale));
    };
    const bench::dataset data{{.rows = scaled(100'000),
                               .inserts = scaled(20'000),
                               .lookups = scaled(20'000),
                               .filters = scaled(10'000),
                               .updates = scaled(20'000),
                               .lookups_together = scaled(20'000)}};

    // Both sides start from copies of the same files: the library's tables, empty and with all rows.
    databases made{server};
    bench::create_library_tables(made.create("tables"));
    {
        const std::string rows = made.create("rows", "tables");
        const std::unique_ptr<bench::side> loader = bench::hand_written_libpq(rows);
        loader->insert_bulk(data.gems);
        loader->insert_bulk(data.reviews);
        loader->insert_bulk(data.products);
        bench::execute_postgres(rows, "VACUUM ANALYZE");
    }
    std::vector<bench::results> all;
    all.push_back(
        measure("PostgreSQL, loopback", {made, [](const std::string& url) { return url; }}, data, chosen));
    if (const char* folder = std::getenv("PG_SOCKET_DIR"); folder != nullptr && !chosen.memory)
        all.push_back(measure("PostgreSQL, unix socket",
                              {made, [&](const std::string& url) { return by_socket(url, folder); }}, data,
                              chosen));
    return bench::report(all, chosen.json, chosen.svg) ? 1 : 0;
}

}  // namespace

int main(int count, char** arguments) {
    bench::keep_heap_warm();
    try {
        return run(bench::read_options(count, arguments));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
}
