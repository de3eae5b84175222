// SPDX-License-Identifier: BSL-1.0
#pragma once

// Models whose rows belong to a tenant each: db.tenant("thor").from<Poll>(). docs/routing/tenants.md. It is not part of
// interlock.hpp.

#include <interlock/session/host_resolver.hpp>
#include <interlock/session/tenant_columns.hpp>
#include <interlock/session/tenant_databases.hpp>
#include <interlock/session/tenant_handle.hpp>
#include <interlock/session/tenant_schemas.hpp>
#include <interlock/session/tenant_scope.hpp>
#include <interlock/session/tenant_source.hpp>
