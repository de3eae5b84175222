// SPDX-License-Identifier: BSL-1.0
#include "shared_tables.hpp"

#include <interlock/tracked.hpp>

#include <atomic>
#include <chrono>
#include <random>
#include <thread>
#include <tuple>

// What tenants who share tables may do, and what keeps them apart.

namespace {

// the key does not hold the tenant
struct Badge {
    std::int32_t id = 0;
    std::string owner;
    std::string text;
    std::int32_t seen = 0;
};
// and here it does
struct Note {
    std::string owner;
    std::int32_t id = 0;
    std::string text;
};
struct Reading {
    std::int64_t station = 0;
    std::int32_t id = 0;
    double value = 0;
};
struct Mark {
    std::int16_t station = 0;
    std::int32_t id = 0;
};
struct Small {  // its column has room for more
    std::uint8_t station = 0;
    std::int32_t id = 0;
};

}  // namespace

template <>
struct interlock::model<Badge> {
    static constexpr auto table = "a \"badge\"'s";
    using fields =
        il::fields<il::field<&Badge::id, il::primary_key>, il::field<&Badge::owner, il::tenant_key>,
                   il::field<&Badge::text>, il::field<&Badge::seen>>;
};
template <>
struct interlock::model<Note> {
    static constexpr auto table = "notes";
    using fields = il::fields<il::field<&Note::owner, il::tenant_key, il::primary_key>,
                              il::field<&Note::id, il::primary_key>, il::field<&Note::text>>;
};
template <>
struct interlock::model<Reading> {
    using fields = il::fields<il::field<&Reading::station, il::tenant_key, il::primary_key>,
                              il::field<&Reading::id, il::primary_key>, il::field<&Reading::value>>;
};
template <>
struct interlock::model<Mark> {
    using fields = il::fields<il::field<&Mark::station, il::tenant_key, il::primary_key>,
                              il::field<&Mark::id, il::primary_key>>;
};
template <>
struct interlock::model<Small> {
    using fields = il::fields<il::field<&Small::station, il::tenant_key, il::primary_key>,
                              il::field<&Small::id, il::primary_key>>;
};

using il::col;

template <class Backend>
using board = shared_tables<Backend, Badge, Note>;

ENGINE_CASE("A row of another tenant with the same key is neither overwritten nor seen") {
    board<TestType> all(EVERY_PLACE);
    auto thor = all.tenant("thor"), potter = all.tenant("potter");
    thor.insert(Badge{1, {}, "hammer", 0});
    CHECK(potter.upsert(Badge{1, {}, "wand", 0}) == 0);
    CHECK(potter.upsert(Badge{1, {}, "wand", 0}, il::by<&Badge::id>, il::updating<&Badge::text>,
                        col<&Badge::text> == "hammer" || col<&Badge::seen> == 0) == 0);
    CHECK_FALSE(potter.upserting(Badge{1, {}, "wand", 0}).returning().first());
    CHECK(potter.insert_or_ignore(Badge{1, {}, "wand", 0}) == 0);
    CHECK(potter.insert_or_ignore(Badge{1, {}, "wand", 0}, il::by<&Badge::id>) == 0);
    CHECK_THROWS_AS(potter.insert(Badge{1, {}, "wand", 0}), il::constraint_violation);
    CHECK_THROWS_AS(potter.get_or_create(Badge{1, {}, "wand", 0}), il::transaction_conflict);
    CHECK_THROWS_AS(potter.update_or_create(Badge{1, {}, "wand", 0}), il::transaction_conflict);
    CHECK(potter.update_many(std::vector<Badge>{{1, {}, "wand", 0}}) == 0);
    CHECK_FALSE(potter.template find<Badge>(1));
    CHECK_THROWS_AS(potter.template get<Badge>(1), il::not_found);
    const Badge kept = thor.template get<Badge>(1);
    CHECK(std::tuple(kept.owner, kept.text) == std::tuple("thor", "hammer"));

    // a transaction stands after it
    potter.template transaction<typename board<TestType>::database>([](auto& tx) {
        tx.insert(Badge{2, {}, "owl", 0});
        CHECK(tx.upsert(Badge{1, {}, "wand", 0}) == 0);
        CHECK(tx.upsert(Badge{2, {}, "cat", 0}) == 1);
        CHECK_FALSE(tx.upserting(Badge{1, {}, "wand", 0}).returning().first());
    });
    CHECK(potter.template get<Badge>(2).text == "cat");
}

ENGINE_CASE("Many rows at once are the tenant's, however many") {
    board<TestType> all(EVERY_PLACE);
    auto thor = all.tenant("thor"), potter = all.tenant("potter");
    for (const int count : {1, 47, 48, 49, 200}) {
        std::vector<Note> notes;
        for (int id = 1; id <= count; ++id) notes.push_back({"", id, "note " + std::to_string(id)});
        CHECK(thor.insert_many(notes) == count);
        CHECK(potter.insert_many(notes) == count);
        for (const Note& n : notes) {
            const Note stored = thor.template get<Note>(n.id);
            CHECK(std::tuple(stored.owner, stored.text) == std::tuple("thor", n.text));
        }
        CHECK(thor.template remove<Note>().where(col<&Note::id> > 0).run() == count);
        CHECK(potter.template from<Note>().count() == count);
        CHECK(potter.template remove<Note>().where(col<&Note::id> > 0).run() == count);
    }
}

ENGINE_CASE("A row that says that it is another tenant's is not written") {
    board<TestType> all(EVERY_PLACE);
    auto thor = all.tenant("thor");
    thor.insert(Note{"thor", 1, "own"});
    thor.insert(Note{"", 2, "not said"});
    const Note foreign{"potter", 3, "foreign"};
    const std::vector<Note> some{{"", 4, ""}, foreign};
    CHECK_THROWS_AS(thor.insert(foreign), il::wrong_tenant);
    CHECK_THROWS_AS(thor.insert_many(some), il::wrong_tenant);
    CHECK_THROWS_AS(thor.inserting(foreign).returning().one(), il::wrong_tenant);
    CHECK_THROWS_AS(thor.inserting_many(some).returning().all(), il::wrong_tenant);
    CHECK_THROWS_AS(thor.upsert(foreign), il::wrong_tenant);
    CHECK_THROWS_AS(thor.insert_or_ignore(foreign), il::wrong_tenant);
    CHECK_THROWS_AS(thor.update_many(some), il::wrong_tenant);
    CHECK_THROWS_AS(thor.get_or_create(foreign), il::wrong_tenant);
    CHECK_THROWS_AS(thor.update_or_create(foreign), il::wrong_tenant);
    try {
        thor.insert(foreign);
    } catch (const il::wrong_tenant& e) {
        CHECK(e.alias() == "shared");
        CHECK(e.model() == "Note");
        CHECK(e.field() == "owner");
        CHECK(std::string(e.what()).find("potter") == std::string::npos);
    }
    const auto rows = all->template on<typename board<TestType>::all>().template from<Note>();
    CHECK(each(rows.order_by(il::asc<&Note::id>).all(), &Note::owner) ==
          std::vector<std::string>{"thor", "thor"});
}

ENGINE_CASE("A query of a tenant runs inside that tenant's queries alone") {
    board<TestType> all(EVERY_PLACE);
    auto thor = all.tenant("thor"), potter = all.tenant("potter");
    auto every = all->template on<typename board<TestType>::all>();
    thor.insert(Note{"", 1, "hammer"});
    potter.insert(Note{"", 7, "wand"});
    const auto of_thor = thor.template from<Note>().select(col<&Note::id>);
    CHECK(thor.template from<Note>().where(col<&Note::id>.in(of_thor)).count() == 1);
    CHECK_THROWS_AS(every.template from<Note>().where(col<&Note::id>.in(of_thor)).all(), il::wrong_origin);
    CHECK_THROWS_AS(every.template remove<Note>().where(col<&Note::id>.in(of_thor)).run(), il::wrong_origin);
    CHECK_THROWS_AS(potter.template remove<Note>().where(!il::exists(of_thor)).run(), il::wrong_origin);
    CHECK_THROWS_AS(potter.template from<Note>().select(col<&Note::id>).except(of_thor).all(),
                    il::wrong_origin);
    CHECK_THROWS_AS(thor.template from<Note>().where(il::exists(every.template from<Note>())).count(),
                    il::wrong_origin);
    CHECK_THROWS_AS(potter.template transaction<typename board<TestType>::database>([&](auto& tx) {
        return tx.template from<Note>().where(col<&Note::id>.in(of_thor)).count();
    }),
                    il::wrong_origin);
    CHECK(every.template from<Note>().count() == 2);
    CHECK(every.template from<Note>().where(il::exists(il::from<Note>())).count() == 2);
}

ENGINE_CASE("A tracked row stays its tenant's") {
    board<TestType> all(EVERY_PLACE);
    auto thor = all.tenant("thor"), potter = all.tenant("potter");
    for (auto* one : {&thor, &potter}) one->insert(Note{"", 1, "first"});
    auto note = thor.template load<Note>(1);
    note->text = "second";
    CHECK_THROWS_AS(potter.save(note), il::wrong_origin);
    CHECK(thor.save(note));
    CHECK(thor.template get<Note>(1).text == "second");
    CHECK(potter.template get<Note>(1).text == "first");
    auto badge = [&] {
        thor.insert(Badge{7, {}, "hammer", 0});
        return thor.template load<Badge>(7);
    }();
    badge->owner = "potter";
    CHECK_THROWS_AS(badge.save(), il::wrong_tenant);
    badge.reload();
    badge->seen = 2;
    CHECK(badge.save());
    badge.remove();
    CHECK(thor.template from<Badge>().count() == 0);
}

ENGINE_CASE("Tenants of shared tables are those of a list, and no other") {
    board<TestType> all(EVERY_PLACE);
    CHECK(all.tenant("THOR").name() == "thor");
    CHECK_THROWS_AS(all.tenant("loki"), il::unknown_tenant);
    CHECK_THROWS_AS(all.tenant("*"), il::unknown_tenant);
    CHECK_THROWS_AS(all.tenant("thor' OR 1=1"), il::unknown_tenant);
    all.tenants.add("loki");
    CHECK(all.tenant("loki").template from<Note>().count() == 0);
    auto other = all.connect();
    il::tenants_of<typename board<TestType>::database>(*other).come_from(nullptr);
    CHECK_THROWS_AS(other->tenant("thor"), il::configuration_error);
}

ENGINE_CASE("A tenant may be told by a number") {
    shared_tables<TestType, Reading> all(EVERY_PLACE,
                                         {{"7"}, {"12"}, {"07"}, {"x7"}, {"99999999999999999999"}});
    auto seven = all.tenant("7"), twelve = all.tenant("12");
    seven.insert(Reading{0, 1, 0.5});
    twelve.insert(Reading{12, 1, 2.5});
    CHECK(seven.template get<Reading>(1).value == 0.5);
    CHECK(twelve.template get<Reading>(1).station == 12);
    CHECK_THROWS_AS(seven.insert(Reading{12, 2, 0}), il::wrong_tenant);
    for (const char* name : {"07", "x7", "99999999999999999999"})
        CHECK_THROWS_AS(all.tenant(name), il::unknown_tenant);
    CHECK(seven.template remove<Reading>().run() == 1);
    CHECK(twelve.template from<Reading>().count() == 1);
}

ENGINE_CASE("A number that does not fit the member of every model is no tenant") {
    const place where = EVERY_PLACE;
    {
        shared_tables<TestType, Reading, Mark> wide(where, {{"32767"}, {"32768"}});
        auto last = wide.tenant("32767");
        last.insert(Mark{0, 1});
        CHECK(last.template get<Mark>(1).station == 32767);
        const auto e = thrown<il::unknown_tenant>([&] { (void)wide.tenant("32768"); });
        CHECK(e.alias() == "shared");
    }
    shared_tables<TestType, Reading, Small> narrow(where, {{"255"}, {"256"}, {"300"}});
    narrow.tenant("255").insert(Small{0, 1});
    CHECK(narrow.tenant("255").template get<Small>(1).station == 255);
    CHECK_THROWS_AS(narrow.tenant("256"), il::unknown_tenant);
    CHECK_THROWS_AS(narrow.tenant("300"), il::unknown_tenant);
}

ENGINE_CASE("Who watches is told of the tenant; texts and values show its key") {
    board<TestType> all(EVERY_PLACE);
    std::vector<std::string> seen;
    all->on_statement([&](const il::statement_event& e) {
        if (e.has_ended && !e.model.empty())
            seen.push_back(std::string(e.tenant) + ": " + std::string(e.model));
    });
    auto thor = all.tenant("thor");
    thor.insert(Note{"", 1, "x"});
    for (const Note& n : all.tenant("potter").template from<Note>().stream()) (void)n;
    thor.template transaction<typename board<TestType>::database>(
        [](auto& tx) { tx.template remove<Note>().run(); });
    (void)all->template on<typename board<TestType>::all>().template from<Note>().count();
    CHECK(seen == std::vector<std::string>{"thor: Note", "potter: Note", "thor: Note", ": Note"});

    const auto query = thor.template from<Note>().where(col<&Note::text> == "x");
    const bool numbered = all.is_server();
    CHECK(query.sql() ==
          std::string("SELECT \"owner\", \"id\", \"text\" FROM \"notes\" WHERE \"notes\".\"owner\" = ") +
              (numbered ? "$1 AND \"text\" = $2" : "?1 AND \"text\" = ?2"));
    CHECK(query.args() == std::vector<std::string>{"'thor'", "'x'"});
    CHECK(query.explain().find("notes") != std::string::npos);
    if (!numbered)
        CHECK(thor.template from<Note>().where(col<&Note::id> == 1).explain().find("SEARCH") !=
              std::string::npos);
}

ENGINE_CASE("All tenants are reached by a name of their own, and tables are made once") {
    board<TestType> all(EVERY_PLACE);
    using everyone = typename board<TestType>::all;
    all.tenant("thor").insert(Note{"", 1, "x"});
    all.tenant("potter").insert(Note{"", 1, "y"});
    auto rows = all->template on<everyone>();
    CHECK(rows.template from<Note>().count() == 2);
    rows.insert(Note{"thor", 2, "z"});
    CHECK(rows.template get<Note>("potter", 1).text == "y");
    CHECK(all->template transaction<everyone>(
              [](auto& tx) { return tx.template update<Note>().set(col<&Note::text> = "all").run(); }) == 3);
    CHECK(all->template raw<everyone, il::reads, std::int64_t>("SELECT count(*) FROM notes").one() == 3);
    CHECK(each(all.tenant("thor").template from<Note>().all(), &Note::text) ==
          std::vector<std::string>{"all", "all"});
    il::create_tables(*all);
    il::create_tables(all.tenant("thor"));
    CHECK(rows.template from<Note>().count() == 3);
}

#if INTERLOCK_TEST_WITH_POSTGRES
TEST_CASE("Row-level security keeps a raw text to the tenant's rows") {
    board<il::postgres> all(place::server);
    using database = board<il::postgres>::database;
    auto thor = all.tenant("thor"), potter = all.tenant("potter");
    thor.insert_many(std::vector<Note>{{"", 1, "a"}, {"", 2, "b"}});
    potter.insert(Note{"", 1, "c"});
    const auto count = [](auto& tenant) {
        return tenant.template raw<database, il::reads, std::int64_t>("SELECT count(*) FROM notes").one();
    };
    CHECK(count(thor) == 2);
    CHECK(count(potter) == 1);
    CHECK(thor.raw<database, il::writes>("UPDATE notes SET text = 'x'").run() == 2);
    CHECK(thor.raw<database, il::writes>("DELETE FROM notes WHERE owner = 'potter'").run() == 0);
    CHECK_THROWS_AS((thor.raw<database, il::writes>("INSERT INTO notes VALUES ('potter', 9, '')").run()),
                    il::error);
    CHECK_THROWS_AS((thor.raw<database, il::writes>("UPDATE notes SET owner = 'potter'").run()), il::error);
    std::size_t rows = 0;
    for (const std::string& text :
         thor.raw<database, il::reads, std::string>("SELECT text FROM notes").stream())
        rows += text.size();
    CHECK(rows == 2);
    CHECK(each(potter.from<Note>().all(), &Note::text) == std::vector<std::string>{"c"});
}

TEST_CASE("Who may not TRUNCATE, and owns no table, has a raw text do nothing to another tenant") {
    board<il::postgres> all(place::server);
    using database = board<il::postgres>::database;
    for (const char* grant :
         {"DO 'BEGIN EXECUTE ''GRANT USAGE ON SCHEMA '' || current_schema || '' TO tenants_web''; END'",
          "GRANT SELECT, INSERT, UPDATE, DELETE ON notes TO tenants_web"})
        all->raw<board<il::postgres>::all, il::writes>(grant).run();
    all.tenant("potter").insert(Note{"", 1, "c"});
    auto db = all.connect({}, "tenants_web");
    auto thor = db->tenant("thor");
    thor.insert(Note{"", 1, "a"});
    CHECK(thor.raw<database, il::reads, std::int64_t>("SELECT count(*) FROM notes").one() == 1);
    for (const char* text :
         {"TRUNCATE notes", "ALTER TABLE notes DISABLE ROW LEVEL SECURITY", "DROP TABLE notes"})
        CHECK_THROWS_AS((thor.raw<database, il::writes>(text).run()), il::error);
    CHECK(db->tenant("potter").from<Note>().count() == 1);
    // its owner may
    (void)all.tenant("thor").raw<database, il::writes>("TRUNCATE notes").run();
    CHECK(db->tenant("potter").from<Note>().count() == 0);
}

TEST_CASE("A connection of the pool keeps no tenant") {
    board<il::postgres> all(place::server);
    using database = board<il::postgres>::database;
    auto one = all.connect("pool_max=1");  // which all of this has
    auto thor = one->tenant("thor"), potter = one->tenant("potter");
    const auto own = [](auto& tenant) {
        return tenant.template raw<database, il::reads, std::string>("SELECT DISTINCT owner FROM notes")
            .all();
    };
    using names = std::vector<std::string>;
    thor.insert(Note{"", 1, "a"});
    potter.insert(Note{"", 1, "b"});
    CHECK(own(thor) == names{"thor"});
    CHECK(own(potter) == names{"potter"});
    CHECK(one->on<board<il::postgres>::all>().from<Note>().count() == 2);
    CHECK(own(thor) == names{"thor"});
    {
        auto tx = potter.begin<database>();
        CHECK(tx.raw<il::reads, std::string>("SELECT owner FROM notes").all() == names{"potter"});
        tx.rollback();
    }
    CHECK(own(thor) == names{"thor"});
    // a text that says another one, in a transaction and outside
    (void)thor.raw<database, il::reads, std::string>("SELECT set_config('interlock.tenant', 'potter', false)")
        .one();
    CHECK(own(thor) == names{"thor"});
    {
        auto tx = thor.begin<database>();
        (void)tx.raw<il::writes>("SET interlock.tenant = 'potter'").run();
        CHECK(each(tx.from<Note>().all(), &Note::owner) == names{"thor"});
        tx.commit();
    }
    CHECK(own(potter) == names{"potter"});
    {
        auto tx = thor.begin<database>();
        CHECK_THROWS_AS((tx.raw<il::writes>("SELECT no_such_column FROM notes").run()), il::error);
        CHECK_THROWS_AS(tx.from<Note>().count(), il::transaction_failed);
    }
    {
        auto tx = thor.begin<database>();
        {
            auto part = tx.begin();
            CHECK_THROWS_AS((part.raw<il::writes>("SELECT no_such_column FROM notes").run()), il::error);
        }
        CHECK(tx.from<Note>().count() == 1);
    }
    CHECK(own(potter) == names{"potter"});
    CHECK(each(thor.from<Note>().all(), &Note::owner) == names{"thor"});
}

TEST_CASE("A raw text of a tenant is refused where row-level security does not hold") {
    board<il::postgres> all(place::server);
    using database = board<il::postgres>::database;
    all.tenant("thor").insert(Note{"", 1, "a"});
    auto as_superuser = all.connect({}, "postgres");
    auto thor = as_superuser->tenant("thor");
    CHECK_THROWS_AS((thor.raw<database, il::reads, std::int64_t>("SELECT count(*) FROM notes").one()),
                    il::configuration_error);
    CHECK(thor.from<Note>().count() == 1);  // which has its condition
    CHECK(as_superuser->tenant("potter").from<Note>().count() == 0);
    auto pooled = all.connect("prepared=off");
    CHECK_THROWS_AS(pooled->tenant("thor").from<Note>().count(), il::configuration_error);
}
#endif

// INTERLOCK_LOAD_SECONDS says how long, 1 where nothing is said. Each row holds the name of its tenant in the text too.
ENGINE_CASE("Eight threads as fifty tenants of shared tables never see or write a row of the wrong one") {
    constexpr int threads = 8, tenants = 50;
    board<TestType> all(std::is_same_v<TestType, il::sqlite> ? place::file : place::server, {});
    using database = typename board<TestType>::database;
    const auto name_of = [](int tenant) { return "tenant-" + std::to_string(tenant); };
    for (int t = 0; t < tenants; ++t) all.tenants.add(name_of(t));
    auto db = all.connect("pool_max=6");
    const char* const wanted = std::getenv("INTERLOCK_LOAD_SECONDS");
    const auto end = std::chrono::steady_clock::now() +
                     std::chrono::duration<double>(wanted != nullptr ? std::atof(wanted) : 1);
    std::atomic<std::int64_t> wrong{0}, done{0}, lost{0}, next{0};
    std::atomic<std::int64_t> rows[tenants]{};
    std::vector<std::thread> team;
    for (int t = 0; t < threads; ++t)
        team.emplace_back([&, t] {
            std::mt19937 random(static_cast<unsigned>(t));
            while (std::chrono::steady_clock::now() < end) {
                const int number = static_cast<int>(random() % tenants);
                const std::string name = name_of(number);
                const auto see = [&](const std::string& text) { wrong += text != name; };
                try {
                    auto tenant = db->tenant(name);
                    switch (random() % 8) {
                        case 0:
                            tenant.insert(Note{"", static_cast<std::int32_t>(++next), name});
                            ++rows[number];
                            break;
                        case 1:
                            tenant.template transaction<database>([&](auto& tx) {
                                const auto id = static_cast<std::int32_t>(next += 2);
                                tx.insert_many(std::vector<Note>{{"", id, name}, {"", id - 1, name}});
                                for (const Note& n : tx.template from<Note>().limit(20).all()) see(n.text);
                            });
                            rows[number] += 2;
                            break;
                        case 2: {
                            auto tx = tenant.template begin<database>();
                            tx.template update<Note>().set(col<& Note::text> = "never").run();
                            break;  // and is taken back
                        }
                        case 3:
                            for (const Note& n : tenant.template from<Note>().limit(20).stream()) see(n.text);
                            break;
                        case 4:
                            wrong += tenant.template from<Note>().where(col<&Note::text> != name).count();
                            break;
                        case 5:
                            // of all its rows, which are its own
                            tenant.template update<Note>()
                                .set(col<& Note::text> = name)
                                .where(col<&Note::id> % 7 == 0)
                                .run();
                            break;
                        case 6:
                            if constexpr (std::is_same_v<TestType, il::postgres>)
                                for (const std::string& text :
                                     tenant
                                         .template raw<database, il::reads, std::string>(
                                             "SELECT text FROM notes LIMIT 10")
                                         .all())
                                    see(text);
                            break;
                        default:
                            if (const auto found =
                                    tenant.template find<Note>(1 + static_cast<std::int32_t>(random() % 100)))
                                see(found->text);
                    }
                    ++done;
                } catch (const il::busy&) {
                    ++lost;
                } catch (const il::transaction_conflict&) {
                    ++lost;
                }
            }
        });
    for (std::thread& t : team) t.join();
    CHECK(wrong == 0);
    CHECK(done > threads);
    CHECK(lost * 10 < done);
    for (int t = 0; t < tenants; ++t) {
        const auto mine = all->template on<typename board<TestType>::all>().template from<Note>().where(
            col<&Note::owner> == name_of(t));
        CHECK(mine.count() == rows[t]);
        CHECK(mine.where(col<&Note::text> != name_of(t)).count() == 0);
    }
    if (wanted != nullptr)
        std::printf("%lld done, %lld lost against others\n", static_cast<long long>(done),
                    static_cast<long long>(lost));
}
