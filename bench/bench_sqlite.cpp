// SPDX-License-Identifier: BSL-1.0
#include "hand_sqlite.hpp"
#include "library_sqlite.hpp"
#include "rounds.hpp"
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
    sqlite_contender(std::string name, std::string folder, const bench::dataset& data, factory make)
        : name_{std::move(name)}, folder_{std::move(folder)}, data_{data}, make_{std::move(make)} {}

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
    factory make_;
    std::unique_ptr<bench::side> fresh_, filled_;
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
                               .updates = scaled(100'000)}};
    const bench::temporary_folder folder;
    const std::vector<std::string> schema = library_schema(folder.path());
    const auto hand = [&](const std::string& path) { return bench::hand_written_sqlite(path, schema); };

    int result = 0;
    for (const std::string& place : {std::string{}, folder.path()}) {
        if (chosen.memory && !place.empty()) continue;
        sqlite_contender ours{"library", place, data,
                              chosen.noise ? sqlite_contender::factory{hand} : bench::library_on_sqlite};
        sqlite_contender theirs{"hand", place, data, hand};
        result |= bench::run_rounds(place.empty() ? "SQLite in memory" : "SQLite file, WAL", ours, theirs,
                                    data, chosen);
    }
    return result;
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
