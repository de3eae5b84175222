// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "models.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <tuple>

namespace bench {

// What a side has read: the number of rows and a sum over every byte of their content. Two sides that did
// the same work have equal digests. Rows may come in any order unless their position is given.
class digest {
public:
    void add(const Gem& gem, std::size_t position = 0) { add_gem(gem, position); }
    void add(const GemView& gem, std::size_t position = 0) { add_gem(gem, position); }

    void add(const RatingCount& count, std::size_t position = 0) {
        row line{position};
        line.number(static_cast<std::uint64_t>(count.rating));
        line.number(static_cast<std::uint64_t>(count.reviews));
        line.number(static_cast<std::uint64_t>(count.latest.value_or(0)));
        finish(line);
    }

    void add(const Review& review, std::size_t position = 0) {
        row line{position};
        line.review(review);
        finish(line);
    }

    void add(const std::tuple<Review, Product>& pair, std::size_t position = 0) {
        row line{position};
        line.review(std::get<0>(pair));
        const Product& product = std::get<1>(pair);
        line.number(static_cast<std::uint64_t>(product.id));
        line.text(product.name);
        line.nullable(product.brand);
        line.number(static_cast<std::uint64_t>(product.cents));
        finish(line);
    }

    std::uint64_t rows() const { return rows_; }
    // What another thread has read.
    void add(const digest& other) {
        sum_ += other.sum_;
        rows_ += other.rows_;
    }
    friend bool operator==(const digest&, const digest&) = default;

private:
    struct row {
        std::uint64_t state;

        explicit row(std::size_t position) : state{position + 1} {}

        void number(std::uint64_t word) {
            state = (state ^ word) * 0x9E3779B97F4A7C15u;
            state ^= state >> 32;
        }
        void text(std::string_view value) {
            number(value.size() + 1);
            for (; value.size() >= 8; value.remove_prefix(8)) number(word(value, 8));
            if (!value.empty()) number(word(value, value.size()));
        }
        template <class Text>
        void nullable(const std::optional<Text>& value) {
            if (value) text(*value);
            else number(0);
        }
        void review(const Review& review) {
            number(static_cast<std::uint64_t>(review.id));
            number(static_cast<std::uint64_t>(review.product_id));
            text(review.author);
            number(static_cast<std::uint64_t>(review.rating));
            text(review.body);
            number(static_cast<std::uint64_t>(review.created_at));
        }
        static std::uint64_t word(std::string_view value, std::size_t size) {
            std::uint64_t word = 0;
            std::memcpy(&word, value.data(), size);
            return word;
        }
    };

    template <class AnyGem>
    void add_gem(const AnyGem& gem, std::size_t position) {
        row line{position};
        line.text(gem.id);
        for (const auto* field : {&gem.name, &gem.organism, &gem.tissue, &gem.celltype, &gem.cellline,
                                  &gem.path, &gem.maintained, &gem.pubmed})
            line.nullable(*field);
        finish(line);
    }

    void finish(const row& line) {
        sum_ += line.state;
        ++rows_;
    }

    std::uint64_t sum_ = 0;
    std::uint64_t rows_ = 0;
};

}  // namespace bench
