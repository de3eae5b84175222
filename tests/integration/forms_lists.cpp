// SPDX-License-Identifier: BSL-1.0
#include "forms.hpp"

#include <interlock/dynamic.hpp>

// docs/queries.md, "For those who know Django or Diesel": pages, and what users ask for.

ENGINE_CASE("Forms for those who know others: lists") {
    library<TestType> db(EVERY_PLACE);
    const auto sorted = [&] { return db.books().order_by(desc<&Book::price>); };
    row("Paginator, get_page", [&] {
        const auto page = sorted().page(2, 3);
        CHECK(each(page.rows, &Book::id) == ids{2});
        CHECK(page.total == 4);
        CHECK(page.pages == 2);
        CHECK_FALSE(page.has_next());
    });
    row("keyset pagination by hand", [&] {
        const auto first = sorted().limit(3).after("");
        CHECK(each(first.rows, &Book::id) == ids{1, 3, 4});
        CHECK(each(sorted().limit(3).after(first.next).rows, &Book::id) == ids{2});
    });
    row("filter(**request.GET) by hand, django-filter", [&] {
        const auto wanted = il::filter_text<Book>("genre=sf&stock__gte=3&order=-stock");
        CHECK(each(db.books().where(wanted).order_by(wanted).all(), &Book::id) == ids{3, 1});
    });
}
