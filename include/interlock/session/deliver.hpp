// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/outbox.hpp>
#include <interlock/query/in_list.hpp>
#include <interlock/query/load_related.hpp>
#include <interlock/query/relation.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/transaction.hpp>
#include <interlock/sql/outbox_text.hpp>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <set>
#include <vector>

namespace interlock {

namespace detail {

/// What is to be done along one relation for removed rows.
template <auto Member, class Service>
class carrier {
    static constexpr auto target = relation<Member>::target;
    using model = owner_of<Member>;
    using source_db = write_database<Service, owner_of<target>>;
    using target_db = write_database<Service, model>;
    using entry = outbox<target>;
    using heard = inbox<Member>;

public:
    /// Removes the rows that refer to the removed ones, or their reference, once for each entry. An entry that is still
    /// there after this has noted it cannot have been forgotten since: who delivers it at the same time forgets it only
    /// when it is gone.
    static void apply(session<Service>& db, const std::vector<entry>& entries) {
        db.template transaction<target_db>([&](auto& tx) {
            std::vector<std::int64_t> noted;
            for (const entry& e : entries)
                if (tx.insert_or_ignore(heard{e.id}) != 0) noted.push_back(e.id);
            if (noted.empty()) return;
            const std::vector<entry> there = [&] {
                if constexpr (__is_same(source_db, target_db)) return still_there(tx, noted);
                else {
                    auto source = db.template on<source_db>();
                    return still_there(source, noted);
                }
            }();
            if (there.size() != noted.size()) {
                std::set<std::int64_t> gone(noted.begin(), noted.end());
                for (const entry& e : there) gone.erase(e.id);
                (void)tx.template remove<heard>().where(col<&heard::entry>.in(gone)).run();
            }
            if (there.empty()) return;
            std::vector<decltype(entry::removed)> keys;
            for (const entry& e : there) keys.push_back(e.removed);
            if constexpr (column_of_member<Member>().when_removed == on_delete::cascade)
                (void)tx.template remove<model>().where(col<Member>.in(keys)).run();
            else
                (void)tx.template update<model>()
                    .set(col<Member> = std::nullopt)
                    .where(col<Member>.in(keys))
                    .run();
        });
    }
    /// Takes notes away whose entries are gone, also those that a process could not take away that broke off.
    static void forget(session<Service>& db) {
        auto here = db.template on<target_db>();
        auto source = db.template on<source_db>();
        std::set<std::int64_t> gone;
        for (const heard& h : here.template from<heard>().limit(1000).all()) gone.insert(h.entry);
        if (gone.empty()) return;
        for (const entry& e : still_there(source, gone)) gone.erase(e.id);
        if (gone.empty()) return;
        (void)here.template remove<heard>().where(col<&heard::entry>.in(gone)).run();
    }

private:
    template <class Source, class Ids>
    static std::vector<entry> still_there(Source& source, const Ids& ids) {
        return source.template from<entry>().where(col<&entry::id>.in(ids)).all();
    }
};

/// What a table of a service has to do with the outbox of a member.
template <auto Target, class Table>
struct box_of {
    template <class Service>
    static void apply(session<Service>&, const std::vector<outbox<Target>>&) {}
    template <class Service>
    static void forget(session<Service>&) {}
};
template <auto Target, auto Member>
    requires(same_member<relation<Member>::target, Target>())
struct box_of<Target, inbox<Member>> {
    template <class Service>
    static void apply(session<Service>& db, const std::vector<outbox<Target>>& entries) {
        carrier<Member, Service>::apply(db, entries);
    }
    template <class Service>
    static void forget(session<Service>& db) {
        carrier<Member, Service>::forget(db);
    }
};

/// A table of a service, as an outbox or as none.
template <class Table>
struct as_outbox {
    template <class Service, class Tables>
    static std::int64_t deliver(session<Service>&, std::int64_t, Tables) {
        return 0;
    }
    template <class Service>
    static std::int64_t count(session<Service>&) {
        return 0;
    }
};
template <auto Target>
struct as_outbox<outbox<Target>> {
    using entry = outbox<Target>;

    template <class Service, class... Tables>
    static std::int64_t deliver(session<Service>& db, std::int64_t batch, models<Tables...>) {
        auto source = db.template on<write_database<Service, entry>>();
        std::int64_t delivered = 0;
        for (;;) {
            const std::vector<entry> entries =
                source.template from<entry>().order_by(asc<&entry::id>).limit(batch).all();
            if (entries.empty()) return delivered;
            std::vector<std::int64_t> ids;
            for (const entry& e : entries) ids.push_back(e.id);
            (box_of<Target, Tables>::apply(db, entries), ...);
            delivered += source.template remove<entry>().where(col<&entry::id>.in(ids)).run();
            (box_of<Target, Tables>::forget(db), ...);
        }
    }
    template <class Service>
    static std::int64_t count(session<Service>& db) {
        return db.template on<write_database<Service, entry>>().template from<entry>().count();
    }
};

template <class Service, class... Tables>
std::int64_t deliver_all(session<Service>& db, std::int64_t batch, models<Tables...> all) {
    std::int64_t delivered = 0;
    std::exception_ptr first;
    const auto one = [&](auto box) {
        try {
            delivered += decltype(box)::deliver(db, batch, all);
        } catch (...) {  // what goes elsewhere does not wait for it
            if (!first) first = std::current_exception();
        }
    };
    (one(as_outbox<Tables>{}), ...);
    if (first) std::rethrow_exception(first);
    return delivered;
}
template <class Service, class... Tables>
std::int64_t count_undelivered(session<Service>& db, models<Tables...>) {
    return (std::int64_t{0} + ... + as_outbox<Tables>::count(db));
}

}  // namespace detail

/// Carries removals to the rows in other databases that referred to what was removed, by soft references with an
/// il::on_delete: these are removed too, or lose their reference. Gives the number of entries that are delivered; it is to
/// be called again and again, by one program or by several. Each entry is delivered at least once and takes effect once,
/// wherever a process or a database breaks off; where a database cannot be reached it throws, after what goes to others.
/// A batch is the number of removed rows for which one transaction is made in each database.
template <class Service>
std::int64_t deliver(session<Service>& db, std::int64_t batch = 100) {
    if (batch < 1) throw value_out_of_range("deliver() takes at least one entry at a time");
    return detail::deliver_all(db, batch, detail::tables_of_service<Service>{});
}

/// The number of removals that have not been delivered.
template <class Service>
std::int64_t undelivered(session<Service>& db) {
    return detail::count_undelivered(db, detail::tables_of_service<Service>{});
}

}  // namespace interlock
