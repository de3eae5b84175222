// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a report of rows without a primary key
// names: Word
#include "shop.hpp"

#include <interlock/relations.hpp>

struct Page {
    std::int64_t id = 0;
};
struct Word {
#ifdef INTERLOCK_FIXED
    std::int64_t id = 0;
#endif
    std::int64_t page_id = 0;
};
template <>
struct interlock::model<Page> {
    using fields = il::fields<il::field<&Page::id, il::primary_key>>;
};
template <>
struct interlock::model<Word> {
    using fields = il::fields<
#ifdef INTERLOCK_FIXED
        il::field<&Word::id, il::primary_key>,
#endif
        il::field<&Word::page_id, il::references<&Page::id, il::on_delete::cascade>>>;
};
using book = il::service<il::databases<goods>, il::models<Page, Word>, il::routers<il::route_rest<goods>>>;

void use(il::session<book>& db) { (void)il::remove_cascading<Page>(db, il::col<&Page::id> == 7); }
