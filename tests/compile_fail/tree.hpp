// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "atlas.hpp"

// A tree, and the table that a recursive query makes of it, for the programs that make it wrongly.

struct Branch {
    std::int64_t id = 0;
    std::int64_t parent = 0;
};
struct Tree {
    std::int64_t id = 0;
};
template <>
struct interlock::model<Branch> {
    using fields = il::fields<il::field<&Branch::id, il::primary_key>, il::field<&Branch::parent>>;
};
template <>
struct interlock::model<Tree> {
    using fields = il::fields<il::field<&Tree::id>>;
};
