// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/sql/dialect.hpp>
#include <interlock/sql/dynamic_text.hpp>
#include <interlock/sql/writer.hpp>

namespace interlock::detail {

/// Of a backend whose statements are about one tenant the one that it is otherwise; of another one itself.
template <class Backend>
struct without_tenant {
    using type = Backend;
};

/// A text that is made at run time, by what `write(writer)` writes twice: measured first, then filled in. What is about
/// no tenant's rows has no place for its key.
template <class Backend, class Write>
dynamic_text text_written_by(const Write& write) {
    using plain = typename without_tenant<Backend>::type;
    const measures m = write(writer(dialect_of<Backend>::value));
    if constexpr (!__is_same(plain, Backend))
        if (!m.of_tenant) return text_written_by<plain>(write);
    dynamic_text made;
    made.sql.resize(m.size);
    made.parameters.resize(m.parameters);
    (void)write(writer(dialect_of<Backend>::value, made.sql.data(), made.parameters.data()));
    made.of_tenant = m.of_tenant;
    return made;
}

}  // namespace interlock::detail
