// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference across databases
// names: Price
// names: articles_read
// names: Currency
// names: articles
#include "copies.hpp"

struct Currency {
    int id = 0;
};
struct Price {
    int id = 0, currency = 0;
};
template <>
struct interlock::model<Currency> {
    using fields = il::fields<il::field<&Currency::id, il::primary_key>>;
};
template <>
struct interlock::model<Price> {
    using fields = il::fields<il::field<&Price::id, il::primary_key>,
                              il::field<&Price::currency, il::references<&Currency::id>>>;
};

#ifndef INTERLOCK_FIXED
using till = il::service<
    il::databases<articles, articles_read>, il::models<Price, Currency>,
    il::routers<il::route_model<Price, il::read_write<articles_read, articles>>, il::route_rest<articles>>>;
#else
using till = il::service<il::databases<articles, articles_read>, il::models<Price, Currency>,
                         il::routers<il::read_write<articles_read, articles>>>;
#endif

static_assert(il::verify<till>());
