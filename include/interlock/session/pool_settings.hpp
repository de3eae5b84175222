// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/url.hpp>
#include <interlock/model/error.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace interlock {

/// How many connections a session has to one database, and for how long. In a URL: `?pool_max=4&pool_wait=1000`.
struct pool_settings {
    /// Connections that stay open where nobody needs them.
    std::int64_t min = 0;
    /// Connections at most. Of an SQLite file one of them writes and the others read; with 1 it does both.
    std::int64_t max = 10;
    /// Connections at most to all databases of one URL, such as those of tenants (session/tenant_databases.hpp); 0 where the
    /// URL does not say.
    std::int64_t total = 0;
    /// Milliseconds to wait for a connection before pool_timeout is thrown.
    std::int64_t wait = 30'000;
    // Of what follows SQLite's connections, which do not break, take no notice.
    /// Milliseconds after which a connection that nobody needs is closed.
    std::int64_t idle = 600'000;
    /// Milliseconds after which a connection is replaced by another one; 0 is never.
    std::int64_t lifetime = 3'600'000;
    /// Milliseconds without use after which a connection is asked whether it still answers.
    std::int64_t check = 5'000;

    /// Throws configuration_error for a parameter `pool_...` that there is not, or whose value cannot be.
    static pool_settings read(const url& where) {
        pool_settings options;
        for (const auto& [name, value] : where.parameters())
            if (url::is_of_pool(name) && !options.set(std::string_view(name).substr(5), value))
                throw configuration_error(  // the name may be a piece of a password that has a ? or & in it
                    "a database URL has a parameter of the pool that is none, or with a value that cannot be; "
                    "the pool takes pool_min, pool_max and pool_total, numbers of connections up to "
                    "10000, and pool_wait, pool_idle, pool_lifetime and pool_check, milliseconds up to a day");
        if (options.total != 0 && options.max > options.total) options.max = options.total;
        if (options.max < 1 || options.min > options.max)
            throw configuration_error("pool_max of a database URL is at least 1, and not less than pool_min");
        return options;
    }

private:
    bool set(std::string_view name, std::string_view value) {
        constexpr std::int64_t connections = 10'000, day = 86'400'000;
        const std::int64_t most = name == "min" || name == "max" || name == "total" ? connections : day;
        std::int64_t* const out = name == "min"        ? &min
                                  : name == "max"      ? &max
                                  : name == "total"    ? &total
                                  : name == "wait"     ? &wait
                                  : name == "idle"     ? &idle
                                  : name == "lifetime" ? &lifetime
                                  : name == "check"    ? &check
                                                       : nullptr;
        return out != nullptr && url::number(value, most, *out);
    }
};

}  // namespace interlock
