// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>

#include <cstdint>
#include <string_view>

namespace interlock {

/// The part that a connection plays among those to one database.
enum class role : unsigned char {
    single,  ///< there are no others
    source,  ///< the one that is written to
    replica  ///< of several that are copies of it
};

/// What a statement is about, for who watches: `db.on_statement(f)` calls f with one when a statement begins and with
/// one when it has ended. The views are valid during the call.
struct statement_event {
    bool has_ended = false;
    std::string_view alias;          ///< of the database
    std::string_view model;          ///< empty for what is about none, such as COMMIT
    std::string_view sql;            ///< the constant text: never a value
    std::int64_t nanoseconds = 0;    ///< from the beginning to the end; of a stream while it was open
    std::int64_t rows = 0;           ///< that were read or changed
    const error* failure = nullptr;  ///< that ended it
    interlock::role role = role::single;
    std::int64_t replica = -1;  ///< its number among the replicas
    std::int64_t shard = -1;    ///< its number among the shards
    std::string_view tenant;    ///< whose rows they are
    std::string_view why;       ///< it went there, in few words: "read: route"
};

namespace detail {

/// Who is told of statements.
class statement_hook {
public:
    statement_hook() = default;
    statement_hook(const statement_hook&) = delete;
    statement_hook& operator=(const statement_hook&) = delete;
    virtual ~statement_hook() = default;
    virtual void call(const statement_event& event) noexcept = 0;

    statement_hook* older = nullptr;  // the one before it: it may be in use yet
};

/// What is the same for all connections of a pool, beside the alias.
struct statement_place {
    interlock::role role = role::single;
    std::int64_t replica = -1, shard = -1;
    std::string_view tenant;  // lasts as long as the pool
};

/// What is known of the statements of one connection.
struct statement_watch {
    std::uint64_t count = 0;  // that its holder changes, and others read
    statement_hook* const* hook = nullptr;
    const statement_place* place = nullptr;
    const char* why = nullptr;     // it is used now
    const void* origin = nullptr;  // of what is said by it now

    void add() noexcept { __atomic_store_n(&count, count + 1, __ATOMIC_RELAXED); }
    std::uint64_t read() const noexcept { return __atomic_load_n(&count, __ATOMIC_RELAXED); }
    statement_hook* who() const noexcept {
        return hook == nullptr ? nullptr : __atomic_load_n(hook, __ATOMIC_ACQUIRE);
    }
};
inline const void* origin_of(const statement_watch* w) noexcept { return w == nullptr ? nullptr : w->origin; }

}  // namespace detail

}  // namespace interlock
