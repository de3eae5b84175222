// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"
#include "support/heap.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

// A million rows from a range that makes each when it is asked for.

namespace {

struct Line {
    std::int64_t id = 0;
    std::string text;
    double weight = 0;
};

/// Rows that are made one by one, and can be gone through once.
template <class Make>
class made_rows {
public:
    made_rows(std::int64_t count, Make make) : count_(count), make_(make) {}

    class iterator {
    public:
        using value_type = Line;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag;

        explicit iterator(made_rows* rows) : rows_(rows) {}
        Line operator*() const { return rows_->make_(rows_->at_); }
        iterator& operator++() {
            ++rows_->at_;
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(std::default_sentinel_t) const { return rows_->at_ == rows_->count_; }

    private:
        made_rows* rows_;
    };
    iterator begin() { return iterator(this); }
    std::default_sentinel_t end() const { return {}; }

private:
    std::int64_t count_, at_ = 0;
    Make make_;
};

}  // namespace

template <>
struct interlock::model<Line> {
    using fields =
        il::fields<il::field<&Line::id, il::primary_key>, il::field<&Line::text>, il::field<&Line::weight>>;
};

ENGINE_CASE("A million rows are inserted in constant memory") {
    const place where = EVERY_PLACE;
    if (where == place::memory) return;  // which is where the rows go
    engine<TestType, Line> db(where);
    constexpr std::int64_t count = 1'000'000;
    std::size_t begin = 0, most = 0;
    made_rows rows(count, [&](std::int64_t id) {
        if (id == 1000) begin = heap_in_use();  // buffers are there by then
        if (id > 1000 && id % 10'000 == 0) most = std::max(most, heap_in_use());
        return Line{id, std::string(100, static_cast<char>('a' + id % 26)), 0.5};
    });
    CHECK(db->insert_many(rows) == count);
    INFO("from " << begin << " to " << most << " bytes");
    CHECK(most < begin + 4 * 1024 * 1024);  // the rows have 100 MB
    CHECK(db->template from<Line>().count() == count);
    CHECK(db->template get<Line>(count - 1).text ==
          std::string(100, static_cast<char>('a' + (count - 1) % 26)));

    begin = most = 0;
    std::int64_t read = 0;
    for (const Line& line : db->template from<Line>().stream()) {
        if (read == 1000) begin = heap_in_use();
        if (read > 1000 && read % 10'000 == 0) most = std::max(most, heap_in_use());
        read += line.weight == 0.5;
    }
    CHECK(read == count);
    CHECK(most < begin + 4 * 1024 * 1024);
}
