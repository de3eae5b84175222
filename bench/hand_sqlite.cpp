// SPDX-License-Identifier: BSL-1.0
#include "hand_sqlite.hpp"

#include <sqlite3.h>

#include <array>
#include <stdexcept>
#include <string_view>

namespace bench {
namespace {

struct close_database {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct finalize_statement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using database_handle = std::unique_ptr<sqlite3, close_database>;
using statement_handle = std::unique_ptr<sqlite3_stmt, finalize_statement>;

[[noreturn]] void fail(sqlite3* database) {
    throw std::runtime_error{std::string{"hand-written SQLite: "} + sqlite3_errmsg(database)};
}

database_handle open(const std::string& path, int flags) {
    sqlite3* opened = nullptr;
    const int result = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
    database_handle database{opened};
    if (result != SQLITE_OK) fail(opened);
    return database;
}

statement_handle prepare(sqlite3* database, std::string_view sql,
                         unsigned flags = SQLITE_PREPARE_PERSISTENT) {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), flags, &prepared, nullptr) !=
        SQLITE_OK)
        fail(database);
    return statement_handle{prepared};
}

void execute(sqlite3* database, const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(database);
}

// The values outlive the step, so SQLite need not copy them.
void bind(sqlite3_stmt* statement, int index, const std::string& value) {
    sqlite3_bind_text(statement, index, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
}

void bind(sqlite3_stmt* statement, int index, const std::optional<std::string>& value) {
    if (value) bind(statement, index, *value);
    else sqlite3_bind_null(statement, index);
}

void bind(sqlite3_stmt* statement, int index, std::int64_t value) {
    sqlite3_bind_int64(statement, index, value);
}

constexpr int gem_columns = 9;
void bind(sqlite3_stmt* statement, int first, const Gem& gem) {
    bind(statement, first, gem.id);
    bind(statement, first + 1, gem.name);
    bind(statement, first + 2, gem.organism);
    bind(statement, first + 3, gem.tissue);
    bind(statement, first + 4, gem.celltype);
    bind(statement, first + 5, gem.cellline);
    bind(statement, first + 6, gem.path);
    bind(statement, first + 7, gem.maintained);
    bind(statement, first + 8, gem.pubmed);
}

constexpr int review_columns = 5;  // without the generated key
void bind(sqlite3_stmt* statement, int first, const Review& review) {
    bind(statement, first, review.product_id);
    bind(statement, first + 1, review.author);
    bind(statement, first + 2, std::int64_t{review.rating});
    bind(statement, first + 3, review.body);
    bind(statement, first + 4, review.created_at);
}

constexpr int product_columns = 4;
void bind(sqlite3_stmt* statement, int first, const Product& product) {
    bind(statement, first, product.id);
    bind(statement, first + 1, product.name);
    bind(statement, first + 2, product.brand);
    bind(statement, first + 3, product.cents);
}

// Text through the column's value: one look at the row instead of one for the text and one for its size.
// Without a mutex there is no difference between protected values and others.
void read(sqlite3_stmt* statement, int column, std::string& text) {
    sqlite3_value* const value = sqlite3_column_value(statement, column);
    const auto* first = reinterpret_cast<const char*>(sqlite3_value_text(value));
    text.assign(first, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

void read(sqlite3_stmt* statement, int column, std::optional<std::string>& text) {
    sqlite3_value* const value = sqlite3_column_value(statement, column);
    if (const auto* first = reinterpret_cast<const char*>(sqlite3_value_text(value)))
        text.emplace(first, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

void read(sqlite3_stmt* statement, Gem& gem) {
    read(statement, 0, gem.id);
    read(statement, 1, gem.name);
    read(statement, 2, gem.organism);
    read(statement, 3, gem.tissue);
    read(statement, 4, gem.celltype);
    read(statement, 5, gem.cellline);
    read(statement, 6, gem.path);
    read(statement, 7, gem.maintained);
    read(statement, 8, gem.pubmed);
}

void read(sqlite3_stmt* statement, Review& review) {
    review.id = sqlite3_column_int64(statement, 0);
    review.product_id = sqlite3_column_int64(statement, 1);
    read(statement, 2, review.author);
    review.rating = sqlite3_column_int(statement, 3);
    read(statement, 4, review.body);
    review.created_at = sqlite3_column_int64(statement, 5);
}

void read(sqlite3_stmt* statement, RatingCount& count) {
    count.rating = sqlite3_column_int(statement, 0);
    count.reviews = sqlite3_column_int64(statement, 1);
    count.latest = sqlite3_column_int64(statement, 2);
}

void read(sqlite3_stmt* statement, std::tuple<Review, Product>& pair) {
    read(statement, std::get<0>(pair));
    Product& product = std::get<1>(pair);
    product.id = sqlite3_column_int64(statement, 6);
    read(statement, 7, product.name);
    read(statement, 8, product.brand);
    product.cents = sqlite3_column_int64(statement, 9);
}

#define BENCH_GEM_COLUMNS "id, name, organism, tissue, celltype, cellline, path, maintained, pubmed"
#define BENCH_REVIEW_VALUES "product_id, author, rating, body, created_at"
constexpr std::string_view insert_gem = "INSERT INTO gems (" BENCH_GEM_COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?)";
constexpr std::string_view insert_review = "INSERT INTO reviews (" BENCH_REVIEW_VALUES ") VALUES (?,?,?,?,?)";
constexpr std::string_view insert_product = "INSERT INTO products (id, name, brand, cents) VALUES (?,?,?,?)";
constexpr std::string_view select_gems = "SELECT " BENCH_GEM_COLUMNS " FROM gems";
constexpr std::string_view select_gem = "SELECT " BENCH_GEM_COLUMNS " FROM gems WHERE id = ?";
constexpr std::string_view select_reviews = "SELECT id, " BENCH_REVIEW_VALUES " FROM reviews";
constexpr std::string_view select_review = "SELECT id, " BENCH_REVIEW_VALUES " FROM reviews WHERE id = ?";
constexpr std::string_view join_products =
    "SELECT r.id, r.product_id, r.author, r.rating, r.body, r.created_at, p.id, p.name, p.brand, p.cents "
    "FROM reviews r JOIN products p ON r.product_id = p.id";
constexpr std::string_view filter_reviews =
    "SELECT id, " BENCH_REVIEW_VALUES
    " FROM reviews WHERE product_id = ? AND rating >= ? ORDER BY id LIMIT ?";
constexpr std::string_view update_gem = "UPDATE gems SET tissue = ? WHERE id = ?";
constexpr std::string_view count_ratings =
    "SELECT rating, count(*), max(created_at) FROM reviews GROUP BY rating";
constexpr std::string_view upsert_gem =
    "INSERT INTO gems (" BENCH_GEM_COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET "
    "name = excluded.name, organism = excluded.organism, tissue = excluded.tissue, "
    "celltype = excluded.celltype, cellline = excluded.cellline, path = excluded.path, "
    "maintained = excluded.maintained, pubmed = excluded.pubmed";
#undef BENCH_GEM_COLUMNS
#undef BENCH_REVIEW_VALUES

constexpr std::size_t bulk_rows = 128;

// "... VALUES (?,?)" for bulk_rows rows: "... VALUES (?,?),(?,?),..."
std::string for_many_rows(std::string_view insert) {
    const std::string_view group = insert.substr(insert.rfind('('));
    // in a transaction that is rolled back where it fails: a statement that need not undo itself alone keeps no journal
    std::string sql = "INSERT OR FAIL" + std::string{insert.substr(std::string_view{"INSERT"}.size())};
    for (std::size_t row = 1; row < bulk_rows; ++row) sql.append(",").append(group);
    return sql;
}

class hand_sqlite final : public side {
public:
    hand_sqlite(const std::string& path, const std::vector<std::string>& schema, mutexes kept)
        : database_{open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                   (kept == mutexes::none ? SQLITE_OPEN_NOMUTEX : SQLITE_OPEN_FULLMUTEX))} {
        for (const char* pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL",
                                   "PRAGMA foreign_keys = ON", "PRAGMA busy_timeout = 5000"})
            execute(database_.get(), pragma);
        for (const std::string& statement : schema) execute(database_.get(), statement.c_str());
        begin_ = prepare(database_.get(), "BEGIN IMMEDIATE");
        begin_reading_ = prepare(database_.get(), "BEGIN");
        commit_ = prepare(database_.get(), "COMMIT");
        insert_gem_ = prepare(database_.get(), insert_gem);
        insert_review_ = prepare(database_.get(), insert_review);
        insert_gems_ = prepare(database_.get(), for_many_rows(insert_gem));
        insert_reviews_ = prepare(database_.get(), for_many_rows(insert_review));
        insert_product_ = prepare(database_.get(), insert_product);
        insert_products_ = prepare(database_.get(), for_many_rows(insert_product));
        select_gem_ = prepare(database_.get(), select_gem);
        select_review_ = prepare(database_.get(), select_review);
        select_gems_ = prepare(database_.get(), select_gems);
        select_reviews_ = prepare(database_.get(), select_reviews);
        join_products_ = prepare(database_.get(), join_products);
        filter_reviews_ = prepare(database_.get(), filter_reviews);
        count_ratings_ = prepare(database_.get(), count_ratings);
        update_gem_ = prepare(database_.get(), update_gem);
        upsert_gem_ = prepare(database_.get(), upsert_gem);
    }

    void insert_each(std::span<Gem> gems) override {
        run(begin_);
        for (const Gem& gem : gems) {
            bind(insert_gem_.get(), 1, gem);
            run(insert_gem_);
        }
        run(commit_);
    }

    void insert_each(std::span<Review> reviews) override {
        run(begin_);
        for (Review& review : reviews) {
            bind(insert_review_.get(), 1, review);
            run(insert_review_);
            review.id = sqlite3_last_insert_rowid(database_.get());
        }
        run(commit_);
    }

    void insert_bulk(const std::vector<Gem>& gems) override {
        insert_many(gems, insert_gems_, insert_gem_, gem_columns);
    }
    void insert_bulk(const std::vector<Review>& reviews) override {
        insert_many(reviews, insert_reviews_, insert_review_, review_columns);
    }
    void insert_bulk(const std::vector<Product>& products) override {
        insert_many(products, insert_products_, insert_product_, product_columns);
    }

    void look_up(std::span<const std::string> gem_keys, digest& read) override {
        for (const std::string& key : gem_keys) read.add(get<Gem>(select_gem_, key));
    }
    void look_up(std::span<const std::int64_t> review_keys, digest& read) override {
        for (const std::int64_t key : review_keys) read.add(get<Review>(select_review_, key));
    }
    void look_up_in_transaction(std::span<const std::int64_t> review_keys, digest& read) override {
        run(begin_reading_);
        for (const std::int64_t key : review_keys) read.add(get<Review>(select_review_, key));
        run(commit_);
    }

    std::vector<Gem> all_gems() override { return rows<Gem>(select_gems_); }
    std::vector<Review> all_reviews() override { return rows<Review>(select_reviews_); }

    std::vector<std::tuple<Review, Product>> reviews_with_products() override {
        return rows<std::tuple<Review, Product>>(join_products_);
    }

    void filter(std::span<const review_filter> filters, digest& read) override {
        sqlite3_stmt* statement = filter_reviews_.get();
        for (const review_filter& wanted : filters) {
            bind(statement, 1, wanted.product_id);
            bind(statement, 2, std::int64_t{wanted.least_rating});
            bind(statement, 3, std::int64_t{20});
            const std::vector<Review> found = rows<Review>(filter_reviews_);
            for (std::size_t i = 0; i < found.size(); ++i) read.add(found[i], i);
        }
    }

    // As structs: what is most often written.
    void view_gems(digest& read) override {
        for (const Gem& gem : all_gems()) read.add(gem);
    }

    std::vector<RatingCount> count_by_rating() override { return rows<RatingCount>(count_ratings_); }

    void upsert_each(std::span<const Gem> gems) override {
        run(begin_);
        for (const Gem& gem : gems) {
            bind(upsert_gem_.get(), 1, gem);
            run(upsert_gem_);
        }
        run(commit_);
    }

    void update_each(std::span<const gem_update> updates) override {
        run(begin_);
        for (const gem_update& update : updates) {
            bind(update_gem_.get(), 1, update.tissue);
            bind(update_gem_.get(), 2, update.id);
            run(update_gem_);
            if (sqlite3_changes(database_.get()) != 1)
                throw std::runtime_error{"hand-written SQLite: no such gem"};
        }
        run(commit_);
    }

private:
    void run(const statement_handle& statement) {
        const int result = sqlite3_step(statement.get());
        sqlite3_reset(statement.get());
        if (result != SQLITE_DONE) fail(database_.get());
    }

    template <class Row>
    void insert_many(const std::vector<Row>& rows, const statement_handle& many, const statement_handle& one,
                     int columns) {
        run(begin_);
        std::size_t row = 0;
        for (; row + bulk_rows <= rows.size(); row += bulk_rows) {
            for (std::size_t i = 0; i < bulk_rows; ++i)
                bind(many.get(), 1 + static_cast<int>(i) * columns, rows[row + i]);
            run(many);
        }
        for (; row < rows.size(); ++row) {
            bind(one.get(), 1, rows[row]);
            run(one);
        }
        run(commit_);
    }

    template <class Row, class Key>
    Row get(const statement_handle& statement, const Key& key) {
        Row row;
        bind(statement.get(), 1, key);
        if (sqlite3_step(statement.get()) != SQLITE_ROW) fail(database_.get());
        read(statement.get(), row);
        sqlite3_reset(statement.get());
        return row;
    }

    template <class Row>
    std::vector<Row> rows(const statement_handle& statement) {
        std::vector<Row> result;
        int state;
        while ((state = sqlite3_step(statement.get())) == SQLITE_ROW)
            read(statement.get(), result.emplace_back());
        sqlite3_reset(statement.get());
        if (state != SQLITE_DONE) fail(database_.get());
        return result;
    }

    database_handle database_;
    statement_handle begin_, begin_reading_, commit_, insert_gem_, insert_review_, insert_gems_,
        insert_reviews_, insert_product_, insert_products_, join_products_, select_gem_, select_review_,
        select_gems_, select_reviews_, filter_reviews_, count_ratings_, update_gem_, upsert_gem_;
};

}  // namespace

std::vector<std::string> read_sqlite_schema(const std::string& path) {
    const database_handle database = open(path, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX);
    // Indexes that SQLite makes itself have no text; its own tables (sqlite_sequence) make themselves.
    const statement_handle statement =
        prepare(database.get(),
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' "
                "ESCAPE '\\' ORDER BY rowid",
                0);
    std::vector<std::string> schema;
    while (sqlite3_step(statement.get()) == SQLITE_ROW) read(statement.get(), 0, schema.emplace_back());
    return schema;
}

std::unique_ptr<side> hand_written_sqlite(const std::string& path, const std::vector<std::string>& schema,
                                          mutexes kept) {
    return std::make_unique<hand_sqlite>(path, schema, kept);
}

}  // namespace bench
