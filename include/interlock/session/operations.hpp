// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/table.hpp>
#include <interlock/query/remove.hpp>
#include <interlock/query/select.hpp>
#include <interlock/query/update.hpp>

#include <cstdint>
#include <optional>

namespace interlock {

/// The queries that a session, an explicit database and a transaction have in common. Each asks its owner for
/// an executor: `reading<M>()` or `writing<M>()`, which is where the route is chosen and checked.
template <class Owner>
class operations {
public:
    /// A select on the model's table: `db.from<Gem>().where(...).all()`.
    template <class M>
    auto from() {
        return select_on<M>(reading<M>());
    }
    /// An update: `db.update<Gem>().set(...).where(...).run()`.
    template <class M>
    auto update() {
        return update_on<M>(writing<M>());
    }
    /// A removal: `db.remove<Gem>().where(...).run()`.
    template <class M>
    auto remove() {
        return remove_on<M>(writing<M>());
    }

    /// The row with this primary key. Throws not_found where there is none.
    template <class M, class... Keys>
    M get(const Keys&... keys) {
        return reading<M>().template get<M>(keys...);
    }
    /// The row with this primary key, if there is one.
    template <class M, class... Keys>
    std::optional<M> find(const Keys&... keys) {
        return reading<M>().template find<M>(keys...);
    }

    /// Adds a row. A generated key is given by the database, filled into a row that can be changed, and
    /// returned; without one nothing is returned. Throws constraint_violation, value_out_of_range.
    template <class M>
    auto insert(M&& row) {
        using model_type = detail::plain_t<M>;
        if constexpr (detail::generated_field<model_type>() == table_info::npos) {
            writing<model_type>().template insert<model_type>(row);
        } else {
            using field = typename detail::field_at<detail::generated_field<model_type>(),
                                                    detail::fields_of<model_type>>::type;
            const auto key = codec<typename field::type>::decode(
                writing<model_type>().template insert_generating<model_type>(row));
            if constexpr (requires { row.*field::member = key; }) row.*field::member = key;
            return key;
        }
    }

    /// Adds all rows of a range or none of them, and gives their number. Generated keys are not filled in.
    template <class Range>
    std::int64_t insert_many(Range&& rows) {
        using model_type = detail::plain_t<decltype(*std::begin(rows))>;
        return writing<model_type>().template insert_many<model_type>(rows);
    }

    /// Adds a row, or gives the row with the same primary key its values.
    template <class M>
    void upsert(const M& row) {
        writing<M>().template upsert<M>(row);
    }

private:
    template <class M>
    auto reading() {
        return static_cast<Owner*>(this)->template reading_executor<M>();
    }
    template <class M>
    auto writing() {
        return static_cast<Owner*>(this)->template writing_executor<M>();
    }
    template <class M, class Executor>
    static auto select_on(Executor e) {
        return select_query<Executor, select_parts<from_table<M>>>(e);
    }
    template <class M, class Executor>
    static auto update_on(Executor e) {
        return update_query<Executor, M>(e);
    }
    template <class M, class Executor>
    static auto remove_on(Executor e) {
        return remove_query<Executor, M>(e);
    }
};

}  // namespace interlock
