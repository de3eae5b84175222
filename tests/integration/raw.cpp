// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <optional>
#include <tuple>

namespace {

struct Gem {
    std::string id;
    std::optional<std::string> tissue;
    std::int32_t reactions = 0;
    double mass = 0;
};

}  // namespace

template <>
struct interlock::model<Gem> {
    static constexpr auto table = "gems";
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::tissue>,
                              il::field<&Gem::reactions>, il::field<&Gem::mass>>;
};

using il::col;

template <class Backend>
struct raw_gems : engine<Backend, Gem> {
    using database = store<Backend>;

    explicit raw_gems(place where) : engine<Backend, Gem>(where) {
        (**this).insert_many(std::vector<Gem>{
            {"1", "liver", 10, 1.5}, {"2", "kidney", 20, 2.5}, {"3", std::nullopt, 30, 3.5}});
    }
    template <class Row, class... Args>
    auto read(std::string text, Args&&... args) {
        return (**this).template raw<database, il::reads, Row>(std::move(text), std::forward<Args>(args)...);
    }
    template <class... Args>
    std::int64_t write(std::string text, Args&&... args) {
        return (**this)
            .template raw<database, il::writes>(std::move(text), std::forward<Args>(args)...)
            .run();
    }
    std::int64_t rows() { return (**this).template from<Gem>().count(); }
};

ENGINE_CASE("A raw read gives tuples, models and single values") {
    raw_gems<TestType> db(EVERY_PLACE);
    using pair = std::tuple<std::string, std::int64_t>;
    const auto some =
        db.template read<pair>("SELECT id, reactions FROM gems WHERE reactions > ? ORDER BY id", 10);
    CHECK(some.all() == std::vector<pair>{{"2", 20}, {"3", 30}});
    CHECK(some.first() == pair{"2", 20});
    CHECK_THROWS_AS(some.one(), il::multiple_rows);
    std::vector<pair> streamed;
    for (const pair& row : some.stream()) streamed.push_back(row);
    CHECK(streamed == some.all());

    const Gem gem =
        db.template read<Gem>("SELECT id, tissue, reactions, mass FROM gems WHERE id = ?", "2").one();
    CHECK((gem.id == "2" && gem.tissue == "kidney" && gem.reactions == 20 && gem.mass == 2.5));
    CHECK(db.template read<std::int64_t>("SELECT count(*) FROM gems").one() == 3);
    CHECK(db.template read<std::string>("SELECT id FROM gems WHERE id = ?", "9").all().empty());
    CHECK_FALSE(db.template read<std::string>("SELECT id FROM gems WHERE id = ?", "9").first());
    CHECK_THROWS_AS(db.template read<std::string>("SELECT id FROM gems WHERE id = ?", "9").one(),
                    il::not_found);
    CHECK(db.template read<std::int32_t>("VALUES (7)").one() == 7);
    CHECK(
        db.template read<std::int64_t>("WITH n AS (SELECT reactions FROM gems) SELECT max(reactions) FROM n")
            .one() == 30);
}

ENGINE_CASE("NULL is read into std::optional and nothing else") {
    raw_gems<TestType> db(EVERY_PLACE);
    using text = std::optional<std::string>;
    CHECK(db.template read<text>("SELECT tissue FROM gems ORDER BY id").all() ==
          std::vector<text>{"liver", "kidney", std::nullopt});
    const auto e = thrown<il::type_mismatch>(
        [&] { (void)db.template read<std::string>("SELECT tissue FROM gems ORDER BY id").all(); });
    CHECK(e.field() == "column 1");
    CHECK(e.alias() == "store");
    CHECK(e.sql() == "SELECT tissue FROM gems ORDER BY id");
    CHECK(std::string(e.what()).find("column 1: ") != std::string::npos);
}

ENGINE_CASE("Arguments of every type are bound and never spliced") {
    raw_gems<TestType> db(EVERY_PLACE);
    const std::string hostile = "x'; DROP TABLE gems; -- ? $1 \"";
    CHECK(db.write("INSERT INTO gems (id, tissue, reactions, mass) VALUES (?, ?, ?, ?)", hostile,
                   std::optional<std::string>(), std::int16_t{-3}, 0.25f) == 1);
    const Gem gem =
        db.template read<Gem>("SELECT id, tissue, reactions, mass FROM gems WHERE id = ?", hostile).one();
    CHECK((gem.id == hostile && !gem.tissue && gem.reactions == -3 && gem.mass == 0.25));
    CHECK(db.rows() == 4);
    CHECK(db.write("UPDATE gems SET tissue = ? WHERE id = ?", std::optional<std::string>("bone"),
                   std::string_view(hostile)) == 1);
    CHECK(db.template read<std::string>("SELECT tissue FROM gems WHERE reactions = ?", -3).one() == "bone");
    CHECK(db.template read<std::string>("SELECT id FROM gems WHERE mass = ?", 2.5).one() == "2");
    // one text, arguments of other types
    const std::string text = "SELECT count(*) FROM gems WHERE reactions = ?";
    CHECK(db.template read<std::int64_t>(text, 20).one() == 1);
    CHECK(db.template read<std::int64_t>(text, 20.0).one() == 1);
    CHECK(db.template read<std::int64_t>(text, std::optional<int>()).one() == 0);
}

ENGINE_CASE("Quoted text and comments keep their question marks") {
    raw_gems<TestType> db(EVERY_PLACE);
    using three = std::tuple<std::string, std::string, std::int64_t>;
    CHECK(db.template read<three>("SELECT '?''?', id /* ? */, reactions AS \"how many?\" -- ?\n"
                                  "FROM gems WHERE id = ?",
                                  "1")
              .one() == three{"?'?", "1", 10});
}

ENGINE_CASE("A raw write gives the number of rows") {
    raw_gems<TestType> db(EVERY_PLACE);
    CHECK(db.write("UPDATE gems SET reactions = reactions + ? WHERE reactions > ?", 1, 10) == 2);
    CHECK(db.write("UPDATE gems SET reactions = 0 WHERE id = ?", "9") == 0);
    CHECK(db.write("DELETE FROM gems WHERE id = ?", "3") == 1);
    CHECK(db.write("CREATE TABLE more (x integer)") == 0);
    CHECK(db.write("INSERT INTO more VALUES (?), (?)", 1, 2) == 2);
    CHECK(db.write("DROP TABLE more") == 0);
    CHECK(db.write(
              "WITH n AS (SELECT id FROM gems WHERE id = ?) DELETE FROM gems WHERE id IN (SELECT id FROM n)",
              "2") == 1);
    CHECK(db.rows() == 1);
    CHECK(db.write("SELECT id FROM gems") == 0);
}

ENGINE_CASE("What is given as a read has to read") {
    raw_gems<TestType> db(EVERY_PLACE);
    const auto refused = [&](const std::string& text) {
        INFO(text);
        const auto e = thrown<il::usage_error>([&] { (void)db.template read<std::string>(text).all(); });
        CHECK(e.alias() == "store");
        CHECK(e.sql() == text);
        CHECK(e.message().find("il::reads") != std::string::npos);
        CHECK_THROWS_AS(
            [&] {
                for (const auto& row : db.template read<std::string>(text).stream()) (void)row;
            }(),
            il::usage_error);
        CHECK(db.rows() == 3);
    };
    refused("DELETE FROM gems");
    refused("DELETE FROM gems RETURNING id");
    refused("UPDATE gems SET id = 'x' WHERE id = '1' RETURNING id");
    refused("INSERT INTO gems VALUES ('8', NULL, 1, 1)");
    refused("DROP TABLE gems");
    if (db.is_postgres()) {
        refused("WITH gone AS (DELETE FROM gems RETURNING id) SELECT id FROM gone");
        refused("SELECT id INTO other FROM gems");
        refused("EXPLAIN ANALYZE DELETE FROM gems");
    }
    CHECK(db.template read<std::string>("SELECT id FROM gems").all().size() == 3);
}

ENGINE_CASE("A text holds one statement and does not begin or end a transaction") {
    raw_gems<TestType> db(EVERY_PLACE);
    const auto refused = [&](const std::string& text) {
        INFO(text);
        CHECK_THROWS_AS(db.write(text), il::error);
        CHECK_THROWS_AS(db.template read<std::string>(text).all(), il::error);
        CHECK(db.rows() == 3);
    };
    refused("DELETE FROM gems; DELETE FROM gems");
    refused("SELECT id FROM gems; DELETE FROM gems");
    refused("DELETE FROM gems; this is no statement");
    refused("");
    refused("-- nothing");
    refused("BEGIN");
    refused("COMMIT");
    CHECK(
        db.template read<std::string>("SELECT id FROM gems ORDER BY id; -- one\n/* only */ ").all().size() ==
        3);
    CHECK(db.write("DELETE FROM gems WHERE id = '1' ; ") == 1);
}

ENGINE_CASE("As many values as placeholders") {
    raw_gems<TestType> db(EVERY_PLACE);
    const auto refused = [&](auto call) {
        const auto e = thrown<il::usage_error>(call);
        CHECK(e.message().find("placeholder") != std::string::npos);
        CHECK(e.alias() == "store");
    };
    refused([&] { (void)db.template read<std::string>("SELECT id FROM gems WHERE id = ?").all(); });
    refused([&] { (void)db.template read<std::string>("SELECT id FROM gems WHERE id = ?", "1", "2").all(); });
    refused([&] { (void)db.template read<std::string>("SELECT id FROM gems", "1").stream(); });
    refused([&] { db.write("DELETE FROM gems WHERE id = ?"); });
    refused([&] { db.write("DELETE FROM gems", "1"); });
    CHECK(db.rows() == 3);
    // numbers are those of one engine
    const std::string dollar = "SELECT id FROM gems WHERE id = $2 OR id = $1 ORDER BY id";
    const std::string question = "SELECT id FROM gems WHERE id = ?2 OR id = ?1 ORDER BY id";
    const std::vector<std::string> two{"1", "2"};
    if constexpr (std::is_same_v<TestType, il::sqlite>) {
        CHECK(db.template read<std::string>(question, "1", "2").all() == two);
        refused([&] { (void)db.template read<std::string>(dollar, "1", "2").all(); });
    } else refused([&] { (void)db.template read<std::string>(question, "1", "2").all(); });
#if INTERLOCK_TEST_WITH_POSTGRES
    if constexpr (std::is_same_v<TestType, il::postgres>)
        CHECK(db.template read<std::string>(dollar, "1", "2").all() == two);
    if constexpr (std::is_same_v<TestType, either>)
        refused([&] { (void)db.template read<std::string>(dollar, "1", "2").all(); });
#endif
    refused(
        [&] { (void)db.template read<std::string>("SELECT id FROM gems WHERE id = :a", "1", "2").all(); });
}

ENGINE_CASE("The columns of the result are checked before a row is handed out") {
    raw_gems<TestType> db(EVERY_PLACE);
    using two = std::tuple<std::string, std::int64_t>;
    const auto refused = [&](auto call) {
        const auto e = thrown<il::type_mismatch>(call);
        CHECK(e.alias() == "store");
        CHECK(e.sql().starts_with("SELECT"));
        return e;
    };
    // their number, without a row too
    for (const char* text : {"SELECT id FROM gems", "SELECT id, reactions, mass FROM gems WHERE id = 'x'"}) {
        const auto e = refused([&] { (void)db.template read<two>(text).all(); });
        CHECK(e.message().find("2 are read") != std::string::npos);
    }
    (void)refused([&] { (void)db.template read<Gem>("SELECT * FROM gems, gems AS other").first(); });
    // their types
    const auto wrong = [&](auto call) {
        const auto e = refused(call);
        CHECK(e.field() == "column 2");
        CHECK(e.message().find("an integer") != std::string::npos);
        CHECK(e.message().find("text") != std::string::npos);
    };
    const std::string text = "SELECT id, tissue FROM gems";
    wrong([&] { (void)db.template read<two>(text).all(); });
    wrong([&] { (void)db.template read<two>(text).one(); });
    wrong([&] {
        for (const two& row : db.template read<two>(text).stream()) FAIL("a row: " << std::get<0>(row));
    });
    if (db.is_postgres()) wrong([&] { (void)db.template read<two>(text + " WHERE id = ?", "x").all(); });
    const auto e = refused([&] { (void)db.template read<Gem>("SELECT id, id, id, mass FROM gems").all(); });
    CHECK(e.model() == "Gem");
    CHECK(e.field() == "reactions");
    CHECK_THROWS_AS(db.template read<std::int16_t>("SELECT reactions + 100000 FROM gems").all(),
                    il::value_out_of_range);
    CHECK(db.template read<double>("SELECT reactions FROM gems ORDER BY id").first() == 10.0);
    // another reading of the same text
    using right = std::tuple<std::string, std::optional<std::string>>;
    CHECK(db.template read<right>(text).all().size() == 3);
}

ENGINE_CASE("A table that changes is seen by the texts that were prepared before") {
    raw_gems<TestType> db(EVERY_PLACE);
    const auto all = db.template read<Gem>("SELECT * FROM gems");
    CHECK(all.all().size() == 3);
    db.write("ALTER TABLE gems ADD COLUMN more integer");
    CHECK_THROWS_AS(all.all(), il::type_mismatch);
    db.write("ALTER TABLE gems DROP COLUMN more");
    CHECK(all.all().size() == 3);
}

ENGINE_CASE("Raw texts are part of their transaction") {
    raw_gems<TestType> db(EVERY_PLACE);
    using database = store<TestType>;
    CHECK_THROWS_AS(db->template transaction<database>([](auto& tx) {
        CHECK(tx.template raw<il::writes>("DELETE FROM gems WHERE id = ?", "1").run() == 1);
        CHECK(tx.template raw<il::reads, std::int64_t>("SELECT count(*) FROM gems").one() == 2);
        CHECK(tx.template raw<database, il::reads, std::int64_t>("SELECT count(*) FROM gems").one() == 2);
        throw std::runtime_error("back");
    }),
                    std::runtime_error);
    CHECK(db.rows() == 3);
    auto tx = db->template begin<database>();
    tx.template raw<il::writes>("DELETE FROM gems").run();
    tx.commit();
    CHECK_THROWS_AS(tx.template raw<il::writes>("DELETE FROM gems"), il::usage_error);
    CHECK(db.rows() == 0);
    CHECK(db->template on<database>()
              .template raw<il::reads, std::int64_t>("SELECT count(*) FROM gems")
              .one() == 0);
    CHECK(db->template on<database>()
              .template raw<il::writes>("INSERT INTO gems VALUES (?, NULL, ?, ?)", "a", 1, 1.0)
              .run() == 1);
}

ENGINE_CASE("Far more texts than are kept, some of them being read from") {
    raw_gems<TestType> db(EVERY_PLACE);
    auto open = db.template read<std::string>("SELECT id FROM gems ORDER BY id").stream();
    auto row = open.begin();
    bool right = true;
    for (int i = 0; i < 300; ++i) {
        const std::string text = "SELECT " + std::to_string(i) + " + ?";
        right = right && db.template read<std::int64_t>(text, 1000).one() == 1000 + i;
        right = right && db.template read<std::int64_t>("SELECT 0 + ?", 7).one() == 7;
    }
    CHECK(right);
    CHECK(*row == "1");
    CHECK(*++row == "2");
    CHECK(*++row == "3");
    ++row;
    CHECK(row == open.end());
    if (db.is_postgres())
        CHECK(db.template read<std::int64_t>("SELECT count(*) FROM pg_prepared_statements").one() < 80);
    // in a transaction the server is not told to forget any; after it is
    db->template transaction<store<TestType>>([&](auto& tx) {
        for (int i = 0; i < 100; ++i)
            right =
                right && tx.template raw<il::reads, std::int64_t>("SELECT -" + std::to_string(i)).one() == -i;
    });
    CHECK(right);
    CHECK(db.template read<std::int64_t>("SELECT 12345").one() == 12345);
    if (db.is_postgres())
        CHECK(db.template read<std::int64_t>("SELECT count(*) FROM pg_prepared_statements").one() < 80);
    db.write("ALTER TABLE gems RENAME TO others");  // nothing is left open
    db.write("ALTER TABLE others RENAME TO gems");
}

ENGINE_CASE("An error of the engine carries alias and SQL") {
    raw_gems<TestType> db(EVERY_PLACE);
    const std::string text = "SELECT id FROM nowhere WHERE id = ?";
    const auto e =
        thrown<il::schema_mismatch>([&] { (void)db.template read<std::string>(text, "secret").all(); });
    CHECK(e.alias() == "store");
    CHECK(e.sql().starts_with("SELECT id FROM nowhere WHERE id = "));
    CHECK(std::string(e.what()).find("secret") == std::string::npos);
    CHECK_THROWS_AS(db.write("INSERT INTO gems VALUES (?, NULL, 1, 1)", "1"), il::unique_violation);
    CHECK_THROWS_AS(db.template read<std::string>("SELEC id FROM gems").all(), il::error);
    CHECK(db.rows() == 3);
}

#if INTERLOCK_TEST_WITH_POSTGRES
TEST_CASE("A ? of a PostgreSQL operator is written with two") {
    for (const bool prepared : {true, false}) {
        raw_gems<il::postgres> db(place::server);
        const std::string url = server_url();
        raw_gems<il::postgres>::session other(
            il::settings{{"store", url + (url.find('?') == std::string::npos ? "?" : "&") +
                                       (prepared ? "prepared=on" : "prepared=off")}});
        using database = store<il::postgres>;
        const auto has = [&](const char* key) {
            return other.raw<database, il::reads, bool>("SELECT '{\"a\": 1}'::jsonb ?? ?", key).one();
        };
        CHECK(has("a"));
        CHECK_FALSE(has("b"));
        CHECK(other.raw<database, il::reads, bool>("SELECT '{\"a\": 1}'::jsonb ? $1", "a").one());
        CHECK(other.raw<database, il::reads, bool>("SELECT $$?$$ = '?'").one());
        CHECK_THROWS_AS((other.raw<database, il::reads, int>("CREATE TABLE never_made (x int)").all()),
                        il::usage_error);
        CHECK_FALSE(
            other.raw<database, il::reads, bool>("SELECT to_regclass('never_made') IS NOT NULL").one());
    }
}
#endif

ENGINE_CASE("A raw write reads what it returns") {
    raw_gems<TestType> db(EVERY_PLACE);
    const auto write = [&]<class Row>(Row*, const char* text, auto... values) {
        return db->template raw<store<TestType>, il::writes, Row>(text, values...);
    };
    constexpr std::string* id = nullptr;
    const char* const insert = "INSERT INTO gems VALUES (?, NULL, ?, ?) RETURNING id";
    CHECK(write(id, insert, "4", 40, 4.5).one() == "4");
    CHECK(write(id, insert, "5", 50, 5.5).all() == std::vector<std::string>{"5"});
    using pair = std::tuple<std::string, std::int32_t>;
    const auto raised =
        write(static_cast<pair*>(nullptr),
              "UPDATE gems SET reactions = reactions + ? WHERE id = ? RETURNING id, reactions", 1, "5")
            .one();
    CHECK(raised == pair{"5", 51});
    CHECK(write(static_cast<Gem*>(nullptr),
                "DELETE FROM gems WHERE id = ? RETURNING id, tissue, reactions, mass", "5")
              .first()
              ->mass == 5.5);
    CHECK_FALSE(write(id, "DELETE FROM gems WHERE id = ? RETURNING id", "5").first());
    CHECK(db.rows() == 4);

    // what could not be read was not written
    CHECK_THROWS_AS(write(id, "DELETE FROM gems RETURNING id").one(), il::multiple_rows);
    CHECK_THROWS_AS(write(id, "DELETE FROM gems WHERE id = ? RETURNING id", "9").one(), il::not_found);
    CHECK_THROWS_AS(write(id, "DELETE FROM gems RETURNING id, mass").all(), il::type_mismatch);
    CHECK_THROWS_AS(write(id, "DELETE FROM gems").all(), il::type_mismatch);
    CHECK(thrown<il::type_mismatch>([&] {
              write(id, "DELETE FROM gems RETURNING reactions").all();
          }).field() == "column 1");
    CHECK(thrown<il::type_mismatch>([&] { write(id, "DELETE FROM gems RETURNING tissue").all(); }).field() ==
          "column 1");
    CHECK_THROWS_AS(write(id, insert, "1", 1, 1.0).one(), il::unique_violation);
    CHECK(db.rows() == 4);
    db->template transaction<store<TestType>>([&](auto& tx) {
        CHECK(tx.template raw<il::writes, std::string>(insert, "6", 60, 6.5).one() == "6");
        CHECK_THROWS_AS((tx.template raw<il::writes, std::int32_t>("DELETE FROM gems RETURNING id").all()),
                        il::type_mismatch);
        CHECK(tx.template from<Gem>().count() == 5);
    });
    CHECK(db.rows() == 5);
}
