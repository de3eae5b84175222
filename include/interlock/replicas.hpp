// SPDX-License-Identifier: BSL-1.0
#pragma once

// Databases with replicas and copies: il::replicated, il::read_write, db.following(own_writes), db.reading(),
// db.replicas<Source>().

#include <interlock/session/copy_to.hpp>
#include <interlock/session/following.hpp>
#include <interlock/session/noted_slot.hpp>
#include <interlock/session/own_writes.hpp>
#include <interlock/session/reading.hpp>
#include <interlock/session/remove_from_both.hpp>
#include <interlock/session/replica_list.hpp>
#include <interlock/session/replicated_slot.hpp>
