// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a member of a foreign key and the one that it refers to have different types
// names: Gem
#include "use_model.hpp"
#include <interlock/enums.hpp>

enum class Cut { round, oval };
template <>
struct interlock::enum_names<Cut> : il::enumerators<Cut::round, Cut::oval> {};

struct Gem {
    Cut cut = Cut::round;
    std::int64_t no = 0;
    Cut like_cut = Cut::round;
    std::int64_t like_no = 0;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using like_cut = il::field<&Gem::like_cut>;
#else
    using like_cut = il::field<&Gem::like_cut, il::as_text>;
#endif
    using fields = il::fields<il::field<&Gem::cut, il::primary_key, il::as_text>,
                              il::field<&Gem::no, il::primary_key>, like_cut, il::field<&Gem::like_no>>;
    using constraints = il::constraints<
        il::foreign_key<il::members<&Gem::like_cut, &Gem::like_no>, il::members<&Gem::cut, &Gem::no>>>;
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
