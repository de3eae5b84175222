// SPDX-License-Identifier: BSL-1.0
#include "hand_libpqxx.hpp"

#include <pqxx/pqxx>

#include <stdexcept>

namespace bench {
namespace {

using optional_text = std::optional<std::string>;

std::optional<const char*> parameter(const optional_text& value) {
    return value ? std::optional{value->c_str()} : std::nullopt;
}

void read(const pqxx::row& row, Gem& gem) {
    gem.id = row[0].as<std::string>();
    int column = 1;
    for (optional_text* text : {&gem.name, &gem.organism, &gem.tissue, &gem.celltype, &gem.cellline,
                                &gem.path, &gem.maintained, &gem.pubmed}) {
        const pqxx::field field = row[column++];
        if (!field.is_null()) text->emplace(field.c_str(), field.size());
    }
}
void read(const pqxx::row& row, Review& review) {
    review.id = row[0].as<std::int64_t>();
    review.product_id = row[1].as<std::int64_t>();
    review.author = row[2].as<std::string>();
    review.rating = row[3].as<int>();
    review.body = row[4].as<std::string>();
    review.created_at = row[5].as<std::int64_t>();
}
void read(const pqxx::row& row, std::tuple<Review, Product>& pair) {
    read(row, std::get<0>(pair));
    Product& product = std::get<1>(pair);
    product.id = row[6].as<std::int64_t>();
    product.name = row[7].as<std::string>();
    if (!row[8].is_null()) product.brand = row[8].as<std::string>();
    product.cents = row[9].as<std::int64_t>();
}
void read(const pqxx::row& row, RatingCount& count) {
    count.rating = row[0].as<int>();
    count.reviews = row[1].as<std::int64_t>();
    count.latest = row[2].as<std::int64_t>();
}

#define BENCH_GEM_COLUMNS "id, name, organism, tissue, celltype, cellline, path, maintained, pubmed"
#define BENCH_REVIEW_VALUES "product_id, author, rating, body, created_at"

class hand_libpqxx final : public side {
public:
    explicit hand_libpqxx(const std::string& url) : connection_{url} {
        connection_.prepare("insert_gem",
                            "INSERT INTO gems (" BENCH_GEM_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)");
        connection_.prepare("insert_review", "INSERT INTO reviews (" BENCH_REVIEW_VALUES
                                             ") VALUES ($1,$2,$3,$4,$5) RETURNING id");
        connection_.prepare("select_gem", "SELECT " BENCH_GEM_COLUMNS " FROM gems WHERE id = $1");
        connection_.prepare("select_review", "SELECT id, " BENCH_REVIEW_VALUES " FROM reviews WHERE id = $1");
        connection_.prepare("select_gems", "SELECT " BENCH_GEM_COLUMNS " FROM gems");
        connection_.prepare("select_reviews", "SELECT id, " BENCH_REVIEW_VALUES " FROM reviews");
        connection_.prepare(
            "join_products",
            "SELECT r.id, r.product_id, r.author, r.rating, r.body, r.created_at, p.id, p.name, "
            "p.brand, p.cents FROM reviews r JOIN products p ON r.product_id = p.id");
        connection_.prepare("filter_reviews", "SELECT id, " BENCH_REVIEW_VALUES
                                              " FROM reviews WHERE product_id = $1 AND rating >= $2 "
                                              "ORDER BY id LIMIT $3");
        connection_.prepare("count_ratings",
                            "SELECT rating, count(*), max(created_at) FROM reviews GROUP BY rating");
        connection_.prepare("update_gem", "UPDATE gems SET tissue = $1 WHERE id = $2");
        connection_.prepare(
            "upsert_gem", "INSERT INTO gems (" BENCH_GEM_COLUMNS
                          ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) ON CONFLICT (id) DO UPDATE SET "
                          "name = excluded.name, organism = excluded.organism, tissue = excluded.tissue, "
                          "celltype = excluded.celltype, cellline = excluded.cellline, path = excluded.path, "
                          "maintained = excluded.maintained, pubmed = excluded.pubmed");
    }

    void insert_each(std::span<Gem> gems) override { write_each("insert_gem", gems); }
    void upsert_each(std::span<const Gem> gems) override { write_each("upsert_gem", gems); }
    void insert_each(std::span<Review> reviews) override {
        pqxx::work transaction{connection_};
        for (Review& review : reviews)
            review.id = transaction
                            .exec_prepared1("insert_review", review.product_id, review.author, review.rating,
                                            review.body, review.created_at)[0]
                            .as<std::int64_t>();
        transaction.commit();
    }

    void insert_bulk(const std::vector<Gem>& gems) override {
        pqxx::work transaction{connection_};
        pqxx::stream_to stream{transaction, "gems",
                               std::vector<std::string>{"id", "name", "organism", "tissue", "celltype",
                                                        "cellline", "path", "maintained", "pubmed"}};
        for (const Gem& gem : gems)
            stream << std::make_tuple(gem.id, gem.name, gem.organism, gem.tissue, gem.celltype, gem.cellline,
                                      gem.path, gem.maintained, gem.pubmed);
        stream.complete();
        transaction.commit();
    }
    void insert_bulk(const std::vector<Review>& reviews) override {
        pqxx::work transaction{connection_};
        pqxx::stream_to stream{
            transaction, "reviews",
            std::vector<std::string>{"product_id", "author", "rating", "body", "created_at"}};
        for (const Review& review : reviews)
            stream << std::make_tuple(review.product_id, review.author, review.rating, review.body,
                                      review.created_at);
        stream.complete();
        transaction.commit();
    }
    void insert_bulk(const std::vector<Product>& products) override {
        pqxx::work transaction{connection_};
        pqxx::stream_to stream{transaction, "products",
                               std::vector<std::string>{"id", "name", "brand", "cents"}};
        for (const Product& product : products)
            stream << std::make_tuple(product.id, product.name, product.brand, product.cents);
        stream.complete();
        transaction.commit();
    }

    void look_up(std::span<const std::string> gem_keys, digest& read) override {
        for (const std::string& key : gem_keys) read.add(get<Gem>("select_gem", key));
    }
    void look_up(std::span<const std::int64_t> review_keys, digest& read) override {
        for (const std::int64_t key : review_keys) read.add(get<Review>("select_review", key));
    }
    void look_up_in_transaction(std::span<const std::int64_t> review_keys, digest& digest) override {
        pqxx::read_transaction transaction{connection_};
        for (const std::int64_t key : review_keys) {
            Review row;
            read(transaction.exec_prepared1("select_review", key), row);
            digest.add(row);
        }
        transaction.commit();
    }

    std::vector<Gem> all_gems() override { return rows<Gem>("select_gems"); }
    std::vector<Review> all_reviews() override { return rows<Review>("select_reviews"); }
    std::vector<std::tuple<Review, Product>> reviews_with_products() override {
        return rows<std::tuple<Review, Product>>("join_products");
    }
    void filter(std::span<const review_filter> filters, digest& read) override {
        for (const review_filter& wanted : filters) {
            const auto found = rows<Review>("filter_reviews", wanted.product_id, wanted.least_rating, 20);
            for (std::size_t i = 0; i < found.size(); ++i) read.add(found[i], i);
        }
    }
    void view_gems(digest& read) override {
        for (const Gem& gem : all_gems()) read.add(gem);
    }
    std::vector<RatingCount> count_by_rating() override { return rows<RatingCount>("count_ratings"); }

    void update_each(std::span<const gem_update> updates) override {
        pqxx::work transaction{connection_};
        for (const gem_update& update : updates)
            if (transaction.exec_prepared("update_gem", update.tissue, update.id).affected_rows() != 1)
                throw std::runtime_error{"hand-written libpqxx: no such gem"};
        transaction.commit();
    }

private:
    template <class Gems>
    void write_each(const char* statement, const Gems& gems) {
        pqxx::work transaction{connection_};
        for (const Gem& gem : gems)
            transaction.exec_prepared0(statement, gem.id, parameter(gem.name), parameter(gem.organism),
                                       parameter(gem.tissue), parameter(gem.celltype),
                                       parameter(gem.cellline), parameter(gem.path),
                                       parameter(gem.maintained), parameter(gem.pubmed));
        transaction.commit();
    }
    // A single read needs no transaction of its own.
    template <class Row, class Key>
    Row get(const char* statement, const Key& key) {
        pqxx::nontransaction reading{connection_};
        Row row;
        read(reading.exec_prepared1(statement, key), row);
        return row;
    }
    template <class Row, class... Values>
    std::vector<Row> rows(const char* statement, const Values&... values) {
        pqxx::nontransaction reading{connection_};
        const pqxx::result found = reading.exec_prepared(statement, values...);
        std::vector<Row> result(static_cast<std::size_t>(found.size()));
        std::size_t at = 0;
        for (const auto& row : found) read(row, result[at++]);
        return result;
    }

    pqxx::connection connection_;
};

#undef BENCH_GEM_COLUMNS
#undef BENCH_REVIEW_VALUES

}  // namespace

std::unique_ptr<side> hand_written_libpqxx(const std::string& url) {
    return std::make_unique<hand_libpqxx>(url);
}

}  // namespace bench
