// SPDX-License-Identifier: BSL-1.0
#pragma once

// More to do with relations: rows that are inserted with those that refer to them, links many to many, and references
// without a constraint that lead nowhere. docs/relations.md. It is not part of interlock.hpp.

#include <interlock/session/insert_with.hpp>
#include <interlock/session/linked.hpp>
#include <interlock/session/orphans.hpp>
#include <interlock/session/remove_cascading.hpp>
