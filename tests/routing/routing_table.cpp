// SPDX-License-Identifier: BSL-1.0
#include "atlas.hpp"

#include "support/catch.hpp"

#include <interlock/model/link.hpp>
#include <interlock/routing/per_app.hpp>
#include <interlock/routing/replicated.hpp>
#include <interlock/routing/tenanted.hpp>

#include <string_view>

// What a service says of its routes as data: all of it is known to the compiler.

namespace {

using namespace std::string_view_literals;

constexpr auto& table = il::routing_table<atlas>();

// --- databases ---
static_assert(table.databases.size() == 3);
static_assert(table.databases[0].alias == "default" && table.databases[2].alias == "tiles");
static_assert(table.databases[0].backends.size() == 1 && table.databases[0].backends[0] == "sqlite");
static_assert(table.databases[2].backends[0] == "postgres");
static_assert(!table.databases[1].only_reads);
static_assert(table.databases[1].arrangement.kind == il::arrangement_kind::single);
static_assert(table.profile == "production");

// --- which router decided ---
static_assert(table.routers.size() == 3 && table.routers[0] == "route_model<Gem, gems>" &&
              table.routers[2] == "route_rest<main_db>");
static_assert(table.routes[0].read_router == 0 && table.routes[0].write_router == 0);
static_assert(table.routes[1].read_router == 1 && table.routes[3].write_router == 2);
static_assert(table.routes[0].has_one_way() && !table.routes[0].is_shared() && !table.routes[0].brought);

// --- relations ---
static_assert(table.relations.size() == 2);
static_assert(table.relations[0].from->model == "Metabolite" && table.relations[0].to->model == "Reaction" &&
              table.relations[0].members.size() == 1 && table.relations[0].members[0] == "reaction" &&
              !table.relations[0].soft);
static_assert(table.relations[1].to->model == "Gem" && table.relations[1].members[0] == "gem" &&
              table.relations[1].soft);

// --- a router's name is the one that a program writes, whichever compiler says it ---
template <class Router>
constexpr std::string_view name = il::detail::router_name<Router>::value;
template <auto...>
struct numbered {};
template <il::fixed_string...>
struct texts {};
struct in_here {
    template <class>
    struct router {};
};
static_assert(name<il::route_app<"reviews", gems>> == R"(route_app<"reviews", gems>)");
static_assert(name<il::by_declaration> == "by_declaration");
static_assert(name<in_here::router<in_here>> == "router<in_here>");
static_assert(name<il::routers<il::route_rest<gems>, in_here>> == "routers<route_rest<gems>, in_here>");
static_assert(name<il::routers<il::routers<il::routers<in_here>>>> == "routers<routers<routers<in_here>>>");
static_assert(name<texts<"a::b*c", "say \"<x>\"", "">> == R"(texts<"a::b*c", "say \"<x>\"", "">)");
// clang 14 prints ten characters of a text
static_assert(name<texts<"012345678">> == R"(texts<"012345678">)");
static_assert(name<texts<"contenttypes">> == R"(texts<"contenttypes">)");
static_assert(name<texts<>> == "texts<>");
static_assert(name<il::route_app<"contenttypes", gems>> == R"(route_app<"contenttypes", gems>)");
static_assert(name<il::per_app<gems, "contenttypes", "webresource">> ==
              R"(per_app<gems, "contenttypes", "webresource">)");
static_assert(name<il::routers<il::route_app<"contenttypes", gems>>> ==
              R"(routers<route_app<"contenttypes", gems>>)");
static_assert(name<il::replicated<gems, il::replicas<2>>> == "replicated<gems, replicas<2>, round_robin>");
static_assert(name<il::in_every<"contenttypes">> == R"(in_every<"contenttypes">)");
static_assert(name<numbered<1, -2>> == "numbered<1, -2>");

// --- what a service without a plain route says: arranged, read only, written elsewhere, shared ---
struct store : il::database<"store", il::either<il::sqlite, il::postgres>> {};
struct copy : il::database<"copy", il::sqlite> {};
struct copies_of_store : il::database<"store", il::either<il::sqlite, il::postgres>> {
    using part_of = store;
};
struct Playlist {
    std::int64_t id = 0;
};
struct Track {
    std::int64_t id = 0;
};
struct Play {
    std::int64_t id = 0;
};

struct three_replicas {
    static constexpr il::arrangement_info info{il::arrangement_kind::replicated, 3, "round robin"};
};
struct StoreRouter {
    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (std::same_as<M, Play>) return il::use<copy>;
        else return il::use<copies_of_store>;
    }
    template <class M>
    static constexpr auto db_for_write() {
        return il::use<store>;
    }
    template <class Db>
    static constexpr auto arrangement() {
        if constexpr (std::same_as<Db, store>) return three_replicas{};
        else return il::pass;
    }
};

}  // namespace

template <>
struct interlock::model<Playlist> {
    static constexpr auto app_label = "music";
    using links = il::links<il::link<Playlist, Track>>;
    using fields = il::fields<il::field<&Playlist::id, il::primary_key>>;
};
template <>
struct interlock::model<Track> {
    static constexpr auto app_label = "music";
    using fields = il::fields<il::field<&Track::id, il::primary_key>>;
};
template <>
struct interlock::model<Play> {
    using fields = il::fields<il::field<&Play::id, il::primary_key>>;
};

namespace {

template <class Profile>
using music =
    il::service<il::databases<store, copy>, il::models<Playlist, Track, Play>,
                il::routers<il::read_only_except<copy, il::profile::testing>, StoreRouter>, Profile>;
constexpr auto& songs = il::routing_table<music<il::profile::production>>();

static_assert(songs.databases[0].backends.size() == 2 && songs.databases[0].backends[1] == "postgres");
static_assert(songs.databases[0].arrangement.kind == il::arrangement_kind::replicated &&
              songs.databases[0].arrangement.parts == 3 &&
              songs.databases[0].arrangement.policy == "round robin");
static_assert(songs.databases[1].only_reads && !songs.databases[0].only_reads);
static_assert(!il::routing_table<music<il::profile::testing>>().databases[1].only_reads);
static_assert(il::routing_table<music<il::profile::testing>>().profile == "testing");

static_assert(songs.routes[0].reads_replicas && songs.routes[0].read == "store" &&
              songs.routes[0].write == "store");
static_assert(!songs.routes[0].has_one_way());
static_assert(songs.routes[2].read == "copy" && songs.routes[2].write == "store" &&
              !songs.routes[2].reads_replicas);
static_assert(songs.routes[2].is_shared() && songs.routes[2].homes[0] == "store" &&
              songs.routes[2].homes[1] == "copy");

// a join table comes with its model, and refers to both
static_assert(songs.routes.size() == 4 && songs.routes[3].brought && songs.routes[3].read == "store");
static_assert(songs.relations.size() == 2 && songs.relations[0].to->model == "Playlist" &&
              songs.relations[1].to->model == "Track" && !songs.relations[1].soft);

// --- the ready-made ones say it themselves ---
template <class... Routers>
constexpr auto&
    routed = il::routing_table<il::service<il::databases<store, copy>, il::models<Playlist, Track, Play>,
                                           il::routers<Routers..., il::route_rest<store>>>>();

constexpr auto& replicas = routed<il::route_model<Play, il::tenanted<copy>>,
                                  il::replicated<store, il::replicas<2>, il::weighted<2, 1>>>;
static_assert(replicas.databases[0].arrangement.kind == il::arrangement_kind::replicated &&
              replicas.databases[0].arrangement.parts == 2 &&
              replicas.databases[0].arrangement.policy == "weighted<2, 1>");
static_assert(replicas.routes[0].reads_replicas && replicas.routes[0].read == "store" &&
              replicas.routes[0].read_router == 1);
static_assert(replicas.databases[1].arrangement.kind == il::arrangement_kind::tenanted &&
              replicas.databases[1].arrangement.policy == "a database for each tenant");
static_assert(replicas.routes[2].read == "copy" && replicas.routes[2].has_one_way());

constexpr auto& copies = routed<il::route_app<"music", il::read_write<copy, store>>>;
static_assert(copies.routes[0].read == "copy" && copies.routes[0].write == "store" &&
              copies.routes[0].is_shared());
static_assert(copies.routes[2].read == "store" && copies.routes[2].read_router == 1);
// the source of a copy has replicas too, whichever of the two is asked first
constexpr auto& both = routed<il::route_app<"music", il::read_write<copy, store>>,
                              il::route_model<Play, il::replicated<store, il::replicas<2>>>>;
static_assert(both.databases[0].arrangement.kind == il::arrangement_kind::replicated &&
              both.databases[0].arrangement.parts == 2 &&
              copies.databases[0].arrangement.kind == il::arrangement_kind::single);

constexpr auto& shared = routed<il::in_every<"music">>;
static_assert(shared.routes[0].read.empty() && shared.routes[0].write.empty() &&
              shared.routes[0].read_router == 0 && shared.routes[0].homes.size() == 2);

// nothing in it is everything that there is
static_assert(
    il::routing_table<il::service<il::databases<copy>, il::models<>, il::routers<>>>().routes.empty());
static_assert(
    il::routing_table<il::service<il::databases<copy>, il::models<>, il::routers<>>>().relations.empty());

}  // namespace

TEST_CASE("The routing table is a constant: the same one wherever it is asked for") {
    CHECK(&il::routing_table<atlas>() == &table);
    std::size_t seen = 0;
    for (const il::route& r : table.routes) seen += r.table->column_count != 0;
    CHECK(seen == 4);
}
