// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <interlock/outbox.hpp>
#include <interlock/relations.hpp>

#include <algorithm>
#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

// Removals that are carried to another database: goods here, what refers to them there.

namespace {

template <class Backend>
struct goods : il::database<"goods", Backend> {};
template <class Backend>
struct opinions : il::database<"opinions", Backend> {};

struct Brand {
    std::int64_t id = 0;
};
struct Article {
    std::int64_t id = 0;
    std::int64_t brand_id = 0;
};
struct Opinion {
    std::int64_t id = 0;
    std::int64_t article_id = 0;
};
struct Wish {
    std::int64_t id = 0;
    std::optional<std::int64_t> article_id;
};
struct Vote {  // which its opinion may not leave behind
    std::int64_t id = 0;
    std::int64_t opinion_id = 0;
};
struct Stock {  // in the articles' own database
    std::int64_t id = 0;
    std::int64_t article_id = 0;
};

struct Odd {
    std::int64_t id = 0;
    std::optional<std::string> code;
};
struct Guest {
    std::int64_t id = 0;
    std::optional<std::string> first, second;
};

}  // namespace

template <>
struct interlock::model<Odd> {
    static constexpr auto table = "o'dd\"$interlock$%1$I";
    using fields = il::fields<il::field<&Odd::id, il::primary_key>,
                              il::field<&Odd::code, il::column<"co'de\"$interlock$%s">, il::unique>>;
};
template <>
struct interlock::model<Guest> {
    static constexpr auto table = "guest'\"_whose_name_is_nearly_as_long_as_one_can_be";
    using fields = il::fields<il::field<&Guest::id, il::primary_key>,
                              il::field<&Guest::first, il::column<"a_column_of_some_length_the_first">,
                                        il::soft_references<&Odd::code, il::on_delete::set_null>>,
                              il::field<&Guest::second, il::column<"a_column_of_some_length_the_second">,
                                        il::soft_references<&Odd::code, il::on_delete::set_null>>>;
};
template <>
struct interlock::model<Brand> {
    using fields = il::fields<il::field<&Brand::id, il::primary_key>>;
};
template <>
struct interlock::model<Article> {
    using fields = il::fields<
        il::field<&Article::id, il::primary_key, il::generated>,
        il::field<&Article::brand_id, il::references<&Brand::id, il::on_delete::cascade>, il::indexed>>;
};
template <>
struct interlock::model<Opinion> {
    static constexpr auto app_label = "opinions";
    using fields =
        il::fields<il::field<&Opinion::id, il::primary_key, il::generated>,
                   il::field<&Opinion::article_id, il::soft_references<&Article::id, il::on_delete::cascade>,
                             il::indexed>>;
};
template <>
struct interlock::model<Wish> {
    static constexpr auto app_label = "opinions";
    using fields =
        il::fields<il::field<&Wish::id, il::primary_key, il::generated>,
                   il::field<&Wish::article_id, il::soft_references<&Article::id, il::on_delete::set_null>>>;
};
template <>
struct interlock::model<Vote> {
    static constexpr auto app_label = "opinions";
    using fields = il::fields<
        il::field<&Vote::id, il::primary_key, il::generated>,
        il::field<&Vote::opinion_id, il::references<&Opinion::id, il::on_delete::restrict>, il::indexed>>;
};
template <>
struct interlock::model<Stock> {
    using fields =
        il::fields<il::field<&Stock::id, il::primary_key, il::generated>,
                   il::field<&Stock::article_id, il::soft_references<&Article::id, il::on_delete::cascade>>>;
};

namespace {

using il::asc;
using il::col;

template <class Backend, class... Models>
using shop_of =
    il::service<il::databases<goods<Backend>, opinions<Backend>>, il::models<Models...>,
                il::routers<il::route_app<"opinions", opinions<Backend>>, il::route_rest<goods<Backend>>>>;
template <class Backend>
using shop = shop_of<Backend, Brand, Article, Opinion, Vote, Wish, Stock>;

/// Two databases, on a server two schemas of one, that go with the case.
template <class Backend>
class shops {
public:
    using session = il::session<shop<Backend>>;

    explicit shops(place where) : where_(where) {
        if (where == place::memory) urls_[0] = urls_[1] = "sqlite::memory:";
        else if (where == place::file)
            for (int i : {0, 1}) urls_[i] = folder_.url(i == 0 ? "goods.db" : "opinions.db");
        else {
            urls_[0] = urls_[1] = server_url();
            session once(settings());
            static int count = 0;
            ++count;
            for (int i : {0, 1}) {
                const std::string schema = schemas_[i] =
                    (i == 0 ? "box_goods" : "box_opinions") + std::to_string(count);
                once.template raw<goods<Backend>, il::writes>("DROP SCHEMA IF EXISTS " + schema + " CASCADE")
                    .run();
                once.template raw<goods<Backend>, il::writes>("CREATE SCHEMA " + schema).run();
                urls_[i] = server_url();
                urls_[i] += (urls_[i].find('?') == std::string::npos ? "?" : "&") +
                            ("options=-csearch_path%3D" + schema);
            }
        }
        session_.emplace(settings());
        il::create_tables(*session_);
        il::create_tables(*session_);  // which leaves all as it is
    }
    ~shops() {
        if (where_ != place::server) return;
        for (const std::string& schema : schemas_) run("DROP SCHEMA " + schema + " CASCADE");
    }
    shops(const shops&) = delete;
    shops& operator=(const shops&) = delete;

    const std::string& url(int i) const { return urls_[i]; }
    const std::string& schema() const { return schemas_[0]; }
    void run(const std::string& sql) { session_->template raw<goods<Backend>, il::writes>(sql).run(); }
    il::settings settings() const { return {{"goods", urls_[0]}, {"opinions", urls_[1]}}; }
    session* operator->() { return &*session_; }
    session& operator*() { return *session_; }

    /// Articles of one brand, each with an opinion, a wish and a stock.
    std::vector<Article> fill(std::int64_t brand, int count) {
        session_->insert(Brand{brand});
        std::vector<Article> all;
        for (int i = 0; i < count; ++i) {
            Article a{0, brand};
            session_->insert(a);
            session_->insert(Opinion{0, a.id});
            session_->insert(Wish{0, a.id});
            session_->insert(Stock{0, a.id});
            all.push_back(a);
        }
        return all;
    }
    /// Whether every row refers to an article that is there, and nothing is on its way.
    void check_settled(std::int64_t articles) {
        CHECK(il::undelivered(*session_) == 0);
        CHECK(session_->template from<Article>().count() == articles);
        CHECK(session_->template from<Opinion>().count() == articles);
        CHECK(session_->template from<Stock>().count() == articles);
        CHECK(session_->template from<Wish>().where(col<&Wish::article_id> != std::nullopt).count() ==
              articles);
        CHECK(il::orphans<&Opinion::article_id>(*session_).empty());
        CHECK(il::orphans<&Wish::article_id>(*session_).empty());
        CHECK(il::orphans<&Stock::article_id>(*session_).empty());
    }

private:
    place where_;
    scratch folder_;
    std::string urls_[2], schemas_[2];
    std::optional<session> session_;
};

}  // namespace

ENGINE_CASE("A removal is carried to the rows that referred, however it came about") {
    shops<TestType> s(EVERY_PLACE);
    const auto some = s.fill(1, 5);
    s.fill(2, 3);
    s.check_settled(8);
    s->template remove<Article>().where(col<&Article::id> == some[0].id).run();
    s->template raw<goods<TestType>, il::writes>("DELETE FROM article WHERE id = ?", some[1].id).run();
    CHECK(il::undelivered(*s) == 6);  // each for three relations
    CHECK(s->template from<Opinion>().count() == 8);
    CHECK(il::deliver(*s) == 6);
    s.check_settled(6);
    CHECK(s->template from<Wish>().count() == 8);
    // by a cascade of the database
    s->template remove<Brand>().where(col<&Brand::id> == 1).run();
    CHECK(il::undelivered(*s) == 9);
    CHECK(il::deliver(*s, 2) == 9);
    CHECK(il::deliver(*s) == 0);
    s.check_settled(3);
    CHECK(s->template on<opinions<TestType>>().template from<il::inbox<&Opinion::article_id>>().count() == 0);
}

ENGINE_CASE("A removal that is rolled back is not carried") {
    shops<TestType> s(EVERY_PLACE);
    s.fill(1, 2);
    auto tx = s->template begin<goods<TestType>>();
    tx.template remove<Article>().run();
    tx.rollback();
    CHECK(il::undelivered(*s) == 0);
    CHECK(il::deliver(*s) == 0);
    s.check_settled(2);
}

ENGINE_CASE("An entry takes effect once, though it is delivered again after the key was used again") {
    shops<TestType> s(EVERY_PLACE);
    const auto some = s.fill(1, 1);
    s->template remove<Article>().run();
    using entry = il::outbox<&Opinion::article_id>;
    const auto entries = s->template from<entry>().all();
    REQUIRE(entries.size() == 1);
    il::detail::carrier<&Opinion::article_id, shop<TestType>> carrier(*s);
    // as a process would that breaks off after the first of two databases
    carrier.apply(entries);
    CHECK(s->template from<Opinion>().count() == 0);
    s->insert(Opinion{0, some[0].id});
    carrier.apply(entries);
    CHECK(s->template from<Opinion>().count() == 1);
    CHECK(il::deliver(*s) == 3);
    CHECK(s->template from<Opinion>().count() == 1);
    // and one that read the entry before it was gone
    carrier.apply(entries);
    CHECK(s->template from<Opinion>().count() == 1);
    CHECK(s->template from<il::inbox<&Opinion::article_id>>().count() == 0);
}

ENGINE_CASE("A key that is there again keeps the rows that refer to it") {
    shops<TestType> s(EVERY_PLACE);
    const auto some = s.fill(1, 2);
    s->template remove<Article>().run();
    s->template raw<goods<TestType>, il::writes>("INSERT INTO article (id, brand_id) VALUES (?, 1)",
                                                 some[0].id)
        .run();
    s->insert(Opinion{0, some[0].id});
    CHECK(il::deliver(*s) == 6);
    CHECK(il::undelivered(*s) == 0);
    CHECK(s->template from<Opinion>().count() == 2);
    CHECK(s->template from<Stock>().count() == 1);
    CHECK(s->template from<Wish>().where(col<&Wish::article_id> == some[0].id).count() == 1);
    CHECK(il::orphans<&Opinion::article_id>(*s).empty());
}

ENGINE_CASE("Where a database cannot be reached, what goes elsewhere arrives, and the rest later") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;
    shops<TestType> s(where);
    s.fill(1, 3);
    s->template remove<Article>().run();
    {
        auto held = s->template begin<opinions<TestType>>();
        const std::string rename = "ALTER TABLE opinions_opinion RENAME TO away";
        held.template raw<il::writes>(rename).run();
        held.commit();
    }
    CHECK_THROWS_AS(il::deliver(*s), il::schema_mismatch);
    CHECK(il::undelivered(*s) == 3);  // of that relation alone
    CHECK(s->template from<Stock>().count() == 0);
    CHECK(s->template from<Wish>().where(col<&Wish::article_id> != std::nullopt).count() == 0);
    s->template raw<opinions<TestType>, il::writes>("ALTER TABLE away RENAME TO opinions_opinion").run();
    CHECK(il::deliver(*s) == 3);
    s.check_settled(0);
}

ENGINE_CASE("A process that breaks off at any statement leaves what the next one finishes") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;
    shops<TestType> s(where);
    s.fill(1, 2);
    int statement = 1;
    for (bool finished = false; !finished; ++statement) {
        const auto some = s.fill(10 + statement, 3);
        s->template remove<Article>()
            .where(col<&Article::id> <= some[1].id && col<&Article::brand_id> == 10 + statement)
            .run();
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                il::session<shop<TestType>> db(s.settings());
                int left = statement;
                db.on_statement([&](const il::statement_event& e) {
                    if (e.has_ended && --left == 0) _exit(9);
                });
                (void)il::deliver(db);
                _exit(0);
            } catch (...) {
                _exit(1);
            }
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        REQUIRE(WIFEXITED(status));
        REQUIRE((WEXITSTATUS(status) == 9 || WEXITSTATUS(status) == 0));
        finished = WEXITSTATUS(status) == 0;
        (void)il::deliver(*s);
        s.check_settled(2 + statement);
        CHECK(s->template from<il::inbox<&Opinion::article_id>>().count() == 0);
        CHECK(s->template from<il::inbox<&Stock::article_id>>().count() == 0);
    }
    CHECK(statement > 12);  // steps there were
}

ENGINE_CASE("Several deliver at a time, and each removal takes effect once") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;
    shops<TestType> s(where);
    s.fill(1, 4);
    s.fill(2, 60);
    std::atomic<bool> done{false};
    std::atomic<std::int64_t> delivered{0};
    std::vector<std::thread> workers;
    for (int i = 0; i < 3; ++i)
        workers.emplace_back([&] {
            while (!done) delivered += il::deliver(*s, 5);
        });
    for (const Article& a : s->template from<Article>().where(col<&Article::brand_id> == 2).all())
        s->template remove<Article>().where(col<&Article::id> == a.id).run();
    while (il::undelivered(*s) != 0) std::this_thread::yield();
    done = true;
    for (std::thread& t : workers) t.join();
    s.check_settled(4);
    CHECK(delivered == 180);
}

ENGINE_CASE("Programs that share a database do not take each other's entries") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;
    shops<TestType> s(where);
    s.fill(1, 3);
    s->template remove<Article>().run();
    il::session<shop_of<TestType, Brand, Article, Opinion>> one(s.settings());
    il::session<shop_of<TestType, Brand, Article, Wish>> other(s.settings());
    CHECK(il::deliver(one) == 3);
    CHECK(il::undelivered(other) == 3);
    CHECK(il::deliver(other) == 3);
    CHECK(il::deliver(*s) == 3);  // of the stock
    s.check_settled(0);
}

ENGINE_CASE("Entries of two databases that are carried to one are not taken for each other") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;
    shops<TestType> here(where), there(where);
    using session = typename shops<TestType>::session;
    session second(il::settings{{"goods", there.url(0)}, {"opinions", here.url(1)}});
    here.fill(1, 1);
    there.run("INSERT INTO brand (id) VALUES (1)");
    there.run("INSERT INTO article (id, brand_id) VALUES (1001, 1)");
    here->insert(Opinion{0, 1001});
    here->template remove<Article>().run();
    second.template remove<Article>().run();
    // as a process that breaks off then
    const auto entries = here->template from<il::outbox<&Opinion::article_id>>().all();
    il::detail::carrier<&Opinion::article_id, shop<TestType>> carrier(*here);
    carrier.apply(entries);
    CHECK(here->template from<Opinion>().count() == 1);
    CHECK(il::deliver(second) == 3);
    CHECK(here->template from<Opinion>().count() == 0);
    here->insert(Opinion{0, entries[0].removed});
    carrier.apply(entries);
    CHECK(here->template from<Opinion>().count() == 1);
}

ENGINE_CASE("An entry that cannot take effect holds up no other") {
    shops<TestType> s(EVERY_PLACE);
    const auto some = s.fill(1, 7);
    const auto held = s->template from<Opinion>().where(col<&Opinion::article_id> == some[2].id).one();
    s->insert(Vote{0, held.id});
    s->template remove<Article>().run();
    for (int i = 0; i < 2; ++i) {
        CHECK_THROWS_AS(il::deliver(*s, 3), il::foreign_key_violation);
        CHECK(il::undelivered(*s) == 1);
        CHECK(s->template from<Opinion>().all().size() == 1);
        CHECK(s->template from<Stock>().count() == 0);
    }
    s->template remove<Vote>().run();
    CHECK(il::deliver(*s) == 1);
    s.check_settled(0);
}

ENGINE_CASE("Several make the tables at a time") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;
    shops<TestType> s(where);
    if (where == place::server) {
        s.run("DROP SCHEMA " + s.schema() + " CASCADE");
        s.run("CREATE SCHEMA " + s.schema());
    }
    std::atomic<int> failed{0};
    std::vector<std::thread> instances;
    for (int i = 0; i < 4; ++i)
        instances.emplace_back([&] {
            try {
                for (int j = 0; j < 5; ++j) {
                    typename shops<TestType>::session db(s.settings());
                    il::create_tables(db);
                }
            } catch (const std::exception&) {
                ++failed;
            }
        });
    for (std::thread& t : instances) t.join();
    CHECK(failed == 0);
    s.fill(1, 1);
    s->template remove<Article>().run();
    CHECK(il::deliver(*s) == 3);
}

ENGINE_CASE("Removals are noted whoever removes, and those of TRUNCATE too") {
    const place where = EVERY_PLACE;
    if (where != place::server) return;
    shops<TestType> s(where);
    const auto some = s.fill(1, 3);
    typename shops<TestType>::session stranger(
        il::settings{{"goods", server_url()}, {"opinions", server_url()}});
    stranger
        .template raw<goods<TestType>, il::writes>("DELETE FROM " + s.schema() + ".article WHERE id = ?",
                                                   some[0].id)
        .run();
    CHECK(il::deliver(*s) == 3);
    s.check_settled(2);
    stranger.template raw<goods<TestType>, il::writes>("TRUNCATE " + s.schema() + ".article").run();
    CHECK(il::deliver(*s) == 6);
    s.check_settled(0);
}

ENGINE_CASE("Names may hold anything and be long, and a NULL is nobody's") {
    engine<TestType, Odd, Guest> e(EVERY_PLACE);
    il::create_tables(*e);
    e->insert(Odd{1, "a"});
    e->insert(Odd{2, {}});
    e->insert(Odd{3, "b"});
    e->insert(Guest{1, "a", "b"});
    e->insert(Guest{2, "b", "a"});
    e->template remove<Odd>().where(col<&Odd::id> < 3).run();
    CHECK(il::undelivered(*e) == 2);
    CHECK(il::deliver(*e) == 2);
    const auto guests = e->template from<Guest>().order_by(asc<&Guest::id>).all();
    REQUIRE(guests.size() == 2);
    CHECK_FALSE(guests[0].first);
    CHECK(guests[0].second == "b");
    CHECK(guests[1].first == "b");
    CHECK_FALSE(guests[1].second);
}
