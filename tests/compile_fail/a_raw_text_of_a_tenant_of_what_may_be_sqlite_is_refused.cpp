// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a raw text of a tenant, whose tables all tenants share
// names: sqlite_connection
// needs: postgres
#include "shared_tables.hpp"

#include <interlock/postgres.hpp>

struct chosen : il::database<"chosen", il::either<il::sqlite, il::postgres>> {};
struct server : il::database<"server", il::postgres> {};

template <class Db>
void use_on(il::session<shared<Db, Poll>>& db) {
    (void)db.tenant("thor").template raw<Db, il::reads, std::string>("SELECT question FROM poll").all();
}

#ifndef INTERLOCK_FIXED
void use(il::session<shared<chosen, Poll>>& db) { use_on<chosen>(db); }
#else
void use(il::session<shared<server, Poll>>& db) { use_on<server>(db); }
#endif
