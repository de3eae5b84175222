// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/table_list.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/backend/watch.hpp>
#include <interlock/model/error.hpp>
#include <interlock/routing/replicated.hpp>
#include <interlock/session/arranged.hpp>
#include <interlock/session/noted_slot.hpp>
#include <interlock/session/replica_slot.hpp>
#include <interlock/session/settings.hpp>

#include <cstdint>
#include <string>
#include <utility>

// The replicas of a database in a session. Their settings have the alias of the database with the replica's number:
//
//     il::settings{{"reviews", "postgresql://primary/app"}, {"reviews.replica0", "postgresql://standby/app"}}
//     ATLAS_REVIEWS_URL=...  ATLAS_REVIEWS_REPLICA0_URL=...
//
// There may be none: then reads go to the source. Any number up to that of il::replicas<N> may be left out.

namespace interlock::detail {

/// The place of a database with replicas: its own connections, and theirs.
template <class Service, class Db, int Most, class Policy>
class replicated_slot : public noted_slot<Db> {
public:
    replicated_slot() noexcept : replicas_(*this) {}

    template <class>
    auto& part() noexcept {
        return replicas_;
    }
    own_write settled(own_write_list& writes) { return replicas_.settled(writes); }
    /// Whether a setting is of one of the replicas.
    static bool takes(const settings::entry& e) {
        for (int i = 0; i < Most; ++i)
            if (settings::matches(e, alias_of(i))) return true;
        return false;
    }
    void place_parts(const settings& from, std::string& problems) {
        for (int i = 0; i < Most; ++i) {
            const settings::entry* const entry = from.find(alias_of(i));
            if (entry == nullptr) continue;
            try {
                url where = url::parse(entry->location);
                where.ask(entry->asked);
                replicas_.add(i, std::move(where));
            } catch (const error& e) {
                problems += "; database '" + alias_of(i) + "': " + e.message();
            }
        }
    }
    void describe(const table_list* tables) noexcept {
        noted_slot<Db>::describe(tables);
        replicas_.describe(tables);
    }
    void watch(statement_hook* hook) noexcept {
        noted_slot<Db>::watch(hook);
        replicas_.watch(hook);
    }
    std::int64_t close_idle() { return noted_slot<Db>::close_idle() + replicas_.close_idle(); }

    static std::string alias_of(int number) {
        return std::string(Db::alias) + ".replica" + std::to_string(number);
    }

private:
    replica_slot<Service, Db, Most, Policy> replicas_;
};

template <class Source, int Most, class Policy, class Service>
struct arranged<replicated_as<Source, Most, Policy>, Service, Source> {
    using type = replicated_slot<Service, Source, Most, Policy>;
};

}  // namespace interlock::detail
