// SPDX-License-Identifier: BSL-1.0
// expect: interlock: version applies to integers that are not std::optional
// names: Page
// names: Page::count
#include "use_model.hpp"

enum class Colour { red };

struct Page {
    int id;
#ifndef INTERLOCK_FIXED
    Colour count;
#else
    int count;
#endif
};

template <>
struct interlock::model<Page> {
    using fields = il::fields<il::field<&Page::id, il::primary_key>, il::field<&Page::count, il::version>>;
};

int main() { use<Page>({{"default", "sqlite::memory:"}}); }
