// SPDX-License-Identifier: BSL-1.0
#pragma once

// Models, routing, queries and sessions. Each backend has a header of its own: <interlock/sqlite.hpp>,
// <interlock/postgres.hpp>.

#include <interlock/model/attributes.hpp>
#include <interlock/model/constraints.hpp>
#include <interlock/model/link.hpp>
#include <interlock/model/references.hpp>
#include <interlock/model/table.hpp>
#include <interlock/query/aggregate.hpp>
#include <interlock/query/arithmetic.hpp>
#include <interlock/query/cast.hpp>
#include <interlock/query/column.hpp>
#include <interlock/query/conditional.hpp>
#include <interlock/query/conflict.hpp>
#include <interlock/query/logic.hpp>
#include <interlock/query/number_functions.hpp>
#include <interlock/query/remove.hpp>
#include <interlock/query/select.hpp>
#include <interlock/query/statements.hpp>
#include <interlock/query/subquery.hpp>
#include <interlock/query/text_functions.hpp>
#include <interlock/query/update.hpp>
#include <interlock/query/window.hpp>
#include <interlock/routing/database.hpp>
#include <interlock/routing/per_app.hpp>
#include <interlock/routing/replicated.hpp>
#include <interlock/routing/routers.hpp>
#include <interlock/routing/routing_table.hpp>
#include <interlock/routing/service_lists.hpp>
#include <interlock/routing/tenanted.hpp>
#include <interlock/routing/verify.hpp>
#include <interlock/session/create_tables.hpp>
#include <interlock/session/session.hpp>
#include <interlock/sql/portable.hpp>
#include <interlock/sql/render.hpp>
