// SPDX-License-Identifier: BSL-1.0
#include "integration/engines.hpp"
#include "support/heap.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

// Ten million rows, which the engine makes as they are asked for.

namespace {

struct Step {
    std::int64_t id = 0;
    std::string text;
};

constexpr std::int64_t count = 10'000'000;

/// A view in place of the table.
const char* numbers(bool postgres) {
    return postgres ? "DROP TABLE steps; CREATE VIEW steps AS "
                      "SELECT generate_series(1, 10000000) AS id, 'a text that is as long as it is' AS text"
                    : "DROP TABLE steps; CREATE VIEW steps AS "
                      "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n LIMIT 10000000) "
                      "SELECT id, 'a text that is as long as it is' AS text FROM n";
}

}  // namespace

template <>
struct interlock::model<Step> {
    static constexpr auto table = "steps";
    using fields = il::fields<il::field<&Step::id, il::primary_key>, il::field<&Step::text>>;
};

ENGINE_CASE("Ten million rows are gone through in constant memory") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;  // as in a file: no row is stored
    engine<TestType, Step> db(where);
    db.raw(numbers(db.is_postgres()));

    std::size_t begin = 0, most = 0;
    std::int64_t read = 0, sum = 0;
    for (const Step& step : db->template from<Step>().stream()) {
        if (++read == 1000) begin = heap_in_use();  // buffers are there by then
        if (read % 100'000 == 0) most = std::max(most, heap_in_use());
        sum += step.id;
    }
    CHECK(read == count);
    CHECK(sum == count * (count + 1) / 2);
    INFO("from " << begin << " to " << most << " bytes");
    CHECK(begin > 0);
    CHECK(most < begin + 1024 * 1024);
}
