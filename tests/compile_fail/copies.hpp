// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#include <interlock/replicas.hpp>
#include <interlock/sqlite.hpp>

#include <cstdint>
#include <string>

// A shop whose reviews have replicas, and whose articles are read from a copy, for the programs that misuse that.

namespace il = interlock;

struct reviews : il::database<"reviews", il::sqlite> {};
struct articles : il::database<"articles", il::sqlite> {};
struct articles_read : il::database<"articles_read", il::sqlite> {};

struct Review {
    std::int64_t id = 0;
    std::string content;
};
struct Article {
    std::int64_t id = 0;
    std::string name;
};

template <>
struct interlock::model<Review> {
    static constexpr auto app_label = "reviews";
    using fields = il::fields<il::field<&Review::id, il::primary_key>, il::field<&Review::content>>;
};
template <>
struct interlock::model<Article> {
    using fields = il::fields<il::field<&Article::id, il::primary_key>, il::field<&Article::name>>;
};

using shop = il::service<il::databases<reviews, articles, articles_read>, il::models<Review, Article>,
                         il::routers<il::route_app<"reviews", il::replicated<reviews, il::replicas<2>>>,
                                     il::read_write<articles_read, articles>>>;
