// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <interlock/decimal.hpp>
#include <interlock/uuid.hpp>

#include <array>
#include <chrono>
#include <optional>

namespace {

using moment = std::chrono::sys_time<std::chrono::microseconds>;
using price = il::decimal<12, 2>;

struct Entry {
    std::int32_t id = 0;
    bool open = false;
    std::chrono::sys_days day;
    std::optional<std::chrono::year_month_day> due;
    moment at;
    il::uuid key{};
    price cost;
};

}  // namespace

template <>
struct interlock::model<Entry> {
    using fields = il::fields<il::field<&Entry::id, il::primary_key>, il::field<&Entry::open>,
                              il::field<&Entry::day>, il::field<&Entry::due>, il::field<&Entry::at>,
                              il::field<&Entry::key>, il::field<&Entry::cost>>;
};

using il::col;
using namespace std::chrono_literals;

ENGINE_CASE("A list of dates, times, bools, UUIDs or decimals is bound as one value") {
    engine<TestType, Entry> db(EVERY_PLACE);
    const std::chrono::sys_days first = std::chrono::year(1969) / 12 / 31;
    const auto entry = [&](std::int32_t id) {
        Entry e;
        e.id = id;
        e.open = id % 2 == 0;
        e.day = first + std::chrono::days(id);
        if (id != 3) e.due = e.day + std::chrono::days(1);
        e.at = moment(e.day) + std::chrono::microseconds(id);
        e.key.data[15] = static_cast<std::uint8_t>(id);
        static constexpr const char* costs[]{"0.25", "0.5", "0.75", "-1"};
        e.cost = price(costs[id - 1]);
        return e;
    };
    std::vector<Entry> entries;
    for (std::int32_t id = 1; id <= 4; ++id) entries.push_back(entry(id));
    db->insert_many(entries);
    using ids = std::vector<std::int32_t>;
    const auto found = [&](auto condition) {
        return each(db->template from<Entry>().where(condition).order_by(il::asc<&Entry::id>).all(),
                    &Entry::id);
    };
    const auto list = [&](auto member) { return std::array{entries[0].*member, entries[3].*member}; };
    CHECK(found(col<&Entry::day>.in(list(&Entry::day))) == ids{1, 4});
    CHECK(found(!col<&Entry::day>.in(list(&Entry::day))) == ids{2, 3});
    CHECK(found(col<&Entry::day>.in(std::vector<std::chrono::sys_days>{})).empty());
    CHECK(found(col<&Entry::due>.in({std::chrono::year_month_day(first + std::chrono::days(2)),
                                     std::chrono::year_month_day(first + std::chrono::days(4))})) == ids{1});
    CHECK(found(col<&Entry::at>.in(list(&Entry::at))) == ids{1, 4});
    CHECK(found(il::date_of(col<&Entry::at>).in(list(&Entry::day))) == ids{1, 4});
    CHECK(found(col<&Entry::key>.in(list(&Entry::key))) == ids{1, 4});
    CHECK(found(col<&Entry::cost>.in(list(&Entry::cost))) == ids{1, 4});
    CHECK(found(col<&Entry::cost>.in({il::decimal<20, 5>("0.75"), il::decimal<20, 5>("-1")})) == ids{3, 4});
    CHECK(found(col<&Entry::cost>.in({-1, 7})) == ids{4});
    CHECK(found(col<&Entry::open>.in({true})) == ids{2, 4});
    CHECK(found(col<&Entry::open>.in(std::vector<bool>{true, false})) == ids{1, 2, 3, 4});
    const auto query =
        db->template from<Entry>().where(col<&Entry::cost>.in({1, 2}) && col<&Entry::open>.in({true}));
    CHECK(query.args() == std::vector<std::string>{"[1, 2]", "[1]"});
    if (!db.is_postgres())
        CHECK_THROWS_AS(
            found(col<&Entry::at>.in({moment(std::chrono::sys_days(std::chrono::year(12345) / 1 / 1))})),
            il::value_out_of_range);
}
