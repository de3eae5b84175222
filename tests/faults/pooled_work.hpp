// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "faults.hpp"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

/// What a program does all day, by several threads at once.
inline void work(il::session<remote>& db, std::atomic<int>& batches, std::vector<std::string>& errors) {
    std::vector<std::thread> team;
    errors.assign(6, {});
    for (std::size_t t = 0; t < errors.size(); ++t)
        team.emplace_back([&, t] {
            try {
                for (int i = 0; i < 25; ++i) {
                    const std::int64_t batch = ++batches;
                    Entry one{0, batch};
                    db.insert(one);
                    db.transaction<there>([&](auto& tx) {
                        tx.insert(Entry{0, batch});
                        tx.transaction([&](auto& inner) { inner.insert(Entry{0, batch}); });
                    });
                    db.insert_many(std::vector<Entry>(3, Entry{0, batch}));
                    const auto own = db.from<Entry>().where(il::col<&Entry::batch> == batch);
                    if (own.count() != 6) throw std::runtime_error("other rows than were written");
                    if (db.get<Entry>(one.id).batch != batch) throw std::runtime_error("another row");
                    int streamed = 0;
                    for (const Entry& e : own.stream()) streamed += e.batch == batch;
                    if (streamed != 6) throw std::runtime_error("other rows in a stream");
                    if (db.raw<there, il::reads, std::int64_t>("SELECT count(*) FROM entry WHERE batch = ?",
                                                               batch)
                            .one() != 6)
                        throw std::runtime_error("other rows of a raw text");
                    if (db.update<Entry>()
                            .set(il::col<& Entry::batch> = batch)
                            .where(il::col<&Entry::id>.in(std::vector<std::int64_t>{one.id}))
                            .run() != 1)
                        throw std::runtime_error("another number of updates");
                }
            } catch (const std::exception& e) {
                errors[t] = e.what();
            }
        });
    for (std::thread& one : team) one.join();
}
