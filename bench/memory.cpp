// SPDX-License-Identifier: BSL-1.0
#include "allocated.hpp"
#include "data.hpp"
#include "hand_sqlite.hpp"
#include "library_sqlite.hpp"
#include "soci_side.hpp"
#include "temporary_folder.hpp"
#if BENCH_WITH_POSTGRES
#include "hand_libpq.hpp"
#include "hand_libpqxx.hpp"
#include "library_postgres.hpp"
#endif

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

// What rows take while they are read and written, by the library and by hand: each in a process of its own, which
// begins with its tables filled.

namespace {

constexpr std::size_t rows = 100'000;

/// A line of /proc/self/status, in kB.
std::int64_t status(const std::string& name) {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(name + ":")) return std::stoll(line.substr(name.size() + 1));
    throw std::runtime_error("no " + name + " in /proc/self/status");
}
/// Forgets the peak that was, and gives freed memory back to the system.
void forget_peak() {
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";
}

/// Makes a side whose tables are empty.
using factory = std::function<std::unique_ptr<bench::side>()>;

struct contender {
    std::string name;
    factory open;
};

/// The result is kept until it was measured.
struct workload {
    const char* name;
    bool reads;
    std::function<std::shared_ptr<void>(bench::side&, const bench::dataset&)> run;
};

template <class T>
std::shared_ptr<void> keep(T value) {
    return std::make_shared<T>(std::move(value));
}

const std::vector<workload> workloads{
    {"all gems into a vector", true,
     [](bench::side& s, const bench::dataset&) { return keep(s.all_gems()); }},
    {"all reviews into a vector", true,
     [](bench::side& s, const bench::dataset&) { return keep(s.all_reviews()); }},
    {"all gems as views", true,
     [](bench::side& s, const bench::dataset&) {
         bench::digest read;
         s.view_gems(read);
         return keep(read);
     }},
    {"reviews joined to products", true,
     [](bench::side& s, const bench::dataset&) { return keep(s.reviews_with_products()); }},
    {"bulk insert of gems", false,
     [](bench::side& s, const bench::dataset& data) {
         s.insert_bulk(data.gems);
         return keep(0);
     }},
};

std::int64_t heap() {
    const auto info = mallinfo2();
    return static_cast<std::int64_t>((info.uordblks + info.hblkhd) / 1024);
}

void measure(const contender& one, const workload& work, const bench::dataset& data) {
    const std::unique_ptr<bench::side> side = one.open();
    if (work.reads) {
        side->insert_bulk(data.gems);
        side->insert_bulk(data.products);
        side->insert_bulk(data.reviews);
        (void)work.run(*side, data);  // statements are kept by then, buffers there
    }
    forget_peak();
    const std::int64_t before = status("VmRSS"), heap_before = heap();
    const allocations counted;
    const std::shared_ptr<void> result = work.run(*side, data);
    const std::int64_t count = counted.since(), held = heap() - heap_before, peak = status("VmHWM") - before;
    std::printf("%-30s %-10s %8.1f %8.1f", work.name, one.name.c_str(), double(held) / 1000,
                double(peak) / 1000);
    if (held > 1000) std::printf(" %8.2f", double(peak) / double(held));
    else std::printf(" %8s", "");
    std::printf(" %9.2f\n", double(count) / double(rows));
}

/// In a process of its own.
void measure_apart(const contender& one, const workload& work, const bench::dataset& data) {
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        int failed = 0;
        try {
            measure(one, work, data);
        } catch (const std::exception& e) {
            std::fprintf(stderr, "%s, %s: %s\n", one.name.c_str(), work.name, e.what());
            failed = 2;
        }
        std::fflush(stdout);
        std::_Exit(failed);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0)
        throw std::runtime_error("a measurement failed");
}

void measure_all(const char* title, const std::vector<contender>& contenders, const bench::dataset& data,
                 const std::function<void()>& empty) {
    std::printf("\n%s, %zu rows\n%-30s %-10s %8s %8s %8s %9s\n", title, rows, "", "", "held MB", "peak MB",
                "ratio", "new / row");
    for (const workload& work : workloads)
        for (const contender& one : contenders) {
            empty();
            measure_apart(one, work, data);
        }
}

void measure_sqlite(const bench::dataset& data) {
    const bench::temporary_folder folder;
    const std::string file = folder.path() + "/rows.db";
    bench::library_on_sqlite(file);
    const std::vector<std::string> schema = bench::read_sqlite_schema(file);
    std::vector<contender> all{{"library", [&] { return bench::library_on_sqlite(file); }},
                               {"C API", [&] { return bench::hand_written_sqlite(file, schema); }}};
    if (bench::has_soci()) all.push_back({"SOCI", [&] { return bench::soci_on("sqlite3", file, schema); }});
    measure_all("SQLite file", all, data, [&] {
        for (const char* suffix : {"", "-wal", "-shm"}) std::remove((file + suffix).c_str());
    });
}

#if BENCH_WITH_POSTGRES
void measure_postgres(const bench::dataset& data, const std::string& url) {
    bench::create_library_tables(url);
    std::vector<contender> all{{"library", [&] { return bench::library_on_postgres(url); }},
                               {"libpq", [&] { return bench::hand_written_libpq(url); }},
                               {"libpqxx", [&] { return bench::hand_written_libpqxx(url); }}};
    if (bench::has_soci())
        all.push_back({"SOCI", [&] { return bench::soci_on("postgresql", bench::keywords_of(url)); }});
    measure_all("PostgreSQL", all, data,
                [&] { bench::execute_postgres(url, "TRUNCATE gems, reviews, products RESTART IDENTITY"); });
}
#endif

}  // namespace

int main(int count, char** arguments) {
    try {
        const bench::dataset data{
            {.rows = rows, .inserts = 1, .lookups = 1, .filters = 1, .updates = 1, .lookups_together = 1}};
        measure_sqlite(data);
#if BENCH_WITH_POSTGRES
        if (count > 1) measure_postgres(data, arguments[1]);
#else
        (void)count, (void)arguments;
#endif
        return 0;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "%s\n", e.what());
        return 2;
    }
}
