// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a pipeline whose header is not included
// names: gems
#include "atlas.hpp"

#ifdef INTERLOCK_FIXED
#include <interlock/pipeline.hpp>
#endif

void use(il::session<atlas>& db) { (void)db.pipeline<gems>(); }
