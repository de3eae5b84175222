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
struct Stock {  // in the articles' own database
    std::int64_t id = 0;
    std::int64_t article_id = 0;
};

}  // namespace

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
struct interlock::model<Stock> {
    using fields =
        il::fields<il::field<&Stock::id, il::primary_key, il::generated>,
                   il::field<&Stock::article_id, il::soft_references<&Article::id, il::on_delete::cascade>>>;
};

namespace {

using il::asc;
using il::col;

template <class Backend>
using shop =
    il::service<il::databases<goods<Backend>, opinions<Backend>>,
                il::models<Brand, Article, Opinion, Wish, Stock>,
                il::routers<il::route_app<"opinions", opinions<Backend>>, il::route_rest<goods<Backend>>>>;

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
            for (int i : {0, 1}) {
                const std::string schema = i == 0 ? "box_goods" : "box_opinions";
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
        session_->template raw<goods<Backend>, il::writes>("DROP SCHEMA box_goods, box_opinions CASCADE")
            .run();
    }
    shops(const shops&) = delete;
    shops& operator=(const shops&) = delete;

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
    std::string urls_[2];
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
