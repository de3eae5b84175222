// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/query/condition.hpp>
#include <interlock/query/executor.hpp>
#include <interlock/query/order.hpp>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace interlock {

/// The bounds that a select has.
enum class bounds : unsigned char { none = 0, limit = 1, offset = 2, both = 3 };

constexpr bool has_limit(bounds b) { return (static_cast<unsigned char>(b) & 1) != 0; }
constexpr bool has_offset(bounds b) { return (static_cast<unsigned char>(b) & 2) != 0; }
constexpr bounds operator|(bounds a, bounds b) {
    return static_cast<bounds>(static_cast<unsigned char>(a) | static_cast<unsigned char>(b));
}

/// What decides the text of a select, without its values.
template <class M, class Where, class Order, bounds Bounds>
struct select_shape {
    using model_type = M;
};

/// The values of a select with another limit; its condition is not copied.
template <class Where, bool HasOffset>
struct limited_values {
    const Where& where;
    std::int64_t limit, offset;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        where.values(visit);
        visit.number(limit);
        if constexpr (HasOffset) visit.number(offset);
    }
};

/// `db.from<M>()` and what follows it. Each clause gives a new query; the old one stays usable.
template <class Executor, class M, class Where = no_condition, class Order = ordering<>,
          bounds Bounds = bounds::none>
class select {
public:
    using model_type = M;
    using shape = select_shape<M, Where, Order, Bounds>;

    constexpr explicit select(Executor executor) : executor_(executor) {}
    constexpr select(Executor executor, Where where, std::int64_t limit, std::int64_t offset)
        : executor_(executor), where_(std::move(where)), limit_(limit), offset_(offset) {}

    /// Rows for which the condition is true. Several calls are joined with "and".
    template <class Condition>
    constexpr auto where(Condition condition) && {
        auto joined = detail::both<source<M>>(std::move(where_), std::move(condition));
        return select<Executor, M, decltype(joined), Order, Bounds>(executor_, std::move(joined), limit_,
                                                                    offset_);
    }
    template <class Condition>
    constexpr auto where(Condition condition) const& {
        return select(*this).where(std::move(condition));
    }

    /// `order_by(il::asc<&M::x>, il::desc<&M::y>)`. Later calls add less significant terms.
    template <class... Operands, bool... Descending>
    constexpr auto order_by(order_term<Operands, Descending>...) && {
        (void)(Operands::template known<source<M>>() && ...);
        using order = typename Order::template then<order_term<Operands, Descending>...>;
        return select<Executor, M, Where, order, Bounds>(executor_, std::move(where_), limit_, offset_);
    }
    template <class... Operands, bool... Descending>
    constexpr auto order_by(order_term<Operands, Descending>... terms) const& {
        return select(*this).order_by(terms...);
    }

    /// At most n rows. Throws value_out_of_range for a negative n.
    constexpr auto limit(std::int64_t n) && {
        if (n < 0) throw value_out_of_range("limit() takes no negative number");
        return select<Executor, M, Where, Order, Bounds | bounds::limit>(executor_, std::move(where_), n,
                                                                         offset_);
    }
    constexpr auto limit(std::int64_t n) const& { return select(*this).limit(n); }

    /// Without the first n rows. Throws value_out_of_range for a negative n.
    constexpr auto offset(std::int64_t n) && {
        if (n < 0) throw value_out_of_range("offset() takes no negative number");
        return select<Executor, M, Where, Order, Bounds | bounds::offset>(executor_, std::move(where_),
                                                                          limit_, n);
    }
    constexpr auto offset(std::int64_t n) const& { return select(*this).offset(n); }

    /// All rows.
    std::vector<M> all() const { return executor_.template select_all<shape>(*this); }
    /// The first row, if there is one.
    std::optional<M> first() const { return executor_.template select_first<limited_shape>(at_most(1)); }
    /// The only row. Throws not_found where there is none and multiple_rows where there are more.
    M one() const { return executor_.template select_one<limited_shape>(at_most(2)); }
    /// The number of rows.
    std::int64_t count() const { return executor_.template select_count<shape>(*this); }
    /// Whether there is a row.
    bool exists() const { return executor_.template select_exists<shape>(*this); }
    /// The rows one by one, in constant memory: `for (const M& m : query.stream())`.
    auto stream() const { return executor_.template select_stream<shape>(*this); }

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        where_.values(visit);
        if constexpr (has_limit(Bounds)) visit.number(limit_);
        if constexpr (has_offset(Bounds)) visit.number(offset_);
    }

private:
    using limited_shape = select_shape<M, Where, Order, Bounds | bounds::limit>;

    /// With a limit of n, or the smaller one that it has.
    constexpr auto at_most(std::int64_t n) const {
        return limited_values<Where, has_offset(Bounds)>{where_, has_limit(Bounds) && limit_ < n ? limit_ : n,
                                                         offset_};
    }

    [[no_unique_address]] Executor executor_;
    Where where_{};
    std::int64_t limit_ = 0;
    std::int64_t offset_ = 0;
};

/// A select without a session, to look at its text: `il::sql<il::postgres>(il::from<Gem>())`.
template <class M>
constexpr auto from() {
    return select<no_executor, M>(no_executor{});
}

}  // namespace interlock
