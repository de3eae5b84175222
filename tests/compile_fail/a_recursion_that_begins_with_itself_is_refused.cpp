// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the first side of a recursive common table reads the table itself
// names: Tree
#include "tree.hpp"

void use() {
#ifndef INTERLOCK_FIXED
    (void)il::with_recursive<Tree>(il::from<Tree>()
                                       .select(il::col<&Tree::id>)
                                       .union_all(il::from<Branch>().select(il::col<&Branch::id>)));
#else
    (void)il::with_recursive<Tree>(il::from<Branch>()
                                       .select(il::col<&Branch::id>)
                                       .union_distinct(il::from<Tree>().select(il::col<&Tree::id>)));
#endif
}
