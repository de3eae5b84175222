// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/model/field_index.hpp>
#include <interlock/model/table.hpp>
#include <interlock/query/column.hpp>
#include <interlock/query/comparison.hpp>
#include <interlock/query/key.hpp>
#include <interlock/query/logic.hpp>
#include <interlock/query/remove.hpp>
#include <interlock/routing/refusals.hpp>
#include <interlock/routing/resolve.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace interlock {

/// Of two databases one has done what was asked for, and the other one has not: its alias is alias(), what it said the
/// message. To be repeated until both have.
class partly_done : public error {
public:
    partly_done(const error& cause, std::string done_in)
        : error("done in '" + done_in + "' alone: " + cause.message(), cause.code())
        , done_in_(std::move(done_in)) {
        at_statement(cause.alias(), cause.model(), cause.sql());
    }
    /// The alias of the database that has done it.
    const std::string& done_in() const noexcept { return done_in_; }

private:
    std::string done_in_;
};

template <class Model, class Db>
struct removal_from_both_of_one {
    static_assert(
        never<Model>,
        "interlock: a removal from both databases of a model that is in one: nothing copies it; remove it by "
        "db.remove<M>(), or route it by il::read_write<R, W>");
};

namespace detail {

/// The condition that a row has the key of another one.
template <class M, std::size_t I = 0, class... Condition>
auto has_key_of(const M& row, const Condition&... before) {
    if constexpr (I == table_of<M>().column_count) return (before && ...);
    else if constexpr (!table_of<M>().columns[I].primary_key) return has_key_of<M, I + 1>(row, before...);
    else {
        constexpr auto member = field_at<I, fields_of<M>>::type::member;
        const auto equal = col<member> == row.*member;
        if constexpr (sizeof...(Condition) == 0) return has_key_of<M, I + 1>(row, equal);
        else return has_key_of<M, I + 1>(row, (before && ...) && equal);
    }
}

}  // namespace detail

/// Removes the row with the key of this one from where its model is written, and then from its copy: `il::remove_from_both(
/// db, article)`, of a model that il::read_write routes. Gives the number of rows that the source had: 1 or 0. The copy is
/// looked at in any case, so that it may be repeated. Throws what a removal throws, where nothing was removed, and
/// partly_done where the copy has it still.
template <class Owner, class M>
std::int64_t remove_from_both(Owner& db, const M& row) {
    using service = typename Owner::service_type;
    if constexpr (!service::template lists_model<M>) {
        (void)detail::refuse<model_not_in_service<M, service>>();
        return 0;
    } else if constexpr (!detail::require_key<M>()) return 0;
    else {
        using source = write_database<service, M>;
        using copy = read_database<service, M>;
        if constexpr (__is_same(detail::listed_as<copy>, source)) {
            (void)detail::refuse<removal_from_both_of_one<M, source>>();
            return 0;
        } else if constexpr (!detail::require_writable<M, service, source, copy>()) return 0;
        else {
            const M captured = row;  // the row may be one that what follows would change
            const std::int64_t removed = db.template remove<M>().where(detail::has_key_of(captured)).run();
            try {
                const auto there = db.template executor_of<copy>();
                remove_query<detail::plain_t<decltype(there)>, M>(there)
                    .where(detail::has_key_of(captured))
                    .run();
            } catch (const error& e) {
                throw partly_done(e, std::string(source::alias));
            }
            return removed;
        }
    }
}

}  // namespace interlock
