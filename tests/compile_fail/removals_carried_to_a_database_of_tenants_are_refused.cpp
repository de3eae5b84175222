// SPDX-License-Identifier: BSL-1.0
// expect: interlock: removals carried to or from a database of tenants
// names: inbox<&Answer::page>
// names: polls
#include "tenants.hpp"

#include <interlock/outbox.hpp>

struct Answer {
    std::int64_t id = 0;
    std::int64_t page = 0;
};
template <>
struct interlock::model<Answer> {
    static constexpr auto app_label = "polls";
    using fields =
        il::fields<il::field<&Answer::id, il::primary_key>,
#ifndef INTERLOCK_FIXED
                   il::field<&Answer::page, il::soft_references<&Page::id, il::on_delete::cascade>>>;
#else
                   il::field<&Answer::page, il::soft_references<&Page::id>>>;
#endif
};

static_assert(
    il::verify<
        il::service<il::databases<main_db, polls>, il::models<Poll, Choice, Page, Answer>,
                    il::routers<il::route_app<"polls", il::tenanted<polls>>, il::route_rest<main_db>>>>());
