// SPDX-License-Identifier: BSL-1.0
#include "hand_libpq.hpp"

#include <endian.h>
#include <libpq-fe.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <stdexcept>
#include <string_view>

namespace bench {
namespace {

struct finish_connection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct clear_result {
    void operator()(PGresult* result) const { PQclear(result); }
};
using connection_handle = std::unique_ptr<PGconn, finish_connection>;
using result_handle = std::unique_ptr<PGresult, clear_result>;

[[noreturn]] void fail(PGconn* connection) {
    throw std::runtime_error{std::string{"hand-written libpq: "} + PQerrorMessage(connection)};
}

connection_handle connect(const std::string& url) {
    connection_handle connection{PQconnectdb(url.c_str())};
    if (PQstatus(connection.get()) != CONNECTION_OK) fail(connection.get());
    return connection;
}

result_handle checked(PGconn* connection, PGresult* result, ExecStatusType expected) {
    result_handle handle{result};
    if (PQresultStatus(result) != expected) fail(connection);
    return handle;
}

void execute(PGconn* connection, const char* sql) {
    checked(connection, PQexec(connection, sql), PGRES_COMMAND_OK);
}

// A number as the zero-terminated text that a parameter is.
class number_text {
public:
    explicit number_text(std::int64_t value) {
        *std::to_chars(text_.data(), text_.data() + text_.size() - 1, value).ptr = '\0';
    }
    const char* c_str() const { return text_.data(); }

private:
    std::array<char, 21> text_;
};

const char* parameter(const std::string& value) { return value.c_str(); }
const char* parameter(const std::optional<std::string>& value) { return value ? value->c_str() : nullptr; }

std::string_view cell(const PGresult* result, int row, int column) {
    return {PQgetvalue(result, row, column), static_cast<std::size_t>(PQgetlength(result, row, column))};
}

void read(const PGresult* result, int row, int column, std::string& value) {
    value = cell(result, row, column);
}

void read(const PGresult* result, int row, int column, std::optional<std::string>& value) {
    if (!PQgetisnull(result, row, column)) value.emplace(cell(result, row, column));
}

template <class Integer>
void read_number(const PGresult* result, int row, int column, Integer& value) {
    const std::string_view text = cell(result, row, column);
    if (PQfformat(result, column) == 0) std::from_chars(text.data(), text.data() + text.size(), value);
    else if (text.size() == sizeof(std::int64_t)) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, text.data(), sizeof bits);
        value = static_cast<Integer>(be64toh(bits));
    } else {
        std::uint32_t bits = 0;
        std::memcpy(&bits, text.data(), sizeof bits);
        value = static_cast<Integer>(static_cast<std::int32_t>(be32toh(bits)));
    }
}

void read(const PGresult* result, int row, Gem& gem) {
    read(result, row, 0, gem.id);
    read(result, row, 1, gem.name);
    read(result, row, 2, gem.organism);
    read(result, row, 3, gem.tissue);
    read(result, row, 4, gem.celltype);
    read(result, row, 5, gem.cellline);
    read(result, row, 6, gem.path);
    read(result, row, 7, gem.maintained);
    read(result, row, 8, gem.pubmed);
}

void read(const PGresult* result, int row, Review& review) {
    read_number(result, row, 0, review.id);
    read_number(result, row, 1, review.product_id);
    read(result, row, 2, review.author);
    read_number(result, row, 3, review.rating);
    read(result, row, 4, review.body);
    read_number(result, row, 5, review.created_at);
}

void read(const PGresult* result, int row, RatingCount& count) {
    read_number(result, row, 0, count.rating);
    read_number(result, row, 1, count.reviews);
    read_number(result, row, 2, count.latest.emplace());
}

void read(const PGresult* result, int row, std::tuple<Review, Product>& pair) {
    read(result, row, std::get<0>(pair));
    Product& product = std::get<1>(pair);
    read_number(result, row, 6, product.id);
    read(result, row, 7, product.name);
    read(result, row, 8, product.brand);
    read_number(result, row, 9, product.cents);
}

// Rows on their way into COPY, in its binary format: nothing to escape or to parse.
class copy_buffer {
public:
    explicit copy_buffer(PGconn* connection) : connection_{connection} {
        bytes_.reserve(flush_size + 4096);
        bytes_.append("PGCOPY\n\377\r\n\0", 11).append(8, '\0');
    }

    void row(const Gem& gem) {
        number<std::uint16_t>(9);
        text(gem.id);
        for (const auto* field : {&gem.name, &gem.organism, &gem.tissue, &gem.celltype, &gem.cellline,
                                  &gem.path, &gem.maintained, &gem.pubmed}) {
            if (*field) text(**field);
            else number<std::uint32_t>(0xFFFFFFFF);
        }
        end_row();
    }

    void row(const Review& review) {
        number<std::uint16_t>(5);
        integer(static_cast<std::uint64_t>(review.product_id));
        text(review.author);
        integer(static_cast<std::uint32_t>(review.rating));
        text(review.body);
        integer(static_cast<std::uint64_t>(review.created_at));
        end_row();
    }

    void row(const Product& product) {
        number<std::uint16_t>(4);
        integer(static_cast<std::uint64_t>(product.id));
        text(product.name);
        if (product.brand) text(*product.brand);
        else number<std::uint32_t>(0xFFFFFFFF);
        integer(static_cast<std::uint64_t>(product.cents));
        end_row();
    }

    void finish() {
        number<std::uint16_t>(0xFFFF);
        flush();
    }

private:
    static constexpr std::size_t flush_size = 64 * 1024;

    template <class Unsigned>
    void number(Unsigned value) {
        std::array<char, sizeof value> big_endian;
        for (std::size_t i = 0; i < sizeof value; ++i)
            big_endian[i] = static_cast<char>(value >> 8 * (sizeof value - 1 - i));
        bytes_.append(big_endian.data(), big_endian.size());
    }
    template <class Unsigned>
    void integer(Unsigned value) {
        number<std::uint32_t>(sizeof value);
        number(value);
    }
    void text(const std::string& value) {
        number(static_cast<std::uint32_t>(value.size()));
        bytes_.append(value);
    }
    void end_row() {
        if (bytes_.size() >= flush_size) flush();
    }
    void flush() {
        if (PQputCopyData(connection_, bytes_.data(), static_cast<int>(bytes_.size())) != 1)
            fail(connection_);
        bytes_.clear();
    }

    PGconn* connection_;
    std::string bytes_;
};

#define BENCH_GEM_COLUMNS "id, name, organism, tissue, celltype, cellline, path, maintained, pubmed"
#define BENCH_REVIEW_VALUES "product_id, author, rating, body, created_at"

class hand_libpq final : public side {
public:
    hand_libpq(const std::string& url, result_format format)
        : connection_{connect(url)}, format_{format == result_format::binary} {
        prepare("insert_gem", "INSERT INTO gems (" BENCH_GEM_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)");
        prepare("insert_review",
                "INSERT INTO reviews (" BENCH_REVIEW_VALUES ") VALUES ($1,$2,$3,$4,$5) RETURNING id");
        prepare("select_gem", "SELECT " BENCH_GEM_COLUMNS " FROM gems WHERE id = $1");
        prepare("select_review", "SELECT id, " BENCH_REVIEW_VALUES " FROM reviews WHERE id = $1");
        prepare("select_gems", "SELECT " BENCH_GEM_COLUMNS " FROM gems");
        prepare("select_reviews", "SELECT id, " BENCH_REVIEW_VALUES " FROM reviews");
        prepare("join_products",
                "SELECT r.id, r.product_id, r.author, r.rating, r.body, r.created_at, p.id, p.name, "
                "p.brand, p.cents FROM reviews r JOIN products p ON r.product_id = p.id");
        prepare("filter_reviews", "SELECT id, " BENCH_REVIEW_VALUES " FROM reviews"
                                  " WHERE product_id = $1 AND rating >= $2 ORDER BY id LIMIT $3");
        prepare("count_ratings", "SELECT rating, count(*), max(created_at) FROM reviews GROUP BY rating");
        prepare("update_gem", "UPDATE gems SET tissue = $1 WHERE id = $2");
        prepare("upsert_gem",
                "INSERT INTO gems (" BENCH_GEM_COLUMNS
                ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) ON CONFLICT (id) DO UPDATE SET "
                "name = excluded.name, organism = excluded.organism, tissue = excluded.tissue, "
                "celltype = excluded.celltype, cellline = excluded.cellline, path = excluded.path, "
                "maintained = excluded.maintained, pubmed = excluded.pubmed");
    }

    void insert_each(std::span<Gem> gems) override {
        execute(connection_.get(), "BEGIN");
        for (const Gem& gem : gems) write("insert_gem", gem);
        execute(connection_.get(), "COMMIT");
    }

    void insert_each(std::span<Review> reviews) override {
        execute(connection_.get(), "BEGIN");
        for (Review& review : reviews) {
            const number_text product_id{review.product_id}, rating{review.rating},
                created_at{review.created_at};
            const result_handle result =
                query("insert_review", {product_id.c_str(), parameter(review.author), rating.c_str(),
                                        parameter(review.body), created_at.c_str()});
            read_number(result.get(), 0, 0, review.id);
        }
        execute(connection_.get(), "COMMIT");
    }

    void insert_bulk(const std::vector<Gem>& gems) override {
        copy("COPY gems (" BENCH_GEM_COLUMNS ") FROM STDIN (FORMAT binary)", gems);
    }
    void insert_bulk(const std::vector<Review>& reviews) override {
        copy("COPY reviews (" BENCH_REVIEW_VALUES ") FROM STDIN (FORMAT binary)", reviews);
    }
    void insert_bulk(const std::vector<Product>& products) override {
        copy("COPY products (id, name, brand, cents) FROM STDIN (FORMAT binary)", products);
    }

    void look_up(std::span<const std::string> gem_keys, digest& read) override {
        for (const std::string& key : gem_keys) read.add(get<Gem>("select_gem", key.c_str()));
    }
    void look_up(std::span<const std::int64_t> review_keys, digest& read) override {
        for (const std::int64_t key : review_keys)
            read.add(get<Review>("select_review", number_text{key}.c_str()));
    }
    void look_up_in_transaction(std::span<const std::int64_t> review_keys, digest& read) override {
        execute(connection_.get(), "BEGIN READ ONLY");
        look_up(review_keys, read);
        execute(connection_.get(), "COMMIT");
    }

    std::vector<Gem> all_gems() override { return rows<Gem>(query("select_gems", {})); }
    std::vector<Review> all_reviews() override { return rows<Review>(query("select_reviews", {})); }

    std::vector<std::tuple<Review, Product>> reviews_with_products() override {
        return rows<std::tuple<Review, Product>>(query("join_products", {}));
    }

    void filter(std::span<const review_filter> filters, digest& read) override {
        for (const review_filter& wanted : filters) {
            const number_text product_id{wanted.product_id}, least_rating{wanted.least_rating};
            const std::vector<Review> found =
                rows<Review>(query("filter_reviews", {product_id.c_str(), least_rating.c_str(), "20"}));
            for (std::size_t i = 0; i < found.size(); ++i) read.add(found[i], i);
        }
    }

    // As structs: what is most often written.
    void view_gems(digest& read) override {
        for (const Gem& gem : all_gems()) read.add(gem);
    }

    std::vector<RatingCount> count_by_rating() override {
        return rows<RatingCount>(query("count_ratings", {}));
    }

    void upsert_each(std::span<const Gem> gems) override {
        execute(connection_.get(), "BEGIN");
        for (const Gem& gem : gems) write("upsert_gem", gem);
        execute(connection_.get(), "COMMIT");
    }

    void update_each(std::span<const gem_update> updates) override {
        execute(connection_.get(), "BEGIN");
        for (const gem_update& update : updates) {
            const result_handle result = command("update_gem", {update.tissue.c_str(), update.id.c_str()});
            if (std::string_view{PQcmdTuples(result.get())} != "1")
                throw std::runtime_error{"hand-written libpq: no such gem"};
        }
        execute(connection_.get(), "COMMIT");
    }

private:
    void prepare(const char* name, const char* sql) {
        checked(connection_.get(), PQprepare(connection_.get(), name, sql, 0, nullptr), PGRES_COMMAND_OK);
    }

    PGresult* run(const char* statement, std::initializer_list<const char*> parameters) {
        return PQexecPrepared(connection_.get(), statement, static_cast<int>(parameters.size()),
                              parameters.begin(), nullptr, nullptr, format_);
    }
    result_handle command(const char* statement, std::initializer_list<const char*> parameters) {
        return checked(connection_.get(), run(statement, parameters), PGRES_COMMAND_OK);
    }
    result_handle query(const char* statement, std::initializer_list<const char*> parameters) {
        return checked(connection_.get(), run(statement, parameters), PGRES_TUPLES_OK);
    }

    void write(const char* statement, const Gem& gem) {
        command(statement, {parameter(gem.id), parameter(gem.name), parameter(gem.organism),
                            parameter(gem.tissue), parameter(gem.celltype), parameter(gem.cellline),
                            parameter(gem.path), parameter(gem.maintained), parameter(gem.pubmed)});
    }

    template <class Row>
    Row get(const char* statement, const char* key) {
        const result_handle result = query(statement, {key});
        if (PQntuples(result.get()) != 1) throw std::runtime_error{"hand-written libpq: no such row"};
        Row row;
        read(result.get(), 0, row);
        return row;
    }

    template <class Row>
    std::vector<Row> rows(const result_handle& result) {
        std::vector<Row> rows(static_cast<std::size_t>(PQntuples(result.get())));
        for (std::size_t i = 0; i < rows.size(); ++i) read(result.get(), static_cast<int>(i), rows[i]);
        return rows;
    }

    template <class Row>
    void copy(const char* statement, const std::vector<Row>& rows) {
        checked(connection_.get(), PQexec(connection_.get(), statement), PGRES_COPY_IN);
        copy_buffer buffer{connection_.get()};
        for (const Row& row : rows) buffer.row(row);
        buffer.finish();
        if (PQputCopyEnd(connection_.get(), nullptr) != 1) fail(connection_.get());
        checked(connection_.get(), PQgetResult(connection_.get()), PGRES_COMMAND_OK);
        while (const result_handle rest{PQgetResult(connection_.get())}) {
        }
    }

    connection_handle connection_;
    int format_;  // of results, as libpq has it: 1 for binary
};

#undef BENCH_GEM_COLUMNS
#undef BENCH_REVIEW_VALUES

}  // namespace

std::unique_ptr<side> hand_written_libpq(const std::string& url, result_format format) {
    return std::make_unique<hand_libpq>(url, format);
}

void execute_postgres(const std::string& url, const std::string& statement) {
    const connection_handle connection = connect(url);
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr);
    execute(connection.get(), statement.c_str());
}

std::string keywords_of(const std::string& url) {
    std::string keywords;
    PQconninfoOption* const options = PQconninfoParse(url.c_str(), nullptr);
    for (const PQconninfoOption* one = options; one != nullptr && one->keyword != nullptr; ++one)
        if (one->val != nullptr) keywords.append(one->keyword).append("=").append(one->val).append(" ");
    PQconninfoFree(options);
    return keywords;
}

}  // namespace bench
