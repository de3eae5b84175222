// SPDX-License-Identifier: BSL-1.0
#pragma once

// Databases that are chosen at run time, by their alias: db.in("maven").from<Task>(). docs/routing/per_app.md. It is not
// part of interlock.hpp.

#include <interlock/session/in.hpp>
