// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the first side of a recursive common table reads the table itself
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
    (void)il::with_recursive<Tree>(il::from<Tree>()
                                       .select(il::col<&Tree::id>)
                                       .union_all(il::from<Branch>().select(il::col<&Branch::id>)));
#else
    (void)il::with_recursive<Tree>(il::from<Branch>()
                                       .select(il::col<&Branch::id>)
                                       .union_distinct(il::from<Tree>().select(il::col<&Tree::id>)));
#endif
}
