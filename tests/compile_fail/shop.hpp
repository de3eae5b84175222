// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include <cstdint>
#include <optional>
#include <string>

// A shop whose reviews are in another database, for the programs that relate its rows wrongly.

namespace il = interlock;

struct goods : il::database<"goods", il::sqlite> {};
struct opinions : il::database<"opinions", il::sqlite> {};

struct Brand {
    std::int64_t id = 0;
    std::string name;
};
struct Product {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> brand_id;
    std::optional<std::int64_t> part_of;
};
// a table without a column that is never NULL
struct Note {
    std::optional<std::int64_t> product_id;
    std::optional<std::string> text;
};
struct Review {
    std::int64_t id = 0;
    std::int64_t product_id = 0;
    std::string text;
};
struct Photo {
    std::int64_t id = 0;
    std::int64_t review_id = 0;
};

template <>
struct interlock::model<Brand> {
    using fields = il::fields<il::field<&Brand::id, il::primary_key, il::generated>, il::field<&Brand::name>>;
};
template <>
struct interlock::model<Product> {
    using fields =
        il::fields<il::field<&Product::id, il::primary_key, il::generated>, il::field<&Product::name>,
                   il::field<&Product::brand_id, il::references<&Brand::id>>,
                   il::field<&Product::part_of, il::references<&Product::id>>>;
};
template <>
struct interlock::model<Note> {
    using fields =
        il::fields<il::field<&Note::product_id, il::references<&Product::id>>, il::field<&Note::text>>;
};
template <>
struct interlock::model<Review> {
    static constexpr auto app_label = "reviews";
    using fields = il::fields<il::field<&Review::id, il::primary_key, il::generated>,
                              il::field<&Review::product_id, il::soft_references<&Product::id>>,
                              il::field<&Review::text>>;
};
template <>
struct interlock::model<Photo> {
    static constexpr auto app_label = "reviews";
    using fields = il::fields<il::field<&Photo::id, il::primary_key, il::generated>,
                              il::field<&Photo::review_id, il::references<&Review::id>>>;
};

using shop = il::service<il::databases<goods, opinions>, il::models<Brand, Product, Note, Review, Photo>,
                         il::routers<il::route_app<"reviews", opinions>, il::route_rest<goods>>>;
