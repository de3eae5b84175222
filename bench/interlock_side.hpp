// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "interlock_models.hpp"
#include "side.hpp"

#include <string>

namespace bench {

// The library in its everyday form: nothing is prepared, kept or reserved by the user.
template <class Backend>
class interlock_side final : public side {
public:
    struct main_db : interlock::database<"default", Backend> {};
    using service = interlock::service<interlock::databases<main_db>, interlock::models<Gem, Product, Review>,
                                       interlock::routers<interlock::route_rest<main_db>>>;

    explicit interlock_side(const std::string& url) : db_{interlock::settings{{"default", url}}} {}

    void create_tables() { interlock::create_tables(db_); }

    void insert_each(std::span<Gem> gems) override {
        db_.template transaction<main_db>([&](auto& tx) {
            for (Gem& gem : gems) tx.insert(gem);
        });
    }
    void insert_each(std::span<Review> reviews) override {
        db_.template transaction<main_db>([&](auto& tx) {
            for (Review& review : reviews) tx.insert(review);
        });
    }

    void insert_bulk(const std::vector<Gem>& gems) override { db_.insert_many(gems); }
    void insert_bulk(const std::vector<Review>& reviews) override { db_.insert_many(reviews); }
    void insert_bulk(const std::vector<Product>& products) override { db_.insert_many(products); }

    void look_up(std::span<const std::string> gem_keys, digest& read) override {
        for (const std::string& key : gem_keys) read.add(db_.template get<Gem>(key));
    }
    void look_up(std::span<const std::int64_t> review_keys, digest& read) override {
        for (const std::int64_t key : review_keys) read.add(*db_.template find<Review>(key));
    }
    void look_up_in_transaction(std::span<const std::int64_t> review_keys, digest& read) override {
        db_.template transaction<main_db, interlock::mode::read_only>([&](auto& tx) {
            for (const std::int64_t key : review_keys) read.add(*tx.template find<Review>(key));
        });
    }

    std::vector<Gem> all_gems() override { return db_.template from<Gem>().all(); }
    std::vector<Review> all_reviews() override { return db_.template from<Review>().all(); }

    std::vector<std::tuple<Review, Product>> reviews_with_products() override {
        return db_.template from<Review>().template join<&Review::product_id>().all();
    }

    void filter(std::span<const review_filter> filters, digest& read) override {
        namespace il = interlock;
        for (const review_filter& wanted : filters) {
            const auto found = db_.template from<Review>()
                                   .where(il::col<&Review::product_id> == wanted.product_id &&
                                          il::col<&Review::rating> >= wanted.least_rating)
                                   .order_by(il::asc<&Review::id>)
                                   .limit(20)
                                   .all();
            for (std::size_t i = 0; i < found.size(); ++i) read.add(found[i], i);
        }
    }

    void view_gems(digest& read) override {
        for (const GemView& gem : db_.template from<Gem>().template views<GemView>()) read.add(gem);
    }

    std::vector<RatingCount> count_by_rating() override {
        namespace il = interlock;
        return db_.template from<Review>()
            .group_by(il::col<&Review::rating>)
            .select(il::col<&Review::rating>, il::count(), il::max(il::col<&Review::created_at>))
            .template as<RatingCount>()
            .all();
    }

    void upsert_each(std::span<const Gem> gems) override {
        db_.template transaction<main_db>([&](auto& tx) {
            for (const Gem& gem : gems) tx.upsert(gem);
        });
    }

    void update_each(std::span<const gem_update> updates) override {
        namespace il = interlock;
        db_.template transaction<main_db>([&](auto& tx) {
            for (const gem_update& update : updates)
                tx.template update<Gem>()
                    .set(il::col<& Gem::tissue> = update.tissue)
                    .where(il::col<&Gem::id> == update.id)
                    .run();
        });
    }

private:
    interlock::session<service> db_;
};

}  // namespace bench
