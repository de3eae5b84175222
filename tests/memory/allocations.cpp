// SPDX-License-Identifier: BSL-1.0
#include "bench/allocated.hpp"
#include "bench/interlock_models.hpp"
#include "integration/engines.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What the library allocates, counted at operator new: nothing but the texts and the vector that its caller is given.
// Engines allocate by malloc for themselves, which is theirs.

using bench::Gem;
using bench::GemView;
using bench::Product;
using bench::Review;

namespace {

constexpr std::string_view long_text = "a text that does not fit into a string";

Gem gem(int id) {
    Gem g{"gem number " + std::to_string(100'000'000 + id), {}, {}, {}, {}, {}, {}, {}, {}};
    g.name = g.organism = g.path = long_text;
    g.tissue = g.pubmed = "short";
    return g;  // the others are NULL
}
Review review(int id) {
    return {0, id % 100, "somebody", 1 + id % 5, std::string(long_text), 1'700'000'000 + id};
}

/// What is allocated for texts: what does not fit into a string by itself, and nothing for the rest.
std::int64_t texts_of(const Gem& g) {
    const auto one = [](const std::string& text) {
        return std::int64_t{text.capacity() > std::string().capacity()};
    };
    std::int64_t all = one(g.id);
    for (const auto* text :
         {&g.name, &g.organism, &g.tissue, &g.celltype, &g.cellline, &g.path, &g.maintained, &g.pubmed})
        if (*text) all += one(**text);
    return all;
}

constexpr int rows = 5'000;
// of a vector that grows: as often as it doubles
constexpr std::int64_t growth = 15;

template <class Backend>
class filled {
public:
    explicit filled(place where) : db(where) {
        std::vector<Gem> gems;
        std::vector<Review> reviews;
        for (int id = 0; id < rows; ++id) {
            gems.push_back(gem(id));
            reviews.push_back(review(id));
        }
        std::vector<Product> products;
        for (int id = 0; id < 100; ++id) products.push_back({id, "a product", {}, 100});
        db->insert_many(gems);
        db->insert_many(products);
        db->insert_many(reviews);
    }
    engine<Backend, Gem, Product, Review> db;
};

/// Said without an allocation where it holds.
void must(bool holds) {
    if (!holds) FAIL("another row was read");
}

/// How much a call allocates once its statement is kept.
template <class Function>
std::int64_t allocations_of(Function f) {
    f();
    const allocations before;
    f();
    return before.since();
}

}  // namespace

ENGINE_CASE("A select allocates its texts and its vector") {
    filled<TestType> store(EVERY_PLACE);
    auto& db = *store.db;

    std::vector<Gem> gems;
    const std::int64_t all = allocations_of([&] { gems = db.template from<Gem>().all(); });
    REQUIRE(gems.size() == rows);
    std::int64_t texts = 0;
    for (const Gem& g : gems) texts += texts_of(g);
    REQUIRE(texts == 4 * rows);
    CHECK(all - texts <= growth);

    std::vector<Review> reviews;
    const std::int64_t of_reviews = allocations_of([&] { reviews = db.template from<Review>().all(); });
    REQUIRE(reviews.size() == rows);
    CHECK(of_reviews - rows <= growth);

    const std::int64_t of_page = allocations_of(
        [&] { reviews = db.template from<Review>().order_by(il::asc<&Review::id>).limit(20).all(); });
    CHECK(of_page - 20 <= 1);  // the limit says how many there may be
}

ENGINE_CASE("A join allocates the texts of both models and its vector") {
    filled<TestType> store(EVERY_PLACE);
    std::vector<std::tuple<Review, Product>> found;
    const std::int64_t all = allocations_of(
        [&] { found = store.db->template from<Review>().template join<&Review::product_id>().all(); });
    REQUIRE(found.size() == rows);
    CHECK(all - rows <= growth);
}

ENGINE_CASE("Views and streams allocate nothing for a row") {
    filled<TestType> store(EVERY_PLACE);
    auto& db = *store.db;
    std::size_t bytes = 0;
    const auto whole = allocations_of([&] {
        for (const GemView& g : db.template from<Gem>().template views<GemView>()) bytes += g.id.size();
    });
    CHECK(bytes == 2 * rows * gem(0).id.size());
    CHECK(whole <= 5);

    std::int64_t read = 0;
    const auto streamed = allocations_of([&] {
        for (const Review& r : db.template from<Review>().stream()) read += r.id > 0;
    });
    CHECK(read == 2 * rows);
    CHECK(streamed <= 5);  // its texts are read into the row before
}

ENGINE_CASE("A lookup allocates its texts") {
    filled<TestType> store(EVERY_PLACE);
    auto& db = *store.db;
    const std::string key = gem(17).id;
    CHECK(allocations_of([&] { must(db.template get<Gem>(key).id == key); }) == 4);
    CHECK(allocations_of([&] { must(db.template find<Review>(17).has_value()); }) == 1);
    CHECK(allocations_of([&] { must(db.template from<Review>().count() == rows); }) == 0);
    CHECK(allocations_of([&] {
              must(db.template from<Gem>().where(il::col<&Gem::id> == std::string_view(key)).exists());
          }) == 0);
}

ENGINE_CASE("Writing allocates nothing") {
    filled<TestType> store(EVERY_PLACE);
    auto& db = *store.db;
    // the statement is kept from the first on; what is written lies where its caller has it
    std::vector<Review> reviews(200, review(0));
    std::vector<Gem> gems;
    for (int id = 0; id < 200; ++id) gems.push_back(gem(rows + id));
    const std::string key = gem(3).id;
    db.template transaction<typename engine<TestType, Gem, Product, Review>::database>([&](auto& tx) {
        tx.insert(reviews[0]);
        const allocations before;
        for (Review& r : reviews) {
            r.id = 0;
            tx.insert(r);
        }
        CHECK(before.since() == 0);

        tx.insert(gems[0]);
        const allocations of_gems;
        for (std::size_t i = 1; i < gems.size(); ++i) tx.insert(gems[i]);
        CHECK(of_gems.since() == 0);

        CHECK(allocations_of([&] {
                  tx.template update<Gem>()
                      .set(il::col<& Gem::tissue> = std::string_view(long_text))
                      .where(il::col<&Gem::id> == std::string_view(key))
                      .run();
              }) == 0);
        CHECK(allocations_of([&] { tx.upsert(gems[7]); }) == 0);
        CHECK(allocations_of([&] {
                  tx.template remove<Gem>().where(il::col<&Gem::id> == std::string_view(key)).run();
              }) == 0);
    });

    std::vector<Product> many;
    for (int id = 0; id < rows; ++id) many.push_back({1000 + id, std::string(long_text), {}, 100});
    const std::vector<Product> first(many.begin(), many.begin() + 1000),
        second(many.begin() + 1000, many.begin() + 2000), rest(many.begin() + 2000, many.end());
    db.insert_many(first);
    const allocations few;
    db.insert_many(second);
    const std::int64_t of_1000 = few.since();
    const allocations more;
    db.insert_many(rest);
    CHECK(of_1000 <= 20);
    CHECK(more.since() <= 20);  // however many rows there are
}
