// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <interlock/dynamic.hpp>

#include <optional>

// What docs/dynamic.md shows.

namespace {

struct Gem {
    std::int64_t id = 0;
    std::string name;
    std::string organism;
    std::optional<std::int32_t> year;
    std::string owner;
    bool hidden = false;
};

}  // namespace

template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::id, il::primary_key, il::generated>, il::field<&Gem::name>,
                              il::field<&Gem::organism>, il::field<&Gem::year>, il::field<&Gem::owner>,
                              il::field<&Gem::hidden>>;
};

// clang-format off

/// What users may ask for.
using gem_filters = il::filters<Gem, il::filterable<&Gem::name, &Gem::organism, &Gem::year>,
                                     il::orderable<&Gem::name, &Gem::year>>;

/// A list with "further" at its end: `?organism__icontains=homo&year__gte=1990&order=-year&after=...`
auto further(auto& db, std::string_view query_string) {
    gem_filters wanted;
    wanted.read(query_string, {"after"});
    return db.template from<Gem>()
        .where(!il::col<&Gem::hidden>)
        .where(wanted)
        .order_by(wanted)
        .limit(3)
        .after(il::query_value(query_string, "after").value_or(""));
}

/// A list with page numbers: `?organism__icontains=homo&order=-year&page=2`
auto numbered(auto& db, std::string_view query_string) {
    gem_filters wanted;
    wanted.read(query_string, {"page"});
    const std::string page = il::query_value(query_string, "page").value_or("1");
    return db.template from<Gem>().where(wanted).order_by(wanted).page(std::strtoll(page.c_str(), nullptr, 10), 3);
}

/// Filters that the program puts together.
auto of_owner(const std::string& owner, std::optional<std::int32_t> since) {
    il::filters<Gem> wanted;
    wanted.add<&Gem::owner>(il::lookup::exact, owner);
    if (since) wanted.add<&Gem::year>(il::lookup::gte, std::to_string(*since));
    wanted.order<&Gem::year>(il::direction::descending);
    return wanted;
}

// clang-format on

ENGINE_CASE("The lists of the documentation list what they say") {
    engine<TestType, Gem> db(EVERY_PLACE);
    for (int i = 0; i < 10; ++i)
        db->insert(Gem{0, "gem " + std::to_string(i), i % 2 == 0 ? "Homo sapiens" : "Mus musculus",
                       i == 4 ? std::nullopt : std::optional<std::int32_t>(1990 + i), "ann", i == 8});
    std::string after;
    std::vector<std::string> names;
    do {
        const auto part = further(*db, "?organism__icontains=homo&year__isnull=&order=-year&after=" + after);
        for (const Gem& g : part.rows) names.push_back(g.name);
        after = part.next;
    } while (!after.empty());
    CHECK(names == std::vector<std::string>{"gem 4", "gem 6", "gem 2", "gem 0"});

    const auto page = numbered(*db, "organism__icontains=homo&order=-year&page=2");
    CHECK((page.total == 5 && page.pages == 2 && page.rows.size() == 2 && !page.has_next()));
    CHECK(each(page.rows, &Gem::name) == std::vector<std::string>{"gem 2", "gem 0"});
    CHECK_THROWS_AS(numbered(*db, "page=5"), il::not_found);
    CHECK_THROWS_AS(numbered(*db, "page=many"), il::value_out_of_range);
    CHECK_THROWS_AS(numbered(*db, "owner=ann"), il::filter_error);
    CHECK_THROWS_AS(further(*db, "after=x"), il::token_error);

    const auto wanted = of_owner("ann", 1997);
    CHECK(each(db->template from<Gem>().where(wanted).order_by(wanted).all(), &Gem::name) ==
          std::vector<std::string>{"gem 9", "gem 8", "gem 7"});
    CHECK(db->template from<Gem>().where(of_owner("ann' OR '1'='1", {})).count() == 0);
}
