// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/same_value.hpp>
#include <interlock/model/table.hpp>

#include <cstddef>
#include <vector>

// What was changed in a row since it was read, and the statements about one row that follow from it. Which columns an
// update sets is known at run time only.

namespace interlock {

/// New values for the columns of a row that were changed.
template <class M>
struct save_shape {
    using model_type = M;
};
/// Removes a row, of its version where it has one.
template <class M>
struct remove_row_shape {
    using model_type = M;
};

/// A row with its key, in another place. Over: written over the one that has the key there.
template <class M, bool Over>
struct copied_row_shape {
    using model_type = M;
};

namespace detail {

/// Whether the library gives a column its value, whatever the member holds.
constexpr bool is_stamp(const column_info& c) { return c.stamped_on_insert(); }

/// Calls a visitor of values with a member as it is, where it would be stamped too.
template <class Visitor, class T>
constexpr void visit_as_it_is(Visitor& visit, int i, const column_info& c, const T& v) {
    if (!is_stamp(c)) return visit.member(i, c, v);
    column_info plain = c;
    plain.now_on_insert = plain.now_on_update = false;
    visit.member(i, plain, v);
}

/// Whether a row has other values than another one, for each column. What is stamped counts as the same.
template <class M>
std::vector<bool> changes_between(const M& before, const M& after) {
    constexpr const table_info& t = table_of<M>();
    std::vector<bool> changed(t.column_count);
    [&]<class... Fields>(fields<Fields...>) {
        std::size_t i = 0;
        ((changed[i] = !is_stamp(t.columns[i]) && !same_value(before.*Fields::member, after.*Fields::member),
          ++i),
         ...);
    }(fields_of<M>{});
    return changed;
}

/// A row that is written as it is, all of it or all but a generated key.
template <class M, bool WithGenerated>
struct row_as_it_is {
    const M& row;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        [&]<class... Fields>(fields<Fields...>) {
            constexpr const column_info* columns = table_of<M>().columns;
            int i = 0;
            ((WithGenerated || !columns[i].generated
                  ? visit_as_it_is(visit, i, columns[i], row.*Fields::member)
                  : void(),
              ++i),
             ...);
        }(fields_of<M>{});
    }
};

/// The key of a row, and its version where that is asked for.
template <class M, bool WithVersion>
struct row_told_by {
    const M& row;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        visit_those(visit, [](const column_info& c) { return c.primary_key; });
        if constexpr (WithVersion) visit_those(visit, [](const column_info& c) { return c.version; });
    }

private:
    template <class Visitor, class Says>
    constexpr void visit_those(Visitor& visit, Says says) const {
        [&]<class... Fields>(fields<Fields...>) {
            constexpr const column_info* columns = table_of<M>().columns;
            int i = 0;
            ((says(columns[i]) ? visit_as_it_is(visit, i, columns[i], row.*Fields::member) : void(), ++i),
             ...);
        }(fields_of<M>{});
    }
};

/// An update of the changed columns. The new row has its stamps already.
template <class M>
struct row_changes {
    const M& before;
    const M& after;
    const std::vector<bool>& changed;

    static constexpr bool sets_by_value(const column_info& c, bool is_changed) {
        return c.now_on_update || (is_changed && !c.version);
    }
    template <class Visitor>
    void values(Visitor& visit) const {
        [&]<class... Fields>(fields<Fields...>) {
            constexpr const column_info* columns = table_of<M>().columns;
            int i = 0;
            ((sets_by_value(columns[i], changed[static_cast<std::size_t>(i)])
                  ? visit_as_it_is(visit, i, columns[i], after.*Fields::member)
                  : void(),
              ++i),
             ...);
        }(fields_of<M>{});
        row_told_by<M, true>{before}.values(visit);
    }
};

}  // namespace detail

}  // namespace interlock
