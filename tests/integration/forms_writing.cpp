// SPDX-License-Identifier: BSL-1.0
#include "forms.hpp"

#include <algorithm>
#include <stdexcept>

// docs/queries.md, "For those who know Django or Diesel": writing.

ENGINE_CASE("Forms for those who know others: adding rows") {
    library<TestType> db(EVERY_PLACE);
    const auto writer = [&](const char* name) {
        return db.writers().where(col<&Writer::name> == name).one();
    };
    row("create", [&] {
        Writer m{0, "Ursula", {}, 2};
        CHECK(db->insert(m) == 5);
        CHECK(m.id == 5);
        CHECK(writer("Ursula") == m);
    });
    row("bulk_create", [&] {
        CHECK(db->insert_many(std::vector<Writer>{{0, "Stanislaw", {}, 1}, {0, "Doris", {}, 1}}) == 2);
        CHECK(db.writers().count() == 7);
    });
    row("bulk_create(ignore_conflicts=True)", [&] {
        CHECK(db->insert_or_ignore(Writer{0, "Jane", "j@x", 9}) == 0);
        CHECK(db->insert_or_ignore(Writer{0, "Mary", "m@x", 9}) == 1);
        CHECK(writer("Jane").points == 0);
        CHECK(writer("Mary").points == 9);
    });
    row("bulk_create(update_conflicts=True)", [&] {
        const auto by = il::by<&Writer::name>;
        CHECK(db->upsert(Writer{0, "Jane", "j@x", 5}, by) == 1);
        CHECK(writer("Jane") == Writer{2, "Jane", "j@x", 5});
        CHECK(db->upsert(Writer{0, "Jane", {}, 6}, by, il::updating<&Writer::points>) == 1);
        CHECK(writer("Jane") == Writer{2, "Jane", "j@x", 6});
        const auto higher = col<&Writer::points> < il::excluded<&Writer::points>;
        CHECK(db->upsert(Writer{0, "Jane", {}, 4}, by, il::updating<&Writer::points>, higher) == 0);
        CHECK(db->upsert(Writer{0, "Jane", {}, 7}, by, il::updating<&Writer::points>, higher) == 1);
        CHECK(writer("Jane").points == 7);
    });
    row("save()", [&] {
        Writer m = writer("Jane");
        m.points = 1;
        CHECK(db->upsert(m) == 1);
        CHECK(writer("Jane") == m);
        CHECK(db->upsert(Writer{0, "Ann", {}, 0}) == 1);
        CHECK(writer("Ann").points == 0);
    });
    row("get_or_create, update_or_create", [&] {
        const auto [found, made] = db->get_or_create(Writer{0, "Frank", "other", 0}, il::by<&Writer::name>);
        CHECK_FALSE(made);
        CHECK(found == Writer{1, "Frank", "f@x", 3});
        CHECK(db->get_or_create(Writer{0, "Iain", {}, 1}, il::by<&Writer::name>).created);
        const auto [row_now, added] =
            db->update_or_create(Writer{0, "Frank", "f@y", 4}, il::by<&Writer::name>);
        CHECK_FALSE(added);
        CHECK(row_now == Writer{1, "Frank", "f@y", 4});
    });
    row("insert_into(t).values(query)", [&] {
        CHECK(db->template insert_from<Writer, &Writer::name, &Writer::points>(
                  il::from<Book>()
                      .where(col<&Book::stock> > 5)
                      .select(il::trim(col<&Book::title>), col<&Book::stock>)) == 2);
        CHECK(writer("Ubik").points == 12);
        CHECK(writer("dust").points == 7);
    });
    row("default_values", [&] {
        db->insert(Writer{});
        CHECK(writer("").points == 0);
    });
}

ENGINE_CASE("Forms for those who know others: changing and removing rows") {
    library<TestType> db(EVERY_PLACE);
    const auto stock = [&] { return each(db.books().order_by(asc<&Book::id>).all(), &Book::stock); };
    using numbers = std::vector<std::int32_t>;
    row("update(a=F('a') + 1)", [&] {
        CHECK(db->template update<Book>()
                  .set(col<& Book::stock> += 1, col<& Book::title> = il::trim(col<&Book::title>))
                  .where(col<&Book::id> > 2)
                  .run() == 2);
        CHECK(stock() == numbers{3, 0, 13, 8});
        CHECK(db->template get<Book>(4).title == "dust");
    });
    row("db.update<M>().from<Other>(a).set(c = d).run()", [&] {
        CHECK(db->template update<Book>()
                  .template from<Writer>(col<&Writer::id> == col<&Book::writer_id>)
                  .set(col<& Book::stock> = col<&Writer::points>)
                  .where(col<&Writer::name> == "Philip")
                  .run() == 1);
        CHECK(stock() == numbers{3, 0, 1, 8});
    });
    row("bulk_update", [&] {
        std::vector<Book> books = db.books().all();
        for (Book& b : books) b.stock = static_cast<std::int32_t>(b.id * 10);
        CHECK(db->update_many(books) == 4);
        CHECK(stock() == numbers{10, 20, 30, 40});
    });
    row("returning, get_results", [&] {
        auto changed = db->template update<Book>()
                           .set(col<& Book::stock> -= 5)
                           .where(col<&Book::id> < 3)
                           .returning(col<&Book::id>, col<&Book::stock>)
                           .all();
        std::sort(changed.begin(), changed.end());
        CHECK(changed == std::vector<std::tuple<whole, std::int32_t>>{{1, 5}, {2, 15}});
        CHECK(db->template remove<Book>().where(col<&Book::id> == 2).returning().one().title == "Emma");
    });
    row("get_result of an insert", [&] {
        const Writer m{0, "Mary", {}, 1};
        const auto key = [](const auto& one) { return std::get<0>(one); };
        const auto first = key(db->inserting(m).returning(col<&Writer::id>).one());
        const std::vector<Writer> rows{{0, "Ann", {}, 2}, {0, "Zoe", {}, 3}};
        const auto keys = db->inserting_many(rows).returning(col<&Writer::id>).all();
        REQUIRE(keys.size() == 2);
        CHECK((key(keys[0]) > first && key(keys[1]) > key(keys[0])));
        CHECK(db->upserting(m, il::by<&Writer::name>).returning().first()->id == first);
        CHECK(db->template remove<Writer>().where(col<&Writer::id> >= first).run() == 3);
    });
    row("delete", [&] {
        CHECK(db->template remove<Book>().where(col<&Book::stock> > 35).run() == 1);
        CHECK(stock() == numbers{5, 30});
    });
    row("transaction.atomic", [&] {
        using database = store<TestType>;
        db->template transaction<database>(
            [&](auto& tx) { tx.template remove<Book>().where(col<&Book::id> == 1).run(); });
        CHECK(stock() == numbers{30});
        const auto fails = [&](auto& tx) {
            tx.template remove<Book>().run();
            throw std::runtime_error("no");
        };
        CHECK_THROWS_AS(db->template transaction<database>(fails), std::runtime_error);
        CHECK(stock() == numbers{30});
        auto tx = db->template begin<database>();
        tx.template remove<Book>().run();
        tx.commit();
        CHECK(stock().empty());
    });
    row("tx.advisory_lock(n), tx.try_advisory_lock(n) on PostgreSQL", [&] {
        if constexpr (!std::is_same_v<TestType, il::sqlite>) {
            auto tx = db->template begin<store<TestType>>();
            tx.advisory_lock(7);
            CHECK(tx.try_advisory_lock(7));
        }
    });
}
