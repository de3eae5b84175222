// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a recursive common table is read in a subquery of its own second side
// names: Tree
#include "tree.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::with_recursive<Tree>(
        il::from<Branch>()
            .where(il::col<&Branch::parent> == 0)
            .select(il::col<&Branch::id>)
            .union_all(il::from<Branch>()
                           .where(il::col<&Branch::parent>.in(il::from<Tree>().select(il::col<&Tree::id>)))
                           .select(il::col<&Branch::id>)));
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
