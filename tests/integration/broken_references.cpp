// SPDX-License-Identifier: BSL-1.0
#define ALSO_ON_EITHER
#include "engines.hpp"

#include <optional>
#include <string>
#include <vector>

// An error of a foreign key names the relation, in the same words on every engine.

namespace {

struct Brand {
    std::int64_t id = 0;
};
struct Maker {
    std::int64_t id = 0;
};
struct Product {
    std::int64_t id = 0;
    std::int64_t maker_id = 0;
    std::optional<std::int64_t> brand_id, part_of;
};
struct Review {
    std::int64_t id = 0;
    std::int64_t product_id = 0;
};
struct Photo {
    std::int64_t id = 0;
    std::int64_t review_id = 0, product_id = 0;
};
struct Shelf {
    std::int64_t room = 0;
    std::string letter;
};
struct Box {
    std::int64_t id = 0;
    std::optional<std::int64_t> room;
    std::optional<std::string> letter;
    std::int64_t late_id = 0;
};

// names of which the server cuts the constraints' own
struct Long {
    std::int64_t id = 0;
    std::optional<std::int64_t> a_column_whose_name_is_too_long_as_well_to_stand_beside_it;
    std::optional<std::int64_t> short_one, other;
};

}  // namespace

template <>
struct interlock::model<Long> {
    static constexpr auto table = "a_table_whose_name_is_so_long_that_it_has_to_be_cut_somewhere";
    using fields =
        il::fields<il::field<&Long::id, il::primary_key>,
                   il::field<&Long::a_column_whose_name_is_too_long_as_well_to_stand_beside_it,
                             il::references<&Long::id>>,
                   il::field<&Long::short_one, il::references<&Long::id>>, il::field<&Long::other>>;
    using constraints = il::constraints<il::unique_together<&Long::id, &Long::short_one>,
                                        il::foreign_key<il::members<&Long::other, &Long::short_one>,
                                                        il::members<&Long::id, &Long::short_one>>>;
};

template <>
struct interlock::model<Brand> {
    using fields = il::fields<il::field<&Brand::id, il::primary_key>>;
};
template <>
struct interlock::model<Maker> {
    using fields = il::fields<il::field<&Maker::id, il::primary_key>>;
};
template <>
struct interlock::model<Product> {
    static constexpr auto app_label = "shop";
    using fields =
        il::fields<il::field<&Product::id, il::primary_key>,
                   il::field<&Product::maker_id, il::references<&Maker::id, il::on_delete::restrict>>,
                   il::field<&Product::brand_id, il::references<&Brand::id>, il::column<"of \"brand">>,
                   il::field<&Product::part_of, il::references<&Product::id>>>;
};
template <>
struct interlock::model<Review> {
    using fields =
        il::fields<il::field<&Review::id, il::primary_key>,
                   il::field<&Review::product_id, il::references<&Product::id, il::on_delete::cascade>>>;
};
template <>
struct interlock::model<Photo> {
    using fields = il::fields<il::field<&Photo::id, il::primary_key>,
                              il::field<&Photo::review_id, il::references<&Review::id>>,
                              il::field<&Photo::product_id, il::references<&Product::id>>>;
};
template <>
struct interlock::model<Shelf> {
    using fields =
        il::fields<il::field<&Shelf::room, il::primary_key>, il::field<&Shelf::letter, il::primary_key>>;
};
template <>
struct interlock::model<Box> {
    using fields =
        il::fields<il::field<&Box::id, il::primary_key>, il::field<&Box::room>, il::field<&Box::letter>,
                   il::field<&Box::late_id, il::references<&Brand::id, il::on_delete::no_action,
                                                           il::deferrable::initially_deferred>>>;
    using constraints = il::constraints<
        il::foreign_key<il::members<&Box::letter, &Box::room>, il::members<&Shelf::letter, &Shelf::room>>>;
};

using il::col;

namespace {

template <class Backend>
struct shop : engine<Backend, Photo, Review, Product, Brand, Maker, Box, Shelf> {
    using base = engine<Backend, Photo, Review, Product, Brand, Maker, Box, Shelf>;

    explicit shop(place where) : base(where) {
        (**this).insert(Brand{1});
        (**this).insert(Maker{1});
        (**this).insert(Product{1, 1, 1, {}});
        (**this).insert(Product{2, 1, {}, 1});
        (**this).insert(Review{1, 1});
        (**this).insert(Photo{1, 1, 2});
        (**this).insert(Shelf{1, "a"});
    }
    auto begin() { return (**this).template begin<store<Backend>>(); }
};

/// The error, and what it says before the engine's own words.
struct said {
    std::string relation, message, model, field;

    explicit said(const il::foreign_key_violation& e)
        : relation(e.relation())
        , message(e.message().substr(0, e.message().find(" (")))
        , model(e.model())
        , field(e.field()) {}
};

#define BREAKS(statement) said(thrown<il::foreign_key_violation>([&] { (void)(statement); }))

template <class Db>
std::int64_t rows(Db& db) {
    return db.template from<Photo>().count() + db.template from<Review>().count() +
           db.template from<Product>().count() + db.template from<Brand>().count() +
           db.template from<Maker>().count() + db.template from<Box>().count();
}

}  // namespace

ENGINE_CASE("A row that refers to one that is not there is told by its relation") {
    shop<TestType> db(EVERY_PLACE);
    const std::int64_t before = rows(*db);

    const said maker = BREAKS(db->insert(Product{3, 9, 1, 1}));
    CHECK(maker.relation == "shop_product.maker_id -> maker.id");
    CHECK(maker.message == "Product.maker_id refers to a row of Maker that is not there");
    CHECK(maker.model == "Product");
    CHECK(maker.field == "maker_id");

    const said brand = BREAKS(db->insert(Product{3, 1, 9, 1}));
    CHECK(brand.relation == "shop_product.of \"brand -> brand.id");
    CHECK(brand.message == "Product.brand_id refers to a row of Brand that is not there");
    CHECK(brand.field == "brand_id");
    CHECK(BREAKS(db->insert(Product{3, 1, 1, 9})).relation == "shop_product.part_of -> shop_product.id");
    CHECK(BREAKS(db->insert(Review{3, 9})).relation == "review.product_id -> shop_product.id");
    CHECK(BREAKS(db->insert(Photo{3, 1, 9})).relation == "photo.product_id -> shop_product.id");
    CHECK(BREAKS(db->insert(Photo{3, 9, 1})).relation == "photo.review_id -> review.id");
    CHECK(BREAKS(db->upsert(Photo{1, 1, 9})).relation == "photo.product_id -> shop_product.id");
    CHECK(BREAKS(db->insert_many(std::vector<Photo>{{3, 1, 1}, {4, 1, 9}, {5, 1, 1}})).relation ==
          "photo.product_id -> shop_product.id");

    const said updated = BREAKS(db->template update<Product>().set(col<& Product::brand_id> = 9).run());
    CHECK(updated.relation == "shop_product.of \"brand -> brand.id");
    CHECK(updated.message == "Product.brand_id refers to a row of Brand that is not there");
    CHECK(BREAKS(db->inserting(Photo{3, 1, 9}).returning().one()).relation ==
          "photo.product_id -> shop_product.id");
    CHECK(rows(*db) == before);
}

ENGINE_CASE("A row that is still referred to is told by the relation") {
    shop<TestType> db(EVERY_PLACE);
    const std::int64_t before = rows(*db);

    const said brand = BREAKS(db->template remove<Brand>().run());
    CHECK(brand.relation == "shop_product.of \"brand -> brand.id");
    CHECK(brand.message == "a row of Brand is still referred to by Product.brand_id");
    CHECK(brand.model == "Brand");
    CHECK(brand.field.empty());

    const said restricted = BREAKS(db->template remove<Maker>().run());
    CHECK(restricted.relation == "shop_product.maker_id -> maker.id");
    CHECK(restricted.message == "a row of Maker is still referred to by Product.maker_id");

    // what it takes along is still referred to
    db->template update<Product>().set(col<& Product::part_of> = std::nullopt).run();
    const said along = BREAKS(db->template remove<Product>().where(col<&Product::id> == 1).run());
    CHECK(along.relation == "photo.review_id -> review.id");
    CHECK(along.message == "a row of Review is still referred to by Photo.review_id");
    CHECK(along.model == "Product");

    const said removed = BREAKS(db->template remove<Product>().where(col<&Product::id> == 2).run());
    CHECK(removed.relation == "photo.product_id -> shop_product.id");
    db->template remove<Photo>().run();
    db->template update<Product>().set(col<& Product::part_of> = 1).where(col<&Product::id> == 2).run();
    const said itself = BREAKS(db->template remove<Product>().where(col<&Product::id> == 1).run());
    CHECK(itself.relation == "shop_product.part_of -> shop_product.id");
    CHECK(itself.message == "a row of Product is still referred to by Product.part_of");

    const said moved =
        BREAKS(db->template update<Brand>().set(col<& Brand::id> = 7).where(col<&Brand::id> == 1).run());
    CHECK(moved.relation == "shop_product.of \"brand -> brand.id");
    CHECK(moved.message == "a row of Brand is still referred to by Product.brand_id");
    CHECK(rows(*db) == before - 1);
}

ENGINE_CASE("A relation of several columns is told by all of them") {
    shop<TestType> db(EVERY_PLACE);
    const auto e = thrown<il::foreign_key_violation>([&] { db->insert(Box{1, 2, "a", 1}); });
    CHECK(e.relation() == "box (letter, room) -> shelf (letter, room)");
    CHECK(e.message().starts_with("Box (letter, room) refers to a row of Shelf that is not there ("));
    CHECK(e.model() == "Box");
    CHECK(e.field().empty());
    db->insert(Box{1, 1, "a", 1});
    const auto gone = thrown<il::foreign_key_violation>([&] { db->template remove<Shelf>().run(); });
    CHECK(gone.relation() == e.relation());
    CHECK(gone.message().starts_with("a row of Shelf is still referred to by Box (letter, room) ("));
}

ENGINE_CASE("A commit names the relation too") {
    shop<TestType> db(EVERY_PLACE);
    const std::int64_t before = rows(*db);
    {
        auto tx = db.begin();
        tx.insert(Box{1, 1, "a", 9});
        // what is deferred and broken so far is not mistaken for what is broken at once
        auto part = tx.begin();
        CHECK(BREAKS(part.insert(Box{2, 2, "b", 9})).relation ==
              "box (letter, room) -> shelf (letter, room)");
        part.rollback();
        const auto e = thrown<il::foreign_key_violation>([&] { tx.commit(); });
        CHECK(e.relation() == "box.late_id -> brand.id");
        CHECK(e.message().starts_with("Box.late_id refers to a row of Brand that is not there ("));
    }
    {
        auto tx = db.begin();
        tx.insert(Box{1, 1, "a", 1});
        tx.template update<Product>().set(col<& Product::brand_id> = std::nullopt).run();
        tx.template remove<Brand>().run();
        const said late = BREAKS(tx.commit());
        CHECK(late.relation == "box.late_id -> brand.id");
        CHECK(late.message == "Box.late_id refers to a row of Brand that is not there");
    }
    CHECK(BREAKS(db->insert(Box{1, 1, "a", 9})).relation == "box.late_id -> brand.id");
    CHECK(rows(*db) == before);
}

ENGINE_CASE("An error of a raw text names the relation, and one of a constraint of no model none") {
    shop<TestType> db(EVERY_PLACE);
    const auto write = [&](const char* text) {
        return BREAKS((db->template raw<store<TestType>, il::writes>(text).run()));
    };
    CHECK(write("INSERT INTO photo VALUES (7, 1, 99)").relation == "photo.product_id -> shop_product.id");
    CHECK(write("DELETE FROM brand").message == "a row of Brand is still referred to by Product.brand_id");
    db.raw(
        "CREATE TABLE stray (brand_id bigint REFERENCES brand (id), photo_id bigint REFERENCES photo (id))");
    CHECK(write("INSERT INTO stray VALUES (99, 1)").relation.empty());
    db->insert(Brand{2});
    db.raw("INSERT INTO stray VALUES (2, 1)");
    CHECK(BREAKS(db->template remove<Brand>().where(col<&Brand::id> == 2).run()).relation.empty());
    CHECK(BREAKS(db->template remove<Photo>().run()).relation.empty());
}

ENGINE_CASE("Finding the relation changes nothing and leaves nothing behind") {
    shop<TestType> db(EVERY_PLACE);
    const std::int64_t before = rows(*db);
    auto stream = db->template from<Product>().order_by(il::asc<&Product::id>).stream();
    auto row = stream.begin();
    CHECK((*row).id == 1);
    (void)BREAKS(db->insert(Photo{3, 1, 9}));
    ++row;
    CHECK((*row).id == 2);
    ++row;
    CHECK(row == stream.end());
    {
        auto tx = db.begin();
        tx.insert(Review{2, 1});
        for (int i = 0; i < 3; ++i) {
            auto part = tx.begin();
            part.insert(Review{3, 1});
            CHECK(BREAKS(part.insert(Photo{3, 1, 9})).relation == "photo.product_id -> shop_product.id");
            CHECK_THROWS_AS(part.insert(Photo{4, 1, 1}), il::transaction_failed);
        }
        // references are checked at once again
        auto part = tx.begin();
        CHECK_THROWS_AS(part.insert(Photo{3, 9, 9}), il::foreign_key_violation);
        part.rollback();
        tx.insert(Photo{3, 2, 1});
        tx.commit();
    }
    CHECK(rows(*db) == before + 2);
    CHECK_THROWS_AS(db->insert(Photo{4, 9, 9}), il::foreign_key_violation);
}

ENGINE_CASE("Where too many rows would have to be looked at, all relations that it may be are named") {
    const place where = EVERY_PLACE;
    shop<TestType> db(where);
    std::vector<Photo> many;
    for (std::int64_t id = 10; id < 12'000; ++id) many.push_back({id, 1, 2});
    db->insert_many(many);
    // the row that breaks it is the last that is looked at
    const auto e = thrown<il::foreign_key_violation>([&] { db->insert(Photo{-1, 1, 9}); });
    if (where == place::server) CHECK(e.relation() == "photo.product_id -> shop_product.id");
    else {
        CHECK(e.relation().empty());
        CHECK(e.message() == "one of these relations would not hold: photo.review_id -> review.id, "
                             "photo.product_id -> shop_product.id (FOREIGN KEY constraint failed)");
    }
    CHECK(BREAKS(db->insert(Photo{20'000, 1, 9})).relation == "photo.product_id -> shop_product.id");
}

ENGINE_CASE("Relations with long names are told apart") {
    engine<TestType, Long> db(EVERY_PLACE);
    const std::string table = il::table_of<Long>().name.data();
    const std::string to = " -> " + table + ".id";
    CHECK(BREAKS(db->insert(Long{1, 7, {}, {}})).relation ==
          table + ".a_column_whose_name_is_too_long_as_well_to_stand_beside_it" + to);
    CHECK(BREAKS(db->insert(Long{1, {}, 7, {}})).relation == table + ".short_one" + to);
    db->insert(Long{1, {}, {}, {}});
    CHECK(BREAKS(db->insert(Long{2, {}, 1, 7})).relation ==
          table + " (other, short_one) -> " + table + " (id, short_one)");
}

ENGINE_CASE("A constraint that another tool has named is known by its columns") {
    const place where = EVERY_PLACE;
    if (where != place::server) return;
    shop<TestType> db(where);
    db.raw("ALTER TABLE photo RENAME CONSTRAINT photo_review_id_fkey TO photo_review_id_5f3a_fk_review_id; "
           "ALTER TABLE photo RENAME CONSTRAINT photo_product_id_fkey TO \"another's\"");
    CHECK(BREAKS(db->insert(Photo{3, 9, 1})).relation == "photo.review_id -> review.id");
    const auto e = thrown<il::foreign_key_violation>([&] { db->insert(Photo{3, 1, 9}); });
    CHECK(e.relation().empty());
    CHECK(e.message().find("\"another's\"") != std::string::npos);
}
