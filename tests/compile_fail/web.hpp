// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#include <interlock/outbox.hpp>
#include <interlock/pipeline.hpp>
#include <interlock/relations.hpp>
#include <interlock/sqlite.hpp>
#include <interlock/tracked.hpp>

#include <cstdint>
#include <string>
#include <vector>

// The database of a public site, which a service beside it reads, and writes in its tests alone.

namespace il = interlock;

struct main_db : il::database<"default", il::sqlite> {};
struct web : il::database<"mk_web_core", il::sqlite> {};

struct Material {
    std::int64_t id = 0;
    std::string title;
};
struct Chapter {
    std::int64_t id = 0;
    std::int64_t material_id = 0;
    std::string text;
};
struct Tag {
    std::string name;
};
struct Answer {
    std::int64_t id = 0;
    std::int64_t material_id = 0;
};

template <>
struct interlock::model<Material> {
    static constexpr auto app_label = "materials";
    using fields = il::fields<il::field<&Material::id, il::primary_key>, il::field<&Material::title>>;
    using links = il::links<il::link<Material, Tag>>;
};
template <>
struct interlock::model<Chapter> {
    static constexpr auto app_label = "materials";
    using fields = il::fields<il::field<&Chapter::id, il::primary_key>,
                              il::field<&Chapter::material_id, il::references<&Material::id>>,
                              il::field<&Chapter::text>>;
};
template <>
struct interlock::model<Tag> {
    static constexpr auto app_label = "materials";
    using fields = il::fields<il::field<&Tag::name, il::primary_key>>;
};
template <>
struct interlock::model<Answer> {
    using fields = il::fields<
        il::field<&Answer::id, il::primary_key>,
        il::field<&Answer::material_id, il::soft_references<&Material::id, il::on_delete::cascade>>>;
};

template <class Profile>
using assistant_in = il::service<il::databases<main_db, web>, il::models<Material, Chapter, Tag, Answer>,
                                 il::routers<il::read_only_except<web, il::profile::testing>,
                                             il::route_app<"materials", web>, il::route_rest<main_db>>,
                                 Profile>;
using assistant = assistant_in<il::profile::production>;
using trial = assistant_in<il::profile::testing>;
