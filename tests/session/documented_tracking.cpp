// SPDX-License-Identifier: BSL-1.0
#include <interlock/chrono.hpp>
#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>
#include <interlock/tracked.hpp>

#include "support/catch.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What docs/tracking.md shows.

namespace il = interlock;

namespace {

struct gems : il::database<"gems", il::sqlite> {};
struct archive : il::database<"archive", il::sqlite> {};

struct Gem {
    std::string id;
    std::string name;
    std::optional<std::string> tissue;
    std::int32_t version = 1;
    std::chrono::sys_time<std::chrono::microseconds> changed;

    bool operator==(const Gem&) const = default;
};
struct Note {
    std::int64_t id = 0;
    std::string text;
};

}  // namespace

template <>
struct interlock::model<Gem> {
    using fields =
        il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::name>, il::field<&Gem::tissue>,
                   il::field<&Gem::version, il::version>, il::field<&Gem::changed, il::now_on_update>>;
};
template <>
struct interlock::model<Note> {
    using fields = il::fields<il::field<&Note::id, il::primary_key, il::generated>, il::field<&Note::text>>;
};

namespace {

struct kept_in_both {
    template <class Db, class M>
    static constexpr il::verdict allow_migrate() {
        return il::verdict::allow;
    }
};
using atlas = il::service<il::databases<gems, archive>, il::models<Gem, Note>,
                          il::routers<kept_in_both, il::route_rest<gems>>>;

struct open_atlas {
    il::session<atlas> db{il::settings{{"gems", "sqlite::memory:"}, {"archive", "sqlite::memory:"}}};
    open_atlas() {
        il::create_tables(db);
        db.insert(Gem{"13", "ruby", "liver", 1, {}});
        db.insert(Note{0, "found by chance"});
    }
};

}  // namespace

TEST_CASE("A row is loaded, changed and saved") {
    open_atlas all;
    auto& db = all.db;
    const auto before = db.query_count<gems>();

    auto gem = db.load<Gem>("13");
    gem->name = "red ruby";
    if (gem.changed<&Gem::name>()) gem.save();  // UPDATE "gem" SET "name" = ?, ... : no other column
    gem.save();                                 // nothing was changed: nothing is sent

    CHECK(db.query_count<gems>() == before + 2);
    CHECK(db.get<Gem>("13").name == "red ruby");
    CHECK(gem.original() == *gem);
}

TEST_CASE("Two people change one row, and the second one is told") {
    open_atlas all;
    auto& db = all.db;
    auto mine = db.load<Gem>("13");
    auto yours = db.load<Gem>("13");
    yours->tissue = "kidney";
    yours.save();

    mine->tissue = "muscle";
    try {
        mine.save();
    } catch (const il::stale_row&) {
        mine.reload();  // what is there now
        if (mine->tissue == "liver") mine->tissue = "muscle";
        mine.save();
    }
    CHECK(db.get<Gem>("13").tissue == "kidney");
}

TEST_CASE("Rows are saved in a transaction") {
    open_atlas all;
    auto& db = all.db;
    auto gem = db.load<Gem>("13");
    db.transaction<gems>([&](auto& tx) {
        auto note = tx.template load<Note>(1);
        note->text += ", and named";
        note.save();
        gem->name = "named";
        tx.save(gem);
    });
    CHECK(db.get<Gem>("13").name == "named");
    CHECK(db.get<Note>(1).text == "found by chance, and named");
}

TEST_CASE("Rows are copied, and it is said which key they have") {
    open_atlas all;
    auto& db = all.db;
    auto gem = db.load<Gem>("13");
    gem.copy_to<archive>(il::keep_key);    // unique_violation where the archive has a gem "13" already
    gem.copy_to<archive>(il::upsert_key);  // over it, where it has
    auto note = db.load<Note>(1);
    const std::int64_t key = note.copy_to<archive>(il::new_key);

    CHECK(db.on<archive>().get<Gem>("13") == *gem);
    CHECK(db.on<archive>().get<Note>(key).text == "found by chance");
}
