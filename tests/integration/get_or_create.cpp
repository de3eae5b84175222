// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <thread>

namespace {

struct Author {
    std::int32_t id = 0;
    std::string name;
    std::optional<std::string> mail;
    std::int32_t books = 0;
    std::chrono::sys_time<std::chrono::microseconds> added, changed;
};
struct Tag {
    std::string language, word;
};
struct Alias {
    std::int32_t id = 0;
    std::optional<std::string> name;
};

}  // namespace

template <>
struct interlock::model<Author> {
    using fields =
        il::fields<il::field<&Author::id, il::primary_key, il::generated>,
                   il::field<&Author::name, il::unique, il::max_length<8>>,
                   il::field<&Author::mail, il::unique>, il::field<&Author::books, il::min_value<0>>,
                   il::field<&Author::added, il::now_on_insert>,
                   il::field<&Author::changed, il::now_on_update>>;
};
template <>
struct interlock::model<Tag> {
    using fields =
        il::fields<il::field<&Tag::language, il::primary_key>, il::field<&Tag::word, il::primary_key>>;
};
template <>
struct interlock::model<Alias> {
    using fields = il::fields<il::field<&Alias::id, il::primary_key, il::generated>,
                              il::field<&Alias::name, il::unique>>;
};

using il::col;

static constexpr auto by_name = il::by<&Author::name>;

static Author author(std::string name, int books = 0) {
    Author a;
    a.name = std::move(name);
    a.books = books;
    return a;
}

ENGINE_CASE("get_or_create finds the row or creates it") {
    engine<TestType, Author, Tag> db(EVERY_PLACE);
    const auto [first, created] = db->get_or_create(author("Ada", 1), by_name);
    CHECK(created);
    CHECK(first.id == 1);
    CHECK(first.added.time_since_epoch().count() != 0);  // as it is stored
    const auto [second, created_again] = db->get_or_create(author("Ada", 2), by_name);
    CHECK_FALSE(created_again);
    CHECK(second.id == first.id);
    CHECK(second.books == 1);
    CHECK(second.added == first.added);
    CHECK(db->get_or_create(author("Bea"), by_name).created);
    CHECK(db->template from<Author>().count() == 2);
    const auto by_both = il::by<&Tag::word, &Tag::language>;
    CHECK(db->get_or_create(Tag{"en", "gene"}, by_both).created);
    CHECK(db->get_or_create(Tag{"de", "gene"}, by_both).created);
    CHECK_FALSE(db->get_or_create(Tag{"en", "gene"}, by_both).created);
}

ENGINE_CASE("update_or_create gives the row new values or creates it") {
    engine<TestType, Author, Tag> db(EVERY_PLACE);
    const auto [first, created] = db->update_or_create(author("Ada", 1), by_name);
    CHECK(created);
    CHECK(first.id == 1);
    Author given = author("Ada", 2);
    given.id = 77;
    given.mail = "ada@example.org";
    const auto [second, created_again] = db->update_or_create(given, by_name);
    CHECK_FALSE(created_again);
    CHECK(second.id == first.id);
    CHECK(second.books == 2);
    CHECK(second.mail == "ada@example.org");
    CHECK(second.added == first.added);
    CHECK(second.changed > first.changed);
    CHECK(db->template from<Author>().one().books == 2);
    const auto by_both = il::by<&Tag::word, &Tag::language>;  // which leaves nothing to update
    CHECK(db->update_or_create(Tag{"en", "gene"}, by_both).created);
    CHECK_FALSE(db->update_or_create(Tag{"en", "gene"}, by_both).created);
}

ENGINE_CASE("A constraint that does not tell the row is not ignored") {
    engine<TestType, Author> db(EVERY_PLACE);
    Author ada = author("Ada");
    ada.mail = "a@example.org";
    db->insert(ada);
    ada.name = "Bea";
    CHECK_THROWS_AS(db->get_or_create(ada, by_name), il::unique_violation);
    CHECK_THROWS_AS(db->update_or_create(ada, by_name), il::unique_violation);
    CHECK_THROWS_AS(db->get_or_create(author("Cleo", -1), by_name), il::check_violation);
    CHECK(thrown<il::value_out_of_range>([&] { db->get_or_create(author("123456789"), by_name); }).field() ==
          "name");
    CHECK(db->template from<Author>().count() == 1);
}

ENGINE_CASE("No row is told by NULL") {
    engine<TestType, Alias> db(EVERY_PLACE);
    CHECK(db->get_or_create(Alias{0, "a"}, il::by<&Alias::name>).created);
    CHECK_FALSE(db->update_or_create(Alias{0, "a"}, il::by<&Alias::name>).created);
    CHECK(thrown<il::value_out_of_range>([&] { db->get_or_create(Alias{}, il::by<&Alias::name>); }).model() ==
          "Alias");
    CHECK_THROWS_AS(db->update_or_create(Alias{}, il::by<&Alias::name>), il::value_out_of_range);
    CHECK(db->template from<Alias>().count() == 1);
}

ENGINE_CASE("Rows are found and created inside a transaction") {
    engine<TestType, Author> db(EVERY_PLACE);
    db->template transaction<store<TestType>>([&](auto& tx) {
        const auto [row, created] = tx.get_or_create(author("Ada", 1), by_name);
        CHECK(created);
        CHECK_FALSE(tx.get_or_create(author("Ada", 1), by_name).created);
        CHECK(tx.update_or_create(author("Ada", 5), by_name).row.id == row.id);
        CHECK(tx.template get<Author>(row.id).books == 5);
        tx.rollback();
    });
    CHECK(db->template from<Author>().count() == 0);
}

ENGINE_CASE("Of many that ask for one row at the same time one creates it") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;  // which has one connection
    engine<TestType, Author> db(where);
    constexpr int threads = 6, names = 20;
    struct outcome {
        int created[names]{};
        std::int32_t ids[names]{};
        std::exception_ptr failure;
    };
    std::vector<outcome> outcomes(threads);
    const bool in_transactions = GENERATE(false, true);
    std::vector<std::thread> running;
    for (int t = 0; t < threads; ++t)
        running.emplace_back([&db, &mine = outcomes[static_cast<std::size_t>(t)], t, in_transactions] {
            try {
                const auto session = db.connect();
                for (int i = 0; i < names; ++i) {
                    const auto ask = [&](auto& on) {
                        const auto [row, created] =
                            on.get_or_create(author("n" + std::to_string(i), t), by_name);
                        mine.created[i] = created;
                        mine.ids[i] = row.id;
                    };
                    if (in_transactions) session->template transaction<store<TestType>>(ask);
                    else ask(*session);
                    session->update_or_create(author("shared", i), by_name);
                }
            } catch (...) {
                mine.failure = std::current_exception();
            }
        });
    for (std::thread& one : running) one.join();
    for (const outcome& one : outcomes)
        if (one.failure) std::rethrow_exception(one.failure);
    CHECK(db->template from<Author>().count() == names + 1);
    for (int i = 0; i < names; ++i) {
        int created = 0;
        bool same = true;
        for (const outcome& one : outcomes) {
            created += one.created[i];
            same = same && one.ids[i] == outcomes[0].ids[i];
        }
        CHECK(created == 1);
        CHECK(same);
    }
}

namespace {

struct near_db : il::database<"near", il::sqlite> {};
struct main_db : il::database<"main", il::sqlite> {};
struct read_near {
    template <class>
    static constexpr auto db_for_read() {
        return il::use<near_db>;
    }
    template <class>
    static constexpr auto db_for_write() {
        return il::use<main_db>;
    }
};
using split = il::service<il::databases<near_db, main_db>, il::models<Author>, il::routers<read_near>>;

}  // namespace

TEST_CASE("A row that is found asks nothing of the database that is written to") {
    const scratch folder;
    il::session<split> made(il::settings{{"near", folder.url("near.db")}, {"main", folder.url("main.db")}});
    il::create_tables(made);
    made.on<near_db>().insert(author("Ada", 1));
    il::session<split> db(il::settings{{"near", folder.url("near.db")},
                                       {"main", "sqlite:" + std::string("none/none.db?mode=rw")}});
    CHECK(db.get_or_create(author("Ada"), by_name).row.books == 1);
    CHECK_THROWS_AS(db.get_or_create(author("Bea"), by_name), il::connection_failed);
}

TEST_CASE("A row that is not read yet where it was written is not created twice") {
    const scratch folder;
    il::session<split> db(il::settings{{"near", folder.url("near.db")}, {"main", folder.url("main.db")}});
    il::create_tables(db);
    CHECK(db.get_or_create(author("Ada", 1), by_name).created);
    const auto [row, created] = db.get_or_create(author("Ada", 2), by_name);
    CHECK_FALSE(created);
    CHECK(row.books == 1);
    CHECK(db.on<main_db>().from<Author>().count() == 1);
    CHECK(db.from<Author>().count() == 0);
}
