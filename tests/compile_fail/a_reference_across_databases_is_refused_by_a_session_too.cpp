// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference across databases
// names: Note
// names: Gem
// names: gems
// names: main_db
#include "atlas.hpp"

struct Note {
    std::string gem;
};
template <>
struct interlock::model<Note> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Note::gem, il::references<&Gem::id>>>;
#else
    using fields = il::fields<il::field<&Note::gem, il::soft_references<&Gem::id>>>;
#endif
};
using noted = il::service<il::databases<main_db, gems>, il::models<Gem, Note>,
                          il::routers<il::route_model<Gem, gems>, il::route_rest<main_db>>>;

int main() {
    il::session<noted> db(il::settings{{"default", "sqlite::memory:"}, {"gems", "sqlite::memory:"}});
    il::create_tables(db);
    db.insert(Note{});
}
