// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/query/joining.hpp>
#include <interlock/query/prefetch.hpp>
#include <interlock/query/row_query.hpp>
#include <interlock/query/select_parts.hpp>

#include <cstdint>
#include <string_view>
#include <utility>

namespace interlock {

template <class Executor, class Parts>
class select_query;

template <class Query>
struct paging_without_its_header {
    static_assert(
        never<Query>,
        "interlock: after() or page() without their header: include <interlock/dynamic.hpp>, which brings them");
};

template <class Columns>
struct selected_twice {
    static_assert(never<Columns>,
                  "interlock: select() is called once, with all columns and expressions of the result");
};

namespace detail {

/// after() and page(): in query/paging.hpp.
template <class Query>
struct paging {
    static refused_condition after(const Query&, std::string_view) {
        (void)refuse<paging_without_its_header<Query>>();
        return {};
    }
    static refused_condition page(const Query& query, std::int64_t, std::int64_t) { return after(query, {}); }
};

}  // namespace detail

/// `db.from<M>()` and what follows it. Each clause gives a new query; the old one stays usable.
template <class Executor, class From, class Columns, class Where, class Grouping, class Order,
          class Quantifier, bounds Bounds>
class select_query<Executor, select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds>>
    : public row_query<Executor, select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds>>,
      public joining<
          select_query<Executor, select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds>>> {
public:
    using shape = select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds>;

    using row_query<Executor, shape>::row_query;
    using typename row_query<Executor, shape>::model_type;

    /// Rows for which the condition is true. Several calls are joined with "and".
    template <class Condition>
    constexpr auto where(Condition condition) && {
        return with_where(detail::both<rows>(std::move(parts_.where), std::move(condition)));
    }
    template <class Condition>
    constexpr auto where(Condition condition) const& {
        return select_query(*this).where(std::move(condition));
    }

    /// A condition that is there only where the flag is true. The texts of all choices are constants.
    template <class Condition>
    constexpr auto where_if(bool wanted, Condition condition) && {
        return with_where(detail::perhaps<rows>(std::move(parts_.where), wanted, std::move(condition)));
    }
    template <class Condition>
    constexpr auto where_if(bool wanted, Condition condition) const& {
        return select_query(*this).where_if(wanted, std::move(condition));
    }

    /// `order_by(il::asc<&M::x>, il::desc<&M::y>)`. Later calls add less significant terms.
    template <class... Operands, bool... Descending>
    constexpr auto order_by(order_term<Operands, Descending>... terms) && {
        (void)(early<Operands>() && ...);
        return with_order(detail::then(parts_.order, std::move(terms)...));
    }
    template <class... Operands, bool... Descending>
    constexpr auto order_by(order_term<Operands, Descending>... terms) const& {
        return select_query(*this).order_by(std::move(terms)...);
    }
    template <class... Others>
        requires(!(detail::is_order_term<Others> && ...))
    constexpr const select_query& order_by(const Others&...) const& {
        (void)(detail::require_order_term<Others>() && ...);
        return *this;
    }

    /// At most n rows. Throws value_out_of_range for a negative n.
    constexpr auto limit(std::int64_t n) && {
        if (n < 0) throw value_out_of_range("limit() takes no negative number");
        parts_.limit = n;
        return with_frame<Quantifier, Bounds | bounds::limit>();
    }
    constexpr auto limit(std::int64_t n) const& { return select_query(*this).limit(n); }

    /// Without the first n rows. Throws value_out_of_range for a negative n.
    constexpr auto offset(std::int64_t n) && {
        if (n < 0) throw value_out_of_range("offset() takes no negative number");
        parts_.offset = n;
        return with_frame<Quantifier, Bounds | bounds::offset>();
    }
    constexpr auto offset(std::int64_t n) const& { return select_query(*this).offset(n); }

    /// What is made of each row, or of each group: columns and expressions, read into tuples.
    template <class... Expressions>
    constexpr auto select(Expressions&&... expressions) && {
        if constexpr (!__is_same(Columns, all_columns)) (void)detail::refuse<selected_twice<Columns>>();
        if constexpr (sizeof...(Expressions) == 0) (void)detail::refuse<nothing_selected<rows>>();
        (void)(early<detail::argument_t<Expressions>>() && ...);
        return with_columns(projection<detail::argument_t<Expressions>...>{
            {{detail::argument(std::forward<Expressions>(expressions))}...}});
    }
    template <class... Expressions>
    constexpr auto select(Expressions&&... expressions) const& {
        return select_query(*this).select(std::forward<Expressions>(expressions)...);
    }
    /// Reads the selected columns into an aggregate, by position, or the only one into a value.
    template <class T>
    constexpr auto as() const {
        return into<decltype(detail::result_into<T>(
            typename detail::result_columns<typename shape::result>::type{}))>();
    }
    /// Reads the selected columns into an il::row, by name: `as<il::row>()`.
    template <template <class...> class Row>
    constexpr auto as() const {
        return into<decltype(detail::named_as(
            detail::named_by<Columns>(), typename detail::result_columns<typename shape::result>::type{}))>();
    }

    /// Of equal rows one.
    constexpr auto distinct() && { return with_quantifier<distinct_rows>(); }
    constexpr auto distinct() const& { return select_query(*this).distinct(); }
    /// Of the rows that are equal in these columns the first, in the order of order_by(). PostgreSQL only.
    template <class... Keys>
    constexpr auto distinct_on(Keys...) && {
        if constexpr (!detail::require_distinct_keys<detail::plain_t<Keys>...>())
            return with_frame<Quantifier, Bounds>();
        else {
            (void)(Keys::template known<rows>() && ...);
            return with_quantifier<distinct_on_columns<Keys::member...>>();
        }
    }
    template <class... Keys>
    constexpr auto distinct_on(Keys... columns) const& {
        return select_query(*this).distinct_on(columns...);
    }

    /// One row for each different combination of the keys.
    template <class... Keys>
    constexpr auto group_by(Keys... keys) && {
        if constexpr (sizeof...(Keys) == 0) (void)detail::refuse<groups_by_nothing<rows>>();
        (void)(detail::require_key<rows, Keys>() && ...);
        if constexpr (!(detail::is_expression<Keys> && ...)) return std::move(*this);
        else return with_grouping(grouping<no_condition, Keys...>{{{std::move(keys)}...}, {}});
    }
    template <class... Keys>
    constexpr auto group_by(Keys... keys) const& {
        return select_query(*this).group_by(std::move(keys)...);
    }
    /// Groups for which the condition is true. Several calls are joined with "and".
    template <class Condition>
    constexpr auto having(Condition condition) && {
        return with_grouping(detail::with_having<rows>(std::move(parts_.grouping), std::move(condition)));
    }
    template <class Condition>
    constexpr auto having(Condition condition) const& {
        return select_query(*this).having(std::move(condition));
    }

    /// Locks the rows until the transaction ends, so that no other changes them or locks them: of all tables of the
    /// query, or of those of the models, `for_update<Job>()`. In a transaction only, and on PostgreSQL only, see
    /// docs/queries.md. Throws lock_timeout, and transaction_conflict for a deadlock.
    template <class... Of>
    constexpr auto for_update() const {
        return select_query(*this).template locked<lock_strength::update, Of...>();
    }
    /// The same, but others may insert rows that refer to it: for changes that leave the key as it is.
    template <class... Of>
    constexpr auto for_no_key_update() const {
        return select_query(*this).template locked<lock_strength::no_key_update, Of...>();
    }
    /// Locks the rows against changes; others may lock them so too.
    template <class... Of>
    constexpr auto for_share() const {
        return select_query(*this).template locked<lock_strength::share, Of...>();
    }
    /// Locks the rows against removal and a change of their key.
    template <class... Of>
    constexpr auto for_key_share() const {
        return select_query(*this).template locked<lock_strength::key_share, Of...>();
    }
    /// After one of those: throws busy at once where another transaction has locked a row.
    constexpr auto nowait() const { return select_query(*this).template with_wait<lock_wait::nowait>(); }
    /// After one of those: rows that another transaction has locked are left out.
    constexpr auto skip_locked() const {
        return select_query(*this).template with_wait<lock_wait::skip_locked>();
    }

    /// The rows behind those that a token ends, as many as limit() says, and the token of the next ones: il::slice.
    /// An empty token begins. Throws token_error. Of <interlock/dynamic.hpp>.
    auto after(std::string_view token) const { return detail::paging<select_query>::after(*this, token); }
    /// A page of so many rows, the first is 1, and how many rows and pages there are: il::page. Throws not_found
    /// where there is no such page. Of <interlock/dynamic.hpp>.
    auto page(std::int64_t number, std::int64_t size) const {
        return detail::paging<select_query>::page(*this, number, size);
    }

    /// For prefetch().
    constexpr auto loading_parts() const {
        return detail::loading<shape>{this->sound_parts(), {}, executor_.origin()};
    }
    constexpr auto beside_rows() const { return prefetching<Executor, shape>(executor_, loading_parts()); }

private:
    using row_query<Executor, shape>::executor_;
    using row_query<Executor, shape>::parts_;
    using rows = typename From::template rows<Executor>;

    /// What is wrong with an expression whatever follows it is said where it stands.
    template <class Expression>
    static constexpr bool early() {
        if constexpr (Expression::aggregate || detail::named_position<Expression> != table_info::npos)
            return true;
        else return detail::selected_from<rows>::template selects<Expression>();
    }
    template <join_kind Kind, class Entry>
    static constexpr bool require_no_result_yet() {
        if constexpr ((Kind != join_kind::right && Kind != join_kind::full) || !detail::is_read_as<Columns>)
            return true;
        else return detail::refuse<outer_join_after_as<Entry, typename shape::result::type>>();
    }
    template <join_kind Kind, class Entry, class Condition>
    constexpr auto joined(Condition condition) {
        (void)require_no_result_yet<Kind, Entry>();
        return on(detail::join<Executor, Entry, Kind>(std::move(parts_.from), std::move(condition)));
    }
    template <join_kind Kind, auto Named, class Name>
    constexpr auto joined_along() {
        (void)require_no_result_yet<Kind, detail::owner_of<detail::called_relation<Named>::member>>();
        return on(detail::join_along<Executor, Named, Name, Kind>(std::move(parts_.from)));
    }
    template <join_kind Kind, class Link, class Name>
    constexpr auto joined_beyond() {
        (void)require_no_result_yet<Kind, Link>();
        return on(detail::join_many<Executor, Link, Name, Kind>(std::move(parts_.from)));
    }
    template <auto Named, class Name>
    constexpr auto joined_with() {
        return on(detail::join_referred<Executor, Named, Name>(std::move(parts_.from)));
    }
    /// The query on other tables.
    template <class NewFrom>
    constexpr auto on(NewFrom from) {
        using parts = select_parts<NewFrom, Columns, Where, Grouping, Order, Quantifier, Bounds>;
        return select_query<Executor, parts>(executor_,
                                             parts{std::move(from), std::move(parts_.columns),
                                                   std::move(parts_.where), std::move(parts_.grouping),
                                                   std::move(parts_.order), parts_.limit, parts_.offset});
    }
    /// The query with other clauses; what is not given is moved from this one.
    template <class NewQuantifier = Quantifier, bounds NewBounds = Bounds, class NewColumns, class NewWhere,
              class NewGrouping, class NewOrder>
    constexpr auto rebuilt(NewColumns&& columns, NewWhere&& where, NewGrouping&& grouping, NewOrder&& order) {
        using parts =
            select_parts<From, detail::plain_t<NewColumns>, detail::plain_t<NewWhere>,
                         detail::plain_t<NewGrouping>, detail::plain_t<NewOrder>, NewQuantifier, NewBounds>;
        return select_query<Executor, parts>(
            executor_, parts{std::move(parts_.from), std::forward<NewColumns>(columns),
                             std::forward<NewWhere>(where), std::forward<NewGrouping>(grouping),
                             std::forward<NewOrder>(order), parts_.limit, parts_.offset});
    }
    template <class New>
    constexpr auto with_where(New where) {
        return rebuilt(std::move(parts_.columns), std::move(where), std::move(parts_.grouping),
                       std::move(parts_.order));
    }
    template <class New>
    constexpr auto with_columns(New columns) {
        return rebuilt(std::move(columns), std::move(parts_.where), std::move(parts_.grouping),
                       std::move(parts_.order));
    }
    template <class New>
    constexpr auto with_grouping(New grouping) {
        return rebuilt(std::move(parts_.columns), std::move(parts_.where), std::move(grouping),
                       std::move(parts_.order));
    }
    template <class New>
    constexpr auto with_order(New order) {
        return rebuilt(std::move(parts_.columns), std::move(parts_.where), std::move(parts_.grouping),
                       std::move(order));
    }
    template <class NewQuantifier, bounds NewBounds>
    constexpr auto with_frame() {
        return rebuilt<NewQuantifier, NewBounds>(std::move(parts_.columns), std::move(parts_.where),
                                                 std::move(parts_.grouping), std::move(parts_.order));
    }
    template <class NewQuantifier>
    constexpr auto with_quantifier() {
        if constexpr (!detail::is_row_lock<Quantifier>) return with_frame<NewQuantifier, Bounds>();
        else {
            (void)detail::refuse<row_lock_of_combined_rows<model_type, NewQuantifier>>();
            return with_frame<Quantifier, Bounds>();
        }
    }
    template <lock_strength Strength, class... Of>
    constexpr auto locked() {
        constexpr bool may = detail::require_lockable<model_type, every_row, Quantifier>() &&
                             detail::require_transaction<Executor, model_type>();
        constexpr bool engine_may_lack = !may || detail::engine_may_lack_locks<Executor>();
        if constexpr (detail::is_row_lock<Quantifier>) return with_frame<Quantifier, Bounds>();
        else return with_frame<row_lock<Strength, lock_wait::until_free, engine_may_lack, Of...>, Bounds>();
    }
    template <lock_wait Wait>
    constexpr auto with_wait() {
        return with_frame<decltype(detail::with_wait<model_type, Wait>(Quantifier{})), Bounds>();
    }
    template <class Result>
    constexpr auto into() const {
        using columns = projection_into<Columns, Result>;
        return select_query(*this).with_columns(columns{parts_.columns});
    }

    template <class, class>
    friend class select_query;
    friend class joining<select_query>;
    template <class, class, class...>
    friend class prefetching;
    template <class>
    friend struct detail::paging;
};

/// A select without a session: to look at its text, `il::sql<il::postgres>(il::from<Gem>())`, or as a part of
/// another query.
template <class M>
constexpr auto from() {
    return select_query<no_executor, select_parts<from_table<M>>>(no_executor{});
}

}  // namespace interlock
