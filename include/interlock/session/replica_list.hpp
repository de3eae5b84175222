// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/replicated.hpp>
#include <interlock/session/replica_slot.hpp>
#include <interlock/session/replica_standing.hpp>
#include <interlock/session/session.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace interlock {

/// How a replica stands.
struct replica_info {
    int number = 0;
    replica_state state = replica_state::untried;
    std::int64_t lag = 0;  ///< milliseconds, when it was last asked; less than 0 where it could not say
    pool_metrics connections;
    std::string failure;  ///< what it said when it failed last, if it ever has
};

namespace detail {

struct refused_replicas {
    static constexpr int most = 0;
    void add(int, const url&) {}
    bool remove(int) noexcept { return false; }
    void limit(const replica_limits&) noexcept {}
    replica_member* at(int) noexcept { return nullptr; }
    static pool_metrics metrics_of(replica_member&) { return {}; }
};

/// The slot of the replicas of a database.
template <class Service, class Source>
struct replicas_of {
    static constexpr bool is_replicated =
        !__is_same(typename Service::template arrangement<replica<Source>>, pass_t);

    static constexpr auto find() {
        if constexpr (is_replicated) return static_cast<slot_of<Service, replica<Source>>*>(nullptr);
        else {
            (void)refuse<database_without_replicas<Source, Service>>();
            return static_cast<refused_replicas*>(nullptr);
        }
    }
    using type = std::remove_pointer_t<decltype(find())>;
    static type& in(session<Service>& db) {
        if constexpr (is_replicated) return db.template executor_of<replica<Source>>().slot();
        else {
            static type none;
            return none;
        }
    }
};

}  // namespace detail

/// The replicas of a database, of which reads know from the next one on: `db.replicas<reviews>()`. Any thread may call it.
/// The session outlives it.
template <class Service, class Source>
class replica_list {
public:
    explicit replica_list(session<Service>& db) : slot_(&detail::replicas_of<Service, Source>::in(db)) {}

    /// Begins to read from a replica, under a number from 0 on that none has now. It is tried first by who reads next.
    /// Throws configuration_error for a URL that it cannot have, usage_error for such a number.
    void add(int number, std::string_view location) {
        try {
            slot_->add(number, url::parse(location));
        } catch (error& e) {
            e.at_statement(Source::alias, {}, {});
            throw;
        }
    }
    /// Begins nothing more on a replica, and closes its connections; what reads from it goes on. Whether there was one.
    bool remove(int number) noexcept { return slot_->remove(number); }
    /// From when on one is left out, and for how long.
    void limit(const replica_limits& to) noexcept { slot_->limit(to); }

    /// Those that there are.
    std::vector<replica_info> list() const {
        std::vector<replica_info> all;
        for (int i = 0; i < slot_type::most; ++i)
            if (detail::replica_member* const m = slot_->at(i))
                all.push_back({i, m->standing.state(), m->standing.lag(), slot_type::metrics_of(*m),
                               m->last_failure()});
        return all;
    }

private:
    using slot_type = typename detail::replicas_of<Service, Source>::type;

    slot_type* slot_;
};

}  // namespace interlock
