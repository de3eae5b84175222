// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <optional>

namespace {

struct Product {
    std::int32_t id = 0;
    std::string sku;
    std::optional<std::string> name;
    std::int32_t price = 0;
    std::int32_t stock = 0;
};
struct Seat {
    std::int32_t hall = 0, number = 0;
    std::string guest;
    std::string ticket;
};
struct Mark {
    std::string text;
};
struct Ticket {
    std::int64_t id = 0;
};
struct Page {
    std::string url;
    std::int32_t version = 0;
    std::chrono::sys_time<std::chrono::microseconds> seen, changed;
};

}  // namespace

template <>
struct interlock::model<Product> {
    using fields =
        il::fields<il::field<&Product::id, il::primary_key, il::generated>,
                   il::field<&Product::sku, il::unique, il::max_length<8>>, il::field<&Product::name>,
                   il::field<&Product::price, il::min_value<0>>, il::field<&Product::stock>>;
};
template <>
struct interlock::model<Seat> {
    using fields = il::fields<il::field<&Seat::hall>, il::field<&Seat::number>, il::field<&Seat::guest>,
                              il::field<&Seat::ticket, il::primary_key>>;
    using constraints = il::constraints<il::unique_together<&Seat::hall, &Seat::number>>;
};
template <>
struct interlock::model<Mark> {
    using fields = il::fields<il::field<&Mark::text, il::primary_key>>;
};
template <>
struct interlock::model<Ticket> {
    using fields = il::fields<il::field<&Ticket::id, il::primary_key, il::generated>>;
};
template <>
struct interlock::model<Page> {
    using fields =
        il::fields<il::field<&Page::url, il::primary_key>, il::field<&Page::version>,
                   il::field<&Page::seen, il::now_on_insert>, il::field<&Page::changed, il::now_on_update>>;
};

using il::col;

ENGINE_CASE("insert_or_ignore adds a row unless one is in the way") {
    engine<TestType, Product, Seat, Ticket> db(EVERY_PLACE);
    Product product{0, "a", "first", 1, 2};
    CHECK(db->insert_or_ignore(product) == 1);
    CHECK(product.id != 0);
    CHECK(db->template get<Product>(product.id).name == "first");
    Product again{77, "a", "second", 3, 4};
    CHECK(db->insert_or_ignore(again) == 0);
    CHECK(again.id == 77);
    CHECK(db->template get<Product>(product.id).name == "first");
    const Product constant{0, "b", {}, 1, 2};
    CHECK(db->insert_or_ignore(constant) == 1);
    CHECK(db->insert_or_ignore(constant) == 0);
    CHECK(db->insert_or_ignore(Product{0, "c", {}, 1, 2}) == 1);
    CHECK(db->template from<Product>().count() == 3);
    CHECK(db->insert_or_ignore(Seat{1, 1, "x", "t"}) == 1);
    CHECK(db->insert_or_ignore(Seat{1, 1, "x", "u"}) == 0);
    CHECK(db->insert_or_ignore(Seat{1, 2, "x", "t"}) == 0);
    CHECK(db->insert_or_ignore(Seat{1, 2, "x", "v"}) == 1);
    Ticket ticket;
    CHECK(db->insert_or_ignore(ticket) == 1);
    CHECK(ticket.id == 1);
}

ENGINE_CASE("insert_or_ignore does not ignore other constraints") {
    engine<TestType, Product> db(EVERY_PLACE);
    CHECK_THROWS_AS(db->insert_or_ignore(Product{0, "a", {}, -1, 0}), il::check_violation);
    CHECK(thrown<il::value_out_of_range>([&] {
              db->insert_or_ignore(Product{0, "123456789", {}, 1, 0});
          }).field() == "sku");
    CHECK(db->template from<Product>().count() == 0);
}

ENGINE_CASE("An upsert tells how many rows it wrote") {
    engine<TestType, Product, Seat, Mark> db(EVERY_PLACE);
    CHECK(db->upsert(Product{41, "a", {}, 1, 1}) == 1);
    CHECK(db->upsert(Product{41, "a", {}, 2, 2}) == 1);
    CHECK(db->upsert(Product{7, "b", {}, 2, 2}) == 1);  // below the generated keys, and not the last
    CHECK(db->upsert(Mark{"x"}) == 1);
    CHECK(db->upsert(Mark{"x"}) == 0);
    CHECK(db->insert(Product{0, "c", {}, 1, 1}) == 42);
}

ENGINE_CASE("An upsert by a unique column keeps the key of the row that is there") {
    engine<TestType, Product> db(EVERY_PLACE);
    const auto by_sku = il::by<&Product::sku>;
    CHECK(db->upsert(Product{99, "a", "x", 1, 1}, by_sku) == 1);
    const Product first = db->template from<Product>().one();
    CHECK(first.id == 1);  // given by the database
    CHECK(db->upsert(Product{98, "a", {}, 2, 3}, by_sku) == 1);
    const Product second = db->template from<Product>().one();
    CHECK(second.id == first.id);
    CHECK_FALSE(second.name);
    CHECK(second.price == 2);
    CHECK(second.stock == 3);
    CHECK(db->upsert(Product{first.id, "b", {}, 5, 5}, il::by<&Product::id>) == 1);
    CHECK(db->template from<Product>().one().sku == "b");
}

ENGINE_CASE("An upsert by several columns, in any order") {
    engine<TestType, Seat> db(EVERY_PLACE);
    CHECK(db->upsert(Seat{1, 2, "Ada", "t"}, il::by<&Seat::number, &Seat::hall>) == 1);
    CHECK(db->upsert(Seat{1, 2, "Bea", "u"}, il::by<&Seat::hall, &Seat::number>) == 1);
    CHECK(db->upsert(Seat{2, 2, "Cleo", "v"}, il::by<&Seat::hall, &Seat::number>) == 1);
    CHECK(db->template get<Seat>("t").guest == "Bea");
    CHECK(db->template from<Seat>().count() == 2);
    CHECK_THROWS_AS(db->upsert(Seat{3, 3, "Dora", "t"}, il::by<&Seat::hall, &Seat::number>),
                    il::unique_violation);
}

ENGINE_CASE("An upsert gives only the named columns new values") {
    engine<TestType, Product> db(EVERY_PLACE);
    const auto by_sku = il::by<&Product::sku>;
    const auto price = il::updating<&Product::price>;
    CHECK(db->upsert(Product{0, "a", "x", 1, 1}, by_sku, price) == 1);
    CHECK(db->upsert(Product{0, "a", "y", 2, 2}, by_sku, price) == 1);
    Product stored = db->template from<Product>().one();
    CHECK(stored.name == "x");
    CHECK(stored.price == 2);
    CHECK(stored.stock == 1);
    CHECK(db->upsert(Product{0, "a", "y", 2, 2}, by_sku, il::updating<>) == 0);
    CHECK(db->upsert(Product{stored.id, "a", "z", 5, 6}, il::by<&Product::id>,
                     il::updating<&Product::stock>) == 1);
    stored = db->template from<Product>().one();
    CHECK(stored.price == 2);
    CHECK(stored.stock == 6);
}

ENGINE_CASE("The condition of an upsert decides about the row that is there") {
    engine<TestType, Page, Product, Mark> db(EVERY_PLACE);
    const auto newer = [&](Page page) {
        return db->upsert(page, il::by<&Page::url>, il::updating<&Page::version>,
                          col<&Page::version> < il::excluded<&Page::version>);
    };
    CHECK(newer({"u", 3, {}, {}}) == 1);
    CHECK(newer({"u", 2, {}, {}}) == 0);
    CHECK(db->template get<Page>("u").version == 3);
    CHECK(newer({"u", 4, {}, {}}) == 1);
    CHECK(db->template get<Page>("u").version == 4);
    const auto stocked = [&](Product p, int least) {
        return db->upsert(p, il::by<&Product::id>, il::updating<&Product::stock>,
                          col<&Product::stock> >= least && il::excluded<&Product::name> == "x");
    };
    CHECK(stocked({5, "a", "x", 0, 10}, 0) == 1);
    CHECK(stocked({5, "a", "x", 0, 20}, 11) == 0);
    CHECK(stocked({5, "a", "y", 0, 20}, 10) == 0);
    CHECK(stocked({5, "a", "x", 0, 20}, 10) == 1);
    CHECK(db->template get<Product>(5).stock == 20);
    CHECK(db->insert(Product{0, "b", {}, 0, 0}) == 6);
    const auto mark = [&](const char* text) {
        return db->upsert(Mark{text}, il::by<&Mark::text>, il::updating<>, col<&Mark::text> == "x");
    };
    CHECK(mark("x") == 1);
    CHECK(mark("x") == 1);
    CHECK(mark("y") == 1);
    CHECK(mark("y") == 0);
}

ENGINE_CASE("An upsert stamps the change and keeps the time of the insertion") {
    engine<TestType, Page> db(EVERY_PLACE);
    db->upsert(Page{"u", 1, {}, {}});
    const Page first = db->template get<Page>("u");
    CHECK(db->upsert(Page{"u", 2, {}, {}}, il::by<&Page::url>, il::updating<&Page::version>) == 1);
    const Page second = db->template get<Page>("u");
    CHECK(second.seen == first.seen);
    CHECK(second.changed > first.changed);
}

ENGINE_CASE("Upserts work inside a transaction") {
    engine<TestType, Product> db(EVERY_PLACE);
    db->template transaction<store<TestType>>([&](auto& tx) {
        CHECK(tx.insert_or_ignore(Product{0, "a", {}, 1, 1}) == 1);
        CHECK(tx.insert_or_ignore(Product{0, "a", {}, 1, 1}) == 0);
        CHECK(tx.upsert(Product{0, "a", {}, 5, 1}, il::by<&Product::sku>) == 1);
        tx.rollback();
    });
    CHECK(db->template from<Product>().count() == 0);
}
