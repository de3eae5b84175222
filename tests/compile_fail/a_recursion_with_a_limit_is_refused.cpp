// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the second side of a recursive common table makes rows of single rows
// names: Tree
#include "tree.hpp"

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
