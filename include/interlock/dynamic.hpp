// SPDX-License-Identifier: BSL-1.0
#pragma once

// Queries whose shape is known at run time only: filters and orders of a search form or a list, and pages.

#include <interlock/query/filters.hpp>
#include <interlock/query/paging.hpp>
#include <interlock/query/query_string.hpp>
#include <interlock/sql/dynamic.hpp>
