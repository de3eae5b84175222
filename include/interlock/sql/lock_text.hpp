// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/table.hpp>
#include <interlock/query/row_lock.hpp>
#include <interlock/sql/writer.hpp>

#include <cstddef>
#include <string_view>

// How the rows of a select are locked, at its end.

namespace interlock::detail {

constexpr std::string_view name_of(lock_strength s) {
    constexpr std::string_view names[]{" FOR UPDATE", " FOR NO KEY UPDATE", " FOR SHARE", " FOR KEY SHARE"};
    return names[static_cast<unsigned char>(s)];
}
constexpr std::string_view name_of(lock_wait wait) {
    constexpr std::string_view names[]{"", " NOWAIT", " SKIP LOCKED"};
    return names[static_cast<unsigned char>(wait)];
}

constexpr void write_locked_table(writer& w, std::string_view locked, bool& first) {
    for (std::size_t i = 0; i < w.scope->count; ++i)
        if (w.scope->tables[i].name() == locked) {
            write_separator(w, first);
            w.table_name(w.scope->tables[i]);
        }
}

template <class Quantifier>
struct written_lock {
    static constexpr void to(writer&) {}
};
template <lock_strength Strength, lock_wait Wait, bool EngineMayLack, class... Of>
struct written_lock<row_lock<Strength, Wait, EngineMayLack, Of...>> {
    static constexpr void to(writer& w) {
        // where there are none a transaction that writes is the only one
        if (EngineMayLack && w.dialect().since(feature::row_locks).is_never()) return;
        w.need(feature::row_locks).add(name_of(Strength));
        if constexpr (sizeof...(Of) > 0) {
            bool first = true;
            w.add(" OF ");
            (write_locked_table(w, name_in_query<Of>(), first), ...);
        }
        w.add(name_of(Wait));
    }
};

}  // namespace interlock::detail
