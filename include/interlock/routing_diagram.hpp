// SPDX-License-Identifier: BSL-1.0
#pragma once

// The routes of a service, for people to look at: as data, text, JSON, a graph for Graphviz, and a drawing.

#include <interlock/routing/diagram/routing_dot.hpp>
#include <interlock/routing/diagram/routing_json.hpp>
#include <interlock/routing/diagram/routing_svg.hpp>
#include <interlock/routing/diagram/routing_text.hpp>
#include <interlock/routing/routing_table.hpp>
