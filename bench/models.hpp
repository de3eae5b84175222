// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The rows that both sides store: plain structs, which know neither the library nor a database.
namespace bench {

// Nine text columns, as Metabolic Atlas keeps its models.
struct Gem {
    std::string id;
    std::optional<std::string> name, organism, tissue, celltype, cellline, path, maintained, pubmed;
};

// What reviews are of: four columns, with a key that the program gives.
struct Product {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> brand;
    std::int64_t cents = 0;
};

// Six columns of mixed type, with a key that the database generates.
struct Review {
    std::int64_t id = 0;
    std::int64_t product_id = 0;
    std::string author;
    int rating = 0;
    std::string body;
    std::int64_t created_at = 0;
};

// A gem whose texts lie where the engine has them, until the next row.
struct GemView {
    std::string_view id;
    std::optional<std::string_view> name, organism, tissue, celltype, cellline, path, maintained, pubmed;
};

// Of the reviews with one rating.
struct RatingCount {
    int rating = 0;
    std::int64_t reviews = 0;
    std::optional<std::int64_t> latest;  // NULL where there are none
};

}  // namespace bench
