// SPDX-License-Identifier: BSL-1.0
#include <interlock/interlock.hpp>

#include <cstdint>
#include <optional>
#include <string>

// The relations that docs/relations.md shows, each with the text that comes out.

namespace il = interlock;

struct Artist {
    std::int64_t id = 0;
    std::string name;
};
struct Album {
    std::int64_t id = 0;
    std::string title;
    std::int64_t artist_id = 0;
};
struct Track {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> album_id;
};
struct Employee {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> manager_id;
    std::int64_t department_id = 0;
};
struct Department {
    std::int64_t id = 0;
    std::string name;
};
struct Passport {
    std::int64_t id = 0;
    std::int64_t holder_id = 0;
};

template <>
struct interlock::model<Artist> {
    using fields =
        il::fields<il::field<&Artist::id, il::primary_key, il::generated>, il::field<&Artist::name>>;
};
template <>
struct interlock::model<Album> {
    using fields = il::fields<
        il::field<&Album::id, il::primary_key, il::generated>, il::field<&Album::title>,
        il::field<&Album::artist_id, il::references<&Artist::id, il::on_delete::cascade>, il::indexed>>;
};
template <>
struct interlock::model<Track> {
    using fields =
        il::fields<il::field<&Track::id, il::primary_key, il::generated>, il::field<&Track::name>,
                   il::field<&Track::album_id, il::references<&Album::id, il::on_delete::set_null>>>;
};
template <>
struct interlock::model<Employee> {
    using fields =
        il::fields<il::field<&Employee::id, il::primary_key, il::generated>, il::field<&Employee::name>,
                   il::field<&Employee::manager_id, il::references<&Employee::id>>,
                   il::field<&Employee::department_id, il::references<&Department::id>>>;
};
template <>
struct interlock::model<Department> {
    using fields =
        il::fields<il::field<&Department::id, il::primary_key, il::generated>, il::field<&Department::name>>;
};
template <>
struct interlock::model<Passport> {
    using fields = il::fields<il::field<&Passport::id, il::primary_key, il::generated>,
                              il::field<&Passport::holder_id, il::references<&Employee::id>, il::unique>>;
};

struct Line {
    std::int64_t order_id = 0;
    std::int32_t no = 0;
};
struct Part {
    std::int64_t id = 0;
    std::int64_t order_id = 0;
    std::int32_t line = 0;
    std::optional<std::int64_t> before;
};

template <>
struct interlock::model<Line> {
    using fields =
        il::fields<il::field<&Line::order_id, il::primary_key>, il::field<&Line::no, il::primary_key>>;
};
template <>
struct interlock::model<Part> {
    using before = il::references<&Part::id, il::on_delete::no_action, il::deferrable::initially_deferred>;
    using fields = il::fields<il::field<&Part::id, il::primary_key>, il::field<&Part::order_id>,
                              il::field<&Part::line>, il::field<&Part::before, before>>;
    using constraints = il::constraints<
        il::foreign_key<il::members<&Part::order_id, &Part::line>, il::members<&Line::order_id, &Line::no>>>;
};

using il::col;
using il::postgres;
using il::sqlite;

// clang-format off

static_assert(il::sql<sqlite>(
    il::from<Album>().join<&Album::artist_id>()
) == R"(SELECT "album"."id", "album"."title", "album"."artist_id", "artist"."id", "artist"."name" FROM "album" )"
     R"(JOIN "artist" ON "album"."artist_id" = "artist"."id")");

static_assert(il::sql<sqlite>(
    il::from<Artist>().left_join<&Album::artist_id>().where(il::missing<Album>).select(col<&Artist::name>)
) == R"(SELECT "artist"."name" FROM "artist" LEFT JOIN "album" ON "album"."artist_id" = "artist"."id" )"
     R"(WHERE "album"."id" IS NULL)");

static_assert(il::sql<postgres>(
    il::from<Track>()
        .left_join<&Track::album_id>()
        .left_join<&Album::artist_id>()
        .where(col<&Track::name>.starts_with("A"))
        .select(col<&Track::name>, col<&Album::title>, il::coalesce(col<&Artist::name>, "nobody"))
) == R"(SELECT "track"."name", "album"."title", coalesce("artist"."name", $1) FROM "track" )"
     R"(LEFT JOIN "album" ON "track"."album_id" = "album"."id" )"
     R"(LEFT JOIN "artist" ON "album"."artist_id" = "artist"."id" )"
     R"(WHERE "track"."name" LIKE $2)");

using manager = il::as<"manager", Employee>;

static_assert(il::sql<sqlite>(
    il::from<Employee>()
        .left_join<&Employee::manager_id, manager>()
        .where(manager::col<&Employee::name> == "Ann")
        .select(col<&Employee::name>)
) == R"(SELECT "employee"."name" FROM "employee" )"
     R"(LEFT JOIN "employee" AS "manager" ON "employee"."manager_id" = "manager"."id" )"
     R"(WHERE "manager"."name" = ?)");

static_assert(il::sql<sqlite>(
    il::from<Employee>()
        .join<&Employee::manager_id, manager>()
        .join<manager::to<&Employee::department_id>>()
        .select(col<&Employee::name>, col<&Department::name>)
) == R"(SELECT "employee"."name", "department"."name" FROM "employee" )"
     R"(JOIN "employee" AS "manager" ON "employee"."manager_id" = "manager"."id" )"
     R"(JOIN "department" ON "manager"."department_id" = "department"."id")");

static_assert(il::sql<sqlite>(
    il::from<Track>().with<&Track::album_id>()
) == R"(SELECT "track"."id", "track"."name", "track"."album_id", "album"."id", "album"."title", "album"."artist_id" )"
     R"(FROM "track" LEFT JOIN "album" ON "track"."album_id" = "album"."id")");

static_assert(il::sql<sqlite>(
    il::from<Part>().join<&Part::order_id>().select(col<&Part::id>)
) == R"(SELECT "part"."id" FROM "part" )"
     R"(JOIN "line" ON "part"."order_id" = "line"."order_id" AND "part"."line" = "line"."no")");

static_assert(il::sql<sqlite>(
    il::from<Employee>().with<&Passport::holder_id>().where(il::missing<Passport>)
) == R"(SELECT "employee"."id", "employee"."name", "employee"."manager_id", "employee"."department_id", )"
     R"("passport"."id", "passport"."holder_id" FROM "employee" )"
     R"(LEFT JOIN "passport" ON "passport"."holder_id" = "employee"."id" WHERE "passport"."id" IS NULL)");
