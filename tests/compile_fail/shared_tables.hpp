// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>
#include <interlock/tenants.hpp>

#include <cstdint>
#include <string>

// Tenants who share tables, as it should be, for the programs that misuse it.

namespace il = interlock;

struct Poll {
    std::string tenant;
    std::int64_t id = 0;
    std::string question;
};
struct Plan {
    std::string name;
};

template <>
struct interlock::model<Poll> {
    using fields = il::fields<il::field<&Poll::tenant, il::tenant_key, il::primary_key>,
                              il::field<&Poll::id, il::primary_key>, il::field<&Poll::question>>;
};
template <>
struct interlock::model<Plan> {
    using fields = il::fields<il::field<&Plan::name, il::primary_key>>;
};

struct polls : il::database<"polls", il::sqlite> {};

template <class Db, class... Models>
using shared = il::service<il::databases<Db>, il::models<Models...>,
                           il::routers<il::tenanted<Db, il::column_per_tenant>>>;
using site = shared<polls, Poll, Plan>;
