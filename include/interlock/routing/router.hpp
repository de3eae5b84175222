// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

// A router is a type with up to six static member templates, each of which may be left out:
//
//     template <class M>          static constexpr auto db_for_read();          // il::use<Db>, il::several or il::pass
//     template <class M>          static constexpr auto db_for_write();         // the same
//     template <class A, class B> static constexpr il::verdict allow_relation();
//     template <class Db, class M> static constexpr il::verdict allow_migrate();
//
//     template <class Db, class Profile> static constexpr il::verdict allow_write();  // in programs of a profile
//     template <class Db>         static constexpr auto arrangement();          // a type of the library, or il::pass
//
// Routers are asked in order; the first that does not pass decides.

namespace interlock {

/// A router's answer to "may it?".
enum class verdict : std::uint8_t { pass, allow, deny };

/// A router's answer to "which database?".
template <class Db>
struct use_t {
    using database = Db;
};
template <class Db>
inline constexpr use_t<Db> use{};

/// The answer "in several": wherever allow_migrate allows the table, and each query says which of these it means.
struct several_t {};
inline constexpr several_t several{};

/// "No opinion: ask the next one."
struct pass_t {};
inline constexpr pass_t pass{};

namespace detail {

template <class Router, class M>
constexpr auto ask_read() {
    if constexpr (requires { Router::template db_for_read<M>(); }) return Router::template db_for_read<M>();
    else return pass_t{};
}

template <class Router, class M>
constexpr auto ask_write() {
    if constexpr (requires { Router::template db_for_write<M>(); }) return Router::template db_for_write<M>();
    else return pass_t{};
}

template <class Router, class A, class B>
constexpr verdict ask_relation() {
    if constexpr (requires { Router::template allow_relation<A, B>(); })
        return Router::template allow_relation<A, B>();
    else return verdict::pass;
}

template <class Router, class Db, class M>
constexpr verdict ask_migrate() {
    if constexpr (requires { Router::template allow_migrate<Db, M>(); })
        return Router::template allow_migrate<Db, M>();
    else return verdict::pass;
}

template <class Router, class Db, class Profile>
constexpr verdict ask_to_write() {
    if constexpr (requires { Router::template allow_write<Db, Profile>(); })
        return Router::template allow_write<Db, Profile>();
    else return verdict::pass;
}

/// Whether the rows of a model in a database are copies of those that it writes elsewhere: so says il::read_write.
template <class Router, class Db, class M>
constexpr bool ask_whether_copied() {
    if constexpr (requires { Router::template has_copies<Db, M>(); })
        return Router::template has_copies<Db, M>();
    else return false;
}

template <class Router, class Db>
constexpr auto ask_arrangement() {
    if constexpr (requires { Router::template arrangement<Db>(); }) return Router::template arrangement<Db>();
    else return pass_t{};
}

/// Whether two routers may arrange one database so: alike, or one of them not at all. Of arrangements that go together,
/// such as the source of a copy that has replicas too, the header of these says so.
template <class A, class B>
inline constexpr bool stand_together = __is_same(A, B) || __is_same(A, pass_t) || __is_same(B, pass_t);

/// Folded over the routers' answers, keeps the first opinion.
template <class Answer>
struct opinion {
    template <class Next>
    constexpr opinion operator||(opinion<Next>) const {
        return {};
    }
    using type = Answer;
};
template <>
struct opinion<pass_t> {
    template <class Next>
    constexpr opinion<Next> operator||(opinion<Next>) const {
        return {};
    }
    using type = pass_t;
};

constexpr verdict first_verdict(const verdict* answers, unsigned long count) {
    for (unsigned long i = 0; i < count; ++i)
        if (answers[i] != verdict::pass) return answers[i];
    return verdict::pass;
}

}  // namespace detail

}  // namespace interlock
