// SPDX-License-Identifier: BSL-1.0
#include "rounds.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
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
            {"lookup, text key", size.lookups, slices, look_up(data_.gem_keys)},
            {"lookup, integer key", size.lookups, slices, look_up(data_.review_keys)},
            {"select all, 9 texts", size.rows * repeats, repeats, select_all(&side::all_gems)},
            {"select all, mixed", size.rows * repeats, repeats, select_all(&side::all_reviews)},
            {"join", size.rows * repeats, repeats, select_all(&side::reviews_with_products)},
            {"filtered select", size.filters, slices, filter()},
            {"update by key", size.updates, slices, update_each()},
        };
    }

private:
    using starter = std::function<run(contender&, unsigned round)>;
    static constexpr std::size_t slices = 20;
    static constexpr std::size_t repeats = 8;  // of a query that cannot be sliced

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

    template <class Key>
    starter look_up(const std::vector<Key>& keys) const {
        return [this, &keys](contender& who, unsigned) {
            side& database = who.filled();
            const auto content = std::make_shared<digest>();
            return run{[=, this, &keys, &database](std::size_t slice) {
                           return seconds_of([&] { database.look_up(part(keys, slice, slices), *content); });
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

    starter filter() const {
        return [this](contender& who, unsigned) {
            side& database = who.filled();
            const auto content = std::make_shared<digest>();
            return run{[=, this, &database](std::size_t slice) {
                           const auto some = part(data_.filters, slice, slices);
                           return seconds_of([&] { database.filter(some, *content); });
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

    const dataset& data_;
    bool processor_time_;
};

struct round_times {
    double library = 0;
    double hand = 0;
};

round_times run_round(const workload& work, contender& library, contender& hand, unsigned round,
                      const options& chosen) {
    round_times times;
    const run ours = work.start(library, round);
    if (chosen.profile) {
        for (std::size_t slice = 0; slice < work.slices; ++slice) times.library += ours.slice(slice);
        ours.finish();
        times.hand = times.library;
        return times;
    }
    const run theirs = work.start(hand, round);
    for (std::size_t slice = 0; slice < work.slices; ++slice) {
        // Who goes first changes with each slice, and with each round.
        if ((slice + round) % 2) times.library += ours.slice(slice);
        times.hand += theirs.slice(slice);
        if ((slice + round) % 2 == 0) times.library += ours.slice(slice);
    }
    const digest ours_read = ours.finish(), theirs_read = theirs.finish();
    if (!(ours_read == theirs_read))
        throw std::runtime_error{work.name + ": the sides disagree, " + std::to_string(ours_read.rows()) +
                                 " rows against " + std::to_string(theirs_read.rows())};
    if (ours_read.rows() == 0) throw std::runtime_error{work.name + ": no rows"};
    return times;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

int run_rounds(const std::string& title, contender& library, contender& hand, const dataset& data,
               const options& chosen) {
    std::printf("\n%s%s\n%-24s %9s %12s %12s   %s\n", title.c_str(),
                chosen.noise ? " (hand-written code against itself)" : "", "workload", "times", "library ns",
                "hand ns", "ratio (min - max)");
    bool exceeded = false;
    const workloads plan{data, chosen.processor_time};
    for (const workload& work : plan.all()) {
        if (work.name.find(chosen.only) == std::string::npos) continue;
        std::vector<double> library_seconds, hand_seconds, ratios;
        for (unsigned round = 0; round <= chosen.rounds; ++round) {
            const round_times times = run_round(work, library, hand, round, chosen);
            if (round == 0) continue;  // warms up
            library_seconds.push_back(times.library);
            hand_seconds.push_back(times.hand);
            ratios.push_back(times.library / times.hand);
        }
        const double per_operation = 1e9 / static_cast<double>(work.operations);
        const bool over = chosen.limit && median(ratios) > *chosen.limit;
        exceeded = exceeded || over;
        std::printf("%-24s %9zu %12.0f %12.0f   %.3f (%.3f - %.3f)%s\n", work.name.c_str(), work.operations,
                    median(library_seconds) * per_operation, median(hand_seconds) * per_operation,
                    median(ratios), *std::min_element(ratios.begin(), ratios.end()),
                    *std::max_element(ratios.begin(), ratios.end()), over ? "  OVER THE LIMIT" : "");
        std::fflush(stdout);
    }
    return exceeded ? 1 : 0;
}

}  // namespace bench
