// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: outbox
// names: web
#include "web.hpp"

struct Question {
    std::int64_t id = 0;
};
struct Mention {
    std::int64_t id = 0;
    std::int64_t question_id = 0;
};
template <>
struct interlock::model<Question> {
    using fields = il::fields<il::field<&Question::id, il::primary_key>>;
};
template <>
struct interlock::model<Mention> {
    static constexpr auto app_label = "materials";
    using refers = il::soft_references<&Question::id, il::on_delete::cascade>;
    using fields =
        il::fields<il::field<&Mention::id, il::primary_key>, il::field<&Mention::question_id, refers>>;
};
template <class Profile>
using forum = il::service<il::databases<main_db, web>, il::models<Question, Mention>,
                          il::routers<il::read_only_except<web, il::profile::testing>,
                                      il::route_app<"materials", web>, il::route_rest<main_db>>,
                          Profile>;

#ifndef INTERLOCK_FIXED
auto carry(il::session<forum<il::profile::production>>& db) { return il::deliver(db); }
#else
auto carry(il::session<forum<il::profile::testing>>& db) { return il::deliver(db); }
#endif
