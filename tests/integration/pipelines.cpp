// SPDX-License-Identifier: BSL-1.0
#define ALSO_ON_EITHER
#include "engines.hpp"

#include <interlock/pipeline.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

struct Wagon {
    std::int64_t id = 0;
    std::string load;
};
struct Seal {
    std::int32_t number = 0;
};
struct Content {
    std::string text;
};
struct Barrel {
    std::int64_t id = 0;
    Content content;
};

}  // namespace

template <>
struct interlock::codec<Content> {
    using stored = std::string_view;
    static constexpr value_kind kind = value_kind::text;
    static std::string_view encode(const Content& c) { return c.text; }
    static Content decode(std::string_view text) {
        if (text == "bad") throw std::invalid_argument("bad content");
        return {std::string(text)};
    }
};
template <>
struct interlock::model<Barrel> {
    using fields = il::fields<il::field<&Barrel::id, il::primary_key>, il::field<&Barrel::content>>;
};

template <>
struct interlock::model<Wagon> {
    using fields = il::fields<il::field<&Wagon::id, il::primary_key, il::generated>,
                              il::field<&Wagon::load, il::unique>>;
};
template <>
struct interlock::model<Seal> {
    using fields = il::fields<il::field<&Seal::number, il::primary_key>>;
};

using il::col;

ENGINE_CASE("The statements of a pipeline have each their own result, in whatever order one asks") {
    engine<TestType, Wagon, Seal> db(EVERY_PLACE);
    using database = store<TestType>;
    db->insert(Wagon{0, "coal"});
    auto p = db->template pipeline<database>();
    auto key = p.insert(Wagon{0, "ore"});
    auto first = p.template find<Wagon>(1);
    auto none = p.template find<Wagon>(99);
    auto all = p.template from<Wagon>().order_by(il::asc<&Wagon::id>).all();
    auto some =
        p.template from<Wagon>().where(col<&Wagon::load>.in(std::vector<std::string>{"ore", "salt"})).first();
    auto sole = p.template from<Wagon>().where(col<&Wagon::load> == std::string("coal")).one();
    auto count = p.template from<Wagon>().count();
    auto there = p.template from<Wagon>().where(col<&Wagon::id> > 50).exists();
    auto changed =
        p.template update<Wagon>().set(col<& Wagon::load> = il::concat(col<&Wagon::load>, "!")).run();
    auto seal = p.insert(Seal{5});
    auto tuples = p.template from<Wagon>().order_by(il::asc<&Wagon::id>).select(col<&Wagon::load>).all();
    auto gone = p.template remove<Wagon>().where(col<&Wagon::id> == 1).run();
    CHECK(gone.get() == 1);
    p.run();
    CHECK(key.get() == 2);
    CHECK(first.get()->load == "coal");
    CHECK_FALSE(none.get().has_value());
    CHECK(each(all.get(), &Wagon::load) == std::vector<std::string>{"coal", "ore"});
    CHECK(some.get()->load == "ore");
    CHECK(sole.get().id == 1);
    CHECK(count.get() == 2);
    CHECK_FALSE(there.get());
    CHECK(changed.get() == 2);
    CHECK(seal.get() == 1);
    const auto texts = tuples.get();
    REQUIRE(texts.size() == 2);
    CHECK(std::get<0>(texts[1]) == "ore!");
}

ENGINE_CASE("A statement of a pipeline that fails leaves the others be, and its error is told") {
    engine<TestType, Wagon, Seal> db(EVERY_PLACE);
    using database = store<TestType>;
    db->insert(Seal{1});
    {
        auto p = db->template pipeline<database>();
        auto before = p.insert(Seal{2});
        auto twice = p.insert(Seal{1});
        auto absent = p.template get<Wagon>(7);
        auto after = p.insert(Seal{3});
        const auto e = thrown<il::unique_violation>([&] { p.run(); });
        CHECK(e.alias() == "store");
        CHECK(e.model() == "Seal");
        CHECK(e.sql().starts_with("INSERT"));
        p.run();  // told once
        CHECK(before.get() == 1);
        CHECK(after.get() == 1);
        CHECK_THROWS_AS(twice.get(), il::unique_violation);
        CHECK(thrown<il::not_found>([&] { absent.get(); }).model() == "Wagon");
        // what cannot even be sent
        auto bad = p.insert(Wagon{0, std::string("a\0b", 3)});
        auto good = p.insert(Wagon{0, "b"});
        if (db.is_postgres()) CHECK_THROWS_AS(bad.get(), il::value_out_of_range);
        CHECK(good.get() > 0);
    }
    CHECK(db->template from<Seal>().count() == 3);
    {
        auto left = db->template pipeline<database>();
        (void)left.insert(Seal{4});
        (void)left.insert(Seal{4});
    }
    CHECK(db->template from<Seal>().count() == 4);
    CHECK(db->template metrics<database>().leased == 0);
}

ENGINE_CASE("Thousands of statements go through a pipeline, whatever their size") {
    engine<TestType, Wagon, Seal> db(EVERY_PLACE);
    using database = store<TestType>;
    const std::int64_t before = db->template query_count<database>();
    auto p = db->template pipeline<database>();
    std::vector<decltype(p.template find<Wagon>(1))> found;
    for (int i = 1; i <= 1500; ++i) {
        (void)p.insert(Wagon{0, std::to_string(i) + std::string(i % 50 == 0 ? 100'000 : 10, 'x')});
        found.push_back(p.template find<Wagon>(i));
    }
    p.run();
    for (int i = 1; i <= 1500; ++i) {
        const std::optional<Wagon> wagon = found[static_cast<std::size_t>(i - 1)].get();
        REQUIRE(wagon.has_value());
        CHECK(wagon->load.starts_with(std::to_string(i) + "x"));
    }
    CHECK(db->template query_count<database>() - before == 3000);
}

ENGINE_CASE("What a type of the program throws when it is read is the statement's own failure") {
    engine<TestType, Barrel> db(EVERY_PLACE);
    db->insert_many(std::vector<Barrel>{{1, {"good"}}, {2, {"bad"}}, {3, {"fine"}}});
    {
        auto p = db->template pipeline<store<TestType>>();
        auto first = p.template find<Barrel>(1);
        auto second = p.template find<Barrel>(2);
        auto third = p.template find<Barrel>(3);
        CHECK(first.get()->content.text == "good");
        CHECK_THROWS_AS(second.get(), std::invalid_argument);
        CHECK(third.get()->content.text == "fine");
    }
    CHECK(db->template from<Barrel>().count() == 3);
}

ENGINE_CASE("A pipeline of a transaction is committed and rolled back with it") {
    engine<TestType, Wagon, Seal> db(EVERY_PLACE);
    using database = store<TestType>;
    db->template transaction<database>([](auto& tx) {
        tx.insert(Seal{1});
        auto p = tx.pipeline();
        (void)p.insert(Seal{2});
        auto count = p.template from<Seal>().count();
        p.run();
        CHECK(count.get() == 2);
    });
    CHECK(db->template from<Seal>().count() == 2);
    {
        auto tx = db->template begin<database>();
        {
            auto p = tx.pipeline();
            (void)p.insert(Seal{3});
            auto twice = p.insert(Seal{1});
            auto after = p.insert(Seal{4});
            CHECK_THROWS_AS(p.run(), il::unique_violation);
            CHECK_THROWS_AS(after.get(), il::transaction_failed);
        }
        CHECK_THROWS_AS(tx.insert(Seal{5}), il::transaction_failed);
        CHECK_THROWS_AS(tx.commit(), il::transaction_failed);
    }
    CHECK(db->template from<Seal>().count() == 2);
}
