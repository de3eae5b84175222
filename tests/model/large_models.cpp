// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/model/table.hpp>
#include <interlock/query/select.hpp>
#include <interlock/sql/render.hpp>

#include <cstdint>
#include <string>

namespace il = interlock;

#define TEN(EACH, n)                                                                                         \
    EACH(n##0)                                                                                               \
    EACH(n##1) EACH(n##2) EACH(n##3) EACH(n##4) EACH(n##5) EACH(n##6) EACH(n##7) EACH(n##8) EACH(n##9)
#define HUNDRED(EACH, n)                                                                                     \
    TEN(EACH, n##0)                                                                                          \
    TEN(EACH, n##1)                                                                                          \
    TEN(EACH, n##2)                                                                                          \
    TEN(EACH, n##3)                                                                                          \
    TEN(EACH, n##4) TEN(EACH, n##5) TEN(EACH, n##6) TEN(EACH, n##7) TEN(EACH, n##8) TEN(EACH, n##9)
#define MEMBER(name) std::int32_t name = 0;
#define FIELD(name) , il::field<&Wide::name>

struct Wide {
    std::string key;
    HUNDRED(MEMBER, column_0)
    TEN(MEMBER, column_10)
    TEN(MEMBER, column_11)
    TEN(MEMBER, column_12)
    TEN(MEMBER, column_13)
    TEN(MEMBER, column_14)
    TEN(MEMBER, column_15)
    TEN(MEMBER, column_16)
    TEN(MEMBER, column_17)
    TEN(MEMBER, column_18)
    std::int32_t column_190 = 0, column_191 = 0, column_192 = 0, column_193 = 0, column_194 = 0,
                 column_195 = 0, column_196 = 0, column_197 = 0, column_198 = 0;
};

template <>
struct interlock::model<Wide> {
    using fields =
        il::fields<il::field<&Wide::key, il::primary_key> HUNDRED(FIELD, column_0) TEN(FIELD, column_10)
                       TEN(FIELD, column_11) TEN(FIELD, column_12) TEN(FIELD, column_13) TEN(FIELD, column_14)
                           TEN(FIELD, column_15) TEN(FIELD, column_16) TEN(FIELD, column_17)
                               TEN(FIELD, column_18) FIELD(column_190) FIELD(column_191) FIELD(column_192)
                                   FIELD(column_193) FIELD(column_194) FIELD(column_195) FIELD(column_196)
                                       FIELD(column_197) FIELD(column_198)>;
};

// a model has up to 200 fields
static_assert(il::table_of<Wide>().column_count == 200);
static_assert(il::table_of<Wide>().columns[199].name == "column_198");
static_assert(il::table_of<Wide>().index_of_member("column_198") == 199);

TEST_CASE("The statements of a model with 200 fields name every one of them") {
    const std::string insert(il::sql<il::postgres>(il::insert<Wide>()));
    CHECK(insert.find("\"column_198\") VALUES ($1, $2,") != std::string::npos);
    CHECK(insert.ends_with("$199, $200)"));
    CHECK(il::sql<il::sqlite>(il::from<Wide>()).find("\"column_057\"") != std::string::npos);
    CHECK(il::sql<il::sqlite>(il::create_table<Wide>()).find("\"column_198\" INTEGER NOT NULL\n)") !=
          std::string::npos);
}
