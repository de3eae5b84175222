// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the second side of a recursive common table makes rows of single rows
// names: Tree
#include "atlas.hpp"

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

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::with_recursive<Tree>(
        il::from<Branch>()
            .where(il::col<&Branch::parent> == 0)
            .select(il::col<&Branch::id>)
            .union_all(il::from<Branch>()
                           .join<Tree>(il::col<&Branch::parent> == il::col<&Tree::id>)
                           .select(il::col<&Branch::id>)
                           .limit(3)));
#else
    (void)il::with_recursive<Tree>(
        il::from<Branch>()
            .where(il::col<&Branch::parent> == 0)
            .select(il::col<&Branch::id>)
            .union_all(il::from<Branch>()
                           .join<Tree>(il::col<&Branch::parent> == il::col<&Tree::id>)
                           .select(il::col<&Branch::id>)));
#endif
}
