// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "digest.hpp"
#include "models.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace bench {

struct review_filter {
    std::int64_t product_id;
    int least_rating;
};

struct gem_update {
    std::string id;
    std::string tissue;
};

// One way of talking to one database: the library's or the hand-written one. Each call is one timed
// workload; what it does besides the database (loops, digests) is the same on both sides.
class side {
public:
    side() = default;
    side(const side&) = delete;
    side& operator=(const side&) = delete;
    virtual ~side() = default;

    // One statement per row, all in one transaction. Reviews get their generated key filled in.
    virtual void insert_each(std::span<Gem> gems) = 0;
    virtual void insert_each(std::span<Review> reviews) = 0;

    // Everything at once, in the way that is fastest here.
    virtual void insert_bulk(const std::vector<Gem>& gems) = 0;
    virtual void insert_bulk(const std::vector<Review>& reviews) = 0;
    virtual void insert_bulk(const std::vector<Product>& products) = 0;

    // One row per key; every key exists.
    virtual void look_up(std::span<const std::string> gem_keys, digest& read) = 0;
    virtual void look_up(std::span<const std::int64_t> review_keys, digest& read) = 0;
    // The same in one transaction, which only reads.
    virtual void look_up_in_transaction(std::span<const std::int64_t> review_keys, digest& read) = 0;

    // The whole table as a vector of structs.
    virtual std::vector<Gem> all_gems() = 0;
    virtual std::vector<Review> all_reviews() = 0;

    // Each review beside its product, by a join.
    virtual std::vector<std::tuple<Review, Product>> reviews_with_products() = 0;

    // product_id = ? AND rating >= ? ORDER BY id LIMIT 20
    virtual void filter(std::span<const review_filter> filters, digest& read) = 0;

    // Every gem, looked at as it comes: without structs where that can be said.
    virtual void view_gems(digest& read) = 0;

    // For each rating, how many reviews have it, and the greatest of their times.
    virtual std::vector<RatingCount> count_by_rating() = 0;

    // One statement per update, all in one transaction.
    virtual void update_each(std::span<const gem_update> updates) = 0;

    // Adds each, or gives the row with its key the values, all in one transaction.
    virtual void upsert_each(std::span<const Gem> gems) = 0;
};

}  // namespace bench
