// SPDX-License-Identifier: BSL-1.0
#include "rounds.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <thread>
#include <vector>

namespace bench {
namespace {

class stopwatch {
public:
    explicit stopwatch(bool processor_time)
        : clock_{processor_time ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC}, start_{now()} {}
    double seconds() const { return now() - start_; }

private:
    double now() const {
        std::timespec time{};
        clock_gettime(clock_, &time);
        return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
    }

    clockid_t clock_;
    double start_;
};

// A workload under way on one side. It runs in slices, so that the sides can take turns every few
// milliseconds and a busy moment of the machine falls on both.
struct run {
    std::function<double(std::size_t slice)> slice;  // the seconds it took
    std::function<digest()> finish;
};

struct workload {
    std::string name;
    std::size_t operations;
    std::size_t slices;
    std::function<run(contender&, unsigned round)> start;
};

template <class Row>
std::span<Row> part(std::vector<Row>& rows, std::size_t slice, std::size_t slices) {
    const std::size_t first = rows.size() * slice / slices;
    return std::span{rows}.subspan(first, rows.size() * (slice + 1) / slices - first);
}

template <class Row>
std::span<const Row> part(const std::vector<Row>& rows, std::size_t slice, std::size_t slices) {
    const std::size_t first = rows.size() * slice / slices;
    return std::span{rows}.subspan(first, rows.size() * (slice + 1) / slices - first);
}

template <class Row>
digest content_of(const std::vector<Row>& rows) {
    digest content;
    for (const Row& row : rows) content.add(row);
    return content;
}

// What is not the database's work (copies of the input, digests of whole tables) stays outside the
// measured time.
class workloads {
public:
    workloads(const dataset& data, bool processor_time) : data_{data}, processor_time_{processor_time} {}

    std::vector<workload> all() const {
        const sizes& size = data_.size;
        return {
            {"insert, 9 texts", size.inserts, slices, insert_each(data_.gems, &side::all_gems)},
            {"insert, generated key", size.inserts, slices, insert_each(data_.reviews, &side::all_reviews)},
            {"bulk insert, 9 texts", size.rows, bulk_slices(), insert_bulk(data_.gems, &side::all_gems)},
            {"bulk insert, mixed", size.rows, bulk_slices(), insert_bulk(data_.reviews, &side::all_reviews)},
            {"lookup, text key", size.lookups, slices, ask(data_.gem_keys, &side::look_up)},
            {"lookup, integer key", size.lookups, slices, ask(data_.review_keys, &side::look_up)},
            {"lookups, one transaction", size.lookups, slices,
             ask(data_.review_keys, &side::look_up_in_transaction)},
            {"select all, 9 texts", size.rows * repeats, repeats, select_all(&side::all_gems)},
            {"select all, mixed", size.rows * repeats, repeats, select_all(&side::all_reviews)},
            {"join", size.rows * repeats, repeats, select_all(&side::reviews_with_products)},
            {"read as it comes, 9 texts", size.rows * repeats, repeats, view_gems()},
            {"filtered select", size.filters, slices, ask(data_.filters, &side::filter)},
            {"groups", repeats, repeats, select_all(&side::count_by_rating)},
            {"update by key", size.updates, slices, update_each()},
            {"lookups, 16 threads", size.lookups_together, 4, look_up_together()},
            {"upsert", size.updates, slices, upsert_each()},  // last: it adds rows
        };
    }

private:
    using starter = std::function<run(contender&, unsigned round)>;
    static constexpr std::size_t slices = 20;
    static constexpr std::size_t repeats = 8;  // of a query that cannot be sliced
    static constexpr std::size_t threads = 16;

    // Large enough that the rows beyond the last full statement do not matter.
    std::size_t bulk_slices() const { return std::clamp(data_.size.rows / 5'000, std::size_t{1}, slices); }

    template <class Work>
    double seconds_of(Work&& work) const {
        const stopwatch watch{processor_time_};
        work();
        return watch.seconds();
    }

    template <class Row>
    starter insert_each(const std::vector<Row>& all, std::vector<Row> (side::*read_back)()) const {
        return [this, &all, read_back](contender& who, unsigned) {
            const auto end = all.begin() + static_cast<std::ptrdiff_t>(data_.size.inserts);
            const auto rows = std::make_shared<std::vector<Row>>(all.begin(), end);
            side& database = who.empty();
            return run{[=, this, &database](std::size_t slice) {
                           const std::span<Row> some = part(*rows, slice, slices);
                           return seconds_of([&] { database.insert_each(some); });
                       },
                       [=, &database] {
                           const digest stored = content_of((database.*read_back)());
                           if (!(stored == content_of(*rows)))
                               throw std::runtime_error{"stored rows differ from the inserted ones"};
                           return stored;
                       }};
        };
    }

    template <class Row>
    starter insert_bulk(const std::vector<Row>& all, std::vector<Row> (side::*read_back)()) const {
        return [this, &all, read_back](contender& who, unsigned) {
            side& database = who.empty();
            return run{[=, this, &all, &database](std::size_t slice) {
                           const std::span<const Row> some = part(all, slice, bulk_slices());
                           const std::vector<Row> rows{some.begin(), some.end()};
                           return seconds_of([&] { database.insert_bulk(rows); });
                       },
                       [=, &database] { return content_of((database.*read_back)()); }};
        };
    }

    template <class Question>
    starter ask(const std::vector<Question>& all,
                void (side::*read)(std::span<const Question>, digest&)) const {
        return [this, &all, read](contender& who, unsigned) {
            side& database = who.filled();
            const auto content = std::make_shared<digest>();
            return run{[=, this, &all, &database](std::size_t slice) {
                           return seconds_of([&] { (database.*read)(part(all, slice, slices), *content); });
                       },
                       [=] { return *content; }};
        };
    }

    template <class Row>
    starter select_all(std::vector<Row> (side::*select)()) const {
        return [this, select](contender& who, unsigned) {
            side& database = who.filled();
            const auto content = std::make_shared<digest>();
            return run{[=, this, &database](std::size_t) {
                           std::vector<Row> rows;
                           const double seconds = seconds_of([&] { rows = (database.*select)(); });
                           for (const Row& row : rows) content->add(row);
                           return seconds;
                       },
                       [=] { return *content; }};
        };
    }

    starter update_each() const {
        return [this](contender& who, unsigned round) {
            const auto updates = std::make_shared<const std::vector<gem_update>>(data_.updates(round));
            side& database = who.filled();
            return run{[=, this, &database](std::size_t slice) {
                           const auto some = part(*updates, slice, slices);
                           return seconds_of([&] { database.update_each(some); });
                       },
                       [=, &database] { return content_of(database.all_gems()); }};
        };
    }

    starter upsert_each() const {
        return [this](contender& who, unsigned round) {
            const auto rows = std::make_shared<const std::vector<Gem>>(data_.upserts(round));
            side& database = who.filled();
            return run{[=, this, &database](std::size_t slice) {
                           const auto some = part(*rows, slice, slices);
                           return seconds_of([&] { database.upsert_each(some); });
                       },
                       [=, &database] { return content_of(database.all_gems()); }};
        };
    }

    starter view_gems() const {
        return [this](contender& who, unsigned) {
            side& database = who.filled();
            const auto content = std::make_shared<digest>();
            return run{[=, this, &database](std::size_t) {
                           return seconds_of([&] { database.view_gems(*content); });
                       },
                       [=] { return *content; }};
        };
    }

    // The threads begin together, and the last one's end is the end. Processor time does not see how they wait.
    starter look_up_together() const {
        return [this](contender& who, unsigned) {
            if (processor_time_) return run{};
            const std::vector<side*> sides = who.filled_for_threads(threads);
            if (sides.empty()) return run{};
            const auto content = std::make_shared<digest>();
            return run{[=, this](std::size_t slice) {
                           const auto some =
                               part(data_.review_keys, slice, 4).first(data_.size.lookups_together / 4);
                           return seconds_of([&] {
                               std::vector<std::thread> all;
                               std::vector<digest> read(threads);
                               for (std::size_t i = 0; i < threads; ++i)
                                   all.emplace_back([&, i] {
                                       const std::size_t first = some.size() * i / threads;
                                       const std::size_t last = some.size() * (i + 1) / threads;
                                       sides[i]->look_up(some.subspan(first, last - first), read[i]);
                                   });
                               for (std::thread& one : all) one.join();
                               for (const digest& one : read) content->add(one);
                           });
                       },
                       [=] { return *content; }};
        };
    }

    const dataset& data_;
    bool processor_time_;
};

// The seconds that each entrant took; none where a workload has no place here.
std::vector<double> run_round(const workload& work, const std::vector<entrant>& entrants, unsigned round) {
    std::vector<run> runs;
    for (const entrant& one : entrants) {
        runs.push_back(work.start(*one.who, round));
        if (!runs.back().slice) return {};
    }
    std::vector<double> times(runs.size());
    for (std::size_t slice = 0; slice < work.slices; ++slice)  // who goes first changes each time
        for (std::size_t turn = 0; turn < runs.size(); ++turn) {
            const std::size_t who = (turn + slice + round) % runs.size();
            times[who] += runs[who].slice(slice);
        }
    const digest first = runs.front().finish();
    if (first.rows() == 0) throw std::runtime_error{work.name + ": no rows"};
    for (std::size_t i = 1; i < runs.size(); ++i)
        if (const digest other = runs[i].finish(); !(other == first))
            throw std::runtime_error{work.name + ": " + entrants[i].name + " read something else, " +
                                     std::to_string(other.rows()) + " rows against " +
                                     std::to_string(first.rows())};
    return times;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

results run_rounds(const std::string& title, const std::vector<entrant>& entrants, const dataset& data,
                   const options& chosen) {
    results all;
    all.title = title;
    all.library = entrants.front().name;
    for (std::size_t i = 1; i < entrants.size(); ++i) all.others.push_back(entrants[i].name);
    print_heading(all);
    const workloads plan{data, chosen.processor_time};
    for (const workload& work : plan.all()) {
        if (work.name.find(chosen.only) == std::string::npos) continue;
        std::vector<double> library_seconds;
        std::vector<std::vector<double>> ratios(entrants.size() - 1);
        for (unsigned round = 0; round <= chosen.rounds; ++round) {
            const std::vector<double> times = run_round(work, entrants, round);
            if (times.empty()) break;
            if (round == 0) continue;  // warms up
            library_seconds.push_back(times.front());
            for (std::size_t i = 1; i < times.size(); ++i) ratios[i - 1].push_back(times.front() / times[i]);
        }
        if (library_seconds.empty()) continue;
        measured row;
        row.workload = work.name;
        row.operations = work.operations;
        row.nanoseconds = median(library_seconds) * 1e9 / static_cast<double>(work.operations);
        for (const std::vector<double>& one : ratios)
            row.to.push_back({median(one), *std::min_element(one.begin(), one.end()),
                              *std::max_element(one.begin(), one.end())});
        row.limits.assign(row.to.size(), 0);
        if (chosen.limit && !row.limits.empty()) row.limits.front() = *chosen.limit;
        print_row(row);
        all.workloads.push_back(std::move(row));
    }
    return all;
}

}  // namespace bench
