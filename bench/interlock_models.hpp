// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "models.hpp"

#include <interlock/interlock.hpp>

// What the library is told about the rows.
template <>
struct interlock::model<bench::Gem> {
    using Gem = bench::Gem;
    static constexpr auto app_label = "api";
    static constexpr auto table = "gems";
    using fields =
        interlock::fields<interlock::field<&Gem::id, interlock::primary_key, interlock::max_length<50>>,
                          interlock::field<&Gem::name, interlock::max_length<200>>,
                          interlock::field<&Gem::organism, interlock::max_length<200>>,
                          interlock::field<&Gem::tissue, interlock::max_length<200>>,
                          interlock::field<&Gem::celltype, interlock::max_length<200>>,
                          interlock::field<&Gem::cellline, interlock::max_length<200>>,
                          interlock::field<&Gem::path, interlock::max_length<200>>,
                          interlock::field<&Gem::maintained, interlock::max_length<200>>,
                          interlock::field<&Gem::pubmed, interlock::max_length<200>>>;
    using constraints = interlock::constraints<interlock::index<&Gem::organism, &Gem::tissue>>;
};

template <>
struct interlock::model<bench::Product> {
    using Product = bench::Product;
    static constexpr auto app_label = "reviews";
    static constexpr auto table = "products";
    using fields = interlock::fields<interlock::field<&Product::id, interlock::primary_key>,
                                     interlock::field<&Product::name, interlock::max_length<200>>,
                                     interlock::field<&Product::brand, interlock::max_length<100>>,
                                     interlock::field<&Product::cents>>;
};

template <>
struct interlock::model<bench::Review> {
    using Review = bench::Review;
    static constexpr auto app_label = "reviews";
    static constexpr auto table = "reviews";
    using fields = interlock::fields<
        interlock::field<&Review::id, interlock::primary_key, interlock::generated>,
        interlock::field<&Review::product_id, interlock::soft_references<&bench::Product::id>,
                         interlock::indexed>,
        interlock::field<&Review::author, interlock::max_length<100>>, interlock::field<&Review::rating>,
        interlock::field<&Review::body>, interlock::field<&Review::created_at>>;
};
