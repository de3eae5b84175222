// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"

#include <interlock/query/text_functions.hpp>
#include <interlock/query/window.hpp>
#include <interlock/sql/portable.hpp>

// Which engines, of which versions, can say a query.

namespace {

// clang-format off
constexpr auto ranked = il::from<Gem>().select(
    il::col<&Gem::id>, il::row_number().over(il::ordered_by(il::desc<&Gem::reactions>)));
static_assert(il::portable<decltype(ranked), il::sqlite_at<3, 40>, il::postgres_at<15>>);
static_assert(il::require_portable<il::sqlite_at<3, 40>, il::postgres_at<15>>(ranked));  // says what is missing
// clang-format on

// below what the dialects are for
static_assert(!il::portable<decltype(ranked), il::sqlite_at<3, 36>>);
static_assert(!il::portable<decltype(ranked), il::postgres_at<11, 9>>);
static_assert(!il::portable<decltype(ranked), il::sqlite_at<3, 40>, il::postgres_at<9>>);

// one engine's alone
constexpr auto firsts = il::from<Gem>().distinct_on(il::col<&Gem::name>).order_by(il::asc<&Gem::name>);
static_assert(il::portable<decltype(firsts), il::postgres_at<12>>);
static_assert(!il::portable<decltype(firsts), il::sqlite_at<3, 51>>);

// a part's features are the query's, and those of each choice of optional conditions
constexpr auto part = il::from<Gem>().where(il::col<&Gem::name>.in(firsts.select(il::col<&Gem::name>)));
static_assert(!il::portable<decltype(part), il::sqlite_at<3, 51>>);
constexpr auto choice = il::from<Gem>().where_if(false, il::exists(firsts));
static_assert(!il::portable<decltype(choice), il::sqlite_at<3, 51>>);
static_assert(il::portable<decltype(choice), il::postgres_at<12>>);

static_assert(il::since<il::sqlite>(il::feature::returning).minor == 35);
static_assert(il::since<il::sqlite>(il::feature::distinct_on).is_never());
static_assert(il::since<il::postgres>(il::feature::aggregate_filter).major == 9);

// writes too
constexpr auto changed = il::update<Run>().set(il::col<& Run::gem> = "x").returning(il::col<&Run::id>);
static_assert(il::portable<decltype(changed), il::sqlite_at<3, 37>, il::postgres_at<12>>);

}  // namespace
