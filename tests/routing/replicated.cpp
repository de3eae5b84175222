// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/interlock.hpp>

#include <concepts>
#include <cstdint>
#include <string>

// What the places say that are read elsewhere than they are written, alone and where other routers name them.

namespace il = interlock;

namespace {

struct main_db : il::database<"default", il::sqlite> {};
struct reviews : il::database<"reviews", il::sqlite> {};
struct reviews_read : il::database<"reviews_read", il::sqlite> {};

struct Review {
    std::int64_t id = 0, product = 0, author = 0;
};
struct Author {
    std::int64_t id = 0;
};
struct Product {
    std::int64_t id = 0;
};

}  // namespace

template <>
struct interlock::model<Author> {
    static constexpr auto app_label = "reviews";
    using fields = il::fields<il::field<&Author::id, il::primary_key>>;
};
template <>
struct interlock::model<Review> {
    static constexpr auto app_label = "reviews";
    using fields = il::fields<il::field<&Review::id, il::primary_key>,
                              il::field<&Review::product, il::soft_references<&Product::id>>,
                              il::field<&Review::author, il::references<&Author::id>>>;
};
template <>
struct interlock::model<Product> {
    using fields = il::fields<il::field<&Product::id, il::primary_key>>;
};

namespace {

using all_databases = il::databases<main_db, reviews, reviews_read>;
using all_models = il::models<Review, Author, Product>;
template <class... Routers>
using shop = il::service<all_databases, all_models, il::routers<Routers..., il::route_rest<main_db>>>;

template <class S, class M, class R, class W>
constexpr bool is_at = std::same_as<il::read_database<S, M>, R>&& std::same_as<il::write_database<S, M>, W>;

// --- a copy that the program keeps ---
using copy = il::read_write<reviews_read, reviews>;
using by_app = shop<il::route_app<"reviews", copy>>;
static_assert(il::verify<by_app>());
static_assert(is_at<by_app, Review, reviews_read, reviews> && is_at<by_app, Author, reviews_read, reviews>);
static_assert(is_at<by_app, Product, main_db, main_db>);
static_assert(il::may_exist_in<by_app, Review, reviews> && il::may_exist_in<by_app, Review, reviews_read>);
static_assert(!il::may_exist_in<by_app, Review, main_db> && !il::may_exist_in<by_app, Product, reviews>);
static_assert(il::may_relate<by_app, Review, Author> && il::may_relate<by_app, Author, Review>);
static_assert(!il::may_relate<by_app, Review, Product>);
static_assert(by_app::may_write<reviews> &&
              by_app::may_write<reviews_read>);  // the copy has to be brought there

using by_model = shop<il::route_model<Review, copy>, il::route_model<Author, copy>>;
static_assert(il::verify<by_model>());
static_assert(is_at<by_model, Review, reviews_read, reviews> && il::may_relate<by_model, Review, Author>);

// the place itself is a router, which takes what no other has
using alone = il::service<all_databases, all_models, il::routers<il::route_model<Product, main_db>, copy>>;
static_assert(il::verify<alone>());
static_assert(is_at<alone, Review, reviews_read, reviews> && is_at<alone, Product, main_db, main_db>);

// an engine may keep the copy: then nothing at all is written there
using kept_by_engine = shop<il::read_only<reviews_read>, il::route_app<"reviews", copy>>;
static_assert(il::verify<kept_by_engine>() && !kept_by_engine::may_write<reviews_read>);

// the databases of a place are what may only be read of it
using only_read = shop<il::read_only<copy>, il::route_app<"reviews", copy>>;
static_assert(il::verify<only_read>());
static_assert(!only_read::may_write<reviews> && !only_read::may_write<reviews_read>);
static_assert(only_read::may_write<main_db>);

// --- replicas ---
using replicas = il::replicated<reviews, il::replicas<2>, il::round_robin>;
using replicated = shop<il::route_app<"reviews", replicas>>;
static_assert(il::verify<replicated>());
static_assert(is_at<replicated, Review, il::replica<reviews>, reviews>);
static_assert(replicated::may_write<reviews> && !replicated::may_write<il::replica<reviews>>);
static_assert(replicated::lists_database<il::replica<reviews>>);
static_assert(il::may_exist_in<replicated, Review, il::replica<reviews>> &&
              !il::may_exist_in<replicated, Product, il::replica<reviews>>);
static_assert(il::may_relate<replicated, Review, Author> && !il::may_relate<replicated, Review, Product>);

using rest =
    il::service<all_databases, all_models,
                il::routers<il::route_model<Product, main_db>,
                            il::route_rest<il::replicated<reviews, il::replicas<1>, il::weighted<3, 1>>>>>;
static_assert(il::verify<rest>() && is_at<rest, Review, il::replica<reviews>, reviews>);

// a database and its apps may be a place and its apps
using of_apps = shop<il::per_app<replicas, "reviews">>;
static_assert(il::verify<of_apps>() && is_at<of_apps, Review, il::replica<reviews>, reviews>);
static_assert(il::may_relate<of_apps, Review, Author> && !il::may_exist_in<of_apps, Product, reviews>);
static_assert(of_apps::lists_database<il::replica<reviews>>);
using copy_of_apps = shop<il::per_app<copy, "reviews">>;
static_assert(il::verify<copy_of_apps>() && is_at<copy_of_apps, Review, reviews_read, reviews>);
static_assert(!il::may_exist_in<copy_of_apps, Product, reviews_read>);

using only_read_replicas =
    shop<il::read_only_except<replicas, il::profile::testing>, il::route_app<"reviews", replicas>>;
static_assert(il::verify<only_read_replicas>() && !only_read_replicas::may_write<reviews>);

// only a database that is replicated has replicas
static_assert(!replicated::lists_database<il::replica<main_db>>);

// the source of a copy may be replicated too, and have another copy; in either order
template <class First, class Second>
using two_places = shop<il::route_model<Review, First>, il::route_model<Author, Second>>;
using without_reference = il::read_write<main_db, reviews>;
static_assert(il::detail::stand_together<decltype(copy::arrangement<reviews>()),
                                         decltype(without_reference::arrangement<reviews>())>);
static_assert(il::detail::stand_together<decltype(copy::arrangement<reviews>()),
                                         decltype(replicas::arrangement<reviews>())>);
static_assert(il::detail::router_checks<two_places<copy, replicas>>::routers_hold());
static_assert(il::detail::router_checks<two_places<replicas, copy>>::routers_hold());

// what is read from the source alone may be joined with what is read from replicas, where it may be read too
using mixed = shop<il::route_model<Author, reviews>, il::route_app<"reviews", replicas>>;
static_assert(il::verify<mixed>() && is_at<mixed, Author, reviews, reviews>);
static_assert(il::may_relate<mixed, Review, Author> && il::may_exist_in<mixed, Author, il::replica<reviews>>);

}  // namespace

TEST_CASE("The routing table shows where a model is read and written") {
    constexpr auto table = il::routing_table<by_app>();
    CHECK(table[0].read == "reviews_read");
    CHECK(table[0].write == "reviews");
    CHECK(table[0].homes.size() == 2);
    CHECK(table[2].read == "default");
    CHECK(il::routing_table<replicated>()[0].homes.size() == 1);
}
