// SPDX-License-Identifier: BSL-1.0
#pragma once

// Databases with replicas and copies: il::replicated, il::read_write, db.following(own_writes), db.reading(),
// db.replicas<Source>().

#include <interlock/session/following.hpp>
#include <interlock/session/noted_slot.hpp>
#include <interlock/session/own_writes.hpp>
#include <interlock/session/reading.hpp>
#include <interlock/session/replica_list.hpp>
#include <interlock/session/replica_slot.hpp>
