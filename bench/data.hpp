// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "models.hpp"
#include "side.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace bench {

// How many rows and operations. Single PostgreSQL statements wait for a round trip each, so fewer do.
struct sizes {
    std::size_t rows;     // in each table; also what is inserted in bulk and read whole
    std::size_t inserts;  // one by one
    std::size_t lookups;
    std::size_t filters;
    std::size_t updates;  // and upserts
    std::size_t lookups_together;
};

// The same pseudo-random rows and questions in every run.
struct dataset {
    explicit dataset(const sizes& wanted);

    // Where each gem moves in a round: another tissue each time, so that the index has work to do.
    std::vector<gem_update> updates(unsigned round) const;
    // As many gems, of which every second one is there already, and changes in each round.
    std::vector<Gem> upserts(unsigned round) const;

    sizes size;
    std::vector<Gem> gems;
    std::vector<Review> reviews;
    std::vector<Product> products;          // one for twenty reviews
    std::vector<std::string> gem_keys;      // to look up; each exists
    std::vector<std::int64_t> review_keys;  // the same
    std::vector<review_filter> filters;
};

}  // namespace bench
