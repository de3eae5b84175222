// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/type_name.hpp>
#include <interlock/routing/arrangement.hpp>
#include <interlock/routing/router.hpp>
#include <interlock/routing/routers.hpp>

#include <string_view>

// Models that are read elsewhere than they are written. What a session needs for them comes with
// <interlock/replicas.hpp>.

namespace interlock {

/// The copies of a database that its engine keeps: what is read from, as il::replicated says. Nothing is written to them.
template <class Source>
struct replica {
    static constexpr std::string_view alias = Source::alias;
    using backend = typename Source::backend;
    using part_of = Source;
    static constexpr bool is_read_only = true;
    template <class Service>
    static constexpr bool is_in = !__is_same(typename Service::template arrangement<replica>, pass_t);
};

/// At most so many of them.
template <int Most>
struct replicas {
    static_assert(
        Most >= 1 && Most <= 64,
        "interlock: il::replicas<N> with a number that cannot be: a session keeps a place for each, from 1 to "
        "64 of them; say how many there may be at most, and list those that there are in the settings");
};

// Which of them a read goes to.

/// One after the other.
struct round_robin;
/// Any.
struct random;
/// The first as often as its number says, and so on: `il::weighted<3, 1>`. One that no number is for has 1.
template <int... Weights>
struct weighted;
/// The one that the fewest statements run on, of this session.
struct least_connections;

namespace detail {

// How databases are arranged.
template <class Source, int Most, class Policy>
struct replicated_as {
    static constexpr arrangement_info info{arrangement_kind::replicated, Most, type_name<Policy>()};
};
template <class R, class W>
struct copied_as {
    /// Of the source: other models of it may be read from replicas.
    template <class Service>
    static constexpr auto behind() {
        return typename Service::template arrangement<replica<W>>{};
    }
};

// The source of a copy may have others, and replicas.
template <class R, class Other, class W>
inline constexpr bool stand_together<copied_as<R, W>, copied_as<Other, W>> = true;
template <class R, class W, int Most, class Policy>
inline constexpr bool stand_together<copied_as<R, W>, replicated_as<W, Most, Policy>> = true;
template <class R, class W, int Most, class Policy>
inline constexpr bool stand_together<replicated_as<W, Most, Policy>, copied_as<R, W>> = true;

}  // namespace detail

/// A place that is read from one database and written to another one: each has the table, and the program, or something
/// else, brings what was written from W to R. It stands where a router takes a database,
/// `il::route_app<"reviews", il::read_write<reviews_read, reviews>>`, and as a router that takes every model.
template <class R, class W>
struct read_write {
    using named = databases<R, W>;

    template <class>
    static constexpr auto db_for_read() {
        return use<R>;
    }
    template <class>
    static constexpr auto db_for_write() {
        return use<W>;
    }
    template <class, class>
    static constexpr verdict allow_relation() {
        return verdict::allow;
    }
    template <class Db, class>
    static constexpr verdict allow_migrate() {
        return __is_same(Db, R) || __is_same(Db, W) ? verdict::allow : verdict::deny;
    }
    template <class Db, class>
    static constexpr bool has_copies() {
        return __is_same(Db, R) && !__is_same(R, W);
    }
    template <class Db>
    static constexpr auto arrangement() {
        if constexpr (__is_same(Db, W)) return detail::copied_as<R, W>{};
        else return pass;
    }
};

/// A place that is written to a source and read from its replicas, il::replica<Source>, of which the settings list those
/// that there are (session/replicated_slot.hpp). It stands where a router takes a database,
/// `il::route_app<"reviews", il::replicated<reviews, il::replicas<2>>>`, and as a router that takes every model.
template <class Source, class Replicas, class Policy = round_robin>
struct replicated;
template <class Source, int Most, class Policy>
struct replicated<Source, replicas<Most>, Policy> {
    using database = Source;

    template <class>
    static constexpr auto db_for_read() {
        return use<replica<Source>>;
    }
    template <class>
    static constexpr auto db_for_write() {
        return use<Source>;
    }
    template <class, class>
    static constexpr verdict allow_relation() {
        return verdict::allow;
    }
    template <class Db, class>
    static constexpr verdict allow_migrate() {
        return __is_same(Db, Source) ? verdict::allow : verdict::deny;
    }
    template <class Db>
    static constexpr auto arrangement() {
        if constexpr (__is_same(Db, Source) || __is_same(Db, replica<Source>))
            return detail::replicated_as<Source, Most, Policy>{};
        else return pass;
    }
};

}  // namespace interlock
