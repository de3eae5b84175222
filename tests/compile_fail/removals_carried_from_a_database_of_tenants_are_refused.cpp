// SPDX-License-Identifier: BSL-1.0
// expect: interlock: removals carried to or from a database of tenants
// names: outbox<&Comment::poll>
// names: polls
#include "tenants.hpp"

#include <interlock/outbox.hpp>

struct Comment {
    std::int64_t id = 0;
    std::int64_t poll = 0;
};
template <>
struct interlock::model<Comment> {
    static constexpr auto app_label = "pages";
    using fields =
        il::fields<il::field<&Comment::id, il::primary_key>,
#ifndef INTERLOCK_FIXED
                   il::field<&Comment::poll, il::soft_references<&Poll::id, il::on_delete::cascade>>>;
#else
                   il::field<&Comment::poll, il::soft_references<&Poll::id>>>;
#endif
};

static_assert(
    il::verify<
        il::service<il::databases<main_db, polls>, il::models<Poll, Choice, Page, Comment>,
                    il::routers<il::route_app<"polls", il::tenanted<polls>>, il::route_rest<main_db>>>>());
