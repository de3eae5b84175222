// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <random>
#include <tuple>
#include <utility>

// Equivalence by property: queries of random shapes with random values over random rows give the same on every engine
// as functions that look at the rows in memory. A shape is an expression of the library and such a function, made side
// by side; the shapes come from numbers at compile time, the values from a generator with a fixed seed.

namespace {

struct Item {
    std::int64_t id = 0;
    std::int32_t small = 0;
    std::optional<std::int64_t> perhaps;
    std::string text;
    std::optional<std::string> label;
    bool flag = false;
};

}  // namespace

template <>
struct interlock::model<Item> {
    using fields =
        il::fields<il::field<&Item::id, il::primary_key>, il::field<&Item::small>, il::field<&Item::perhaps>,
                   il::field<&Item::text>, il::field<&Item::label>, il::field<&Item::flag>>;
};

using il::col;

namespace {

using integer = std::optional<std::int64_t>;
using text = std::optional<std::string>;
using truth = std::optional<bool>;

class source {
public:
    std::int64_t number(std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(engine_);
    }
    bool one_in(int n) { return number(1, n) == 1; }
    std::string letters() {
        static const std::vector<std::string> parts{"a", "B", "ab", " ", "_",  "%",
                                                    "'", "é", "日", "Z", "\\", "aB"};
        std::string made;
        for (std::int64_t n = number(0, 4); n > 0; --n)
            made += parts[static_cast<std::size_t>(number(0, 11))];
        return made;
    }
    Item item(std::int64_t id) {
        Item i{id, static_cast<std::int32_t>(number(-9, 9)), {}, letters(), {}, one_in(2)};
        if (!one_in(3)) i.perhaps = number(-5, 5);
        if (!one_in(3)) i.label = letters();
        return i;
    }

private:
    std::mt19937 engine_{20260315};
};

/// An expression, and what it is for a row.
template <class Sql, class T>
struct both {
    Sql sql;
    std::function<T(const Item&)> of;
};
template <class T, class Sql, class Of>
both<Sql, T> pair(Sql sql, Of of) {
    return {sql, of};
}

constexpr unsigned next(unsigned seed, unsigned salt) {
    std::uint64_t x = (seed * 0x9E3779B97F4A7C15u) ^ (salt * 0xD1B54A32D192ED03u);
    x = (x ^ (x >> 29)) * 0xBF58476D1CE4E5B9u;
    return static_cast<unsigned>((x ^ (x >> 32)) & 0x7fffffffu);
}

template <class T, class U, class Function>
auto lifted(T a, U b, Function f) -> std::optional<decltype(f(*a, *b))> {
    if (!a || !b) return std::nullopt;
    return f(*a, *b);
}
std::string with_case(std::string s, char first, char last, int by) {
    for (char& c : s)
        if (c >= first && c <= last) c = static_cast<char>(c + by);
    return s;
}
std::string lower(std::string s) { return with_case(std::move(s), 'A', 'Z', 'a' - 'A'); }
std::string upper(std::string s) { return with_case(std::move(s), 'a', 'z', 'A' - 'a'); }
std::vector<std::string> characters(const std::string& s) {
    std::vector<std::string> all;
    for (const char c : s)
        if ((static_cast<unsigned char>(c) & 0xC0u) == 0x80u) all.back() += c;
        else all.emplace_back(1, c);
    return all;
}
std::string trimmed(const std::string& s) {
    const auto begin = s.find_first_not_of(' ');
    return begin == std::string::npos ? "" : s.substr(begin, s.find_last_not_of(' ') - begin + 1);
}

template <unsigned Seed, int Depth>
auto make_number(source& r);
template <unsigned Seed, int Depth>
auto make_text(source& r);
template <unsigned Seed, int Depth>
auto make_condition(source& r);

template <unsigned Seed, int Depth>
auto make_number(source& r) {
    constexpr unsigned choice = next(Seed, 1) % (Depth == 0 ? 2 : 9);
    if constexpr (choice == 0)
        return pair<integer>(col<&Item::small>, [](const Item& i) { return integer(i.small); });
    else if constexpr (choice == 1)
        return pair<integer>(col<&Item::perhaps>, [](const Item& i) { return i.perhaps; });
    else if constexpr (choice == 7) {
        auto t = make_text<next(Seed, 2), Depth - 1>(r);
        return pair<integer>(il::length(t.sql), [t](const Item& i) {
            const text s = t.of(i);
            return s ? integer(characters(*s).size()) : integer();
        });
    } else {
        auto a = make_number<next(Seed, 3), Depth - 1>(r);
        const std::int64_t n = r.number(1, 7);
        if constexpr (choice == 2) {
            auto b = make_number<next(Seed, 4), Depth - 1>(r);
            return pair<integer>(a.sql + b.sql,
                                 [a, b](const Item& i) { return lifted(a.of(i), b.of(i), std::plus<>()); });
        } else if constexpr (choice == 3) {
            auto b = make_number<next(Seed, 4), Depth - 1>(r);
            return pair<integer>(a.sql * b.sql, [a, b](const Item& i) {
                return lifted(a.of(i), b.of(i), std::multiplies<>());
            });
        } else if constexpr (choice == 4)
            return pair<integer>(
                n - a.sql, [a, n](const Item& i) { return lifted(integer(n), a.of(i), std::minus<>()); });
        else if constexpr (choice == 5)
            return pair<integer>(
                a.sql % n, [a, n](const Item& i) { return lifted(a.of(i), integer(n), std::modulus<>()); });
        else if constexpr (choice == 6)
            return pair<integer>(il::coalesce(col<&Item::perhaps>, a.sql),
                                 [a](const Item& i) { return i.perhaps ? i.perhaps : a.of(i); });
        else {
            auto c = make_condition<next(Seed, 5), Depth - 1>(r);
            return pair<integer>(il::case_when(c.sql, a.sql).otherwise(n),
                                 [a, c, n](const Item& i) { return c.of(i) == true ? a.of(i) : integer(n); });
        }
    }
}

template <unsigned Seed, int Depth>
auto make_text(source& r) {
    constexpr unsigned choice = next(Seed, 11) % (Depth == 0 ? 2 : 9);
    if constexpr (choice == 0)
        return pair<text>(col<&Item::text>, [](const Item& i) { return text(i.text); });
    else if constexpr (choice == 1)
        return pair<text>(col<&Item::label>, [](const Item& i) { return i.label; });
    else {
        auto a = make_text<next(Seed, 12), Depth - 1>(r);
        const std::string s = r.letters();
        const auto of_text = [&](auto sql, auto function) {
            return pair<text>(sql, [a, function](const Item& i) {
                const text t = a.of(i);
                return t ? text(function(*t)) : text();
            });
        };
        if constexpr (choice == 2) {
            auto b = make_text<next(Seed, 13), Depth - 1>(r);
            return pair<text>(il::concat(a.sql, s, b.sql), [a, b, s](const Item& i) {
                return lifted(a.of(i), b.of(i), [&](const auto& x, const auto& y) { return x + s + y; });
            });
        } else if constexpr (choice == 3) return of_text(il::lower(a.sql), lower);
        else if constexpr (choice == 4) return of_text(il::upper(a.sql), upper);
        else if constexpr (choice == 5) return of_text(il::trim(a.sql), trimmed);
        else if constexpr (choice == 6)
            return pair<text>(il::coalesce(col<&Item::label>, a.sql),
                              [a](const Item& i) { return i.label ? i.label : a.of(i); });
        else if constexpr (choice == 7) {
            const auto begin = static_cast<std::int32_t>(r.number(1, 3)),
                       count = static_cast<std::int32_t>(r.number(0, 3));
            return of_text(il::substr(a.sql, begin, count), [begin, count](const std::string& t) {
                std::string part;
                const std::vector<std::string> all = characters(t);
                for (int k = begin - 1; k < begin - 1 + count && k < static_cast<int>(all.size()); ++k)
                    part += all[static_cast<std::size_t>(k)];
                return part;
            });
        } else
            return pair<text>(il::nullif(a.sql, s), [a, s](const Item& i) {
                const text t = a.of(i);
                return t == s ? text() : t;
            });
    }
}

template <unsigned Choice, class A, class B>
auto make_comparison(A a, B b) {
    const auto made = [&](auto sql, auto compare) {
        return pair<truth>(sql, [a, b, compare](const Item& i) { return lifted(a.of(i), b.of(i), compare); });
    };
    if constexpr (Choice % 6 == 0) return made(a.sql == b.sql, std::equal_to<>());
    else if constexpr (Choice % 6 == 1) return made(a.sql != b.sql, std::not_equal_to<>());
    else if constexpr (Choice % 6 == 2) return made(a.sql < b.sql, std::less<>());
    else if constexpr (Choice % 6 == 3) return made(a.sql >= b.sql, std::greater_equal<>());
    else if constexpr (Choice % 6 == 4)
        return pair<truth>(a.sql.is_distinct_from(b.sql),
                           [a, b](const Item& i) { return truth(a.of(i) != b.of(i)); });
    else
        return pair<truth>(a.sql.between(b.sql, b.sql),
                           [a, b](const Item& i) { return lifted(a.of(i), b.of(i), std::equal_to<>()); });
}

template <unsigned Seed, int Depth>
auto make_condition(source& r) {
    constexpr unsigned choice = next(Seed, 21) % (Depth == 0 ? 5 : 10);
    constexpr int below = Depth == 0 ? 0 : Depth - 1;
    const auto of_text = [&](auto a, auto sql, auto test) {
        return pair<truth>(sql, [a, test](const Item& i) {
            const text t = a.of(i);
            return t ? truth(test(*t)) : truth();
        });
    };
    if constexpr (choice == 0)
        return pair<truth>(col<&Item::flag>, [](const Item& i) { return truth(i.flag); });
    else if constexpr (choice == 1)
        return pair<truth>(col<&Item::perhaps> == std::nullopt,
                           [](const Item& i) { return truth(!i.perhaps); });
    else if constexpr (choice == 2) {
        auto a = make_number<next(Seed, 22), below>(r);
        const std::vector<std::int64_t> list{r.number(-3, 3), r.number(-9, 9), r.number(0, 5)};
        return pair<truth>(a.sql.in(list), [a, list](const Item& i) {
            const integer n = a.of(i);
            return n ? truth(std::find(list.begin(), list.end(), *n) != list.end()) : truth();
        });
    } else if constexpr (choice == 3) {
        auto a = make_text<next(Seed, 23), below>(r);
        const std::string s = r.letters();
        return of_text(a, a.sql.contains(s),
                       [s](const std::string& t) { return t.find(s) != std::string::npos; });
    } else if constexpr (choice == 4) {
        auto a = make_text<next(Seed, 24), below>(r);
        const std::string s = r.letters();
        return of_text(a, a.sql.istarts_with(s),
                       [s](const std::string& t) { return lower(t).starts_with(lower(s)); });
    } else if constexpr (choice == 5)
        return make_comparison<next(Seed, 25)>(make_number<next(Seed, 26), below>(r),
                                               make_number<next(Seed, 27), below>(r));
    else if constexpr (choice == 6)
        return make_comparison<next(Seed, 25)>(make_text<next(Seed, 26), below>(r),
                                               make_text<next(Seed, 27), below>(r));
    else {
        auto a = make_condition<next(Seed, 28), below>(r);
        if constexpr (choice == 7)
            return pair<truth>(!a.sql, [a](const Item& i) {
                const truth t = a.of(i);
                return t ? truth(!*t) : truth();
            });
        else {
            auto b = make_condition<next(Seed, 29), below>(r);
            if constexpr (choice == 8)
                return pair<truth>(a.sql && b.sql, [a, b](const Item& i) -> truth {
                    const truth x = a.of(i), y = b.of(i);
                    if (x == false || y == false) return false;
                    return x && y ? truth(true) : truth();
                });
            else
                return pair<truth>(a.sql || b.sql, [a, b](const Item& i) -> truth {
                    const truth x = a.of(i), y = b.of(i);
                    if (x == true || y == true) return true;
                    return x && y ? truth(false) : truth();
                });
        }
    }
}

template <class Backend>
struct shelf : engine<Backend, Item> {
    source random;
    std::vector<Item> items;

    explicit shelf(place where) : engine<Backend, Item>(where) {
        for (std::int64_t id = 1; id <= 80; ++id) items.push_back(random.item(id));
        (**this).insert_many(items);
    }

    template <unsigned Seed>
    void check() {
        const auto condition = make_condition<Seed, 3>(random);
        const auto query = (**this).template from<Item>().where(condition.sql);
        std::vector<std::int64_t> wanted;
        for (const Item& i : items)
            if (condition.of(i) == true) wanted.push_back(i.id);
        INFO("shape " << Seed << ": " << query.sql());
        for (const std::string& value : query.args()) UNSCOPED_INFO(value);
        CHECK(each(query.order_by(il::asc<&Item::id>).all(), &Item::id) == wanted);
        CHECK(query.count() == static_cast<std::int64_t>(wanted.size()));

        const auto number = make_number<Seed, 3>(random);
        const auto words = make_text<Seed, 3>(random);
        const auto selected =
            (**this).template from<Item>().select(number.sql, words.sql).order_by(il::asc<&Item::id>);
        INFO("its values: " << selected.sql());
        std::size_t row = 0;
        int different = 0;
        for (const auto& [n, t] : selected.all()) {
            different += integer(n) != number.of(items.at(row)) || text(t) != words.of(items.at(row));
            ++row;
        }
        CHECK(row == items.size());
        CHECK(different == 0);
    }
    template <unsigned... Seeds>
    void check_all(std::integer_sequence<unsigned, Seeds...>) {
        (check<Seeds>(), ...);
    }
};

}  // namespace

ENGINE_CASE("Random queries give what the rows in memory give") {
    shelf<TestType> db(EVERY_PLACE);
    for (int round = 0; round < 15; ++round) db.check_all(std::make_integer_sequence<unsigned, 24>());
}
