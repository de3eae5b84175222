// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a version that is a part of the primary key
// names: Page
#include "use_model.hpp"

struct Page {
    int id, count;
};

template <>
struct interlock::model<Page> {
    using fields = il::fields<il::field<&Page::id, il::primary_key>,
#ifndef INTERLOCK_FIXED
                              il::field<&Page::count, il::primary_key, il::version>>;
#else
                              il::field<&Page::count, il::version>>;
#endif
};

int main() { use<Page>({{"default", "sqlite::memory:"}}); }
