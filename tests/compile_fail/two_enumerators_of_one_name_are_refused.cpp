// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::enum_names lists a value or a name twice
// names: Cut
#include <interlock/enums.hpp>

namespace il = interlock;

enum class Cut { round, oval };
template <>
struct interlock::enum_names<Cut> {
#ifndef INTERLOCK_FIXED
    static constexpr il::enumerator list[]{{Cut::round, "round"}, { Cut::oval, "round" }};
#else
    static constexpr il::enumerator list[]{{Cut::round, "round"}, {Cut::oval, "oval"}};
#endif
};

static_assert(il::codec<Cut>::kind == il::value_kind::int32);
