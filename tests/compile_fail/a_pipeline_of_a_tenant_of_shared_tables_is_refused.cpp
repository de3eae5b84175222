// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a pipeline of a tenant whose tables all tenants share
// names: pipeline_of_a_tenant
#include "shared_tables.hpp"

#include <interlock/pipeline.hpp>

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.tenant("thor").pipeline<polls>();
#else
    (void)db.pipeline<il::all_tenants<polls>>();
#endif
}
