// SPDX-License-Identifier: BSL-1.0
#define ALSO_ON_EITHER
#include "engines.hpp"

#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

// Transactions inside transactions, what a failure in one means, and what is called at their end.

namespace {

struct Step {
    std::int32_t id = 0;
    std::string name;
};

}  // namespace

template <>
struct interlock::model<Step> {
    using fields = il::fields<il::field<&Step::id, il::primary_key>, il::field<&Step::name, il::unique>>;
};

template <class Backend>
struct stairs : engine<Backend, Step> {
    using engine<Backend, Step>::engine;
    using database = store<Backend>;

    auto begin() { return (**this).template begin<database>(); }
    std::vector<std::int32_t> ids() {
        return each((**this).template from<Step>().order_by(il::asc<&Step::id>).all(), &Step::id);
    }
    std::int64_t leased() { return (**this).template metrics<database>().leased; }
};
using ids = std::vector<std::int32_t>;

ENGINE_CASE("A nested transaction is committed with the outer one, and rolled back alone") {
    stairs<TestType> db(EVERY_PLACE);
    db->template transaction<store<TestType>>([](auto& tx) {
        tx.insert(Step{1, "a"});
        tx.transaction([](auto& inner) { inner.insert(Step{2, "b"}); });
        CHECK_THROWS_AS(tx.transaction([](auto& inner) {
            inner.insert(Step{3, "c"});
            inner.transaction([](auto& third) { third.insert(Step{4, "d"}); });
            throw std::runtime_error("stop");
        }),
                        std::runtime_error);
        CHECK(tx.transaction([](auto& inner) { return inner.template from<Step>().count(); }) == 2);
        auto inner = tx.begin();
        inner.insert(Step{5, "e"});
        {
            auto third = inner.begin();
            third.insert(Step{6, "f"});
        }
        inner.commit();
        tx.insert(Step{7, "g"});
    });
    CHECK(db.ids() == ids{1, 2, 5, 7});
    {
        auto tx = db.begin();
        tx.transaction([](auto& inner) { inner.insert(Step{8, "h"}); });
    }
    CHECK(db.ids() == ids{1, 2, 5, 7});
    CHECK(db.leased() == 0);
}

ENGINE_CASE("The outer transaction waits for the end of the nested one") {
    stairs<TestType> db(EVERY_PLACE);
    auto tx = db.begin();
    auto inner = tx.begin();
    CHECK(thrown<il::usage_error>([&] { tx.insert(Step{1, "a"}); }).alias() == "store");
    CHECK_THROWS_AS(tx.commit(), il::usage_error);
    CHECK_THROWS_AS(tx.rollback(), il::usage_error);
    CHECK_THROWS_AS(tx.begin(), il::usage_error);
    inner.insert(Step{2, "b"});
    inner.rollback();
    CHECK_FALSE(inner.is_open());
    CHECK_THROWS_AS(inner.insert(Step{2, "b"}), il::usage_error);
    tx.insert(Step{3, "c"});
    tx.commit();
    CHECK(db.ids() == ids{3});
}

ENGINE_CASE("The outer transaction takes a nested one with it, in whatever order they go") {
    stairs<TestType> db(EVERY_PLACE);
    {
        auto tx = std::make_optional(db.begin());
        tx->insert(Step{1, "a"});
        auto inner = tx->begin();
        auto third = inner.begin();
        third.insert(Step{2, "b"});
        tx.reset();
        CHECK_FALSE(inner.is_open());
        CHECK_FALSE(third.is_open());
        CHECK_THROWS_AS(third.insert(Step{3, "c"}), il::usage_error);
        CHECK(db.leased() == 0);
    }
    CHECK(db.ids().empty());
    auto tx = db.begin();
    {
        auto inner = std::make_optional(tx.begin());
        inner->insert(Step{1, "a"});
        auto third = inner->begin();
        third.insert(Step{2, "b"});
        inner.reset();
    }
    tx.insert(Step{4, "d"});
    tx.commit();
    CHECK(db.ids() == ids{4});
}

ENGINE_CASE("A nested transaction that has ended is not mistaken for the one at its place") {
    stairs<TestType> db(EVERY_PLACE);
    auto tx = db.begin();
    auto first = std::make_optional(tx.begin());
    auto stale = first->begin();
    stale.insert(Step{1, "a"});
    first.reset();  // and takes it back
    auto second = tx.begin();
    auto third = second.begin();
    third.insert(Step{2, "b"});
    CHECK_FALSE(stale.is_open());
    CHECK(thrown<il::usage_error>([&] { stale.insert(Step{3, "c"}); }).alias() == "store");
    CHECK_THROWS_AS(stale.begin(), il::usage_error);
    CHECK_THROWS_AS(stale.commit(), il::usage_error);
    CHECK_THROWS_AS(stale.rollback(), il::usage_error);
    CHECK_THROWS_AS(stale.on_commit([] {}), il::usage_error);
    { const auto gone = std::move(stale); }
    third.insert(Step{4, "d"});
    CHECK(third.is_open());
    CHECK(second.is_open());
    CHECK(tx.is_open());
    CHECK_THROWS_AS(second.insert(Step{5, "e"}), il::usage_error);
    CHECK_THROWS_AS(tx.insert(Step{5, "e"}), il::usage_error);
    third.commit();
    CHECK_THROWS_AS(third.insert(Step{6, "f"}), il::usage_error);
    auto fourth = second.begin();
    CHECK_THROWS_AS(third.commit(), il::usage_error);
    fourth.rollback();
    second.insert(Step{7, "g"});
    second.commit();
    tx.commit();
    CHECK(db.ids() == ids{2, 4, 7});
    // nor for a part of another transaction on the same connection
    auto other = db.begin();
    auto inner = other.begin();
    auto deep = inner.begin();
    CHECK_FALSE(third.is_open());
    CHECK_THROWS_AS(third.insert(Step{8, "h"}), il::usage_error);
    deep.insert(Step{9, "i"});
    deep.commit();
    inner.commit();
    other.commit();
    CHECK(db.ids() == ids{2, 4, 7, 9});
}

ENGINE_CASE("A query that was made of a transaction waits for the nested one, and ends with its own") {
    stairs<TestType> db(EVERY_PLACE);
    auto tx = db.begin();
    tx.insert(Step{1, "a"});
    const auto of_outer = tx.template from<Step>();
    const auto change =
        tx.template update<Step>().set(il::col<& Step::name> = "b").where(il::col<&Step::id> == 1);
    auto inner = tx.begin();
    const auto of_inner = inner.template from<Step>();
    CHECK(of_inner.count() == 1);
    CHECK(thrown<il::usage_error>([&] { (void)of_outer.count(); }).alias() == "store");
    CHECK_THROWS_AS(change.run(), il::usage_error);  // the inner one could take it back
    inner.rollback();
    CHECK(of_outer.count() == 1);
    CHECK(change.run() == 1);
    CHECK_THROWS_AS(of_inner.count(), il::usage_error);
    auto second = tx.begin();
    CHECK_THROWS_AS(of_inner.count(), il::usage_error);
    second.commit();
    tx.commit();
    CHECK(db->template from<Step>().one().name == "b");
}

ENGINE_CASE("Transactions inside one another may be moved while they are open") {
    stairs<TestType> db(EVERY_PLACE);
    std::vector<decltype(db.begin())> open;
    open.push_back(db.begin());
    for (int i = 1; i <= 6; ++i) {  // the list grows, and with it they move
        auto next = open.back().begin();
        next.insert(Step{i, std::to_string(i)});
        open.push_back(std::move(next));
    }
    CHECK_THROWS_AS(open.front().commit(), il::usage_error);
    open.pop_back();  // takes 6 back
    {
        auto moved = std::move(open[3]);  // with those inside it, which still know it
        CHECK_FALSE(open[3].is_open());
        CHECK(open[4].is_open());
        open[5].commit();
        open[4].commit();
        moved.commit();
    }
    open[2].rollback();
    open[1].commit();
    open[0].commit();
    CHECK(db.ids() == ids{1});
    CHECK(db.leased() == 0);
}

ENGINE_CASE("A statement that fails ends its transaction, on every engine") {
    stairs<TestType> db(EVERY_PLACE);
    db->insert(Step{1, "a"});
    auto tx = db.begin();
    tx.insert(Step{2, "b"});
    CHECK_THROWS_AS(tx.insert(Step{1, "x"}), il::unique_violation);
    CHECK_THROWS_AS(tx.insert(Step{3, "c"}), il::transaction_failed);
    CHECK_THROWS_AS(tx.template from<Step>().count(), il::transaction_failed);
    CHECK_THROWS_AS(tx.begin(), il::transaction_failed);
    CHECK_THROWS_AS(tx.template raw<il::writes>("DELETE FROM step").run(), il::transaction_failed);
    CHECK(thrown<il::transaction_failed>([&] { tx.commit(); }).alias() == "store");
    CHECK_FALSE(tx.is_open());
    CHECK(db.ids() == ids{1});
    db->insert(Step{4, "d"});
    CHECK(db.ids() == ids{1, 4});
    CHECK_THROWS_AS(db->template transaction<store<TestType>>([](auto& other) {
        other.insert(Step{5, "e"});
        try {
            other.insert(Step{1, "x"});
        } catch (const il::unique_violation&) {  // swallowed
        }
    }),
                    il::transaction_failed);
    CHECK(db.ids() == ids{1, 4});
}

ENGINE_CASE("What may fail is a nested transaction's, and the outer one goes on") {
    stairs<TestType> db(EVERY_PLACE);
    db->insert(Step{1, "a"});
    db->template transaction<store<TestType>>([](auto& tx) {
        tx.insert(Step{2, "b"});
        try {
            tx.transaction([](auto& inner) {
                inner.insert(Step{3, "c"});
                inner.insert(Step{1, "x"});
            });
        } catch (const il::unique_violation&) {
            tx.insert(Step{4, "d"});
        }
        auto inner = tx.begin();
        CHECK_THROWS_AS(inner.insert(Step{1, "x"}), il::unique_violation);
        CHECK_THROWS_AS(inner.commit(), il::transaction_failed);
        CHECK_FALSE(inner.is_open());
        // what fails as a whole takes itself back
        CHECK_THROWS_AS(tx.insert_many(std::vector<Step>{{5, "e"}, {1, "x"}}), il::unique_violation);
        tx.insert(Step{6, "f"});
    });
    CHECK(db.ids() == ids{1, 2, 4, 6});
}

ENGINE_CASE("Callbacks are called at the end of the outermost transaction, in their order") {
    stairs<TestType> db(EVERY_PLACE);
    std::string told;
    const auto tell = [&](const char* what) { return [&told, what] { told += what; }; };
    {
        auto tx = db.begin();
        tx.on_commit(tell("1"));
        tx.on_rollback(tell("never"));
        tx.transaction([&](auto& inner) {
            inner.on_commit(tell("2"));
            inner.transaction([&](auto& third) { third.on_commit(tell("3")); });
        });
        auto inner = tx.begin();
        inner.on_commit(tell("never"));
        inner.on_rollback(tell("a"));
        inner.rollback();
        CHECK(told == "a");
        tx.on_commit([&] {
            told += "4";
            db->insert(Step{1, "after"});  // the transaction has ended
        });
        CHECK(told == "a");
        tx.commit();
        CHECK(told == "a1234");
    }
    told.clear();
    {
        auto tx = db.begin();
        tx.on_commit(tell("never"));
        tx.on_rollback(tell("b"));
        tx.transaction([&](auto& inner) { inner.on_rollback(tell("c")); });
    }
    CHECK(told == "bc");
    CHECK(db.ids() == ids{1});
}

ENGINE_CASE("A callback that throws keeps no other from being called") {
    stairs<TestType> db(EVERY_PLACE);
    std::string told;
    auto tx = db.begin();
    tx.insert(Step{1, "a"});
    tx.on_commit([&] { throw std::runtime_error("first"); });
    tx.on_commit([&] { told += "second"; });
    CHECK_THROWS_AS(tx.commit(), std::runtime_error);
    CHECK(told == "second");
    CHECK(db.ids() == ids{1});
    auto other = db.begin();
    other.on_rollback([&] { throw std::runtime_error("first"); });
    CHECK_THROWS_AS(other.rollback(), std::runtime_error);
    auto failing = db.begin();
    failing.on_rollback([&] { told += ", failed"; });
    CHECK_THROWS_AS(failing.insert(Step{1, "x"}), il::unique_violation);
    CHECK_THROWS_AS(failing.commit(), il::transaction_failed);
    CHECK(told == "second, failed");
    CHECK(db.leased() == 0);
}

ENGINE_CASE("A transaction that only reads sees one state, and reads beside one that writes") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;
    stairs<TestType> db(where);
    db->insert(Step{1, "a"});
    auto reading = db->template begin<store<TestType>, il::isolation::repeatable_read, il::mode::read_only>();
    CHECK(reading.template from<Step>().count() == 1);
    std::thread([&] {
        auto writing = db.begin();
        writing.insert(Step{2, "b"});
        std::thread([&] { CHECK(db.ids() == ids{1}); }).join();
        writing.commit();
    }).join();
    CHECK(reading.template from<Step>().count() == 1);
    CHECK(db.ids() == ids{1, 2});
    reading.commit();
    CHECK(db->template transaction<store<TestType>, il::isolation::serializable>([](auto& tx) {
        tx.insert(Step{3, "c"});
        return tx.template from<Step>().count();
    }) == 3);
}

ENGINE_CASE("A transaction may end on another thread than it began on") {
    stairs<TestType> db(EVERY_PLACE);
    auto tx = db.begin();
    tx.insert(Step{1, "a"});
    std::thread([&, moved = std::move(tx)]() mutable {
        moved.insert(Step{2, "b"});
        moved.commit();
    }).join();
    CHECK(db.ids() == ids{1, 2});
    db->insert(Step{3, "c"});
    std::thread([&] {
        auto left = db.begin();
        left.insert(Step{4, "d"});
    }).join();
    CHECK(db.leased() == 0);
    CHECK(db.ids() == ids{1, 2, 3});
}

ENGINE_CASE("A query of a transaction does not run after its end, and a stream of it goes on") {
    stairs<TestType> db(EVERY_PLACE);
    db->insert_many(std::vector<Step>{{1, "a"}, {2, "b"}, {3, "c"}});
    auto tx = db.begin();
    const auto query = tx.template from<Step>().order_by(il::asc<&Step::id>);
    CHECK(query.count() == 3);
    ids seen;
    {
        auto stream = query.stream();
        auto row = stream.begin();
        seen.push_back(row->id);
        tx.commit();
        CHECK(thrown<il::usage_error>([&] { query.all(); }).alias() == "store");
        CHECK(db.leased() == 1);
        for (++row; row != stream.end(); ++row) seen.push_back(row->id);
    }
    CHECK(seen == ids{1, 2, 3});
    CHECK(db.leased() == 0);
    db->insert(Step{4, "d"});
    CHECK_THROWS_AS(query.all(), il::usage_error);
}

ENGINE_CASE("A transaction that lost against others is run again, and one that failed is not") {
    stairs<TestType> db(EVERY_PLACE);
    const il::retry policy{.attempts = 4, .first_pause_ms = 1, .longest_pause_ms = 2};
    int runs = 0;
    CHECK(db->template transaction<store<TestType>>(policy, [&](auto& tx) {
        tx.insert(Step{++runs, "a"});
        if (runs == 2) throw il::busy("somebody holds it");
        if (runs < 4) throw il::transaction_conflict("somebody was faster");
        return runs;
    }) == 4);
    CHECK(db.ids() == ids{4});
    runs = 0;
    CHECK_THROWS_AS(db->template transaction<store<TestType>>(
                        policy, [&](auto&) { throw il::transaction_conflict(std::to_string(++runs)); }),
                    il::transaction_conflict);
    CHECK(runs == 4);
    // what was committed is not done again, whatever is thrown afterwards
    runs = 0;
    CHECK_THROWS_AS(db->template transaction<store<TestType>>(policy,
                                                              [&](auto& tx) {
                                                                  tx.insert(Step{10 + ++runs, "once"});
                                                                  tx.on_commit([] {
                                                                      throw il::busy("another database is");
                                                                  });
                                                              }),
                    il::busy);
    CHECK(runs == 1);
    CHECK_THROWS_AS(db->template transaction<store<TestType>>(policy,
                                                              [&](auto& tx) {
                                                                  tx.insert(Step{10 + ++runs, "twice"});
                                                                  tx.commit();
                                                                  throw il::transaction_conflict(
                                                                      "of something else");
                                                              }),
                    il::transaction_conflict);
    CHECK(runs == 2);
    CHECK(db.ids() == ids{4, 11, 12});
    for (int kind = 0; kind < 3; ++kind) {
        runs = 0;
        CHECK_THROWS(db->template transaction<store<TestType>>(policy, [&](auto& tx) {
            ++runs;
            if (kind == 0) tx.insert(Step{4, "x"});
            if (kind == 1) throw il::commit_in_doubt("was it?");
            throw std::runtime_error("stop");
        }));
        CHECK(runs == 1);
    }
}
