// SPDX-License-Identifier: BSL-1.0
#include "shared_tables.hpp"

#include <interlock/dynamic.hpp>
#include <interlock/relations.hpp>
#include <interlock/tracked.hpp>

#include <algorithm>
#include <functional>
#include <optional>
#include <random>
#include <tuple>
#include <utility>

// Two tenants in the same tables, with equal keys, do at random what can be done, and each of them does the same in a
// database that it has for itself, without a tenant. Everything gives the same there, and leaves the same: so nothing of
// the other one was read, changed, removed or overwritten.

namespace {

struct Poll {
    std::string tenant;
    std::int32_t id = 0;
    std::string title;
    std::int32_t places = 0;
    std::optional<std::int64_t> owner;
};
struct Vote {
    std::int64_t id = 0;
    std::int32_t poll = 0;
    std::string tenant;
    std::int64_t points = 0;
};
// refers to a poll without a constraint
struct Note {
    std::int32_t id = 0;
    std::string tenant;
    std::int32_t poll = 0;
};
// of all tenants
struct Plan {
    std::string name;
    std::int32_t most = 0;
};
// of no table
struct Counted {
    std::int32_t poll = 0;
    std::int64_t votes = 0;
};
struct Step {
    std::int32_t id = 0;
    std::string tenant;
};

}  // namespace

template <>
struct interlock::model<Poll> {
    using fields = il::fields<il::field<&Poll::tenant, il::tenant_key, il::primary_key, il::max_length<40>>,
                              il::field<&Poll::id, il::primary_key>, il::field<&Poll::title>,
                              il::field<&Poll::places>, il::field<&Poll::owner>>;
};
template <>
struct interlock::model<Vote> {
    using fields =
        il::fields<il::field<&Vote::id, il::primary_key, il::generated>, il::field<&Vote::poll>,
                   il::field<&Vote::tenant, il::tenant_key, il::max_length<40>>, il::field<&Vote::points>>;
    using constraints =
        il::constraints<il::foreign_key<il::members<&Vote::poll, &Vote::tenant>,
                                        il::members<&Poll::id, &Poll::tenant>, il::on_delete::cascade>,
                        il::index<&Vote::tenant, &Vote::poll>>;
};
template <>
struct interlock::model<Note> {
    using fields = il::fields<il::field<&Note::id, il::primary_key>,
                              il::field<&Note::tenant, il::tenant_key, il::primary_key>,
                              il::field<&Note::poll, il::soft_references<&Poll::id>>>;
};
template <>
struct interlock::model<Plan> {
    using fields = il::fields<il::field<&Plan::name, il::primary_key>, il::field<&Plan::most>>;
};
template <>
struct interlock::model<Counted> {
    using fields = il::fields<il::field<&Counted::poll>, il::field<&Counted::votes>>;
};
template <>
struct interlock::model<Step> {
    using fields = il::fields<il::field<&Step::id>, il::field<&Step::tenant, il::tenant_key>>;
};

using il::asc;
using il::col;
using il::desc;

namespace {

std::string said(const std::string& v) { return v; }
std::string said(bool v) { return v ? "yes" : "no"; }
template <class T>
    requires std::is_arithmetic_v<T> std::string said(T v) { return std::to_string(v); }
std::string said(const Poll& p);
std::string said(const Vote& v) {
    return "vote " + std::to_string(v.poll) + ' ' + std::to_string(v.points) + v.tenant;
}
std::string said(const Note& n) { return n.tenant + std::to_string(n.id) + std::to_string(n.poll); }
std::string said(const Plan& p) { return p.name + std::to_string(p.most); }
std::string said(const Counted& c) { return std::to_string(c.poll) + ':' + std::to_string(c.votes); }
std::string said(const Step& s) { return std::to_string(s.id) + s.tenant; }
template <class T>
std::string said(const std::optional<T>& v);
template <class T>
std::string said(const std::vector<T>& all);
template <class... Ts>
std::string said(const std::tuple<Ts...>& t);
std::string said(const Poll& p) {
    return p.tenant + std::to_string(p.id) + p.title + std::to_string(p.places) + said(p.owner);
}
template <class T>
std::string said(const std::optional<T>& v) {
    return v ? said(*v) : "-";
}
/// Whatever the order.
template <class T>
std::string said(const std::vector<T>& all) {
    std::vector<std::string> parts;
    for (const auto& one : all) parts.push_back(said(one));
    std::sort(parts.begin(), parts.end());
    std::string text = "[";
    for (const std::string& p : parts) text += p + ", ";
    return text + "]";
}
template <class... Ts>
std::string said(const std::tuple<Ts...>& t) {
    return std::apply([](const auto&... v) { return ("(" + ... + (said(v) + " ")) + ")"; }, t);
}

/// One that does things: by a handle, in the name of a tenant. Both that are compared draw the same numbers.
template <class Db, class Database, bool Alone>
struct actor {
    static constexpr bool is_alone = Alone;

    Db& db;
    std::string tenant;
    std::mt19937 random;
    using database = Database;

    std::int32_t number(std::int32_t least, std::int32_t most) {
        return std::uniform_int_distribution<std::int32_t>(least, most)(random);
    }
    std::int32_t id() { return number(1, 9); }
    std::string word() { return std::string(1, static_cast<char>('a' + number(0, 3))); }
    Poll poll() {
        Poll p{tenant, id(), word(), number(0, 9), {}};
        if (number(0, 2) != 0) p.owner = number(1, 3);
        return p;
    }
    auto polls() { return db.template from<Poll>(); }
    auto votes() { return db.template from<Vote>(); }
};

/// What was thrown instead of a result is one as well.
template <class Function>
std::string outcome(Function f) {
    try {
        return f();
    } catch (const il::constraint_violation&) {
        return "constraint_violation";
    } catch (const il::not_found&) {
        return "not_found";
    } catch (const il::multiple_rows&) {
        return "multiple_rows";
    }
}

template <class Actor>
using form = std::function<std::string(Actor&)>;

template <class A>
std::vector<form<A>> forms_of_writing() {
    return {
        [](A& a) {
            a.db.insert(a.poll());
            return said(true);
        },
        [](A& a) {
            const Poll p = a.poll();
            return said(a.db.insert_or_ignore(p));
        },
        [](A& a) { return said(a.db.insert_or_ignore(a.poll(), il::by<&Poll::tenant, &Poll::id>)); },
        [](A& a) { return said(a.db.upsert(a.poll())); },
        [](A& a) {
            return said(
                a.db.upsert(a.poll(), il::by<&Poll::id, &Poll::tenant>, il::updating<&Poll::places>,
                            col<&Poll::places> < il::excluded<&Poll::places> || col<&Poll::title> == "a"));
        },
        [](A& a) { return said(a.db.upserting(a.poll()).returning().first()); },
        [](A& a) {
            return said(a.db.inserting(a.poll()).returning(col<&Poll::tenant>, col<&Poll::id>).one());
        },
        [](A& a) {
            std::vector<Poll> rows;
            const std::int32_t end = 10 + a.number(1, 120);
            for (std::int32_t i = 10; i < end; ++i) rows.push_back({a.tenant, i, a.word(), i, {}});
            if (a.number(0, 1) == 0) rows.clear();
            const auto added = a.db.insert_many(rows);
            return said(added) + said(a.db.template remove<Poll>().where(col<&Poll::id> > 9).run());
        },
        [](A& a) {
            std::vector<Poll> rows{a.poll(), a.poll()};
            rows[1].id = rows[0].id + 1;
            return said(a.db.inserting_many(rows).returning(col<&Poll::title>).all());
        },
        [](A& a) {
            std::vector<Poll> rows;
            for (std::int32_t i = a.number(1, 5); i < 8; ++i)
                rows.push_back({a.tenant, i, a.word(), a.number(0, 9), i});
            return said(a.db.update_many(rows));
        },
        [](A& a) {
            const auto [row, created] = a.db.get_or_create(a.poll(), il::by<&Poll::tenant, &Poll::id>);
            return said(row) + said(created);
        },
        [](A& a) {
            const auto [row, created] = a.db.update_or_create(a.poll());
            return said(row) + said(created);
        },
        [](A& a) {
            return said(a.db.template update<Poll>()
                            .set(col<&Poll::places> += 1)
                            .where(col<&Poll::id> == a.id() || col<&Poll::title> == a.word())
                            .run());
        },
        [](A& a) { return said(a.db.template update<Poll>().set(col<&Poll::title> = a.word()).run()); },
        [](A& a) {
            return said(a.db.template update<Poll>()
                            .set(col<&Poll::places> = a.number(0, 9))
                            .where(col<&Poll::owner> == a.number(1, 3))
                            .returning()
                            .all());
        },
        [](A& a) {
            return said(
                a.db.template update<Poll>()
                    .template from<Vote>(col<&Vote::poll> == col<&Poll::id> || col<&Vote::points> == 9)
                    .set(col<&Poll::owner> = col<&Poll::id>)
                    .where(col<&Vote::points> > a.number(0, 9))
                    .run());
        },
        [](A& a) {
            return said(a.db.template update<Vote>()
                            .set(col<&Vote::points> =
                                     il::coalesce(il::scalar(il::from<Poll>()
                                                                 .where(col<&Poll::id> == a.id())
                                                                 .select(il::sum(col<&Poll::places>))),
                                                  0))
                            .where(col<&Vote::poll> == a.id())
                            .run());
        },
        [](A& a) { return said(a.db.template remove<Poll>().where(col<&Poll::id> == a.id()).run()); },
        [](A& a) {
            return said(a.db.template remove<Poll>()
                            .where(col<&Poll::id> == a.id() || col<&Poll::places> == a.number(0, 9))
                            .returning(col<&Poll::tenant>, col<&Poll::id>)
                            .all());
        },
        [](A& a) {
            return said(
                a.db.template remove<Poll>()
                    .where(!il::exists(il::from<Vote>().where(col<&Vote::poll> == il::outer<&Poll::id>)) &&
                           col<&Poll::places> > a.number(3, 9))
                    .run());
        },
        [](A& a) {
            return said(a.db.upsert(Note{a.id(), a.tenant, a.id()}));
        },
        [](A& a) {
            const auto some = il::from<Poll>().where(col<&Poll::id> > 5);
            const auto number = col<&Poll::id> + 100;
            std::int64_t added = 0;
            if constexpr (A::is_alone)
                added = a.db.template insert_from<Note, &Note::id, &Note::poll, &Note::tenant>(
                    some.select(number, col<&Poll::places>, col<&Poll::tenant>));
            else
                added = a.db.template insert_from<Note, &Note::id, &Note::poll>(
                    some.select(number, col<&Poll::places>));
            return said(added) +
                   said(a.db.template remove<Note>().where(col<&Note::id> > 100).returning().all());
        },
        [](A& a) {
            a.db.insert(Vote{0, a.id(), a.tenant, a.number(0, 9)});
            return said(true);
        },
        [](A& a) {
            std::vector<Vote> rows;
            for (int i = a.number(0, 3); i < 4; ++i) rows.push_back({0, a.id(), a.tenant, i});
            return said(a.db.insert_many(rows));
        },
        [](A& a) {
            Vote v{0, a.id(), a.tenant, 4};
            return said(a.db.upsert(v));
        },
        [](A& a) {
            return said(a.db.template remove<Vote>().where(col<&Vote::points> == a.number(0, 9)).run());
        },
        [](A& a) {
            // in a transaction that is taken back, or not
            auto tx = a.db.template begin<typename A::database>();
            std::string text = said(tx.template update<Poll>().set(col<& Poll::places> += 2).run());
            {
                auto part = tx.begin();
                text += said(part.template remove<Vote>().run());
                text += said(part.template from<Poll>().count());
                if (a.number(0, 1) == 0) part.rollback();
                else part.commit();
            }
            text += said(tx.upsert(a.poll())) + said(tx.template from<Vote>().all());
            if (a.number(0, 1) == 0) tx.rollback();
            else tx.commit();
            return text;
        },
        [](A& a) {
            auto found = a.polls().where(col<&Poll::id> == a.id()).first();
            if (!found) return said(false);
            found->title += "x";
            if (found->title.size() > 3) found->title = "a";
            return said(a.db.upsert(*found));
        },
    };
}

template <class A>
std::vector<form<A>> forms_of_reading() {
    return {
        [](A& a) { return said(a.polls().all()); },
        [](A& a) {
            return said(a.polls().where(col<&Poll::id> == a.id() || col<&Poll::title> == a.word()).all());
        },
        [](A& a) { return said(a.polls().where(!(col<&Poll::title> == a.word())).all()); },
        [](A& a) {
            return said(a.polls()
                            .where_if(a.number(0, 1) == 0, col<&Poll::id> > a.id() || col<&Poll::owner> == 1)
                            .where_if(a.number(0, 1) == 0, col<&Poll::title> == a.word())
                            .all());
        },
        [](A& a) {
            return said(a.polls().order_by(desc<&Poll::places>, asc<&Poll::id>).limit(2).offset(1).all());
        },
        [](A& a) { return said(a.polls().count()) + said(a.votes().where(col<&Vote::points> > 3).count()); },
        [](A& a) {
            return said(a.polls().limit(3).count()) +
                   said(a.polls().where(col<&Poll::id> == a.id()).exists());
        },
        [](A& a) { return said(a.polls().where(col<&Poll::places> > 8).one()); },
        [](A& a) {
            return said(a.polls()
                            .group_by(col<&Poll::title>)
                            .having(il::count() > 1)
                            .select(col<&Poll::title>, il::sum(col<&Poll::places>))
                            .all());
        },
        [](A& a) { return said(a.polls().select(col<&Poll::title>).distinct().all()); },
        [](A& a) {
            return said(a.polls().where(col<&Poll::id>.in(std::vector<int>{1, 3, a.id()})).all());
        },
        [](A& a) {
            return said(
                a.polls()
                    .template join<Vote>(col<&Vote::poll> == col<&Poll::id> || col<&Vote::points> == 9)
                    .where(col<&Poll::places> > 2 || col<&Vote::points> < 3)
                    .all());
        },
        [](A& a) { return said(a.votes().template join<&Vote::poll>().all()); },
        [](A& a) {
            return said(a.polls().template left_join<Vote>(col<&Vote::poll> == col<&Poll::id>).all());
        },
        [](A& a) {
            return said(a.polls()
                            .template left_join<Vote>(col<&Vote::poll> == col<&Poll::id>)
                            .where(il::missing<Vote>)
                            .count());
        },
        [](A& a) {
            return said(
                a.polls()
                    .template right_join<Vote>(col<&Vote::poll> == col<&Poll::id> && col<&Poll::places> > 4)
                    .all());
        },
        [](A& a) {
            return said(a.polls().template full_join<Vote>(col<&Vote::points> == col<&Poll::id>).all());
        },
        [](A& a) {
            using other = il::as<"other", Poll>;
            return said(a.polls()
                            .template left_join<Vote>(col<&Vote::points> == col<&Poll::id>)
                            .template full_join<other>(other::col<&Poll::places> == col<&Vote::poll>)
                            .count());
        },
        [](A& a) {
            using other = il::as<"other", Poll>;
            return said(
                a.polls()
                    .template join<other>(col<&Poll::id> < other::col<&Poll::id> || col<&Poll::title> == "a")
                    .select(col<&Poll::id>, other::col<&Poll::tenant>)
                    .all());
        },
        [](A& a) {
            return said(a.db.template from<Plan>()
                            .template left_join<Poll>(col<&Poll::places> == col<&Plan::most>)
                            .all());
        },
        [](A& a) {
            return said(
                a.db.template from<Plan>()
                    .where(il::exists(il::from<Poll>().where(col<&Poll::places> > il::outer<&Plan::most>)))
                    .all());
        },
        [](A& a) {
            return said(a.polls()
                            .where(col<&Poll::id>.in(
                                il::from<Vote>().where(col<&Vote::points> > 4).select(col<&Vote::poll>)))
                            .all());
        },
        [](A& a) {
            return said(
                a.polls()
                    .where(!il::exists(il::from<Vote>().where(col<&Vote::poll> == il::outer<&Poll::id>)))
                    .all());
        },
        [](A& a) {
            const auto best = il::from<Vote>()
                                  .where(col<&Vote::poll> == il::outer<&Poll::id>)
                                  .select(il::max(col<&Vote::points>));
            return said(a.polls().select(col<&Poll::id>, il::scalar(best)).all());
        },
        [](A& a) {
            // the same table in a subquery
            return said(a.polls()
                            .where(col<&Poll::places> ==
                                   il::scalar(il::from<Poll>().select(il::max(col<&Poll::places>))))
                            .all());
        },
        [](A& a) {
            const auto some = il::from<Poll>().where(col<&Poll::places> > 4 || col<&Poll::title> == "b");
            return said(a.polls().where(col<&Poll::owner> == 1).union_distinct(some).all()) +
                   said(a.polls().union_all(some).count()) + said(a.polls().except(some).all()) +
                   said(a.polls().intersect(some).all()) +
                   said(a.polls().limit(9).union_all(some.limit(2)).exists());
        },
        [](A& a) {
            return said(
                a.db.template with_table<Counted>(
                        il::from<Vote>().group_by(col<&Vote::poll>).select(col<&Vote::poll>, il::count()))
                    .template from<Counted>()
                    .template join<Poll>(col<&Poll::id> == col<&Counted::poll>)
                    .all());
        },
        [](A& a) {
            const auto first =
                il::from<Poll>().where(col<&Poll::id> == 1).select(col<&Poll::id>, col<&Poll::tenant>);
            const auto next = il::from<Step>()
                                  .template join<Poll>(col<&Poll::id> == col<&Step::id> + 1)
                                  .select(col<&Poll::id>, col<&Poll::tenant>);
            return said(
                a.db.template with_recursive<Step>(first.union_all(next)).template from<Step>().all());
        },
        [](A& a) {
            const auto place =
                il::row_number().over(il::partition_by(col<&Poll::title>).order_by(asc<&Poll::id>));
            return said(a.polls().select(col<&Poll::id>, place).all());
        },
        [](A& a) {
            std::string text;
            for (const Poll& p : a.polls().order_by(asc<&Poll::id>).stream()) {
                text += said(p);
                if (p.id == 4) text += said(a.votes().count());
            }
            return text;
        },
        [](A& a) {
            std::int64_t letters = 0;
            for (const auto& v : a.polls().views())
                letters += static_cast<std::int64_t>(v.template get<"title">().size());
            return said(letters);
        },
        [](A& a) {
            const auto page = a.polls().order_by(asc<&Poll::places>, asc<&Poll::id>).page(1, 3);
            return said(page.rows) + said(page.total);
        },
        [](A& a) {
            const auto sorted = [&] {
                return a.polls().order_by(desc<&Poll::places>, asc<&Poll::id>).limit(2);
            };
            const auto first = sorted().after("");
            return said(first.rows) + (first.next.empty() ? "" : said(sorted().after(first.next).rows));
        },
        [](A& a) {
            const auto wanted =
                il::filter_text<Poll>("places__gte=" + std::to_string(a.number(0, 9)) + "&order=-places");
            return said(a.polls().where(wanted).order_by(wanted).all()) +
                   said(a.polls().where(wanted).count()) +
                   said(a.polls().where(wanted || col<&Poll::title> == "a").all());
        },
        [](A& a) {
            // no table of a tenant, and one that is read if it is asked for
            return said(a.db.template from<Plan>()
                            .where(il::filter_text<Plan>("most__gte=1"))
                            .where_if(a.number(0, 1) == 0,
                                      col<&Plan::most>.in(il::from<Poll>().select(col<&Poll::places>)))
                            .all());
        },
        [](A& a) {
            return said(a.polls().order_by(asc<&Poll::id>).template prefetch<&Note::poll>().all()) +
                   said(a.polls()
                            .template prefetch<&Note::poll>(
                                il::from<Note>().order_by(desc<&Note::id>).limit(1))
                            .all()) +
                   said(a.db.template from<Note>().template prefetch<&Note::poll>().all());
        },
        [](A& a) { return said(a.votes().template with<&Vote::poll>().all()); },
        [](A& a) {
            auto tx = a.db.template begin<typename A::database>();
            return said(tx.template from<Poll>().all()) + said(tx.template from<Vote>().count());
        },
    };
}

/// A tenant in the tables of all, and the same one alone.
template <class Backend>
struct pair_of_actors {
    using tables = shared_tables<Backend, Poll, Vote, Note, Plan>;
    using own = engine<Backend, Poll, Vote, Note, Plan>;
    using handle = decltype(std::declval<tables&>().tenant(""));
    using shared_actor = actor<handle, typename tables::database, false>;
    using own_actor = actor<typename own::session, typename own::database, true>;

    own alone;
    handle tenant;
    shared_actor among;
    own_actor by_itself;

    pair_of_actors(tables& all, place where, const std::string& name, unsigned seed)
        : alone(where)
        , tenant(all.tenant(name))
        , among{tenant, name, std::mt19937(seed)}
        , by_itself{*alone, name, std::mt19937(seed)} {}

    void all_the_same(const std::string& what) {
        INFO(what << " by " << among.tenant);
        CHECK(said(among.polls().all()) == said(by_itself.polls().all()));
        CHECK(said(among.votes().all()) == said(by_itself.votes().all()));
    }
};

/// Calls each form several times, in a random order, and compares.
template <class Pair, class Shared, class Own>
void compare(Pair& one, const Shared& among, const Own& by_itself, std::size_t at, const char* what) {
    INFO(what << " form " << at << " by " << one.among.tenant);
    const std::string here = outcome([&] { return among[at](one.among); });
    const std::string there = outcome([&] { return by_itself[at](one.by_itself); });
    REQUIRE(here == there);
    one.among.random = one.by_itself.random;  // a failure may have drawn fewer
}

}  // namespace

ENGINE_CASE("What a tenant does in the tables of all is what it does in tables of its own") {
    const place where = EVERY_PLACE;
    using pair = pair_of_actors<TestType>;
    typename pair::tables all(where);
    const char* const long_run = std::getenv("INTERLOCK_TEST_TENANT_ROUNDS");
    const int rounds = long_run != nullptr ? std::atoi(long_run) : 600;
    pair thor(all, where, "thor", 1), potter(all, where, "potter", 2);
    const auto plan = [&](const Plan& p) {
        all->template on<typename pair::tables::all>().insert(p);
        thor.alone->insert(p);
        potter.alone->insert(p);
    };
    plan({"small", 2});
    plan({"large", 7});

    const auto writing = forms_of_writing<typename pair::shared_actor>();
    const auto writing_alone = forms_of_writing<typename pair::own_actor>();
    const auto reading = forms_of_reading<typename pair::shared_actor>();
    const auto reading_alone = forms_of_reading<typename pair::own_actor>();
    std::mt19937 random(7);
    for (int round = 0; round < rounds; ++round) {
        pair& one = random() % 2 == 0 ? thor : potter;
        const std::size_t at = random() % writing.size();
        compare(one, writing, writing_alone, at, "writing");
        if (round % 4 == 0) {
            thor.all_the_same("writing form " + std::to_string(at));
            potter.all_the_same("writing form " + std::to_string(at));
        }
        compare(random() % 2 == 0 ? thor : potter, reading, reading_alone, random() % reading.size(),
                "reading");
        if (round % 40 == 0)
            for (std::size_t i = 0; i < reading.size(); ++i)
                compare(thor, reading, reading_alone, i, "reading");
    }
    thor.all_the_same("all of it");
    potter.all_the_same("all of it");
}
