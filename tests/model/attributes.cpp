// SPDX-License-Identifier: BSL-1.0
#include "support/catch.hpp"

#include <interlock/model/constraints.hpp>
#include <interlock/model/references.hpp>
#include <interlock/model/table.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace il = interlock;
using il::value_kind;
using kind = il::literal::type;

struct Author {
    std::int32_t id = 0;
};
struct Book {
    std::string isbn;
    std::int16_t edition = 0;
    std::optional<std::string> title;
    double price = 0;
    std::optional<std::int32_t> author, translator;
    bool lent = false;
    std::string shelf, note;
};

template <>
struct interlock::model<Author> {
    using fields = il::fields<il::field<&Author::id, il::primary_key, il::generated>>;
};
template <>
struct interlock::model<Book> {
    using fields =
        il::fields<il::field<&Book::isbn, il::primary_key, il::max_length<13>>,
                   il::field<&Book::edition, il::primary_key, il::min_value<1>, il::max_value<999>>,
                   il::field<&Book::title, il::unique, il::column<"the title">, il::max_length<200>>,
                   il::field<&Book::price, il::db_default<0.5>, il::check<"price >= 0">, il::indexed>,
                   il::field<&Book::author, il::references<&Author::id, il::on_delete::set_null>>,
                   il::field<&Book::translator, il::soft_references<&Author::id>>,
                   il::field<&Book::lent, il::db_default<true>>,
                   il::field<&Book::shelf, il::db_default<"it's">>, il::field<&Book::note>>;
    using constraints =
        il::constraints<il::index<&Book::author, &Book::title>,
                        il::unique_together<&Book::shelf, &Book::note>, il::check<"note <> ''">>;
};

constexpr const il::table_info& book = il::table_of<Book>();
constexpr const il::column_info& column(std::size_t i) { return book.columns[i]; }

// the columns stand in the order of the fields and carry what their attributes say, and nothing else
static_assert(book.column_count == 9);
static_assert(book.key_count == 2);
static_assert(column(0).primary_key && column(1).primary_key && !column(2).primary_key);
static_assert(column(0).max_length == 13 && column(1).max_length == 0);
static_assert(column(1).kind == value_kind::int16 && !column(1).nullable);
static_assert(column(1).min_value->integer == 1 && column(1).max_value->integer == 999);
static_assert(column(0).min_value == nullptr && column(0).db_default == nullptr && column(0).check.empty());
static_assert(column(2).unique && column(2).nullable && !column(2).indexed);
static_assert(column(2).name == "the title" && column(2).member == "title");
static_assert(column(3).kind == value_kind::real64 && column(3).indexed && !column(3).unique);
static_assert(column(3).db_default->kind == kind::real && column(3).db_default->real() == 0.5);
static_assert(column(3).check == "price >= 0");
static_assert(&column(4).references() == &il::table_of<Author>());
static_assert(column(4).referenced_member == "id" && column(4).when_removed == il::on_delete::set_null);
static_assert(column(4).kind == value_kind::int32 && column(4).nullable);
static_assert(column(5).references == nullptr);
static_assert(column(6).kind == value_kind::boolean && column(6).db_default->kind == kind::boolean);
static_assert(column(7).db_default->view() == "it's");
static_assert(!column(8).generated && !book.has_generated());
static_assert(&il::table_of<Author>().generated() == &il::table_of<Author>().columns[0]);
static_assert(il::detail::generated_field<Author>() == 0);
static_assert(il::detail::generated_field<Book>() == il::table_info::npos);

// what concerns several columns, in the order of the model
static_assert(book.constraint_count == 3);
static_assert(book.constraints[0].kind == il::constraint_info::type::index && book.constraints[0].count == 2);
static_assert(book.constraints[0].members[0] == "author" && book.constraints[0].members[1] == "title");
static_assert(book.constraints[1].kind == il::constraint_info::type::unique);
static_assert(book.constraints[2].kind == il::constraint_info::type::check);
static_assert(book.constraints[2].check == "note <> ''");
static_assert(il::table_of<Author>().constraint_count == 0);

// a member is found by its name in the struct, not by its column's
static_assert(book.index_of_member("title") == 2);
static_assert(book.index_of_member("the title") == il::table_info::npos);
static_assert(book.index_of_member("") == il::table_info::npos);

// literals keep their type and their value
static_assert(il::literal(true).kind == kind::boolean);
static_assert(il::literal(7).kind == kind::integer && il::literal(7).integer == 7);
static_assert(il::literal(std::numeric_limits<std::int64_t>::min()).integer ==
              std::numeric_limits<std::int64_t>::min());
static_assert(il::literal(-0.125).real() == -0.125);
static_assert(il::literal("").kind == kind::text && il::literal("").view().empty());
static_assert(il::literal("a\"b'c\\").view() == "a\"b'c\\");
static_assert(il::literal(il::now).kind == kind::current_time);
static_assert(il::literal().kind == kind::none);

// a default applies to what can hold it
template <class T>
constexpr il::column_info of() {
    il::column_info c;
    c.kind = il::codec<T>::kind;
    return c;
}
static_assert(il::db_default<1>::applies_to(of<int>()) && il::db_default<1>::applies_to(of<double>()));
static_assert(!il::db_default<1>::applies_to(of<bool>()) &&
              !il::db_default<1>::applies_to(of<std::string>()));
static_assert(il::db_default<0.5>::applies_to(of<float>()) && !il::db_default<0.5>::applies_to(of<int>()));
static_assert(il::db_default<false>::applies_to(of<bool>()) && !il::db_default<false>::applies_to(of<int>()));
static_assert(!il::db_default<"x">::applies_to(of<std::vector<std::byte>>()));
static_assert(!il::db_default<il::now>::applies_to(of<std::string>()));

TEST_CASE("A model that refers to itself is described") {
    struct check_only {
        static constexpr bool same() { return il::table_of<Author>().columns[0].references == nullptr; }
    };
    CHECK(check_only::same());
}
