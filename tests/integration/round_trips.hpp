// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "engines.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <random>

// Properties of every value type: what goes in comes out, by every way in and every way out; and conditions and
// orders find what C++ would find. The values are the ends of each range and random ones of a fixed seed.

class draws {
public:
    explicit draws(unsigned seed) : bits_(seed) {}

    std::uint64_t bits() { return bits_(); }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits_() % n); }
    bool coin() { return below(2) == 0; }

    /// Often one of the given values, else a made one.
    template <class T, class Make>
    T mostly(const std::vector<T>& special, Make make) {
        return below(3) == 0 ? special[below(special.size())] : make();
    }
    template <class T>
    T integer() {
        using limits = std::numeric_limits<T>;
        return mostly<T>({limits::min(), limits::max(), T{0}, T{1}, static_cast<T>(limits::max() - 1)},
                         [&] { return static_cast<T>(bits_() >> below(8 * sizeof(std::uint64_t))); });
    }
    template <class T>
    std::optional<T> perhaps(T value) {
        return below(4) == 0 ? std::nullopt : std::optional<T>(std::move(value));
    }

private:
    std::mt19937_64 bits_;
};

/// Writes half of the rows one by one and half of them at once, and reads all of them in every way. The rows get
/// their keys, which ascend.
template <class Engine, class M>
void check_round_trip(Engine& db, std::vector<M>& rows) {
    const std::size_t half = rows.size() / 2;
    bool same = true;
    for (std::size_t i = 0; i < half; ++i) {
        db->insert(rows[i]);
        same = same && db->template get<M>(rows[i].id) == rows[i];
    }
    CHECK(same);
    const std::vector<M> rest(rows.begin() + static_cast<std::ptrdiff_t>(half), rows.end());
    CHECK(db->insert_many(rest) == static_cast<std::int64_t>(rest.size()));
    for (std::size_t i = half; i < rows.size(); ++i) rows[i].id = rows[i - 1].id + 1;
    CHECK((db->template from<M>().order_by(il::asc<&M::id>).all() == rows));
    std::size_t n = 0;
    same = true;
    for (const M& row : db->template from<M>().order_by(il::asc<&M::id>).stream())
        same = same && n < rows.size() && row == rows[n++];
    CHECK(same);
    CHECK(n == rows.size());
    for (std::size_t i = 0; i < rows.size(); i += 7) {  // and once more, over another row
        M changed = rows[(i + 3) % rows.size()];
        changed.id = rows[i].id;
        db->upsert(changed);
        CHECK((db->template get<M>(changed.id) == changed));
        db->upsert(rows[i]);
    }
}

template <class M, class Keep>
std::vector<std::int64_t> keys_where(const std::vector<M>& rows, Keep keep) {
    std::vector<std::int64_t> keys;
    for (const M& row : rows)
        if (keep(row)) keys.push_back(row.id);
    return keys;
}

/// A condition on equality finds the rows that C++ calls equal.
template <auto Member, class Engine, class M>
void check_equality(Engine& db, const std::vector<M>& rows) {
    for (std::size_t i = 0; i < rows.size(); i += 9) {
        const auto value = rows[i].*Member;
        const auto found =
            db->template from<M>().where(il::col<Member> == value).order_by(il::asc<&M::id>).all();
        CHECK(each(found, &M::id) == keys_where(rows, [&](const M& row) { return row.*Member == value; }));
    }
}

/// Conditions on the order, and orders, are those of C++.
template <auto Member, class Engine, class M>
void check_order(Engine& db, const std::vector<M>& rows) {
    check_equality<Member>(db, rows);
    const auto from = [&] { return db->template from<M>(); };
    for (std::size_t i = 0; i < rows.size(); i += 9) {
        const auto& value = rows[i].*Member;
        const auto less = from().where(il::col<Member> < value).order_by(il::asc<&M::id>).all();
        CHECK(each(less, &M::id) == keys_where(rows, [&](const M& row) { return row.*Member < value; }));
        const auto& other = rows[(i + 5) % rows.size()].*Member;
        CHECK(from().where(il::col<Member>.between(value, other)).count() ==
              std::count_if(rows.begin(), rows.end(),
                            [&](const M& row) { return !(row.*Member < value) && !(other < row.*Member); }));
    }
    std::vector<M> sorted = rows;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const M& a, const M& b) { return a.*Member < b.*Member; });
    CHECK((from().order_by(il::asc<Member>, il::asc<&M::id>).all() == sorted));
}
