// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <optional>
#include <random>

// The same statements on every engine, and the same answers from each.

namespace {

struct Sample {
    std::int32_t id = 0;
    std::string name;
    std::optional<std::string> tissue;
    std::optional<std::int64_t> size;
    std::optional<double> weight;
    bool healthy = false;

    bool operator==(const Sample&) const = default;
};

}  // namespace

template <>
struct interlock::model<Sample> {
    using fields = il::fields<il::field<&Sample::id, il::primary_key>, il::field<&Sample::name>,
                              il::field<&Sample::tissue, il::indexed>, il::field<&Sample::size>,
                              il::field<&Sample::weight>, il::field<&Sample::healthy>>;
};

using il::asc;
using il::col;
using il::desc;

/// What one engine answers to everything that is asked below.
struct answers {
    std::vector<std::vector<Sample>> rows;
    std::vector<std::int64_t> numbers;

    bool operator==(const answers&) const = default;
};

template <class Backend>
answers ask(place where) {
    engine<Backend, Sample> db(where);
    std::mt19937 random(4711);  // the same numbers everywhere
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    const std::vector<std::string> words{"liver",      "Liver", "kid%ney",           "",
                                         "brain stem", "a_b",   "\xc3\xa9t\xc3\xa9", "zz"};
    const auto word = [&] { return words[static_cast<std::size_t>(below(8))]; };
    std::vector<Sample> all;
    for (int i = 0; i < 400; ++i) {
        Sample s{i, word(), {}, {}, {}, below(2) == 1};
        if (below(3) != 0) s.tissue = word();
        if (below(4) != 0) s.size = below(50) - 25;
        if (below(5) != 0) s.weight = (below(100) - 50) / 8.0;
        all.push_back(s);
    }
    answers a;
    a.numbers.push_back(db->insert_many(all));
    const auto from = [&] { return db->template from<Sample>(); };
    const auto keep = [&](auto condition) {
        a.rows.push_back(from()
                             .where(condition)
                             .order_by(desc<&Sample::weight>, asc<&Sample::tissue>, asc<&Sample::id>)
                             .all());
        a.rows.push_back(from()
                             .where(condition)
                             .order_by(asc<&Sample::size>, desc<&Sample::name>, desc<&Sample::id>)
                             .limit(17)
                             .offset(3)
                             .all());
        a.rows.push_back(from().where(!condition).order_by(desc<&Sample::id>).all());
        a.numbers.push_back(from().where(condition).count());
        a.numbers.push_back(from().where(condition).limit(9).offset(2).count());
        a.numbers.push_back(from().where(condition).exists());
    };
    for (int round = 0; round < 12; ++round) {
        const std::string w = word();
        const std::optional<std::string> maybe =
            round % 2 == 0 ? std::optional<std::string>(w) : std::nullopt;
        const int low = below(30) - 25;
        keep(col<&Sample::name> == w && col<&Sample::healthy>);
        keep(col<&Sample::tissue> == maybe);
        keep(col<&Sample::tissue> != maybe || col<&Sample::size> > low);
        keep(col<&Sample::size>.between(low, low + 9));
        keep(col<&Sample::weight> < low / 4.0 && !col<&Sample::healthy>);
        keep(col<&Sample::name>.contains(w) || col<&Sample::tissue>.starts_with(w));
        keep(col<&Sample::name>.in(std::vector<std::string>{w, word()}));
        keep(col<&Sample::size>.in(std::vector<int>{low, low + 1, low + 2}) &&
             col<&Sample::tissue>.is_not_null());
        keep(col<&Sample::name> < col<&Sample::tissue>);
        a.numbers.push_back(db->template update<Sample>()
                                .set(col<& Sample::tissue> = maybe, col<& Sample::size> = low)
                                .where(col<&Sample::name> == w && col<&Sample::size> < low)
                                .run());
        a.numbers.push_back(db->template remove<Sample>().where(col<&Sample::weight> == low / 8.0).run());
        db->upsert(Sample{low + 25, w, maybe, low, {}, true});
    }
    a.rows.push_back(from().order_by(asc<&Sample::id>).all());
    return a;
}

TEST_CASE("Every engine gives the same answers") {
    const answers file = ask<il::sqlite>(place::file);
    CHECK(file.numbers.front() == 400);
    CHECK(file.rows.back().size() > 100);
    CHECK((ask<il::sqlite>(place::memory) == file));
#if INTERLOCK_TEST_WITH_POSTGRES
    const answers server = ask<il::postgres>(place::server);
    CHECK(server.numbers == file.numbers);
    for (std::size_t i = 0; i < file.rows.size(); ++i) {
        INFO("query " << i);
        CHECK((server.rows[i] == file.rows[i]));
    }
    CHECK((ask<either>(place::file) == file));
    CHECK((ask<either>(place::server) == file));
#endif
}
