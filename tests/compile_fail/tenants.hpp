// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#include <interlock/pipeline.hpp>
#include <interlock/relations.hpp>
#include <interlock/sqlite.hpp>
#include <interlock/tenants.hpp>
#include <interlock/tracked.hpp>

#include <cstdint>
#include <string>
#include <vector>

// Polls, with a database for each tenant, and pages that all of them have in common.

namespace il = interlock;

struct main_db : il::database<"default", il::sqlite> {};
struct polls : il::database<"polls", il::sqlite> {};

struct Poll {
    std::int64_t id = 0;
    std::string question;
};
struct Choice {
    std::int64_t id = 0, poll = 0;
};
struct Page {
    std::int64_t id = 0, poll = 0;
};

template <>
struct interlock::model<Poll> {
    static constexpr auto app_label = "polls";
    using fields = il::fields<il::field<&Poll::id, il::primary_key>, il::field<&Poll::question>>;
};
template <>
struct interlock::model<Choice> {
    static constexpr auto app_label = "polls";
    using fields = il::fields<il::field<&Choice::id, il::primary_key>,
                              il::field<&Choice::poll, il::references<&Poll::id>>>;
};
template <>
struct interlock::model<Page> {
    static constexpr auto app_label = "pages";
    using fields = il::fields<il::field<&Page::id, il::primary_key>,
                              il::field<&Page::poll, il::soft_references<&Poll::id>>>;
};

using site = il::service<il::databases<main_db, polls>, il::models<Poll, Choice, Page>,
                         il::routers<il::route_app<"polls", il::tenanted<polls>>, il::route_rest<main_db>>>;
