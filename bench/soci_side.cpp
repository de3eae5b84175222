// SPDX-License-Identifier: BSL-1.0
#include "soci_side.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace bench {
namespace {

constexpr std::size_t optional_columns = 8;
constexpr std::size_t bulk_rows = 1000;

template <class AnyGem>
auto texts_of(AnyGem& gem) {
    return std::array{&gem.name,     &gem.organism, &gem.tissue,     &gem.celltype,
                      &gem.cellline, &gem.path,     &gem.maintained, &gem.pubmed};
}

// What is bound or read: SOCI keeps NULL beside the value.
struct bound_gem {
    std::string id;
    std::array<std::string, optional_columns> texts;
    std::array<soci::indicator, optional_columns> states;

    void set(const Gem& gem) {
        id = gem.id;
        const auto from = texts_of(gem);
        for (std::size_t i = 0; i < from.size(); ++i) {
            states[i] = *from[i] ? soci::i_ok : soci::i_null;
            if (*from[i]) texts[i] = **from[i];
        }
    }
    Gem get() const {
        Gem gem;
        gem.id = id;
        const auto to = texts_of(gem);
        for (std::size_t i = 0; i < to.size(); ++i)
            if (states[i] == soci::i_ok) *to[i] = texts[i];
        return gem;
    }
};

struct bound_gems {
    std::vector<std::string> id;
    std::array<std::vector<std::string>, optional_columns> texts;
    std::array<std::vector<soci::indicator>, optional_columns> states;

    void set(const std::vector<Gem>& gems, std::size_t first, std::size_t count) {
        id.resize(count);
        for (std::size_t i = 0; i < optional_columns; ++i) {
            texts[i].resize(count);
            states[i].resize(count);
        }
        for (std::size_t row = 0; row < count; ++row) {
            const Gem& gem = gems[first + row];
            id[row] = gem.id;
            const auto from = texts_of(gem);
            for (std::size_t i = 0; i < from.size(); ++i) {
                states[i][row] = *from[i] ? soci::i_ok : soci::i_null;
                if (*from[i]) texts[i][row] = **from[i];
            }
        }
    }
};

struct bound_review {
    long long id = 0, product_id = 0;
    std::string author;
    int rating = 0;
    std::string body;
    long long created_at = 0;

    void set(const Review& review) {
        product_id = review.product_id;
        author = review.author;
        rating = review.rating;
        body = review.body;
        created_at = review.created_at;
    }
    Review get() const { return {id, product_id, author, rating, body, created_at}; }
};

struct bound_product {
    long long id = 0;
    std::string name, brand;
    soci::indicator has_brand = soci::i_null;
    long long cents = 0;

    Product get() const {
        return {id, name, has_brand == soci::i_ok ? std::optional{brand} : std::nullopt, cents};
    }
};

template <class Statement, class Bound>
void use_gem(Statement& statement, Bound& bound) {
    statement.exchange(soci::use(bound.id));
    for (std::size_t i = 0; i < optional_columns; ++i)
        statement.exchange(soci::use(bound.texts[i], bound.states[i]));
}
void into_gem(soci::statement& statement, bound_gem& bound) {
    statement.exchange(soci::into(bound.id));
    for (std::size_t i = 0; i < optional_columns; ++i)
        statement.exchange(soci::into(bound.texts[i], bound.states[i]));
}
void use_review(soci::statement& statement, bound_review& bound) {
    statement.exchange(soci::use(bound.product_id));
    statement.exchange(soci::use(bound.author));
    statement.exchange(soci::use(bound.rating));
    statement.exchange(soci::use(bound.body));
    statement.exchange(soci::use(bound.created_at));
}
void into_review(soci::statement& statement, bound_review& bound) {
    statement.exchange(soci::into(bound.id));
    statement.exchange(soci::into(bound.product_id));
    statement.exchange(soci::into(bound.author));
    statement.exchange(soci::into(bound.rating));
    statement.exchange(soci::into(bound.body));
    statement.exchange(soci::into(bound.created_at));
}

#define BENCH_GEM_COLUMNS "id, name, organism, tissue, celltype, cellline, path, maintained, pubmed"
#define BENCH_GEM_VALUES ":id, :name, :organism, :tissue, :celltype, :cellline, :path, :maintained, :pubmed"
#define BENCH_REVIEW_VALUES "product_id, author, rating, body, created_at"

class soci_side final : public side {
public:
    soci_side(const std::string& backend, const std::string& connection,
              const std::vector<std::string>& schema)
        : returns_keys_{backend == "postgresql"}, session_{backend, connection} {
        if (backend == "sqlite3")
            for (const char* pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL",
                                       "PRAGMA foreign_keys = ON", "PRAGMA busy_timeout = 5000"})
                session_ << pragma;
        for (const std::string& statement : schema) session_ << statement;

        use_gem(insert_gem_, gem_);
        prepare(insert_gem_, "INSERT INTO gems (" BENCH_GEM_COLUMNS ") VALUES (" BENCH_GEM_VALUES ")");
        use_review(insert_review_, review_);
        if (returns_keys_) insert_review_.exchange(soci::into(review_.id));
        prepare(insert_review_, std::string{"INSERT INTO reviews (" BENCH_REVIEW_VALUES ") VALUES "
                                            "(:product, :author, :rating, :body, :created)"} +
                                    (returns_keys_ ? " RETURNING id" : ""));
        into_gem(select_gem_, gem_);
        select_gem_.exchange(soci::use(text_key_));
        prepare(select_gem_, "SELECT " BENCH_GEM_COLUMNS " FROM gems WHERE id = :id");
        into_review(select_review_, review_);
        select_review_.exchange(soci::use(number_key_));
        prepare(select_review_, "SELECT id, " BENCH_REVIEW_VALUES " FROM reviews WHERE id = :id");
        into_gem(select_gems_, gem_);
        prepare(select_gems_, "SELECT " BENCH_GEM_COLUMNS " FROM gems");
        into_review(select_reviews_, review_);
        prepare(select_reviews_, "SELECT id, " BENCH_REVIEW_VALUES " FROM reviews");
        into_review(join_products_, review_);
        join_products_.exchange(soci::into(product_.id));
        join_products_.exchange(soci::into(product_.name));
        join_products_.exchange(soci::into(product_.brand, product_.has_brand));
        join_products_.exchange(soci::into(product_.cents));
        prepare(join_products_,
                "SELECT r.id, r.product_id, r.author, r.rating, r.body, r.created_at, p.id, p.name, p.brand, "
                "p.cents FROM reviews r JOIN products p ON r.product_id = p.id");
        into_review(filter_reviews_, review_);
        filter_reviews_.exchange(soci::use(number_key_));
        filter_reviews_.exchange(soci::use(least_rating_));
        prepare(filter_reviews_, "SELECT id, " BENCH_REVIEW_VALUES
                                 " FROM reviews WHERE product_id = :product AND rating >= :rating "
                                 "ORDER BY id LIMIT 20");
        count_ratings_.exchange(soci::into(review_.rating));
        count_ratings_.exchange(soci::into(review_.id));
        count_ratings_.exchange(soci::into(review_.created_at));
        prepare(count_ratings_, "SELECT rating, count(*), max(created_at) FROM reviews GROUP BY rating");
        update_gem_.exchange(soci::use(tissue_));
        update_gem_.exchange(soci::use(text_key_));
        prepare(update_gem_, "UPDATE gems SET tissue = :tissue WHERE id = :id");
        use_gem(upsert_gem_, gem_);
        prepare(upsert_gem_,
                "INSERT INTO gems (" BENCH_GEM_COLUMNS ") VALUES (" BENCH_GEM_VALUES
                ") ON CONFLICT (id) DO UPDATE SET name = excluded.name, organism = excluded.organism, "
                "tissue = excluded.tissue, celltype = excluded.celltype, cellline = excluded.cellline, "
                "path = excluded.path, maintained = excluded.maintained, pubmed = excluded.pubmed");
    }

    void insert_each(std::span<Gem> gems) override { write_each(insert_gem_, std::span<const Gem>{gems}); }
    void upsert_each(std::span<const Gem> gems) override { write_each(upsert_gem_, gems); }
    void insert_each(std::span<Review> reviews) override {
        soci::transaction transaction{session_};
        for (Review& review : reviews) {
            review_.set(review);
            insert_review_.execute(true);
            if (!returns_keys_) session_.get_last_insert_id("reviews", review_.id);
            review.id = review_.id;
        }
        transaction.commit();
    }

    // A statement for each part: on PostgreSQL one that is kept sends its first part again (SOCI 4.0.3).
    void insert_bulk(const std::vector<Gem>& gems) override {
        soci::transaction transaction{session_};
        for (std::size_t row = 0; row < gems.size(); row += bulk_rows) {
            bound_gems bound;
            bound.set(gems, row, std::min(bulk_rows, gems.size() - row));
            soci::statement insert{session_};
            use_gem(insert, bound);
            prepare(insert, "INSERT INTO gems (" BENCH_GEM_COLUMNS ") VALUES (" BENCH_GEM_VALUES ")");
            insert.execute(true);
        }
        transaction.commit();
    }
    void insert_bulk(const std::vector<Review>& reviews) override {
        soci::transaction transaction{session_};
        for (std::size_t row = 0; row < reviews.size(); row += bulk_rows) {
            const std::size_t count = std::min(bulk_rows, reviews.size() - row);
            std::vector<long long> product(count), created(count);
            std::vector<std::string> author(count), body(count);
            std::vector<int> rating(count);
            for (std::size_t i = 0; i < count; ++i) {
                const Review& review = reviews[row + i];
                product[i] = review.product_id;
                author[i] = review.author;
                rating[i] = review.rating;
                body[i] = review.body;
                created[i] = review.created_at;
            }
            soci::statement insert{session_};
            insert.exchange(soci::use(product));
            insert.exchange(soci::use(author));
            insert.exchange(soci::use(rating));
            insert.exchange(soci::use(body));
            insert.exchange(soci::use(created));
            prepare(insert, "INSERT INTO reviews (" BENCH_REVIEW_VALUES
                            ") VALUES (:product, :author, :rating, :body, :created)");
            insert.execute(true);
        }
        transaction.commit();
    }
    void insert_bulk(const std::vector<Product>& products) override {
        soci::transaction transaction{session_};
        soci::statement insert{session_};
        insert.exchange(soci::use(product_.id));
        insert.exchange(soci::use(product_.name));
        insert.exchange(soci::use(product_.brand, product_.has_brand));
        insert.exchange(soci::use(product_.cents));
        prepare(insert, "INSERT INTO products (id, name, brand, cents) VALUES (:id, :name, :brand, :cents)");
        for (const Product& product : products) {
            product_.id = product.id;
            product_.name = product.name;
            product_.has_brand = product.brand ? soci::i_ok : soci::i_null;
            product_.brand = product.brand.value_or("");
            product_.cents = product.cents;
            insert.execute(true);
        }
        transaction.commit();
    }

    void look_up(std::span<const std::string> gem_keys, digest& read) override {
        for (const std::string& key : gem_keys) {
            text_key_ = key;
            if (!select_gem_.execute(true)) throw std::runtime_error{"SOCI: no such gem"};
            read.add(gem_.get());
            select_gem_
                .fetch();  // to the end: a statement in the middle of its rows would keep what it reads locked
        }
    }
    void look_up(std::span<const std::int64_t> review_keys, digest& read) override {
        for (const std::int64_t key : review_keys) {
            number_key_ = key;
            if (!select_review_.execute(true)) throw std::runtime_error{"SOCI: no such review"};
            read.add(review_.get());
            select_review_.fetch();
        }
    }
    void look_up_in_transaction(std::span<const std::int64_t> review_keys, digest& read) override {
        soci::transaction transaction{session_};
        look_up(review_keys, read);
        transaction.commit();
    }

    std::vector<Gem> all_gems() override {
        return rows<Gem>(select_gems_, [this] { return gem_.get(); });
    }
    std::vector<Review> all_reviews() override {
        return rows<Review>(select_reviews_, [this] { return review_.get(); });
    }
    std::vector<std::tuple<Review, Product>> reviews_with_products() override {
        using pair = std::tuple<Review, Product>;
        return rows<pair>(join_products_, [this] { return pair{review_.get(), product_.get()}; });
    }
    void filter(std::span<const review_filter> filters, digest& read) override {
        for (const review_filter& wanted : filters) {
            number_key_ = wanted.product_id;
            least_rating_ = wanted.least_rating;
            const auto found = rows<Review>(filter_reviews_, [this] { return review_.get(); });
            for (std::size_t i = 0; i < found.size(); ++i) read.add(found[i], i);
        }
    }
    void view_gems(digest& read) override {
        select_gems_.execute();
        while (select_gems_.fetch()) read.add(gem_.get());
    }
    std::vector<RatingCount> count_by_rating() override {
        return rows<RatingCount>(count_ratings_, [this] {
            return RatingCount{review_.rating, review_.id, review_.created_at};
        });
    }

    void update_each(std::span<const gem_update> updates) override {
        soci::transaction transaction{session_};
        for (const gem_update& update : updates) {
            tissue_ = update.tissue;
            text_key_ = update.id;
            update_gem_.execute(true);
            if (update_gem_.get_affected_rows() != 1) throw std::runtime_error{"SOCI: no such gem"};
        }
        transaction.commit();
    }

private:
    static void prepare(soci::statement& statement, const std::string& text) {
        statement.alloc();
        statement.prepare(text);
        statement.define_and_bind();
    }
    void write_each(soci::statement& statement, std::span<const Gem> gems) {
        soci::transaction transaction{session_};
        for (const Gem& gem : gems) {
            gem_.set(gem);
            statement.execute(true);
        }
        transaction.commit();
    }
    template <class Row, class Read>
    static std::vector<Row> rows(soci::statement& statement, const Read& read) {
        std::vector<Row> result;
        statement.execute();
        while (statement.fetch()) result.push_back(read());
        return result;
    }

    bool returns_keys_;
    soci::session session_;
    bound_gem gem_;
    bound_review review_;
    bound_product product_;
    std::string text_key_, tissue_;
    long long number_key_ = 0;
    int least_rating_ = 0;
    soci::statement insert_gem_{session_}, insert_review_{session_}, select_gem_{session_},
        select_review_{session_}, select_gems_{session_}, select_reviews_{session_}, join_products_{session_},
        filter_reviews_{session_}, count_ratings_{session_}, update_gem_{session_}, upsert_gem_{session_};
};

#undef BENCH_GEM_COLUMNS
#undef BENCH_GEM_VALUES
#undef BENCH_REVIEW_VALUES

}  // namespace

bool has_soci() { return true; }

std::unique_ptr<side> soci_on(const std::string& backend, const std::string& connection,
                              const std::vector<std::string>& schema) {
    return std::make_unique<soci_side>(backend, connection, schema);
}

}  // namespace bench
