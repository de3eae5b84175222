// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the sides of a union, an intersection or a difference have other columns
// names: double
#include "tree.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::with_recursive<Tree>(
        il::from<Branch>()
            .where(il::col<&Branch::parent> == 0)
            .select(il::col<&Branch::id>)
            .union_all(il::from<Branch>()
                           .join<Tree>(il::col<&Branch::parent> == il::col<&Tree::id>)
                           .select(il::col<&Branch::id> * 1.5)));
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
