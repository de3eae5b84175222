// SPDX-License-Identifier: BSL-1.0
// expect: interlock: two version fields
// names: Page
#include "use_model.hpp"

struct Page {
    int id, count, counted;
};

template <>
struct interlock::model<Page> {
    using fields = il::fields<il::field<&Page::id, il::primary_key>, il::field<&Page::count, il::version>,
#ifndef INTERLOCK_FIXED
                              il::field<&Page::counted, il::version>>;
#else
                              il::field<&Page::counted>>;
#endif
};

int main() { use<Page>({{"default", "sqlite::memory:"}}); }
