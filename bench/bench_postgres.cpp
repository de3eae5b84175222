// SPDX-License-Identifier: BSL-1.0
#include "hand_libpq.hpp"
#include "library_postgres.hpp"
#include "rounds.hpp"
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

    postgres_contender(std::string empty_url, std::string filled_url, const factory& make)
        : empty_url_{std::move(empty_url)}
        , filled_url_{std::move(filled_url)}
        , empty_{make(empty_url_)}
        , filled_{make(filled_url_)} {}

    bench::side& empty() override {
        bench::execute_postgres(empty_url_, "TRUNCATE gems, reviews, products RESTART IDENTITY");
        return *empty_;
    }

    bench::side& filled() override {
        bench::execute_postgres(filled_url_, "VACUUM gems");  // what updates left behind
        return *filled_;
    }

private:
    std::string empty_url_, filled_url_;
    std::unique_ptr<bench::side> empty_, filled_;
};

// The throw-away databases on a server: gone at the end.
class databases {
public:
    explicit databases(std::string server) : server_{std::move(server)} { drop(); }
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
    std::string create(const std::string& name, const std::string& original = "template1") const {
        bench::execute_postgres(server_, "CREATE DATABASE " + prefix + name + " TEMPLATE " +
                                             (original == "template1" ? original : prefix + original));
        return url(prefix + name);
    }

private:
    static inline const std::string prefix = "interlock_bench_";

    void drop() const {
        for (const char* name :
             {"tables", "rows", "library_empty", "library_filled", "hand_empty", "hand_filled"})
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
};

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
                               .updates = scaled(20'000)}};

    // Both sides start from copies of the same files: the library's tables, empty and with all rows.
    const databases made{server};
    bench::create_library_tables(made.create("tables"));
    {
        const std::string rows = made.create("rows", "tables");
        const std::unique_ptr<bench::side> loader = bench::hand_written_libpq(rows);
        loader->insert_bulk(data.gems);
        loader->insert_bulk(data.reviews);
        loader->insert_bulk(data.products);
        bench::execute_postgres(rows, "VACUUM ANALYZE");
    }
    postgres_contender ours{made.create("library_empty", "tables"), made.create("library_filled", "rows"),
                            chosen.noise ? bench::hand_written_libpq : bench::library_on_postgres};
    postgres_contender theirs{made.create("hand_empty", "tables"), made.create("hand_filled", "rows"),
                              bench::hand_written_libpq};
    return bench::run_rounds("PostgreSQL", ours, theirs, data, chosen);
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
