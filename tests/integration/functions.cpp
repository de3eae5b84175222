// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <optional>

// Functions of the database that the program declares.

namespace {

struct Note {
    std::int64_t id = 0;
    std::string text;
    std::optional<std::string> code;
    std::int32_t size = 0;
};

// both engines have these two
inline constexpr il::sql_function<"replace", std::string(std::string, std::string, std::string)>
    replace_all{};
inline constexpr il::sql_function<"abs", std::int64_t(std::int64_t)> magnitude{};
// makes something of NULL
inline constexpr il::sql_function<"coalesce", std::string(std::optional<std::string>, std::string)> or_else{};

}  // namespace

template <>
struct interlock::model<Note> {
    using fields = il::fields<il::field<&Note::id, il::primary_key>, il::field<&Note::text>,
                              il::field<&Note::code>, il::field<&Note::size>>;
};

using il::col;

ENGINE_CASE("Declared functions are called with typed arguments") {
    engine<TestType, Note> db(EVERY_PLACE);
    db->insert_many(std::vector<Note>{{1, "a-b-c", "x-y", -3}, {2, "abc", {}, 7}});

    const auto plain = replace_all(col<&Note::text>, "-", std::string("+"));
    static_assert(std::is_same_v<typename decltype(plain)::type, std::string>);
    CHECK(db->template from<Note>().where(plain == "a+b+c").one().id == 1);

    // NULL for NULL
    const auto perhaps = replace_all(col<&Note::code>, "-", "");
    static_assert(std::is_same_v<typename decltype(perhaps)::type, std::optional<std::string>>);
    using row = std::tuple<std::optional<std::string>, std::string, std::int64_t>;
    CHECK(db->template from<Note>()
              .select(perhaps, or_else(col<&Note::code>, "none"), magnitude(col<&Note::size>))
              .order_by(il::asc<&Note::id>)
              .all() == std::vector<row>{{"xy", "x-y", 3}, {std::nullopt, "none", 7}});
    CHECK(db->template from<Note>().order_by(il::descending(magnitude(col<&Note::size>))).first()->id == 2);
    CHECK(db->template update<Note>()
              .set(col<& Note::text> = replace_all(col<&Note::text>, "b", "'; DROP TABLE note; --"))
              .run() == 2);
    CHECK(db->template get<Note>(2).text == "a'; DROP TABLE note; --c");
    CHECK(db->template from<Note>().select(il::max(magnitude(col<&Note::size>))).one() ==
          std::tuple<std::optional<std::int64_t>>{7});
}
