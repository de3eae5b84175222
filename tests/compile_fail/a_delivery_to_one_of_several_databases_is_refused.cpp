// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query that does not say which database it means
// names: Note
#include "toolchain.hpp"

#include <interlock/outbox.hpp>

struct Note {
    std::int64_t id = 0;
    std::int64_t person = 0;
};

template <>
struct interlock::model<Note> {
#ifndef INTERLOCK_FIXED
    static constexpr auto app_label = "contenttypes";
#else
    static constexpr auto app_label = "packagerepopypi";
#endif
    using fields =
        il::fields<il::field<&Note::id, il::primary_key>,
                   il::field<&Note::person, il::soft_references<&Person::id, il::on_delete::cascade>>>;
};

using routers = il::routers_of<"packagerepo", il::databases<pypi, users>, il::in_every<"contenttypes">>;
using service = il::service<il::databases<pypi, users>, il::models<Person, Note>, routers>;

void use(il::session<service>& db) { (void)il::deliver(db); }
