// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <chrono>

namespace {

using moment = std::chrono::sys_time<std::chrono::microseconds>;

struct Page {
    std::int32_t id = 0;
    std::string text;
    moment made, changed;
};

}  // namespace

template <>
struct interlock::model<Page> {
    using fields =
        il::fields<il::field<&Page::id, il::primary_key>, il::field<&Page::text>,
                   il::field<&Page::made, il::now_on_insert>, il::field<&Page::changed, il::now_on_update>>;
};

using il::col;

static moment now() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}
static constexpr auto slack = std::chrono::milliseconds(1);

ENGINE_CASE("A row is stamped when it is inserted and when it is changed, whatever its members hold") {
    engine<TestType, Page> db(EVERY_PLACE);
    const moment long_ago{}, before = now() - slack;
    db->insert(Page{1, "a", long_ago, long_ago});
    CHECK(db->insert_many(std::vector<Page>{{2, "b", long_ago, long_ago}, {3, "c", long_ago, long_ago}}) ==
          2);
    for (const Page& page : db->template from<Page>().all()) {
        CHECK((page.made >= before && page.made <= now() + slack));
        CHECK((page.changed >= before && page.changed <= now() + slack));
    }
    db.raw("UPDATE page SET made = '2001-02-03 04:05:06', changed = '2001-02-03 04:05:06'");
    const moment then = db->template get<Page>(1).made;
    CHECK(then < before);
    CHECK(db->template update<Page>().set(col<& Page::text> = "x").where(col<&Page::id> == 1).run() == 1);
    CHECK(db->template get<Page>(1).made == then);
    CHECK(db->template get<Page>(1).changed >= before);
    CHECK(db->template get<Page>(2).changed == then);
    db->upsert(Page{2, "y", long_ago, long_ago});
    CHECK(db->template get<Page>(2).made == then);
    CHECK(db->template get<Page>(2).changed >= before);
    db->upsert(Page{4, "new", long_ago, long_ago});
    CHECK(db->template get<Page>(4).made >= before);
    db->template update<Page>().set(col<& Page::changed> = long_ago).where(col<&Page::id> == 1).run();
    CHECK(db->template get<Page>(1).changed == long_ago);  // said explicitly
}
