// SPDX-License-Identifier: BSL-1.0
#define ALSO_ON_EITHER
#include "engines.hpp"

#include <interlock/pipeline.hpp>
#include <interlock/relations.hpp>

#include <filesystem>
#include <tuple>

namespace {

struct Material {
    std::int64_t id = 0;
    std::string title;
};
struct Chapter {
    std::int64_t id = 0;
    std::int64_t material_id = 0;
    std::string text;
};
struct Tag {
    std::string name;
};
struct Answer {
    std::int64_t id = 0;
    std::int64_t material_id = 0;
};

struct answers : il::database<"answers", il::sqlite> {};

}  // namespace

template <>
struct interlock::model<Material> {
    static constexpr auto app_label = "materials";
    using fields = il::fields<il::field<&Material::id, il::primary_key>, il::field<&Material::title>>;
    using links = il::links<il::link<Material, Tag>>;
};
template <>
struct interlock::model<Chapter> {
    static constexpr auto app_label = "materials";
    using fields = il::fields<il::field<&Chapter::id, il::primary_key>,
                              il::field<&Chapter::material_id, il::references<&Material::id>>,
                              il::field<&Chapter::text>>;
};
template <>
struct interlock::model<Tag> {
    static constexpr auto app_label = "materials";
    using fields = il::fields<il::field<&Tag::name, il::primary_key>>;
};
template <>
struct interlock::model<Answer> {
    using fields = il::fields<il::field<&Answer::id, il::primary_key, il::generated>,
                              il::field<&Answer::material_id, il::soft_references<&Material::id>>>;
};

using il::col;

/// A site with its database, and a service beside it that reads it.
template <class Backend>
struct site : engine<Backend, Material, Chapter, Tag> {
    using base = engine<Backend, Material, Chapter, Tag>;
    using web = store<Backend>;
    using assistant = il::service<
        il::databases<answers, web>, il::models<Material, Chapter, Tag, Answer>,
        il::routers<il::read_only<web>, il::route_app<"materials", web>, il::route_rest<answers>>>;

    site() : base(std::is_same_v<Backend, il::postgres> ? place::server : place::file) { fill(); }
    explicit site(place where) : base(where) { fill(); }

    std::unique_ptr<il::session<assistant>> read(const std::string& parameters = {}) {
        const std::string& url = this->url();
        const char* const separator = url.find('?') == std::string::npos ? "?" : "&";
        return std::make_unique<il::session<assistant>>(
            il::settings{{"answers", "sqlite::memory:"},
                         {"store", parameters.empty() ? url : url + separator + parameters}});
    }

private:
    void fill() {
        auto& db = **this;
        db.insert_many(std::vector<Material>{{1, "Oxides"}, {2, "Polymers"}});
        db.insert_many(std::vector<Chapter>{{1, 1, "Rust"}, {2, 1, "Glass"}, {3, 2, "Rubber"}});
        db.insert(Tag{"metal"});
        il::linked<il::link<Material, Tag>>(db, Material{1, {}}).add(Tag{"metal"});
    }
};

/// One on each kind of server.
#define EVERY_SITE GENERATE(from_range(kept_places<TestType>()))
template <class Backend>
std::vector<place> kept_places() {
    std::vector<place> kept;
    for (const place p : places<Backend>())
        if (p != place::memory) kept.push_back(p);  // nobody else sees that
    return kept;
}

/// Runs a script on a connection of a session, whatever the compiler would say.
template <class Db>
struct script_on {
    std::string text;
    template <class Session>
    void operator()(Session& db) const {
        kept = text;
        db.template executor_of<Db>().template perform<operation>();
    }
    struct operation {
        template <class, class Connection>
        static void run(Connection& c) {
            c.execute(kept);
        }
    };
    static inline std::string kept;
};

/// Gives a database a function write_it() that writes.
template <class Db>
struct writing_function {
    template <class Backend, class Connection>
    static void run([[maybe_unused]] Connection& c) {
        if constexpr (std::is_same_v<Backend, il::sqlite>)
            sqlite3_create_function(
                c.native_handle(), "write_it", 0, SQLITE_UTF8, nullptr,
                [](sqlite3_context* context, int, sqlite3_value**) {
                    sqlite3* const db = sqlite3_context_db_handle(context);
                    const int code = sqlite3_exec(db, "INSERT INTO materials_tag VALUES ('new')", nullptr,
                                                  nullptr, nullptr);
                    if (code == SQLITE_OK) sqlite3_result_int(context, 1);
                    else sqlite3_result_error_code(context, code);
                },
                nullptr, nullptr);
    }
};
template <class Db, class Owner, class Reader>
void make_writing_function(Owner& owner, Reader& reader) {
    if (owner.is_postgres())
        owner.raw("CREATE FUNCTION write_it() RETURNS integer LANGUAGE sql AS "
                  "$$INSERT INTO materials_tag VALUES ('new') RETURNING 1$$");
    else reader.template executor_of<Db>().template perform_read<writing_function<Db>>();
}

ENGINE_CASE("A database that is only read answers queries, joins, prefetches and links") {
    site<TestType> owner(EVERY_SITE);
    using web = typename site<TestType>::web;
    using service = typename site<TestType>::assistant;
    STATIC_REQUIRE_FALSE(service::template may_write<web>);
    STATIC_REQUIRE(service::template may_write<answers>);
    STATIC_REQUIRE(il::same_database<service, Material, Chapter>);
    STATIC_REQUIRE(il::may_relate<service, Material, Chapter>);
    STATIC_REQUIRE(std::is_same_v<il::read_database<service, Material>, web>);

    const auto db = owner.read();
    CHECK(db->template get<Material>(1).title == "Oxides");
    CHECK(db->template on<web>().template from<Chapter>().count() == 3);
    CHECK(db->template from<Chapter>()
              .template join<&Chapter::material_id>()
              .where(col<&Material::id> == 1)
              .all()
              .size() == 2);
    const auto loaded = db->template from<Material>()
                            .template prefetch<&Chapter::material_id>()
                            .order_by(il::asc<&Material::id>)
                            .all();
    REQUIRE(loaded.size() == 2);
    CHECK(std::get<1>(loaded[0]).size() == 2);
    CHECK(std::get<1>(loaded[1]).size() == 1);
    CHECK(il::linked<il::link<Material, Tag>>(*db, Material{1, {}}).contains(Tag{"metal"}));
    CHECK(
        db->template raw<web, il::reads, std::string>("SELECT title FROM materials_material WHERE id = ?", 2)
            .one() == "Polymers");
    auto pipeline = db->template pipeline<web>();
    auto count = pipeline.template from<Tag>().count();
    CHECK(count.get() == 1);
}

ENGINE_CASE("Rows that refer to a database that is only read are made and written elsewhere") {
    site<TestType> owner(EVERY_SITE);
    const auto db = owner.read();
    il::create_tables(*db);
    Answer answer{0, db->template get<Material>(2).id};
    db->insert(answer);
    CHECK(il::refers_to_a_row<&Answer::material_id>(*db, answer));
    CHECK(il::orphans<&Answer::material_id>(*db).empty());
}

ENGINE_CASE("Tables are not made in a database that is only read") {
    site<TestType> owner(EVERY_SITE);
    const auto db = owner.read();
    owner.raw("DROP TABLE materials_chapter");
    il::create_tables(*db);
    CHECK_THROWS_AS(db->template from<Chapter>().count(), il::schema_mismatch);
    CHECK(db->template from<Answer>().count() == 0);
}

ENGINE_CASE("A transaction on a database that is only read is one that reads") {
    site<TestType> owner(EVERY_SITE);
    using web = typename site<TestType>::web;
    using service = typename site<TestType>::assistant;
    const auto db = owner.read();
    STATIC_REQUIRE(std::is_same_v<decltype(db->template begin<web>()), il::transaction<service, web>>);
    STATIC_REQUIRE(std::is_same_v<decltype(db->template begin<web>()),
                                  decltype(db->template begin<web, il::mode::read_only>())>);

    auto tx = db->template begin<web>();
    CHECK(tx.template from<Chapter>().count() == 3);
    if (owner.is_postgres())
        CHECK(tx.template raw<il::reads, std::string>("SELECT current_setting('transaction_read_only')")
                  .one() == "on");
    {
        auto part = tx.begin();
        CHECK(part.template find<Tag>("metal"));
        part.commit();
    }
    // the owner writes meanwhile
    owner->insert(Tag{"gas"});
    tx.commit();
    const std::int64_t tags = db->template transaction<web, il::isolation::serializable>(
        [](auto& reading) { return reading.template from<Tag>().count(); });
    CHECK(tags == 2);
}

ENGINE_CASE("The connections to a database that is only read are opened so, whatever the URL says") {
    site<TestType> owner(EVERY_SITE);
    using web = typename site<TestType>::web;
    std::string url = owner.url();
    if (owner.is_postgres()) url += "%20-c%20default_transaction_read_only%3Doff";
    else url += "?mode=rwc";
    il::session<typename site<TestType>::assistant> db(
        il::settings{{"answers", "sqlite::memory:"}, {"store", url}});

    for (const char* write : {"INSERT INTO materials_tag VALUES ('new')",
                              "UPDATE materials_tag SET name = 'new'", "DELETE FROM materials_chapter",
                              "CREATE TABLE made (id integer)", "DROP TABLE materials_chapter"}) {
        CAPTURE(write);
        const auto e = thrown<il::read_only_database>([&] { script_on<web>{write}(db); });
        CHECK(e.alias() == "store");
        CHECK(e.sql() == write);
    }
    CHECK(owner->template from<Chapter>().count() == 3);
    CHECK(db.template from<Chapter>().count() == 3);
}

ENGINE_CASE("A raw read that calls a function that writes is refused by the engine") {
    site<TestType> owner(EVERY_SITE);
    using web = typename site<TestType>::web;
    const auto db = owner.read("pool_max=1");
    make_writing_function<web>(owner, *db);
    const auto write = [](auto& on) { (void)on.template raw<il::reads, int>("SELECT write_it()").one(); };

    auto explicitly = db->template on<web>();
    const auto e = thrown<il::read_only_database>([&] { write(explicitly); });
    CHECK(e.alias() == "store");
    CHECK(e.sql() == "SELECT write_it()");
    CHECK_THROWS_AS(db->template transaction<web>([&](auto& tx) { write(tx); }), il::read_only_database);
    CHECK(owner->template from<Tag>().count() == 1);
    CHECK(db->template from<Tag>().count() == 1);

    // the same function does write where that is not kept from it
    const auto writer = owner.connect("pool_max=1");
    if (!owner.is_postgres()) {
        writer->template executor_of<web>().template perform<writing_function<web>>();
        CHECK(writer->template raw<web, il::writes, int>("SELECT write_it()").one() == 1);
    } else CHECK(writer->template raw<web, il::reads, int>("SELECT write_it()").one() == 1);
    CHECK(db->template from<Tag>().count() == 2);
}

ENGINE_CASE("A raw text that writes is none that reads, on a database that is only read too") {
    site<TestType> owner(EVERY_SITE);
    using web = typename site<TestType>::web;
    const auto db = owner.read();
    CHECK_THROWS_AS((db->template raw<web, il::reads, std::string>(
                           "INSERT INTO materials_tag VALUES ('new') RETURNING name")
                         .one()),
                    il::usage_error);
    CHECK_THROWS_AS((db->template raw<web, il::reads, int>("DELETE FROM materials_chapter").all()),
                    il::usage_error);
    CHECK(owner->template from<Chapter>().count() == 3);
}

#if INTERLOCK_TEST_WITH_POSTGRES
TEST_CASE("No text makes a connection write that only reads") {
    site<il::postgres> owner;
    using web = store<il::postgres>;
    const auto db = owner.read("pool_max=1");
    make_writing_function<web>(owner, *db);
    const auto write = [&] { (void)db->raw<web, il::reads, int>("SELECT write_it()").one(); };

    SECTION("by SET, which is no read") {
        CHECK_THROWS_AS((db->raw<web, il::reads, int>("SET default_transaction_read_only = off").all()),
                        il::usage_error);
    }
    SECTION("by a function that sets, whose setting is named") {
        for (const char* setting : {"default_transaction_read_only", "TRANSACTION_READ_ONLY"}) {
            const std::string text = std::string("SELECT set_config('") + setting + "', 'off', false)";
            CHECK(thrown<il::read_only_database>([&] {
                      (void)db->raw<web, il::reads, std::string>(text).one();
                  }).sql() == text);
        }
    }
    SECTION("by a function that sets what it is given: it is set back") {
        CHECK(db->raw<web, il::reads, std::string>("SELECT set_config(?, 'off', false)",
                                                   "default_transaction_read_only")
                  .one() == "off");
    }
    SECTION("by a function of the server that sets: the connection is given up") {
        owner.raw("CREATE FUNCTION open_up() RETURNS text LANGUAGE sql AS "
                  "$$SELECT set_config('default_transaction_read_only', 'off', false)$$");
        const std::int64_t closed = db->metrics<web>().closed;
        CHECK(db->raw<web, il::reads, std::string>("SELECT open_up()").one() == "off");
        CHECK(db->metrics<web>().closed == closed + 1);
    }
    SECTION("while the connection is kept by a stream") {
        auto stream = db->from<Chapter>().stream();
        auto row = stream.begin();
        CHECK(db->raw<web, il::reads, std::string>("SELECT set_config(?, 'off', false)",
                                                   "default_transaction_read_only")
                  .one() == "off");
        CHECK_THROWS_AS(write(), il::read_only_database);
        CHECK((*row).id != 0);
    }
    SECTION("in a transaction, which stays one that reads") {
        auto tx = db->begin<web>();
        CHECK_THROWS_AS(
            (tx.raw<il::reads, std::string>("SELECT set_config(?, 'off', true)", "transaction_read_only")
                 .one()),
            il::error);
    }
    CHECK_THROWS_AS(write(), il::read_only_database);
    CHECK(owner->from<Tag>().count() == 1);
}
#endif

TEST_CASE("A file that is only read is not made where it is missing") {
    site<il::sqlite> owner;
    using web = store<il::sqlite>;
    const scratch folder;
    il::session<site<il::sqlite>::assistant> db(
        il::settings{{"answers", "sqlite::memory:"}, {"store", folder.url("missing.db", "?mode=rwc")}});
    const auto e = thrown<il::connection_failed>([&] { (void)db.from<Tag>().count(); });
    CHECK(e.alias() == "store");
    CHECK(std::string(e.what()).find("it is only read, and not made where it is missing") !=
          std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.file("missing.db")));

    // nor is one beside it
    const auto reader = owner.read();
    CHECK_THROWS_AS(script_on<web>{"ATTACH '" + folder.file("beside.db") +
                                   "' AS beside; CREATE TABLE beside.t (x)"}(*reader),
                    il::error);
    CHECK_FALSE(std::filesystem::exists(folder.file("beside.db")));
}

TEST_CASE("An empty database in memory that is only read stays empty") {
    il::session<site<il::sqlite>::assistant> db(
        il::settings{{"answers", "sqlite::memory:"}, {"store", "sqlite::memory:"}});
    CHECK_THROWS_AS(script_on<store<il::sqlite>>{"CREATE TABLE made (x)"}(db), il::read_only_database);
}
