// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field_index.hpp>
#include <interlock/session/copy_to.hpp>
#include <interlock/session/row_origin.hpp>
#include <interlock/session/shared_state.hpp>
#include <interlock/session/tracked_checks.hpp>
#include <interlock/session/tracked_state.hpp>
#include <interlock/session/tracking.hpp>
#include <interlock/sql/changes.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace interlock {

/// A row with the values that it was loaded with, and where that was: what `load<M>(key)` gives. `gem->name = "x"`
/// changes it, save() writes what was changed. docs/tracking.md.
///
/// One thread at a time uses it. What it came from, the session or the transaction, has to be there as long as it is
/// saved, removed, reloaded or copied.
template <class Service, class Db, class M, bool InTransaction>
class tracked {
public:
    using service_type = Service;
    using database = Db;
    using model_type = M;

    tracked(tracked&&) noexcept = default;
    tracked& operator=(tracked&&) noexcept = default;

    M& operator*() noexcept { return state_->row; }
    const M& operator*() const noexcept { return state_->row; }
    M* operator->() noexcept { return &state_->row; }
    const M* operator->() const noexcept { return &state_->row; }

    /// The values that the database has, as far as this row knows.
    const M& original() const noexcept { return state_->original; }
    /// Whether the row has other values than those. What is il::now_on_insert or il::now_on_update does not count: the
    /// library writes it.
    bool changed() const { return has_one(changes()); }
    /// The same of one member.
    template <auto Member>
    bool changed() const {
        constexpr std::size_t i = detail::field_index<M, Member>;
        if constexpr (i == table_info::npos) return detail::refuse<change_of_what_is_no_field<M, Member>>();
        else {
            require_row();
            return !detail::is_stamp(table.columns[i]) &&
                   !detail::same_value(state_->original.*Member, state_->row.*Member);
        }
    }
    /// Takes the changes back. The database is not asked.
    void discard() {
        require_row();
        state_->row = state_->original;
    }

    /// Writes the columns that were changed, to where the row came from, and what is il::now_on_update; nothing is sent
    /// where none was. Whether one was. Throws stale_row where the row has another il::version meanwhile, not_found where
    /// it is gone, usage_error where its key or version was changed or its transaction has ended, and what an update
    /// throws. Then nothing was written, and the row keeps its changes.
    bool save() { return save_by(origin_.executor_of()); }

    /// Removes the row where it came from. Throws what save() throws, for changes of others too.
    void remove() {
        require_row();
        const auto& e = origin_.executor_of();
        origin_.require(e, *state_);
        require_identity(changes());
        using shape = remove_row_shape<M>;
        const detail::row_told_by<M, has_version> told{state_->original};
        if (e.template run_write<shape>(told) == 0) throw_missing(e, e.template sql_of<shape>(told));
    }

    /// Reads the row again: changes are gone. Throws not_found.
    void reload() {
        require_row();
        origin_.require_readable(*state_);
        using shape = get_shape<M>;
        const detail::row_told_by<M, false> told{state_->original};
        M read = origin_.executor_of().template perform_read<detail::execute<shape, detail::take_present<M>>>(
            told);
        state_->row = read;
        state_->original = std::move(read);
        state::was_read(state_, origin_.executor_of().hold());
    }

    /// Copies the row, with the values that it has now, into another database of its service, where the service's
    /// routers let the model be: session/copy_to.hpp.
    template <class Other, class How>
    auto copy_to(How how) const {
        if constexpr (!detail::require_copyable<Service, Other, M, How>())
            return detail::refused_copy<M, How>();
        else if constexpr (detail::may_be_one<Other, Db> && !__is_same(How, new_key_t)) {
            (void)detail::refuse<copy_over_the_row_itself<M, Db>>();
            return detail::refused_copy<M, How>();
        } else if constexpr (InTransaction && !__is_same(Other, Db)) {
            (void)detail::refuse<copy_out_of_a_transaction<M, Other, Db>>();
            return detail::refused_copy<M, How>();
        } else {
            require_row();
            if constexpr (__is_same(Other, Db))
                return detail::copy_row(origin_.executor_of(), state_->row, how);
            else return detail::copy_row(origin_.executor_of().template beside<Other>(), state_->row, how);
        }
    }

    /// Whether db.save(row) or tx.save(row) of an owner can write to where the row came from; else the refusal.
    template <class Owner>
    static constexpr bool may_be_saved_by() {
        return detail::require_writer<Owner, Service, Db, M, InTransaction>();
    }
    /// What they do then.
    template <bool Within>
    bool save_by(const executor<Service, Db, Within>& writer) {
        require_row();
        origin_.require(writer, *state_);
        const std::vector<bool> changed = changes();
        require_identity(changed);
        if (!has_one(changed)) return false;
        write(writer, changed);
        return true;
    }

private:
    friend struct detail::tracking<M>;
    using state = detail::tracked_state<M>;

    static constexpr const table_info& table = table_of<M>();
    static constexpr bool has_version = table.index_of_version() != table_info::npos;

    tracked(const executor<Service, Db, InTransaction>& e, M&& read)
        : origin_(e), state_(detail::shared_state<state>::make(std::move(read))) {
        state::was_read(state_, e.hold());
    }

    std::string_view alias() const noexcept { return origin_.executor_of().alias(); }
    void require_row() const {
        if (!state_)
            detail::refuse_tracked(alias(), table, {}, "the row was moved to another handle: use that one");
    }
    std::vector<bool> changes() const {
        require_row();
        return detail::changes_between(state_->original, state_->row);
    }
    static bool has_one(const std::vector<bool>& changed) {
        for (const bool c : changed)
            if (c) return true;
        return false;
    }
    void require_identity(const std::vector<bool>& changed) const {
        for (std::size_t i = 0; i < table.column_count; ++i) {
            if (!changed[i]) continue;
            const column_info& c = table.columns[i];
            if (c.primary_key)
                detail::refuse_tracked(
                    alias(), table, c.member,
                    "the key of a tracked row was changed: it says which row this is; insert a "
                    "row with the other key, and remove() this one");
            if (c.version)
                detail::refuse_tracked(
                    alias(), table, c.member,
                    "the version of a tracked row was changed: save() counts it; leave it as it is");
        }
    }

    /// The row as it will be: with its stamps, and the next version.
    M next() const {
        M row = state_->row;
        const stored_timestamp time = detail::current_time();
        [&]<class... Fields>(fields<Fields...>) {
            std::size_t i = 0;
            (own_column<Fields>(row, table.columns[i++], time, alias()), ...);
        }(detail::fields_of<M>{});
        return row;
    }
    template <class Field>
    static void own_column(M& row, const column_info& c, stored_timestamp time, std::string_view alias) {
        using type = typename Field::type;
        if constexpr (detail::is_timestamp<type>) {
            if (c.now_on_update) row.*Field::member = codec<detail::without_null<type>>::decode(time);
        } else if constexpr (__is_same(typename codec<detail::without_null<type>>::stored, std::int64_t) &&
                             !detail::is_nullable<type>) {
            if (c.version)
                row.*Field::member = detail::counted_on<type>(row.*Field::member, c, alias, table.model);
        }
    }

    template <class Executor>
    void write(const Executor& e, const std::vector<bool>& changed) {
        M saved = next();
        const detail::row_changes<M> values{state_->original, saved, changed};
        const bool remembered = state::remember(state_, e.hold());
        try {
            if (e.template run_write<save_shape<M>>(values) == 0)
                throw_missing(e, e.template sql_of<save_shape<M>>(values));
        } catch (...) {
            if (remembered) state_->forget_last();
            throw;
        }
        state_->take_own_columns_of(saved);
        state_->original = std::move(saved);
    }

    /// After a statement that found no row of this key and version.
    template <class Executor>
    [[noreturn]] void throw_missing(const Executor& e, std::string_view sql) const {
        if constexpr (has_version) {
            using looks = detail::execute<get_shape<M>, detail::take_existence>;
            if (e.template perform_read<looks>(detail::row_told_by<M, false>{state_->original})) {
                stale_row stale(
                    "the row was changed by somebody else since it was loaded: it has another version; reload() "
                    "it");
                stale.at_statement(alias(), table.model, sql);
                throw stale;
            }
        }
        not_found gone("the row is gone");
        gone.at_statement(alias(), table.model, sql);
        throw gone;
    }

    detail::row_origin<Service, Db, InTransaction> origin_;
    detail::shared_state<state> state_;
};

namespace detail {

template <class M>
struct tracking {
    template <class Service, class Db, bool InTransaction, class... Keys>
    static auto load(const executor<Service, Db, InTransaction>& e, const Keys&... keys) {
        if constexpr (!require_key<M>()) return refused_row<M>{};
        else return tracked<Service, Db, M, InTransaction>(e, e.template get<M>(keys...));
    }
};

}  // namespace detail

}  // namespace interlock
