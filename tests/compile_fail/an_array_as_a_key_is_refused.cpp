// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a primary key cannot be a JSON document or an array
// names: Gem
// names: path
#include "use_model.hpp"

#include <interlock/array.hpp>

struct Gem {
    std::vector<std::string> path;
    std::int64_t id = 0;
};

template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using fields = il::fields<il::field<&Gem::path, il::as_json, il::primary_key>>;
#else
    using fields = il::fields<il::field<&Gem::path, il::as_json>, il::field<&Gem::id, il::primary_key>>;
#endif
};

int main() { use<Gem>({{"default", "sqlite::memory:"}}); }
