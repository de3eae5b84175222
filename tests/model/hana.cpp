// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#if __has_include(<boost/hana/adapt_struct.hpp>)

#include <interlock/hana.hpp>

#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/define_struct.hpp>

#include <optional>
#include <string>

namespace il = interlock;

namespace rail {
struct Signal {
    std::string id;
    std::optional<int> aspect;
    bool lit = false;
};
struct Point {
    BOOST_HANA_DEFINE_STRUCT(Point, (int, number), (std::string, name));
};
}  // namespace rail
BOOST_HANA_ADAPT_STRUCT(rail::Signal, id, aspect, lit);

template <>
struct interlock::model<rail::Signal> {
    static constexpr auto app_label = "rail";
};
template <>
struct interlock::model<rail::Point> {
    using fields = il::hana_fields<rail::Point, il::with<&rail::Point::name, il::max_length<9>, il::unique>,
                                   il::with<&rail::Point::number, il::primary_key>>;
};

// a struct that Hana describes needs no fields; il::with adds attributes
static_assert(il::table_of<rail::Signal>().name == "rail_signal");
static_assert(il::table_of<rail::Signal>().column_count == 3);
static_assert(il::table_of<rail::Signal>().columns[0].name == "id");
static_assert(il::table_of<rail::Signal>().columns[1].name == "aspect");
static_assert(il::table_of<rail::Signal>().columns[1].nullable);
static_assert(il::table_of<rail::Signal>().key_count == 0);
static_assert(il::table_of<rail::Point>().columns[0].primary_key);
static_assert(il::table_of<rail::Point>().columns[0].name == "number");
static_assert(il::table_of<rail::Point>().columns[1].max_length == 9);
static_assert(il::table_of<rail::Point>().columns[1].unique);

#endif
