// SPDX-License-Identifier: BSL-1.0
#define ALSO_ON_EITHER
#include "engines.hpp"

#include <interlock/tracked.hpp>

#include <atomic>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>

// Rows that know where they came from and what they were.

namespace {

using moment = std::chrono::sys_time<std::chrono::microseconds>;

struct Gem {
    std::string id;
    std::optional<std::string> name, tissue;
    std::int32_t reactions = 0;
};
struct Page {
    std::int64_t id = 0;
    std::string text;
    std::int32_t version = 0;
    moment made, changed;
};
struct Step {
    std::int64_t pathway = 0;
    std::int32_t place = 0;
    std::string title;
    std::int16_t edition = 0;
};

}  // namespace

template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::name, il::max_length<20>>,
                              il::field<&Gem::tissue>, il::field<&Gem::reactions, il::min_value<0>>>;
};
template <>
struct interlock::model<Page> {
    using fields =
        il::fields<il::field<&Page::id, il::primary_key, il::generated>, il::field<&Page::text>,
                   il::field<&Page::version, il::version>, il::field<&Page::made, il::now_on_insert>,
                   il::field<&Page::changed, il::now_on_update>>;
};
template <>
struct interlock::model<Step> {
    using fields =
        il::fields<il::field<&Step::pathway, il::primary_key>, il::field<&Step::place, il::primary_key>,
                   il::field<&Step::title, il::column<"step \"title\"">>,
                   il::field<&Step::edition, il::version, il::column<"row_version">>>;
};

using il::col;

namespace {

moment now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }
constexpr auto slack = std::chrono::milliseconds(1);

template <class Backend>
class museum : public engine<Backend, Gem, Page, Step> {
public:
    using base = engine<Backend, Gem, Page, Step>;
    using database = typename base::database;
    using service = typename base::service;

    explicit museum(place where) : base(where) {
        (*this)->insert_many(std::vector<Gem>{{"1", "ruby", "liver", 5}, {"2", "opal", {}, 7}});
        Page page{0, "first", 1, {}, {}};
        (*this)->insert(page);
        (*this)->insert(Step{3, 4, "cut", 32767});
        (*this)->insert(Step{3, 5, "polish", 1});
    }
    Gem gem(const char* id = "1") { return (*this)->template get<Gem>(id); }
    Page page() { return (*this)->template get<Page>(1); }

    /// The texts of the statements that a function has run.
    template <class Function>
    std::vector<std::string> texts(Function f) {
        std::vector<std::string> all;
        (*this)->on_statement([&](const il::statement_event& e) {
            if (!e.has_ended) all.emplace_back(e.sql);
        });
        f();
        (*this)->on_statement(nullptr);
        return all;
    }
    /// The text as it is on an engine: placeholders are numbered on PostgreSQL.
    std::string placed(std::string text) const {
        int n = 0;
        if (this->is_postgres())
            for (std::size_t at = 0; (at = text.find('?', at)) != std::string::npos;)
                text.replace(at, 1, "$" + std::to_string(++n));
        return text;
    }
};

}  // namespace

ENGINE_CASE("A tracked row writes the columns that were changed, and no others") {
    museum<TestType> db(EVERY_PLACE);
    auto gem = db->template load<Gem>("1");
    CHECK(gem->name == "ruby");
    CHECK_FALSE(gem.changed());

    gem->name = "red ruby";
    CHECK(gem.changed());
    CHECK(gem.template changed<&Gem::name>());
    CHECK_FALSE(gem.template changed<&Gem::tissue>());
    CHECK(gem.original().name == "ruby");

    // somebody else changes another column between
    db->template update<Gem>().set(col<& Gem::tissue> = "kidney").where(col<&Gem::id> == "1").run();
    const auto texts = db.texts([&] { CHECK(gem.save()); });
    CHECK(texts == std::vector{db.placed(R"(UPDATE "gem" SET "name" = ? WHERE "id" = ?)")});
    CHECK(db.gem().name == "red ruby");
    CHECK(db.gem().tissue == "kidney");
    CHECK(db.gem("2").name == "opal");
    CHECK_FALSE(gem.changed());
    CHECK(gem.original().name == "red ruby");

    gem->tissue = std::nullopt;
    gem->reactions = 6;
    const auto two = db.texts([&] { CHECK(gem.save()); });
    CHECK(two == std::vector{db.placed(R"(UPDATE "gem" SET "tissue" = ?, "reactions" = ? WHERE "id" = ?)")});
    CHECK(db.gem().tissue == std::nullopt);
    CHECK(db.gem().reactions == 6);
}

ENGINE_CASE("Nothing is sent for a row that was not changed, or changed back") {
    museum<TestType> db(EVERY_PLACE);
    using database = typename museum<TestType>::database;
    auto gem = db->template load<Gem>("1");
    const auto before = db->template query_count<database>();
    CHECK_FALSE(gem.save());
    gem->name = "x";
    gem->name = "ruby";
    CHECK_FALSE(db->save(gem));
    gem->name = "x";
    gem.discard();
    CHECK(gem->name == "ruby");
    CHECK_FALSE(gem.save());
    CHECK(db->template query_count<database>() == before);
    *gem = Gem{"1", "x", "y", 1};
    CHECK(gem.save());
    CHECK(db->template query_count<database>() == before + 1);
    CHECK(db.gem().reactions == 1);

    auto page = db->template load<Page>(1);
    page->made = page->changed = moment{};  // what the library stamps does not count
    CHECK_FALSE(page.changed());
    CHECK_FALSE(page.template changed<&Page::changed>());
    CHECK_FALSE(page.save());
}

ENGINE_CASE("The statement of a set of columns is prepared once, and found again") {
    museum<TestType> db(EVERY_PLACE);
    auto gem = db->template load<Gem>("1");
    auto other = db->template load<Gem>("2");
    for (int i = 0; i < 5; ++i) {
        gem->reactions = 10 + i;
        CHECK(gem.save());
        other->reactions = 20 + i;
        CHECK(other.save());
        gem->name = "n" + std::to_string(i);
        CHECK(gem.save());
    }
    CHECK(db.gem().reactions == 14);
    CHECK(db.gem("2").reactions == 24);
    if (db.is_postgres()) {  // the server knows what its connection has prepared
        auto seen = db.connect("pool_max=1");
        auto row = seen->template load<Gem>("1");
        const auto prepared = [&] {
            return seen
                ->template raw<typename museum<TestType>::database, il::reads, std::int64_t>(
                    "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'UPDATE%'")
                .one();
        };
        const auto none = prepared();
        for (int i = 0; i < 5; ++i) {
            row->reactions = 30 + i;
            CHECK(row.save());
        }
        CHECK(prepared() == none + 1);
        row->name = "y";
        CHECK(row.save());
        CHECK(prepared() == none + 2);
    }
}

ENGINE_CASE("Loading a row that is not there throws, and saving one that is gone") {
    museum<TestType> db(EVERY_PLACE);
    CHECK_THROWS_AS(db->template load<Gem>("9"), il::not_found);
    auto gem = db->template load<Gem>("1");
    db->template remove<Gem>().where(col<&Gem::id> == "1").run();
    CHECK_FALSE(gem.save());
    gem->name = "x";
    const auto e = thrown<il::not_found>([&] { gem.save(); });
    CHECK(e.alias() == "store");
    CHECK(e.model() == "Gem");
    CHECK(e.sql() == db.placed(R"(UPDATE "gem" SET "name" = ? WHERE "id" = ?)"));
    CHECK(gem.changed());
    CHECK_THROWS_AS(gem.remove(), il::not_found);
    CHECK_THROWS_AS(gem.reload(), il::not_found);
    CHECK(gem->name == "x");

    auto page = db->template load<Page>(1);
    db->template remove<Page>().where(col<&Page::id> == 1).run();
    page->text = "x";
    CHECK_THROWS_AS(page.save(), il::not_found);
    CHECK_THROWS_AS(page.remove(), il::not_found);
}

ENGINE_CASE("A save that the database refuses leaves the row with its changes") {
    museum<TestType> db(EVERY_PLACE);
    auto gem = db->template load<Gem>("1");
    gem->reactions = -1;
    CHECK_THROWS_AS(gem.save(), il::check_violation);
    gem->name = std::string(21, 'x');
    CHECK(thrown<il::value_out_of_range>([&] { gem.save(); }).field() == "name");
    CHECK(gem.template changed<&Gem::reactions>());
    CHECK(gem.original().reactions == 5);
    gem->reactions = 8;
    gem->name = "fits";
    CHECK(gem.save());
    CHECK(db.gem().reactions == 8);
}

ENGINE_CASE("The key and the version of a tracked row stay as they are") {
    museum<TestType> db(EVERY_PLACE);
    using database = typename museum<TestType>::database;
    auto gem = db->template load<Gem>("1");
    auto page = db->template load<Page>(1);
    const auto before = db->template query_count<database>();
    gem->id = "2";
    const auto e = thrown<il::usage_error>([&] { gem.save(); });
    CHECK(e.field() == "id");
    CHECK(e.model() == "Gem");
    CHECK_THROWS_AS(gem.remove(), il::usage_error);
    page->version = 7;
    CHECK(thrown<il::usage_error>([&] { page.save(); }).field() == "version");
    CHECK(db->template query_count<database>() == before);
    CHECK(db.gem("2").name == "opal");
    gem.discard();
    gem.remove();
    CHECK_FALSE(db->template find<Gem>("1"));
    CHECK(db->template find<Gem>("2"));
}

ENGINE_CASE("A save counts the version on, and is refused where somebody else has") {
    museum<TestType> db(EVERY_PLACE);
    auto mine = db->template load<Page>(1);
    auto theirs = db->template load<Page>(1);
    theirs->text = "theirs";
    const auto texts = db.texts([&] { CHECK(theirs.save()); });
    CHECK(texts ==
          std::vector{db.placed(R"(UPDATE "page" SET "text" = ?, "version" = "version" + 1, "changed" = ? )"
                                R"(WHERE "id" = ? AND "version" = ?)")});
    CHECK(theirs->version == 2);
    CHECK(db.page().version == 2);

    mine->text = "mine";
    const auto e = thrown<il::stale_row>([&] { mine.save(); });
    CHECK(e.alias() == "store");
    CHECK(e.model() == "Page");
    CHECK(e.sql() == texts.front());
    CHECK(std::string(e.what()).find("mine") == std::string::npos);  // no values
    CHECK_THROWS_AS(mine.remove(), il::stale_row);
    CHECK(db.page().text == "theirs");
    CHECK(mine->text == "mine");

    mine.reload();
    CHECK(mine->text == "theirs");
    CHECK(mine->version == 2);
    mine->text = "mine";
    CHECK(mine.save());
    CHECK(mine->version == 3);
    CHECK(mine.original().version == 3);
    CHECK_THROWS_AS(theirs.remove(), il::stale_row);
    const auto removal = db.texts([&] { mine.remove(); });
    CHECK(removal == std::vector{db.placed(R"(DELETE FROM "page" WHERE "id" = ? AND "version" = ?)")});
    CHECK(db->template from<Page>().count() == 0);
}

ENGINE_CASE("Keys of several columns and versions of other names tell the row") {
    museum<TestType> db(EVERY_PLACE);
    auto step = db->template load<Step>(3, 5);
    step->title = "shine";
    const auto texts = db.texts([&] { CHECK(step.save()); });
    CHECK(texts == std::vector{db.placed(
                       R"(UPDATE "step" SET "step ""title""" = ?, "row_version" = "row_version" + 1 )"
                       R"(WHERE "pathway" = ? AND "place" = ? AND "row_version" = ?)")});
    CHECK(db->template get<Step>(3, 5).title == "shine");
    CHECK(db->template get<Step>(3, 5).edition == 2);
    CHECK(db->template get<Step>(3, 4).title == "cut");
    auto last = db->template load<Step>(3, 4);
    last->title = "x";
    const auto e = thrown<il::value_out_of_range>([&] { last.save(); });  // it cannot be counted any further
    CHECK(e.field() == "edition");
    CHECK(db->template get<Step>(3, 4).title == "cut");
}

ENGINE_CASE("Other writes leave the version as they are given it") {
    museum<TestType> db(EVERY_PLACE);
    auto page = db->template load<Page>(1);
    db->template update<Page>().set(col<& Page::text> = "a").where(col<&Page::id> == 1).run();
    CHECK(db.page().version == 1);
    db->upsert(Page{1, "b", 40, {}, {}});
    CHECK(db.page().version == 40);
    db->update_many(std::vector{Page{1, "c", 41, {}, {}}});
    CHECK(db.page().version == 41);
    page->text = "d";
    CHECK_THROWS_AS(page.save(), il::stale_row);
    db->template update<Page>()
        .set(col<& Page::version> = col<&Page::version> + 1)
        .where(col<&Page::id> == 1)
        .run();
    CHECK(db.page().version == 42);
}

ENGINE_CASE("A save stamps what is stamped by updates, and the row has the stamp") {
    museum<TestType> db(EVERY_PLACE);
    db.raw("UPDATE page SET made = '2001-02-03 04:05:06', changed = '2001-02-03 04:05:06'");
    auto page = db->template load<Page>(1);
    const moment made = page->made, before = now() - slack;
    page->text = "x";
    page->made = moment{};
    CHECK(page.save());
    CHECK(page->changed >= before);
    CHECK(page->changed <= now() + slack);
    CHECK(db.page().changed == page->changed);
    CHECK(page.original().changed == page->changed);
    CHECK(db.page().made == made);
}

ENGINE_CASE("Of threads that save one version, one does") {
    const place where = EVERY_PLACE;
    museum<TestType> db(where);
    std::vector<std::thread> threads;
    std::atomic<int> saved{0}, stale{0}, other{0};
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 10; ++i) try {
                    auto page = db->template load<Page>(1);
                    page->text = std::to_string(t) + "." + std::to_string(i);
                    page.save();
                    ++saved;
                } catch (const il::stale_row&) {
                    ++stale;
                } catch (...) {
                    ++other;
                }
        });
    for (std::thread& t : threads) t.join();
    CHECK(other == 0);
    CHECK(saved + stale == 40);
    CHECK(db.page().version == 1 + saved);
}

ENGINE_CASE("A row belongs to its session: another one does not save it") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;
    museum<TestType> db(where);
    auto other = db.connect();
    auto gem = db->template load<Gem>("1");
    gem->name = "x";
    const auto before = other->template query_count<typename museum<TestType>::database>();
    const auto e = thrown<il::wrong_origin>([&] { other->save(gem); });
    CHECK(e.alias() == "store");
    CHECK(e.model() == "Gem");
    CHECK_THROWS_AS(other->template on<typename museum<TestType>::database>().save(gem), il::wrong_origin);
    other->template transaction<typename museum<TestType>::database>(
        [&](auto& tx) { CHECK_THROWS_AS(tx.save(gem), il::wrong_origin); });
    CHECK(other->template query_count<typename museum<TestType>::database>() == before);
    CHECK(db.gem().name == "ruby");
    CHECK(db->template on<typename museum<TestType>::database>().save(gem));
    CHECK(db.gem().name == "x");
    auto explicitly = db->template on<typename museum<TestType>::database>().template load<Gem>("1");
    explicitly->name = "y";
    CHECK(db->save(explicitly));
}

ENGINE_CASE("A row that is loaded by the session is saved inside a transaction") {
    museum<TestType> db(EVERY_PLACE);
    using database = typename museum<TestType>::database;
    auto page = db->template load<Page>(1);
    page->text = "x";
    db->template transaction<database>([&](auto& tx) {
        CHECK(tx.save(page));
        CHECK_FALSE(tx.save(page));
        CHECK(page->version == 2);
        CHECK_THROWS_AS(page.save(), il::usage_error);  // beside it
        CHECK_THROWS_AS(page.reload(), il::usage_error);
        page->text = "y";
        CHECK(tx.save(page));
    });
    CHECK(db.page().text == "y");
    CHECK(db.page().version == 3);
    page->text = "z";
    CHECK(page.save());
    CHECK(db.page().version == 4);
}

ENGINE_CASE("A rollback gives a row its original values back, and its changes stay") {
    museum<TestType> db(EVERY_PLACE);
    using database = typename museum<TestType>::database;
    auto page = db->template load<Page>(1);
    auto gem = db->template load<Gem>("1");
    const moment changed = page->changed;
    page->text = "x";
    gem->name = "x";
    {
        auto tx = db->template begin<database>();
        CHECK(tx.save(page));
        CHECK(tx.save(gem));
        gem->tissue = "y";
        CHECK(tx.save(gem));
        page->text = "z";
        CHECK(tx.save(page));
        CHECK(page->version == 3);
        tx.rollback();
    }
    CHECK(page->version == 1);
    CHECK(page->changed == changed);
    CHECK(page.original().text == "first");
    CHECK(page->text == "z");
    CHECK(gem.template changed<&Gem::name>());
    CHECK(gem.template changed<&Gem::tissue>());
    CHECK(gem.save());
    CHECK(page.save());
    CHECK(db.gem().name == "x");
    CHECK(db.gem().tissue == "y");
    CHECK(db.page().text == "z");
    CHECK(db.page().version == 2);

    // a function that is run again saves again
    int runs = 0;
    page->text = "again";
    CHECK_THROWS_AS(db->template transaction<database>(il::retry{.attempts = 3, .first_pause_ms = 1},
                                                       [&](auto& tx) {
                                                           CHECK(tx.save(page));
                                                           if (++runs < 3)
                                                               throw il::transaction_conflict("again");
                                                           throw il::usage_error("enough");
                                                       }),
                    il::usage_error);
    CHECK(runs == 3);
    CHECK(page->version == 2);
    CHECK(db.page().text == "z");
}

ENGINE_CASE("A part of a transaction takes back what was saved in it, and no more") {
    museum<TestType> db(EVERY_PLACE);
    using database = typename museum<TestType>::database;
    auto page = db->template load<Page>(1);
    db->template transaction<database>([&](auto& tx) {
        page->text = "outer";
        CHECK(tx.save(page));
        auto kept = tx.begin();
        page->text = "kept";
        CHECK(kept.save(page));
        kept.commit();
        {
            auto part = tx.begin();
            page->text = "inner";
            CHECK(part.save(page));
            page->text = "inner again";
            CHECK(part.save(page));
            CHECK(page->version == 5);
        }
        CHECK(page->version == 3);
        CHECK(page.original().text == "kept");
        CHECK(page->text == "inner again");
        page->text = "last";
        CHECK(tx.save(page));
    });
    CHECK(page->version == 4);
    CHECK(db.page().version == 4);
    CHECK(db.page().text == "last");

    auto tx = db->template begin<database>();
    auto part = tx.begin();
    page->text = "lost";
    CHECK(part.save(page));
    part.commit();
    tx.rollback();
    CHECK(page->version == 4);
    CHECK(page.original().text == "last");
    CHECK(page.save());
    CHECK(db.page().text == "lost");
}

ENGINE_CASE("A row that is loaded in a transaction belongs to it") {
    museum<TestType> db(EVERY_PLACE);
    using database = typename museum<TestType>::database;
    using handle = decltype(db->template begin<database>().template load<Gem>("1"));
    static_assert(
        std::is_same_v<handle, il::tracked<typename museum<TestType>::service, database, Gem, true>>);
    static_assert(!std::is_copy_constructible_v<handle> && std::is_nothrow_move_constructible_v<handle>);
    std::optional<handle> left;
    db->template transaction<database>([&](auto& tx) {
        auto gem = tx.template load<Gem>("1");
        gem->name = "x";
        CHECK(gem.save());
        gem->name = "y";
        CHECK(tx.save(gem));
        tx.template update<Gem>().set(col<& Gem::tissue> = "z").where(col<&Gem::id> == "1").run();
        gem.reload();
        CHECK(gem->tissue == "z");
        {
            auto part = tx.begin();
            gem->name = "part";
            CHECK(part.save(gem));
            gem->name = "part too";
            CHECK_THROWS_AS(gem.save(), il::usage_error);  // its transaction waits for the end of the part
            part.rollback();
        }
        CHECK(gem.original().name == "y");
        left.emplace(std::move(gem));
        (*left)->name = "late";
    });
    CHECK(db.gem().name == "y");
    CHECK(db.gem().tissue == "z");
    CHECK((*left)->name == "late");
    CHECK(left->original().name == "y");
    CHECK_THROWS_AS(left->save(), il::usage_error);
    CHECK_THROWS_AS(left->reload(), il::usage_error);
    CHECK_THROWS_AS(left->remove(), il::usage_error);
    db->template transaction<database>(
        [&](auto& tx) { (void)thrown<il::usage_error>([&] { tx.save(*left); }); });
    CHECK(db.gem().name == "y");

    auto tx = db->template begin<database>();
    auto gem = tx.template load<Gem>("2");
    gem.remove();
    tx.rollback();
    CHECK(db.gem("2").name == "opal");
}

ENGINE_CASE("What was read in a part that is rolled back has to be read again") {
    museum<TestType> db(EVERY_PLACE);
    using database = typename museum<TestType>::database;
    auto tx = db->template begin<database>();
    auto outer = tx.template load<Gem>("1");
    auto part = tx.begin();
    part.template update<Gem>().set(col<& Gem::name> = "part").where(col<&Gem::id> == "1").run();
    auto inner = part.template load<Gem>("1");
    CHECK(inner->name == "part");
    CHECK_THROWS_AS(outer.reload(), il::usage_error);  // its transaction waits for the end of the part
    part.rollback();
    inner->tissue = "x";
    CHECK_THROWS_AS(inner.save(), il::usage_error);
    CHECK_THROWS_AS(tx.save(inner), il::usage_error);
    outer->tissue = "x";
    CHECK(outer.save());
    auto kept = tx.begin();
    auto second = kept.template load<Gem>("2");
    kept.commit();
    second->tissue = "y";
    CHECK_THROWS_AS(second.save(), il::usage_error);
    CHECK(tx.save(second));
    tx.commit();
    CHECK(db.gem().tissue == "x");
    CHECK(db.gem().name == "ruby");
    CHECK(db.gem("2").tissue == "y");
}

ENGINE_CASE("A row may go before the transaction that it was saved in ends, and be moved") {
    museum<TestType> db(EVERY_PLACE);
    using database = typename museum<TestType>::database;
    for (const bool commits : {false, true}) {
        auto kept = db->template load<Gem>("2");
        std::optional gone = db->template load<Gem>("1");
        auto tx = db->template begin<database>();
        (*gone)->reactions = 99;
        CHECK(tx.save(*gone));
        gone.reset();
        kept->reactions = 98;
        CHECK(tx.save(kept));
        auto moved = std::move(kept);
        if (commits) tx.commit();
        else tx.rollback();
        CHECK(moved.changed() != commits);
        CHECK(db.gem().reactions == (commits ? 99 : 5));
    }
}

ENGINE_CASE("A row that is changed but saved in a transaction that fails can be saved afterwards") {
    museum<TestType> db(EVERY_PLACE);
    using database = typename museum<TestType>::database;
    auto page = db->template load<Page>(1);
    auto stale = db->template load<Page>(1);
    page->text = "x";
    CHECK(page.save());
    stale->text = "y";
    auto tx = db->template begin<database>();
    CHECK_THROWS_AS(tx.save(stale), il::stale_row);
    if (db.where() != place::memory) stale.reload();  // nothing of it is in the transaction
    tx.commit();                                      // finding no row is no fault of the transaction
    stale.reload();
    stale->text = "y";
    CHECK(stale.save());
    CHECK(db.page().text == "y");
}

ENGINE_CASE("A copy is exact, throws where its key is taken, and generated keys go on after it") {
    museum<TestType> db(EVERY_PLACE);
    using database = typename museum<TestType>::database;
    const moment then{std::chrono::microseconds(981173106000001)};
    const Page seventy{70, "seventy", 9, then, then};
    il::copy_to<database>(*db, seventy, il::keep_key);
    const auto stored = [&](std::int64_t id) { return db->template get<Page>(id); };
    CHECK(stored(70).text == "seventy");
    CHECK(stored(70).version == 9);
    CHECK(stored(70).made == then);
    CHECK(stored(70).changed == then);
    const auto e = thrown<il::unique_violation>([&] {
        il::copy_to<database>(*db, Page{70, "other", 1, {}, {}}, il::keep_key);
    });
    CHECK(e.model() == "Page");
    CHECK(stored(70).text == "seventy");

    Page next{0, "next", 1, {}, {}};
    CHECK(db->insert(next) == 71);
    CHECK(il::copy_to<database>(*db, seventy, il::new_key) == 72);
    CHECK(stored(72).changed == then);
    auto row = db->template load<Page>(72);
    row->text = "changed";
    CHECK(row.save());
    CHECK(stored(72).changed != then);
    il::copy_to<database>(*db, Page{72, "over", 3, then, then}, il::upsert_key);
    CHECK(stored(72).text == "over");
    CHECK(stored(72).version == 3);
    CHECK(stored(72).changed == then);
    il::copy_to<database>(*db, Page{90, "new", 3, then, then}, il::upsert_key);
    CHECK(db->insert(next) == 91);

    db->template transaction<database>([&](auto& tx) {
        il::copy_to<database>(tx, Step{9, 9, "copy", 5}, il::keep_key);
        il::copy_to<database>(tx, Step{9, 9, "again", 6}, il::upsert_key);
    });
    CHECK(db->template get<Step>(9, 9).title == "again");
    CHECK(db->template get<Step>(9, 9).edition == 6);
}

ENGINE_CASE("A handle that was moved from says so, and a version that ends says where") {
    museum<TestType> db(EVERY_PLACE);
    using database = typename museum<TestType>::database;
    auto gem = db->template load<Gem>("1");
    auto other = std::move(gem);
    other->name = "moved";
    CHECK_THROWS_AS(gem.save(), il::usage_error);
    CHECK_THROWS_AS(db->save(gem), il::usage_error);
    CHECK_THROWS_AS(gem.changed(), il::usage_error);
    CHECK_THROWS_AS(gem.template changed<&Gem::name>(), il::usage_error);
    CHECK_THROWS_AS(gem.discard(), il::usage_error);
    CHECK_THROWS_AS(gem.reload(), il::usage_error);
    CHECK_THROWS_AS(gem.remove(), il::usage_error);
    CHECK(other.save());
    gem = std::move(other);
    gem->name = "back";
    CHECK(gem.save());
    auto page = db->template load<Page>(1);
    auto next = std::move(page);
    CHECK_THROWS_AS(page.template copy_to<database>(il::new_key), il::usage_error);
    CHECK(next.template copy_to<database>(il::new_key) == 2);

    auto step = db->template load<Step>(3, 4);
    step->title = "over";
    const auto e = thrown<il::value_out_of_range>([&] { step.save(); });
    CHECK(e.alias() == "store");
    CHECK(e.model() == "Step");
    CHECK(e.field() == "edition");
}

#if INTERLOCK_TEST_WITH_POSTGRES
namespace {

struct local : il::database<"local", il::sqlite> {};
struct remote : il::database<"remote", il::postgres> {};
struct in_both {
    template <class, class>
    static constexpr il::verdict allow_migrate() {
        return il::verdict::allow;
    }
};
using both =
    il::service<il::databases<local, remote>, il::models<Page>, il::routers<in_both, il::route_rest<local>>>;

}  // namespace

TEST_CASE("A row is copied from one engine to another, and back") {
    const std::string server = server_url();
    const std::string schema =
        server + (server.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3Dcopies";
    il::session<both> db{il::settings{{"local", "sqlite::memory:"}, {"remote", schema}}};
    db.raw<remote, il::writes>("DROP SCHEMA IF EXISTS copies CASCADE").run();
    db.raw<remote, il::writes>("CREATE SCHEMA copies").run();
    il::create_tables(db);
    Page page{0, "here", 1, {}, {}};
    db.insert(page);
    auto row = db.load<Page>(1);
    row->text = "there";
    CHECK(row.save());
    row.copy_to<remote>(il::keep_key);
    auto copied = db.on<remote>().load<Page>(1);
    static_assert(std::is_same_v<decltype(copied), il::tracked<both, remote, Page>>);
    CHECK(copied->text == "there");
    CHECK(copied->version == 2);
    CHECK(copied->made == row->made);
    CHECK(copied->changed == row->changed);
    copied->text = "changed there";
    CHECK(copied.save());
    CHECK(db.get<Page>(1).text == "there");
    copied.copy_to<local>(il::upsert_key);
    CHECK(db.get<Page>(1).text == "changed there");
    row->text = "stale here";
    CHECK_THROWS_AS(row.save(), il::stale_row);
    db.raw<remote, il::writes>("DROP SCHEMA copies CASCADE").run();
}
#endif
