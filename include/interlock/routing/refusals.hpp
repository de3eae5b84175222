// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/fixed_string.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/routing/database.hpp>

// What a service can have wrong. Each is a type whose arguments name the parties, so that the compiler shows
// them beside the message; completing it is the compile error.

namespace interlock {

template <class DbA, class DbB>
struct two_databases_with_one_alias {
    static_assert(never<DbA>,
                  "interlock: an alias is used twice: settings and messages could not tell the two "
                  "databases apart; give each il::database its own alias");
};

template <class DbA, class DbB>
struct aliases_with_one_variable {
    static_assert(
        never<DbA>,
        "interlock: two aliases differ in case or punctuation alone: both would take their URL from "
        "one variable of the environment, which has neither; rename one il::database");
};

template <class Db, class Source>
struct alias_of_a_replica {
    static_assert(
        never<Db>,
        "interlock: a database with the alias of another one's replica: both would take their URL from "
        "one setting; rename one il::database");
};

template <class Model>
struct model_listed_twice {
    static_assert(never<Model>, "interlock: a model is listed twice in il::models; remove one of the two");
};

template <class A, class B>
struct models_with_one_table {
    static_assert(never<A>,
                  "interlock: two models have one table in one database: their rows could not be told "
                  "apart; give one of them another `table` in its il::model");
};

template <fixed_string App, class RouterA, class RouterB>
struct app_routed_twice {
    static_assert(
        never<RouterA>,
        "interlock: an app is routed twice: the second router would never be asked; keep one of the "
        "two, or, where il::per_app routers are to share it and queries to say which database they "
        "mean, put il::in_several of the app before them");
};

template <class Db, class RouterA, class RouterB>
struct database_routed_twice {
    static_assert(never<Db>,
                  "interlock: two il::per_app routers for one database: each says that no other app's table "
                  "may exist there; put the apps of both into one");
};

template <class Db, class RouterA, class RouterB>
struct database_arranged_twice {
    static_assert(
        never<Db>,
        "interlock: two routers arrange one database differently: what the second one says of its replicas or tenants "
        "would never be asked; let both say the same, or give one of them another database");
};

template <class Db, class Router, class Service>
struct router_of_an_unlisted_database {
    static_assert(
        never<Db>,
        "interlock: a router of a database that the service does not list, so that no session could "
        "open it; add the database to il::databases or leave the router out");
};

template <class Router, class Before>
struct shared_apps_after_a_database_of_its_own {
    static_assert(
        never<Router>,
        "interlock: il::in_every or il::in_several after an il::per_app, which would be asked first "
        "and let no other app into its database; let it stand before");
};

template <class Model, class Service>
struct shared_model_without_a_database {
    static_assert(
        never<Model>,
        "interlock: a model of an app in several databases, of which the service lists none: no "
        "il::per_app of the service names the app; add one with its database, or leave the model out");
};

template <class Model, class Service>
struct model_in_several_databases {
    static_assert(
        never<Model>,
        "interlock: a query that does not say which database it means: its model is in several of the "
        "service; say it, db.on<Db>() or, at run time, db.in(alias) with <interlock/in.hpp>");
};

template <class Model, class Service>
struct model_without_route {
    static_assert(never<Model>,
                  "interlock: a model without a route: no router of the service says which database "
                  "holds it, and none is assumed; add il::route_model, il::route_app or, as the last "
                  "one, il::route_rest");
};

template <class Model, class Db, class Service>
struct route_to_unlisted_database {
    static_assert(never<Model>,
                  "interlock: a route to a database that the service does not list, so that no session "
                  "could open it; add the database to il::databases or correct the router");
};

template <class Model, class Db, class Service>
struct route_to_a_place_without_table {
    static_assert(never<Model>,
                  "interlock: a model is routed to a database where its table may not exist: "
                  "allow_migrate of a router denies what db_for_read or db_for_write of a router says; "
                  "let one declaration answer both, as the ready-made routers do");
};

template <class From, class FromDb, class To, class ToDb>
struct crosses_databases {
    static_assert(never<From>,
                  "interlock: a reference across databases: no database can check a foreign key into "
                  "another one; route both models to one database, or declare the link with "
                  "il::soft_references, which emits no constraint");
};

template <class From, class FromDb, class To, class ToDb>
struct many_to_many_across_databases {
    static_assert(
        never<From>,
        "interlock: a many-to-many relation across databases: its join table lies in one of them, and no "
        "database can check a foreign key into another one; route both models to one database, or declare "
        "the join table as a model of its own with il::soft_references");
};

template <class From, class To, class Service>
struct relation_denied_by_router {
    static_assert(never<From>,
                  "interlock: a reference that a router denies: allow_relation answers deny for this "
                  "pair; change the router, or declare the link with il::soft_references");
};

template <class From, class To, class Service>
struct reference_to_unlisted_model {
    static_assert(never<From>,
                  "interlock: a reference to a model that the service does not list, so that its table "
                  "would be missing; add it to il::models, or declare the link with il::soft_references");
};

template <class From, class To, class Reference>
struct reference_to_what_is_not_unique {
    static_assert(
        never<From>,
        "interlock: a reference to what is not unique: several rows could be meant, and no database takes such "
        "a foreign key; refer to the whole primary key (il::foreign_key, where it has several columns), make "
        "the target il::unique, or declare the link with il::soft_references");
};

template <class Model, class Service>
struct model_not_in_service {
    static_assert(never<Model>,
                  "interlock: a model that the service does not list: its route is unknown; add it to "
                  "the service's il::models");
};

template <class Model, class ModelDb, class Db, class Service>
struct query_across_databases {
    static_assert(
        never<Model>,
        "interlock: a query over two databases: no engine can look into another one's tables; run the "
        "inner query first and give its result to in(), or route both models to one database");
};

/// What: the model, or what else would be written.
template <class What, class Db, class Service>
struct write_to_a_read_only_database {
    static_assert(
        never<What>,
        "interlock: a write to a database that this service only reads: a router (il::read_only, or the "
        "like) says that nothing is written there in programs of this profile; write in a service that "
        "may, or let the routers write the model elsewhere");
};

template <class Db, class Service>
struct database_not_in_service {
    static_assert(never<Db>,
                  "interlock: a database that the service does not list, so that no session opens it; add "
                  "it to the service's il::databases");
};

template <class Source, class Service>
struct database_without_replicas {
    static_assert(
        never<Source>,
        "interlock: the replicas of a database that has none: no router of the service says that it is replicated; "
        "route its models to il::replicated<Source, il::replicas<N>>");
};

template <class Model, class Db, class Service>
struct model_may_not_live_there {
    static_assert(never<Model>,
                  "interlock: an explicit database where the model's table may not exist; the routers "
                  "of the service say where it may: use one of those, or leave on<Db>() out");
};

template <class Model, class Db, class Service>
struct tenant_model_without_tenant {
    static_assert(
        never<Model>,
        "interlock: a query on a tenant's rows without a tenant: there are as many tables of the model "
        "as tenants, and none is assumed; name the tenant, db.tenant(name), and ask by what that gives");
};

template <class Db, class Service>
struct tenant_database_without_tenant {
    static_assert(
        never<Db>,
        "interlock: a database of tenants without a tenant: there is one for each of them, and none is "
        "assumed; name the tenant, db.tenant(name), and use what that gives as a session");
};

template <class Box, class Db, class Service>
struct removals_carried_to_or_from_tenants {
    static_assert(
        never<Box>,
        "interlock: removals carried to or from a database of tenants: il::deliver goes from one database to one, and "
        "there are as many of these as tenants, so that they would stay in the outbox for ever; declare the "
        "il::soft_references without an il::on_delete, and remove the rows by the tenant's handle");
};

template <class Model, class Copy, class Source>
struct write_to_a_copy {
    static_assert(
        never<Model>,
        "interlock: a write to where a model is only read: the routers have it written elsewhere, so that this row "
        "would be in the copy alone; write it by the session, and bring it here with il::copy_to");
};

template <class Model, class Service>
struct write_in_a_reading_scope {
    static_assert(
        never<Model>,
        "interlock: a write in a scope that only reads, as db.reading() gives it: what is done there may be done where "
        "nothing can be written; write by the session itself");
};

template <class Owner>
struct part_in_place_of_a_session {
    static_assert(
        never<Owner>,
        "interlock: what is done with databases as a whole, their tables, removals that are carried, commits in two "
        "phases, asked of a scope or of a tenant, which is not for that; give it the session itself");
};

template <class Needed, class Service>
struct replicas_are_not_included {
    static_assert(
        never<Needed>,
        "interlock: something of replicas whose header is not included: it is no part of interlock.hpp; include "
        "<interlock/replicas.hpp>");
};

namespace detail {

/// Whether a service has a database, or the part of one that has replicas; else the refusal.
template <class Db, class Service, class Unlisted = database_not_in_service<Db, Service>>
constexpr bool require_listed() {
    using listed = listed_as<Db>;
    if constexpr (Service::template lists_database<Db>) return true;
    else if constexpr (Service::template lists_database<listed>)
        return refuse<database_without_replicas<listed, Service>>();
    else return refuse<Unlisted>();
}

/// Whether programs of a service may write to a database, and to others; else the refusal of the first.
template <class What, class Service, class Db, class... More>
constexpr bool require_writable() {
    if constexpr (!Service::template may_write<Db>)
        return refuse<write_to_a_read_only_database<What, Db, Service>>();
    else if constexpr (sizeof...(More) != 0) return require_writable<What, Service, More...>();
    else return true;
}

}  // namespace detail

}  // namespace interlock
