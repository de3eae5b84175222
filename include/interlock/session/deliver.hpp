// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/outbox.hpp>
#include <interlock/query/in_list.hpp>
#include <interlock/session/retry.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/transaction.hpp>
#include <interlock/sql/outbox_text.hpp>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace interlock {

namespace detail {

/// Carries removals along one relation.
template <auto Member, class Service>
class carrier {
    static constexpr auto target = carried_target<Member>;
    using model = owner_of<Member>;
    using source_model = owner_of<target>;
    using source_db = write_database<Service, source_model>;
    using target_db = write_database<Service, model>;
    using heard = inbox<Member>;

public:
    using entry = outbox<Member>;

    /// Whether removals are carried from one database to one, and the service may write to both; else the refusal.
    static constexpr bool may_deliver() {
        if constexpr (is_in_several<Service, source_model>)
            return refuse<model_in_several_databases<source_model, Service>>();
        else if constexpr (is_in_several<Service, model>)
            return refuse<model_in_several_databases<model, Service>>();
        else return require_writable<entry, Service, source_db, target_db>();
    }

    explicit carrier(session<Service>& db) : db_(db) {}

    /// All entries that are there, but those that cannot take effect: the first error is thrown at the end.
    void deliver(std::int64_t batch, std::int64_t& delivered, std::exception_ptr& error) {
        try {
            for (std::int64_t last = 0;;) {
                const std::vector<entry> entries = source()
                                                       .template from<entry>()
                                                       .where(col<&entry::id> > last)
                                                       .order_by(asc<&entry::id>)
                                                       .limit(batch)
                                                       .all();
                if (entries.empty()) return;
                last = entries.back().id;
                delivered += forget(apply_what_can_be(entries, error));
            }
        } catch (...) {
            if (!error) error = std::current_exception();
        }
    }

    /// Removes the rows that refer to the removed ones, or their reference, once for each entry. An entry that is not
    /// delivered after this has noted it cannot have been forgotten since: who delivers it at the same time says so
    /// before.
    void apply(const std::vector<entry>& entries) {
        db_.template transaction<target_db>(retry{}, [&](auto& tx) {
            std::vector<entry> noted;
            for (const entry& e : entries)
                if (!e.delivered && tx.insert_or_ignore(heard{e.token}) != 0) noted.push_back(e);
            if (noted.empty()) return;
            std::vector<decltype(entry::removed)> keys;
            if constexpr (__is_same(source_db, target_db)) keys = still_removed(tx, tx, noted);
            else {
                auto from = source();
                keys = still_removed(from, tx, noted);
            }
            if (keys.empty()) return;
            if constexpr (column_of_member<Member>().when_removed == on_delete::cascade)
                (void)tx.template remove<model>().where(col<Member>.in(keys)).run();
            else
                (void)tx.template update<model>()
                    .set(col<Member> = std::nullopt)
                    .where(col<Member>.in(keys))
                    .run();
        });
    }

    std::int64_t count() {
        if constexpr (is_in_several<Service, source_model>)
            return refuse<model_in_several_databases<source_model, Service>>();
        else return source().template from<entry>().count();
    }

private:
    auto source() { return db_.template on<source_db>(); }

    static auto ids(const std::vector<entry>& entries) {
        std::vector<std::int64_t> all;
        for (const entry& e : entries) all.push_back(e.id);
        return all;
    }

    /// Those that took effect: all, or where the rows of one may not go, each that can by itself.
    std::vector<entry> apply_what_can_be(const std::vector<entry>& entries, std::exception_ptr& error) {
        try {
            apply(entries);
            return entries;
        } catch (const constraint_violation&) {
            if (entries.size() > 1) return apply_each(entries, error);
            if (!error) error = std::current_exception();
            return {};
        }
    }
    std::vector<entry> apply_each(const std::vector<entry>& entries, std::exception_ptr& error) {
        std::vector<entry> done;
        for (const entry& e : entries)
            for (const entry& applied : apply_what_can_be({e}, error)) done.push_back(applied);
        return done;
    }

    /// The keys of those entries that nobody has delivered meanwhile, without those that a row of the source has again.
    template <class Source, class Target>
    static auto still_removed(Source& from, Target& to, const std::vector<entry>& noted) {
        std::set<std::string> gone;
        for (const entry& e : noted) gone.insert(e.token);
        std::vector<decltype(entry::removed)> keys;
        for (const entry& e : from.template from<entry>()
                                  .where(col<&entry::id>.in(ids(noted)) && col<&entry::delivered> == false)
                                  .all()) {
            gone.erase(e.token);
            keys.push_back(e.removed);
        }
        if (!gone.empty()) (void)to.template remove<heard>().where(col<&heard::token>.in(gone)).run();
        if (keys.empty()) return keys;
        for (const auto& again :
             from.template from<source_model>().where(col<target>.in(keys)).select(col<target>).all())
            std::erase(keys, std::get<0>(again));
        return keys;
    }

    /// Takes entries away, and what the inbox knows of them. Whoever breaks off in between leaves an entry that says that it
    /// is delivered, and is taken away by the next.
    std::int64_t forget(const std::vector<entry>& entries) {
        if (entries.empty()) return 0;
        const std::vector<std::int64_t> all = ids(entries);
        std::vector<std::string> tokens;
        for (const entry& e : entries) tokens.push_back(e.token);
        db_.template transaction<source_db>(retry{}, [&](auto& tx) {
            (void)tx.template update<entry>()
                .set(col<& entry::delivered> = true)
                .where(col<&entry::id>.in(all))
                .run();
        });
        db_.template transaction<target_db>(retry{}, [&](auto& tx) {
            (void)tx.template remove<heard>().where(col<&heard::token>.in(tokens)).run();
        });
        return db_.template transaction<source_db>(retry{}, [&](auto& tx) {
            return tx.template remove<entry>().where(col<&entry::id>.in(all)).run();
        });
    }

    session<Service>& db_;
};

/// A table of a service, as an outbox or as none.
template <class Table>
struct as_outbox {
    template <class Service>
    static constexpr bool may_deliver() {
        return true;
    }
    template <class Service>
    static void deliver(session<Service>&, std::int64_t, std::int64_t&, std::exception_ptr&) {}
    template <class Service>
    static std::int64_t count(session<Service>&) {
        return 0;
    }
};
template <auto Member>
struct as_outbox<outbox<Member>> {
    template <class Service>
    static constexpr bool may_deliver() {
        return carrier<Member, Service>::may_deliver();
    }
    template <class Service>
    static void deliver(session<Service>& db, std::int64_t batch, std::int64_t& delivered,
                        std::exception_ptr& error) {
        carrier<Member, Service>(db).deliver(batch, delivered, error);
    }
    template <class Service>
    static std::int64_t count(session<Service>& db) {
        return carrier<Member, Service>(db).count();
    }
};

template <class Service>
constexpr bool may_deliver(models<>) {
    return true;
}
template <class Service, class Table, class... More>
constexpr bool may_deliver(models<Table, More...>) {
    if constexpr (!as_outbox<Table>::template may_deliver<Service>()) return false;
    else return may_deliver<Service>(models<More...>{});
}

template <class Service, class... Tables>
std::int64_t deliver_all(session<Service>& db, std::int64_t batch, models<Tables...>) {
    std::int64_t delivered = 0;
    std::exception_ptr first;
    if constexpr (may_deliver<Service>(models<Tables...>{}))
        (as_outbox<Tables>::deliver(db, batch, delivered, first), ...);  // one does not wait for another
    if (first) std::rethrow_exception(first);
    return delivered;
}
template <class Service, class... Tables>
std::int64_t count_undelivered(session<Service>& db, models<Tables...>) {
    return (std::int64_t{0} + ... + as_outbox<Tables>::count(db));
}

}  // namespace detail

/// Carries removals to the rows in other databases that referred to what was removed, by soft references with an
/// il::on_delete: these are removed too, or lose their reference, unless the key is there again. Gives the number of entries
/// that are delivered; it is to be called again and again, by one program or by several. Each entry is delivered at least
/// once and takes effect once, wherever a process or a database breaks off. Each relation is delivered by itself, and in it
/// all entries whose rows may go: the first error of those that could not is thrown after the others. A batch is the number
/// of entries for which one transaction is made in each database.
template <class Service>
std::int64_t deliver(session<Service>& db, std::int64_t batch = 100) {
    if (batch < 1) throw value_out_of_range("deliver() takes at least one entry at a time");
    return detail::deliver_all(db, batch, detail::tables_of_service<Service>{});
}

template <class Owner, class Service>
std::int64_t deliver(const routed_operations<Owner, Service>&, std::int64_t = 0) {
    return detail::refuse<part_in_place_of_a_session<Owner>>();
}

/// The number of removals that have not been delivered.
template <class Service>
std::int64_t undelivered(session<Service>& db) {
    return detail::count_undelivered(db, detail::tables_of_service<Service>{});
}

}  // namespace interlock
