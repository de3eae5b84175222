// SPDX-License-Identifier: BSL-1.0
#include "hand_sqlite.hpp"
#include "library_sqlite.hpp"
#include "rounds.hpp"
#include "soci_side.hpp"
#include "temporary_folder.hpp"
#include "warm_heap.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <functional>

namespace {

// Databases of one side: in memory, or one file after the other in a folder.
class sqlite_contender final : public bench::contender {
public:
    using factory = std::function<std::unique_ptr<bench::side>(const std::string& path)>;

    // folder: empty for databases in memory
    // open: makes a side for a database that is there already; none where several threads may use one side
    sqlite_contender(std::string name, std::string folder, const bench::dataset& data, factory make,
                     factory open)
        : name_{std::move(name)}
        , folder_{std::move(folder)}
        , data_{data}
        , make_{std::move(make)}
        , open_{std::move(open)}
        , shared_{!open_} {}

    bench::side& empty() override {
        fresh_.reset();
        remove("fresh");
        fresh_ = make_(path("fresh"));
        return *fresh_;
    }

    bench::side& filled() override {
        if (!filled_) {
            filled_ = make_(path("filled"));
            filled_->insert_bulk(data_.gems);
            filled_->insert_bulk(data_.reviews);
            filled_->insert_bulk(data_.products);
        }
        return *filled_;
    }

    // In memory a database is one connection's.
    std::vector<bench::side*> filled_for_threads(std::size_t threads) override {
        if (folder_.empty()) return {};
        (void)filled();
        if (shared_) return std::vector<bench::side*>(threads, filled_.get());
        while (readers_.size() < threads) readers_.push_back(open_(path("filled")));
        std::vector<bench::side*> all;
        for (const auto& reader : readers_) all.push_back(reader.get());
        return all;
    }

private:
    std::string path(const char* purpose) const {
        return folder_.empty() ? ":memory:" : folder_ + "/" + name_ + "-" + purpose + ".db";
    }
    void remove(const char* purpose) const {
        if (folder_.empty()) return;
        for (const char* suffix : {"", "-wal", "-shm"}) std::remove((path(purpose) + suffix).c_str());
    }

    std::string name_, folder_;
    const bench::dataset& data_;
    factory make_, open_;
    bool shared_;
    std::unique_ptr<bench::side> fresh_, filled_;
    std::vector<std::unique_ptr<bench::side>> readers_;
};

std::vector<std::string> library_schema(const std::string& folder) {
    const std::string path = folder + "/schema.db";
    bench::library_on_sqlite(path);
    return bench::read_sqlite_schema(path);
}

int run(const bench::options& chosen) {
    const auto scaled = [&](double count) {
        return static_cast<std::size_t>(std::max(1.0, count * chosen.scale));
    };
    const bench::dataset data{{.rows = scaled(100'000),
                               .inserts = scaled(100'000),
                               .lookups = scaled(200'000),
                               .filters = scaled(50'000),
                               .updates = scaled(100'000),
                               .lookups_together = scaled(100'000)}};
    const bench::temporary_folder folder;
    const std::vector<std::string> schema = library_schema(folder.path());
    const std::vector<std::string> none;
    const auto by_hand = [&](const std::vector<std::string>& tables, bench::mutexes kept) {
        return [&tables, kept](const std::string& path) {
            return bench::hand_written_sqlite(path, tables, kept);
        };
    };
    const auto soci = [&](const std::vector<std::string>& tables) {
        return [&tables](const std::string& path) { return bench::soci_on("sqlite3", path, tables); };
    };
    constexpr auto no_mutex = bench::mutexes::none, usual = bench::mutexes::by_default;

    std::vector<bench::results> all;
    for (const std::string& place : {std::string{}, folder.path()}) {
        if (chosen.memory && !place.empty()) continue;
        sqlite_contender ours{"library", place, data, bench::library_on_sqlite, nullptr};
        sqlite_contender again{"noise", place, data, by_hand(schema, no_mutex), by_hand(none, no_mutex)};
        sqlite_contender best{"best", place, data, by_hand(schema, no_mutex), by_hand(none, no_mutex)};
        sqlite_contender most{"most", place, data, by_hand(schema, usual), by_hand(none, usual)};
        sqlite_contender other{"soci", place, data, soci(schema), soci(none)};
        std::vector<bench::entrant> entrants{{"library", &ours}};
        if (chosen.noise) entrants = {{"C API at its best", &again}};
        if (!chosen.profile) entrants.push_back({"C API at its best", &best});
        if (!chosen.profile && !chosen.noise && !chosen.best) {
            entrants.push_back({"C API as usual", &most});
            if (bench::has_soci()) entrants.push_back({"SOCI", &other});
        }
        all.push_back(bench::run_rounds(place.empty() ? "SQLite in memory" : "SQLite file, WAL", entrants,
                                        data, chosen));
    }
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
