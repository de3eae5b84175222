// SPDX-License-Identifier: BSL-1.0
#include "data.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace bench {
namespace {

// splitmix64: small, and the same everywhere.
class random_numbers {
public:
    explicit random_numbers(std::uint64_t seed) : state_{seed} {}

    std::uint64_t below(std::uint64_t bound) {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return (z ^ (z >> 31)) % bound;
    }
    bool percent(unsigned share) { return below(100) < share; }

private:
    std::uint64_t state_;
};

constexpr std::array<std::string_view, 12> organisms{
    "Homo sapiens",       "Mus musculus",        "Rattus norvegicus",  "Saccharomyces cerevisiae",
    "Danio rerio",        "Escherichia coli",    "Bacillus subtilis",  "Drosophila melanogaster",
    "Aspergillus oryzae", "Yarrowia lipolytica", "Penicillium rubens", "Caenorhabditis elegans"};
constexpr std::array<std::string_view, 16> tissues{
    "liver",           "kidney",          "heart",          "lung",           "spleen", "pancreas",
    "cerebral cortex", "skeletal muscle", "breast",         "prostate",       "testis", "thyroid",
    "colon",           "adrenal gland",   "adipose tissue", "urinary bladder"};
constexpr std::array<std::string_view, 12> words{"works",   "well",  "arrived",   "broken",
                                                 "again",   "would", "recommend", "colour",
                                                 "smaller", "than",  "expected",  "sturdy"};

std::string numbered(std::string_view text, std::size_t number) {
    return std::string{text} + std::to_string(number);
}

Gem make_gem(std::size_t number, random_numbers& random) {
    Gem gem;
    gem.id = numbered("MAG-", 1'000'000 + number);
    const std::string_view organism = organisms[random.below(organisms.size())];
    gem.organism = organism;
    if (random.percent(80)) gem.tissue = tissues[random.below(tissues.size())];
    if (random.percent(30)) gem.celltype = numbered("hepatocyte-", random.below(40));
    if (random.percent(20)) gem.cellline = numbered("HepG2/", random.below(100));
    gem.name = numbered(std::string{organism} + (gem.tissue ? " " + *gem.tissue : "") + " model ", number);
    gem.path = numbered("models/" + std::to_string(random.below(64)) + "/gem_", number) + ".zip";
    if (random.percent(60)) gem.maintained = random.percent(50) ? "yes" : "no";
    if (random.percent(70)) gem.pubmed = numbered("", 10'000'000 + random.below(20'000'000));
    return gem;
}

Product make_product(std::size_t number, random_numbers& random) {
    Product product;
    product.id = static_cast<std::int64_t>(number);
    product.name = numbered(std::string{words[random.below(words.size())]} + " thing ", number);
    if (random.percent(70)) product.brand = numbered("brand ", random.below(300));
    product.cents = static_cast<std::int64_t>(99 + random.below(100'000));
    return product;
}

Review make_review(std::size_t products, random_numbers& random) {
    Review review;
    review.product_id = static_cast<std::int64_t>(1 + random.below(products));
    review.author = numbered("reader", random.below(50'000));
    review.rating = static_cast<int>(1 + random.below(5));
    for (std::uint64_t length = 4 + random.below(16); length > 0; --length)
        review.body.append(review.body.empty() ? "" : " ").append(words[random.below(words.size())]);
    review.created_at = static_cast<std::int64_t>(1'700'000'000'000'000 + random.below(1'000'000'000'000));
    return review;
}

}  // namespace

dataset::dataset(const sizes& wanted) : size{wanted} {
    random_numbers random{2024};
    const std::size_t count = std::max<std::size_t>(1, size.rows / 20);
    for (std::size_t i = 0; i < size.rows; ++i) gems.push_back(make_gem(i, random));
    for (std::size_t i = 0; i < size.rows; ++i) reviews.push_back(make_review(count, random));
    random_numbers of_products{1856};
    for (std::size_t i = 1; i <= count; ++i) products.push_back(make_product(i, of_products));
    for (std::size_t i = 0; i < size.lookups; ++i) {
        gem_keys.push_back(gems[random.below(size.rows)].id);
        review_keys.push_back(static_cast<std::int64_t>(1 + random.below(size.rows)));
    }
    for (std::size_t i = 0; i < size.filters; ++i)
        filters.push_back(
            {static_cast<std::int64_t>(1 + random.below(count)), static_cast<int>(1 + random.below(5))});
}

std::vector<gem_update> dataset::updates(unsigned round) const {
    std::vector<gem_update> updates;
    updates.reserve(size.updates);
    // A step that shares no factor with the number of rows visits each row once before any twice.
    for (std::size_t i = 0; i < size.updates; ++i) {
        const std::size_t number = i * 7'919 % size.rows;
        updates.push_back({gems[number].id, std::string{tissues[(number + round) % tissues.size()]}});
    }
    return updates;
}

std::vector<Gem> dataset::upserts(unsigned round) const {
    std::vector<Gem> rows;
    rows.reserve(size.updates);
    random_numbers random{7 + round};
    for (std::size_t i = 0; i < size.updates; ++i) {
        const std::size_t number = i / 2 * 7'919 % size.rows;
        rows.push_back(make_gem(i % 2 == 0 ? number : size.rows + round * size.updates + i, random));
    }
    return rows;
}

}  // namespace bench
