// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <optional>
#include <string_view>
#include <tuple>

// Rows whose text is not copied.

namespace {

struct Paper {
    std::int64_t id = 0;
    std::string title;
    std::optional<std::string> note;
    std::vector<std::byte> scan;
};
struct Line {
    std::int64_t id;
    std::string_view title;
    std::optional<std::string_view> note;
};

}  // namespace

template <>
struct interlock::model<Paper> {
    using fields = il::fields<il::field<&Paper::id, il::primary_key>, il::field<&Paper::title>,
                              il::field<&Paper::note>, il::field<&Paper::scan>>;
};

using il::asc;
using il::col;
using namespace std::string_literals;

namespace {

template <class Backend>
struct shelf : engine<Backend, Paper> {
    explicit shelf(place where) : engine<Backend, Paper>(where) {
        (**this).insert_many(std::vector<Paper>{{1, "Genome", "read", {std::byte{0}, std::byte{255}}},
                                                {2, "with \0 in it"s.substr(0, 4), {}, {}},
                                                {3, std::string(5000, 'x'), "", {std::byte{7}}}});
    }
    auto from() { return (**this).template from<Paper>().order_by(asc<&Paper::id>); }
};

}  // namespace

ENGINE_CASE("Whole rows are views by the names of their members") {
    shelf<TestType> db(EVERY_PLACE);
    std::vector<std::string> seen;
    std::size_t bytes = 0;
    for (const auto& paper : db.from().views()) {
        static_assert(std::is_same_v<decltype(paper.template get<"title">()), const std::string_view&>);
        seen.push_back(std::to_string(paper.template get<"id">()) +
                       std::string(paper.template get<"title">().substr(0, 6)) +
                       std::string(paper.template get<"note">().value_or("none")));
        bytes += paper.template get<"scan">().size;
    }
    CHECK(seen == std::vector<std::string>{"1Genomeread", "2withnone", "3xxxxxx"});
    CHECK(bytes == 3);
}

ENGINE_CASE("Selected columns are views in tuples, aggregates and alone") {
    shelf<TestType> db(EVERY_PLACE);
    const auto query = db.from().select(col<&Paper::id>, col<&Paper::title>, col<&Paper::note>);
    std::size_t length = 0;
    for (const auto& [id, title, note] : query.views()) {
        static_assert(std::is_same_v<decltype(title), const std::string_view>);
        length += title.size();
        CHECK(note.has_value() == (id != 2));
    }
    CHECK(length == 5010);
    std::int64_t ids = 0;
    for (const Line& line : query.template views<Line>()) ids += line.id * (line.note == "read" ? 10 : 1);
    CHECK(ids == 15);
    std::string joined;
    for (const std::string_view title :
         db.from().limit(2).select(il::upper(col<&Paper::title>)).template as<std::string>().views())
        joined += title;
    CHECK(joined == "GENOMEWITH");
}

ENGINE_CASE("A view that cannot be read is an error that says where") {
    shelf<TestType> db(EVERY_PLACE);
    db.raw("DROP TABLE paper");
    db.raw("CREATE TABLE paper (id BIGINT, title BIGINT, note TEXT, scan TEXT)");
    db.raw("INSERT INTO paper VALUES (1, 2, NULL, NULL)");
    try {
        for (const auto& paper : db.from().views()) (void)paper;
        FAIL("a number was read as text");
    } catch (const il::error& e) {
        CHECK(e.model() == "Paper");
        CHECK(e.field() == "title");
    }
}
