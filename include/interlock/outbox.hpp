// SPDX-License-Identifier: BSL-1.0
#pragma once

// Removals that are carried to other databases along soft references, by a table in the database where they happen.
// docs/relations.md. It is not part of interlock.hpp, and has to come before a service's first use.

#include <interlock/session/deliver.hpp>
