// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <interlock/enums.hpp>
#include <interlock/relations.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <tuple>
#include <type_traits>
#include <vector>

// Many to many: an implied join table, one that is a model of its own, two between the same models, and a model that is
// linked to itself.

namespace {

struct Song {
    std::int64_t id = 0;
    std::string name;
};
struct Mix {
    std::string code;
    std::string name;
};
struct Person {
    std::int64_t id = 0;
    std::string name;
};
struct Concert {
    std::int64_t id = 0;
    std::string city;
};
struct Performance {
    std::int64_t id = 0;
    std::int64_t concert_id = 0;
    std::int64_t song_id = 0;
    std::int32_t place = 0;
};

/// Who comes to which concert, with a seat of her own: more may be unique than the pair, and not everyone is known.
struct Booking {
    std::int64_t id = 0;
    std::int64_t concert_id = 0;
    std::optional<std::int32_t> person_id;  // narrower than what it refers to
    std::int32_t seat = 0;
};

namespace other {
struct Song {
    std::int64_t id = 0;
};
}  // namespace other

enum class Mood : std::int16_t { calm, wild };
struct Kind {
    Mood mood = Mood::calm;
};
/// What is said of a mood.
struct Saying {
    std::int64_t id = 0;
    std::optional<Mood> mood;
};
using moods = il::link<Kind, Song>;

using songs = il::link<Mix, Song>;
using doubles =
    il::link<other::Song, Song, "the_songs_that_sound_so_much_alike_that_nobody_could_tell_them_apart">;
using best = il::link<Mix, Song, "best">;
using friends = il::link<Person, Person, "friends">;
using programme = il::through<&Performance::concert_id, &Performance::song_id>;
using guests = il::through<&Booking::concert_id, &Booking::person_id>;

}  // namespace

template <>
struct interlock::model<Song> {
    using fields =
        il::fields<il::field<&Song::id, il::primary_key, il::generated>, il::field<&Song::name, il::unique>>;
};
template <>
struct interlock::enum_names<Mood> : il::enumerators<Mood::calm, Mood::wild> {};
template <>
struct interlock::model<Kind> {
    using fields = il::fields<il::field<&Kind::mood, il::primary_key, il::as_text>>;
    using links = il::links<moods>;
};
template <>
struct interlock::model<Saying> {
    using fields = il::fields<il::field<&Saying::id, il::primary_key, il::generated>,
                              il::field<&Saying::mood, il::as_text, il::references<&Kind::mood>>>;
};
template <>
struct interlock::model<other::Song> {
    static constexpr auto app_label = "other";
    using fields = il::fields<il::field<&other::Song::id, il::primary_key>>;
    using links = il::links<doubles>;
};
template <>
struct interlock::model<Mix> {
    static constexpr auto app_label = "music";
    using fields =
        il::fields<il::field<&Mix::code, il::primary_key, il::max_length<12>>, il::field<&Mix::name>>;
    using links = il::links<songs, best>;
};
template <>
struct interlock::model<Person> {
    using fields = il::fields<il::field<&Person::id, il::primary_key>, il::field<&Person::name>>;
    using links = il::links<friends>;
};
template <>
struct interlock::model<Concert> {
    using fields =
        il::fields<il::field<&Concert::id, il::primary_key, il::generated>, il::field<&Concert::city>>;
};
template <>
struct interlock::model<Performance> {
    using fields =
        il::fields<il::field<&Performance::id, il::primary_key, il::generated>,
                   il::field<&Performance::concert_id, il::references<&Concert::id, il::on_delete::cascade>>,
                   il::field<&Performance::song_id, il::references<&Song::id, il::on_delete::cascade>>,
                   il::field<&Performance::place>>;
    using constraints = il::constraints<il::unique_together<&Performance::song_id, &Performance::concert_id>>;
};
template <>
struct interlock::model<Booking> {
    using fields =
        il::fields<il::field<&Booking::id, il::primary_key, il::generated>,
                   il::field<&Booking::concert_id, il::references<&Concert::id, il::on_delete::cascade>>,
                   il::field<&Booking::person_id, il::references<&Person::id, il::on_delete::cascade>>,
                   il::field<&Booking::seat, il::unique>>;
    using constraints = il::constraints<il::unique_together<&Booking::concert_id, &Booking::person_id>>;
};

namespace {

using il::asc;
using il::col;
using il::desc;
using il::from;

template <class Backend>
struct stage {
    engine<Backend, Song, Mix, Person, Concert, Performance, Booking, other::Song, Kind, Saying> db;
    std::vector<Song> all{{0, "a"}, {0, "b"}, {0, "c"}, {0, "d"}};
    Mix quiet{"q", "quiet"}, loud{"l", "loud"};

    explicit stage(place where) : db(where) {
        for (Song& s : all) db->insert(s);
        db->insert(quiet);
        db->insert(loud);
    }
    std::int64_t queries() { return db->template query_count<store<Backend>>(); }
    template <class Link, class Row>
    std::string names(const Row& row) {
        std::string text;
        for (const auto& s : il::linked<Link>(*db, row).from().order_by(asc<&Song::name>).all())
            text += s.name;
        return text;
    }
};

}  // namespace

ENGINE_CASE("Links are added once, taken away, replaced and counted, from both sides") {
    stage<TestType> s(EVERY_PLACE);
    auto quiet = il::linked<songs>(*s.db, s.quiet);
    CHECK(quiet.add(s.all[0]));
    CHECK_FALSE(quiet.add(s.all[0]));
    CHECK(quiet.add_many(s.all) == 3);
    CHECK(quiet.add_many(s.all) == 0);
    CHECK(quiet.count() == 4);
    CHECK(il::linked<songs>(*s.db, s.all[3]).add(s.loud));
    CHECK(il::linked<songs>(*s.db, s.all[3]).count() == 2);
    CHECK(s.template names<songs>(s.loud) == "d");

    CHECK(quiet.contains(s.all[1]));
    CHECK(quiet.remove(s.all[1]));
    CHECK_FALSE(quiet.remove(s.all[1]));
    CHECK_FALSE(quiet.contains(s.all[1]));
    CHECK(s.template names<songs>(s.quiet) == "acd");
    quiet.replace(std::vector<Song>{s.all[1], s.all[2]});
    CHECK(s.template names<songs>(s.quiet) == "bc");
    quiet.replace(std::vector<Song>{s.all[1], s.all[2], s.all[1]});
    CHECK(s.template names<songs>(s.quiet) == "bc");
    CHECK(quiet.remove_many(s.all) == 2);
    CHECK(s.template names<songs>(s.loud) == "d");
    CHECK(il::linked<songs>(*s.db, s.loud).clear() == 1);
    CHECK(s.db->template from<songs>().count() == 0);
    CHECK(s.db->template from<Song>().count() == 4);
}

ENGINE_CASE("Two relations of the same models have a table each") {
    stage<TestType> s(EVERY_PLACE);
    il::linked<songs>(*s.db, s.quiet).add_many(s.all);
    il::linked<best>(*s.db, s.quiet).add(s.all[2]);
    CHECK(s.template names<songs>(s.quiet) == "abcd");
    CHECK(s.template names<best>(s.quiet) == "c");
    CHECK(il::table_of<songs>().name == "music_mix_song");
    CHECK(il::table_of<best>().name == "music_mix_best");
    // the models of one name, and the table's own name longer than PostgreSQL's
    CHECK(il::table_of<doubles>().name.size() == 63);
    CHECK(il::table_of<doubles>().columns[0].name == "from_song_id");
    CHECK(il::table_of<doubles>().columns[1].name == "to_song_id");
    const other::Song copy{7};
    s.db->insert(copy);
    CHECK(il::linked<doubles>(*s.db, copy).add_many(s.all) == 4);
    CHECK(il::linked<doubles>(*s.db, s.all[0]).count() == 1);
}

ENGINE_CASE("The rows of a join along links are those of both sides, without the join table's") {
    stage<TestType> s(EVERY_PLACE);
    il::linked<songs>(*s.db, s.quiet).add_many(s.all);
    il::linked<songs>(*s.db, s.loud).add(s.all[0]);
    const auto rows = s.db->template from<Mix>()
                          .template join<songs>()
                          .where(col<&Song::name> <= "b")
                          .order_by(asc<&Mix::code>, asc<&Song::name>)
                          .all();
    STATIC_REQUIRE(std::is_same_v<decltype(rows), const std::vector<std::tuple<Mix, Song>>>);
    REQUIRE(rows.size() == 3);
    CHECK(std::get<0>(rows[0]).name == "loud");
    CHECK(std::get<1>(rows[2]).name == "b");
    CHECK(s.db->template from<Mix>().template join<songs>().count() == 5);
    // its columns may be named
    CHECK(s.db->template from<Song>()
              .template join<songs>()
              .where(col<&songs::from> == "l")
              .select(col<&Song::name>, col<&Mix::name>)
              .all() == std::vector<std::tuple<std::string, std::string>>{{"a", "loud"}});
}

ENGINE_CASE("An outer join along links has rows that are linked to nothing") {
    stage<TestType> s(EVERY_PLACE);
    il::linked<songs>(*s.db, s.quiet).add(s.all[1]);
    const auto rows =
        s.db->template from<Song>().template left_join<songs>().order_by(asc<&Song::name>).all();
    STATIC_REQUIRE(std::is_same_v<decltype(rows), const std::vector<std::tuple<Song, std::optional<Mix>>>>);
    REQUIRE(rows.size() == 4);
    for (const auto& [song, mix] : rows) CHECK(mix.has_value() == (song.name == "b"));
    const auto other =
        s.db->template from<Mix>().template right_join<songs>().order_by(asc<&Song::name>).all();
    STATIC_REQUIRE(std::is_same_v<decltype(other), const std::vector<std::tuple<std::optional<Mix>, Song>>>);
    REQUIRE(other.size() == 4);
    for (const auto& [mix, song] : other) CHECK(mix.has_value() == (song.name == "b"));
    CHECK(s.db->template from<Mix>().template full_join<songs>().count() == 5);
}

ENGINE_CASE("What rows are linked to is loaded by one more query, whatever their number") {
    stage<TestType> s(EVERY_PLACE);
    for (int i = 0; i < 200; ++i) {
        Mix m{"m" + std::to_string(i), "mix"};
        s.db->insert(m);
        for (std::size_t n = 0; n < static_cast<std::size_t>(i % 4); ++n)
            il::linked<songs>(*s.db, m).add(s.all[n]);
    }
    const std::int64_t before = s.queries();
    const auto mixes = s.db->template from<Mix>()
                           .where(col<&Mix::name> == "mix")
                           .template prefetch<songs>(from<Song>().order_by(desc<&Song::name>))
                           .all();
    CHECK(s.queries() - before == 2);
    STATIC_REQUIRE(std::is_same_v<decltype(mixes), const std::vector<std::tuple<Mix, std::vector<Song>>>>);
    REQUIRE(mixes.size() == 200);
    for (const auto& [mix, its] : mixes) {
        REQUIRE(its.size() == static_cast<std::size_t>(std::stoi(mix.code.substr(1)) % 4));
        for (std::size_t i = 0; i < its.size(); ++i) CHECK(its[i].name == s.all[its.size() - 1 - i].name);
    }
    // and from the other side, of each no more than two, and what those have in turn
    const auto of_songs = s.db->template from<Song>()
                              .order_by(asc<&Song::name>)
                              .template prefetch<songs>(
                                  from<Mix>().order_by(desc<&Mix::code>).limit(2).template prefetch<best>())
                              .all();
    CHECK(s.queries() - before == 5);
    REQUIRE(of_songs.size() == 4);
    std::vector<std::string> codes;
    for (const auto& [song, its] : of_songs)
        for (const auto& [mix, its_best] : its) {
            codes.push_back(mix.code);
            CHECK(its_best.empty());
        }
    CHECK(codes == std::vector<std::string>{"m99", "m98", "m99", "m98", "m99", "m95"});
}

ENGINE_CASE("A join table may be a model of its own, with more columns") {
    stage<TestType> s(EVERY_PLACE);
    Concert oslo{0, "Oslo"}, rome{0, "Rome"};
    s.db->insert(oslo);
    s.db->insert(rome);
    for (std::int32_t i = 0; i < 3; ++i)
        s.db->insert(Performance{0, oslo.id, s.all[static_cast<std::size_t>(2 - i)].id, i});
    const auto concerts = s.db->template from<Concert>()
                              .order_by(asc<&Concert::city>)
                              .template prefetch<programme>(from<Song>().order_by(asc<&Song::id>))
                              .all();
    REQUIRE(concerts.size() == 2);
    CHECK(std::get<1>(concerts[0]).size() == 3);
    CHECK(std::get<1>(concerts[1]).empty());
    // in the order of the join table
    const auto rows = s.db->template from<Concert>()
                          .template join<programme>()
                          .order_by(asc<&Performance::place>)
                          .select(col<&Song::name>)
                          .template as<std::string>()
                          .all();
    CHECK(rows == std::vector<std::string>{"c", "b", "a"});
    // by the members that refer, its rows are there as well
    const auto whole = s.db->template from<Concert>()
                           .template join<&Performance::concert_id>()
                           .template join<&Performance::song_id>()
                           .all();
    STATIC_REQUIRE(
        std::is_same_v<decltype(whole), const std::vector<std::tuple<Concert, Performance, Song>>>);
    CHECK(whole.size() == 3);
    CHECK(il::linked<programme>(*s.db, rome).add(s.all[3]));
    CHECK_FALSE(il::linked<programme>(*s.db, rome).add(s.all[3]));
}

ENGINE_CASE("A model that is linked to itself has two directions") {
    stage<TestType> s(EVERY_PLACE);
    const Person ann{1, "Ann"}, bob{2, "Bob"}, cleo{3, "Cleo"};
    for (const Person& p : {ann, bob, cleo}) s.db->insert(p);
    il::linked<friends>(*s.db, ann).add_many(std::vector<Person>{bob, cleo});
    il::linked<friends>(*s.db, bob).add(cleo);
    CHECK(il::linked<friends>(*s.db, ann).count() == 2);
    CHECK(il::linked<il::reversed<friends>>(*s.db, cleo).count() == 2);
    CHECK(il::linked<il::reversed<friends>>(*s.db, ann).count() == 0);

    using other = il::as<"other", Person>;
    CHECK(s.db->template from<Person>()
              .template join<friends, other>()
              .where(other::col<&Person::name> == "Cleo")
              .order_by(asc<&Person::name>)
              .select(col<&Person::name>)
              .template as<std::string>()
              .all() == std::vector<std::string>{"Ann", "Bob"});
    CHECK(s.db->template from<Person>()
              .template join<il::reversed<friends>, other>()
              .where(other::col<&Person::name> == "Ann")
              .count() == 2);
    const auto all = s.db->template from<Person>()
                         .order_by(asc<&Person::id>)
                         .template prefetch<friends>(from<Person>().order_by(asc<&Person::id>))
                         .template prefetch<il::reversed<friends>>()
                         .all();
    REQUIRE(all.size() == 3);
    CHECK(std::get<1>(all[0]).size() == 2);
    CHECK(std::get<2>(all[0]).empty());
    CHECK(std::get<2>(all[2]).size() == 2);
}

ENGINE_CASE("Links are part of a transaction, and go with the rows that they link") {
    stage<TestType> s(EVERY_PLACE);
    auto tx = s.db->template begin<store<TestType>>();
    il::linked<songs>(tx, s.quiet).add_many(s.all);
    CHECK(il::linked<songs>(tx, s.quiet).count() == 4);
    tx.rollback();
    CHECK(il::linked<songs>(*s.db, s.quiet).count() == 0);

    il::linked<songs>(*s.db, s.quiet).add_many(s.all);
    CHECK_THROWS_AS(
        il::linked<songs>(*s.db, s.quiet).add_many(std::vector<Song>{s.all[0], Song{99, "nowhere"}}),
        il::foreign_key_violation);
    CHECK(il::linked<songs>(*s.db, s.quiet).count() == 4);
    s.db->template remove<Song>().where(col<&Song::name> == "a").run();
    CHECK(s.template names<songs>(s.quiet) == "bcd");
    s.db->template remove<Mix>().where(col<&Mix::code> == "q").run();
    CHECK(s.db->template from<songs>().count() == 0);
}

ENGINE_CASE("Only a pair that is there already is linked already: other rows in the way are a conflict") {
    stage<TestType> s(EVERY_PLACE);
    Concert oslo{0, "Oslo"}, rome{0, "Rome"};
    s.db->insert(oslo);
    s.db->insert(rome);
    const Person ann{1, "Ann"}, bob{2, "Bob"}, cleo{3, "Cleo"};
    for (const Person& p : {ann, bob, cleo}) s.db->insert(p);
    auto there = il::linked<guests>(*s.db, oslo);
    CHECK(there.add(ann));
    CHECK_FALSE(there.add(ann));
    CHECK_THROWS_AS(there.add(bob), il::unique_violation);  // the seat is taken
    CHECK_THROWS_AS(il::linked<guests>(*s.db, rome).add_many(std::vector<Person>{bob, cleo}),
                    il::unique_violation);
    CHECK_THROWS_AS(there.replace(std::vector<Person>{ann, bob, cleo}), il::unique_violation);
    CHECK(there.count() == 1);
    CHECK(s.db->template from<Booking>().count() == 1);
    CHECK(s.db->insert_or_ignore(Booking{0, oslo.id, 1, 7},
                                 il::by<&Booking::concert_id, &Booking::person_id>) == 0);
    CHECK(s.db->insert_or_ignore(Booking{0, oslo.id, 2, 7},
                                 il::by<&Booking::concert_id, &Booking::person_id>) == 1);
}

ENGINE_CASE(
    "A row that a member of the join table cannot hold is refused, and one that it does not name is not counted") {
    stage<TestType> s(EVERY_PLACE);
    Concert oslo{0, "Oslo"};
    s.db->insert(oslo);
    Person far{(std::int64_t{1} << 32) + 1, "Far"};
    const Person near{1, "Near"};
    s.db->insert(far);
    s.db->insert(near);
    auto there = il::linked<guests>(*s.db, oslo);
    try {
        there.add(far);
        FAIL("it was linked");
    } catch (const il::value_out_of_range& e) {
        CHECK(e.model() == "Booking");
        CHECK(e.field() == "person_id");
    }
    CHECK_THROWS_AS(there.add_many(std::vector<Person>{near, far}), il::value_out_of_range);
    CHECK(there.count() == 0);
    CHECK(there.add_many(std::vector<Person>{near}) == 1);
    s.db->insert(Booking{0, oslo.id, std::nullopt, 2});
    CHECK(there.count() == 1);
    CHECK(there.from().all().size() == 1);
    const auto people =
        s.db->template from<Person>().order_by(asc<&Person::id>).template prefetch<guests>().all();
    REQUIRE(people.size() == 2);
    CHECK(std::get<1>(people[0]).size() == 1);
    CHECK(std::get<1>(people[1]).empty());
    Person further{(std::int64_t{1} << 32) + 2, "Further"};
    std::vector<Booking> bookings{{0, oslo.id, std::nullopt, 3}};
    CHECK_THROWS_AS(il::insert_with<&Booking::person_id>(*s.db, further, bookings), il::value_out_of_range);
    CHECK(s.db->template from<Person>().where(col<&Person::name> == "Further").count() == 0);
}

ENGINE_CASE("Of two who replace the same links at a time the later one's stay") {
    stage<TestType> s(EVERY_PLACE);
    if (s.db.where() == place::memory) return;
    const auto other = s.db.connect();
    auto tx = s.db->template begin<store<TestType>>();
    il::linked<songs>(tx, s.quiet).replace(std::vector<Song>{s.all[0], s.all[1]});
    std::thread later([&] {
        il::linked<songs>(*other, s.quiet).replace(std::vector<Song>{s.all[1], s.all[2]});
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    tx.commit();
    later.join();
    CHECK(s.template names<songs>(s.quiet) == "bc");
    CHECK(il::linked<songs>(*s.db, s.quiet).count() == 2);
}

ENGINE_CASE("A link that another adds while many are added is there once, and the others are added") {
    stage<TestType> s(EVERY_PLACE);
    if (s.db.where() == place::memory) return;
    const auto other = s.db.connect();
    auto tx = s.db->template begin<store<TestType>>();
    CHECK(il::linked<songs>(tx, s.all[2]).add(s.quiet));
    std::int64_t added = 0;
    std::thread later([&] { added = il::linked<songs>(*other, s.quiet).add_many(s.all); });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    tx.commit();
    later.join();
    CHECK(added == 3);
    CHECK(s.template names<songs>(s.quiet) == "abcd");
}

ENGINE_CASE("Many rows are linked by as many queries as a few, in a part of a service too") {
    stage<TestType> s(EVERY_PLACE);
    std::vector<Song> many;
    for (int i = 0; i < 50; ++i) {
        many.push_back({0, "s" + std::to_string(i)});
        s.db->insert(many.back());
    }
    auto on = s.db->template on<store<TestType>>();
    const std::int64_t before = s.queries();
    CHECK(il::linked<songs>(on, s.quiet).add_many(many) == 50);
    CHECK(s.queries() - before <= 3);
    CHECK(il::linked<songs>(on, s.quiet).count() == 50);
}

ENGINE_CASE("Linked rows come in the order of the join table") {
    stage<TestType> s(EVERY_PLACE);
    Concert oslo{0, "Oslo"}, rome{0, "Rome"};
    s.db->insert(oslo);
    s.db->insert(rome);
    for (std::int32_t i = 0; i < 3; ++i) {
        s.db->insert(Performance{0, oslo.id, s.all[static_cast<std::size_t>(2 - i)].id, i});
        s.db->insert(Performance{0, rome.id, s.all[static_cast<std::size_t>(i)].id, i});
    }
    const auto rows = il::linked<programme>(*s.db, oslo)
                          .from()
                          .where(col<&Performance::place> > 0)
                          .order_by(asc<&Performance::place>)
                          .all();
    STATIC_REQUIRE(std::is_same_v<decltype(rows), const std::vector<Song>>);
    CHECK(each(rows, &Song::name) == std::vector<std::string>{"b", "a"});

    // beside others, with its rows, of each as many as wanted
    const auto query = from<Song>()
                           .template join<&Performance::song_id>()
                           .where(col<&Performance::place> > 0)
                           .order_by(asc<&Performance::place>);
    const auto concerts = s.db->template from<Concert>()
                              .order_by(asc<&Concert::city>)
                              .template prefetch<programme>(query)
                              .all();
    STATIC_REQUIRE(
        std::is_same_v<decltype(concerts),
                       const std::vector<std::tuple<Concert, std::vector<std::tuple<Song, Performance>>>>>);
    REQUIRE(concerts.size() == 2);
    std::string text;
    for (const auto& [concert, its] : concerts)
        for (const auto& [song, performance] : its) {
            CHECK(performance.concert_id == concert.id);
            text += song.name + std::to_string(performance.place);
        }
    CHECK(text == "b1a2b1c2");
    const auto first = s.db->template from<Concert>()
                           .order_by(asc<&Concert::city>)
                           .template prefetch<programme>(query.limit(1))
                           .all();
    text.clear();
    for (const auto& [concert, its] : first)
        for (const auto& [song, performance] : its) text += concert.city + song.name;
    CHECK(text == "OslobRomeb");
}

ENGINE_CASE("Keys that are enumerations are stored in the join table as in their own") {
    stage<TestType> s(EVERY_PLACE);
    const Kind calm{Mood::calm}, wild{Mood::wild};
    s.db->insert(calm);
    s.db->insert(wild);
    CHECK(il::table_of<moods>().columns[0].kind == il::value_kind::text);
    CHECK(il::linked<moods>(*s.db, calm).add_many(s.all) == 4);
    CHECK(il::linked<moods>(*s.db, s.all[0]).add(wild));
    CHECK(il::linked<moods>(*s.db, s.all[0]).from().order_by(asc<&Kind::mood>).all().size() == 2);
    const auto kinds = s.db->template from<Kind>().template prefetch<moods>().all();
    REQUIRE(kinds.size() == 2);
    CHECK(std::get<1>(kinds[0]).size() + std::get<1>(kinds[1]).size() == 5);
    s.db->insert(Saying{0, Mood::wild});
    CHECK(s.db->template from<Saying>().template join<&Saying::mood>().count() == 1);
}
