// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/model/constraints.hpp>
#include <interlock/model/model.hpp>
#include <interlock/model/refusal.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace interlock {

template <class M>
struct model_cannot_be_made {
    static_assert(
        never<M>,
        "interlock: a model without a default constructor: rows are read into new objects; give the "
        "struct one");
};

template <class M, class Field>
struct field_listed_twice {
    static_assert(never<M>,
                  "interlock: a field is listed twice: each member is one column; remove one of the two");
};

template <class M, class Field>
struct column_named_twice {
    static_assert(
        never<M>,
        "interlock: two fields have one column name: a table has each column once; give one of them "
        "another name with il::column");
};

template <class M>
struct two_generated_fields {
    static_assert(never<M>,
                  "interlock: two generated fields: a table has at most one identity column; keep one");
};

template <class M>
struct generated_beside_the_key {
    static_assert(never<M>,
                  "interlock: a generated field that is not the whole primary key: SQLite generates nothing "
                  "but its key; make it the only il::primary_key");
};

template <class M>
struct two_version_fields {
    static_assert(never<M>,
                  "interlock: two version fields: one number counts the changes of a row; keep one");
};

template <class M>
struct version_in_the_key {
    static_assert(
        never<M>,
        "interlock: a version that is a part of the primary key: it changes with each save, and the key "
        "of a row stays; make it a field of its own");
};

template <class M>
struct two_tenant_keys {
    static_assert(never<M>,
                  "interlock: two tenant keys: a row belongs to one tenant; keep one, and let the other be a "
                  "field like any");
};

template <class M>
struct tenant_key_that_is_given {
    static_assert(never<M>,
                  "interlock: a tenant key that is generated, or a version: the database or a save would say "
                  "whose the row is; let the tenant key be a field of its own");
};

template <class M>
struct constraint_on_unknown_field {
    static_assert(never<M>,
                  "interlock: an index or constraint names a member that is not a field of the model; list "
                  "the member in il::fields");
};

template <class M, class Field>
struct two_relations_of_one_member {
    static_assert(
        never<M>,
        "interlock: two relations of one member: a relation is named by the member that refers, a foreign key of several "
        "members by the first of them; let another member stand first in its il::members");
};

namespace detail {

/// What a whole table can have wrong, found in its description.
struct table_faults {
    std::size_t member_twice = table_info::npos;
    std::size_t name_twice = table_info::npos;
    bool generated_twice = false;
    bool generated_not_key = false;
    bool version_twice = false;
    bool version_in_key = false;
    bool tenant_key_twice = false;
    bool tenant_key_given = false;
};

/// FNV-1a.
constexpr std::uint32_t hash_of(std::string_view text) {
    std::uint32_t hash = 2166136261u;
    for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return hash;
}

constexpr table_faults faults_of(const column_info* columns, std::size_t count) {
    table_faults f;
    std::size_t generated = 0, keys = 0, versions = 0, tenant_keys = 0;
    bool generated_key = true;
    // every pair is compared; by hashes, so that 200 fields stay within the steps that clang allows a constant
    auto* const hashes = new std::uint32_t[2 * count];
    for (std::size_t i = 0; i < count; ++i) {
        const column_info& c = columns[i];
        keys += c.primary_key;
        generated += c.generated;
        versions += c.version;
        if (c.version && c.primary_key) f.version_in_key = true;
        tenant_keys += c.tenant_key;
        if (c.tenant_key && (c.generated || c.version)) f.tenant_key_given = true;
        if (c.generated && !c.primary_key) generated_key = false;
        const std::uint32_t member = hashes[2 * i] = hash_of(c.member);
        const std::uint32_t name = hashes[2 * i + 1] = hash_of(c.name);
        for (std::size_t j = 0; j < i; ++j) {
            if (hashes[2 * j] == member && columns[j].member == c.member) f.member_twice = i;
            else if (hashes[2 * j + 1] == name && columns[j].name == c.name) f.name_twice = i;
        }
    }
    delete[] hashes;
    f.generated_twice = generated > 1;
    f.version_twice = versions > 1;
    f.tenant_key_twice = tenant_keys > 1;
    f.generated_not_key = generated == 1 && (!generated_key || keys != 1);
    return f;
}

constexpr bool members_known(const constraint_info* constraints, std::size_t constraint_count,
                             const column_info* columns, std::size_t count) {
    table_info t;
    t.columns = columns;
    t.column_count = count;
    for (std::size_t i = 0; i < constraint_count; ++i)
        for (std::size_t j = 0; j < constraints[i].count; ++j)
            if (t.index_of_member(constraints[i].members[j]) == table_info::npos) return false;
    return true;
}

/// The first column that names two relations; npos where none does.
constexpr std::size_t named_twice(const constraint_info* constraints, std::size_t constraint_count,
                                  const column_info* columns, std::size_t count) {
    for (std::size_t i = 0; i < constraint_count; ++i) {
        if (constraints[i].kind != constraint_info::type::foreign_key) continue;
        const std::string_view first = constraints[i].members[0];
        std::size_t relations = 0, column = 0;
        for (std::size_t j = 0; j <= i; ++j)
            relations += constraints[j].kind == constraint_info::type::foreign_key &&
                         constraints[j].members[0] == first;
        for (std::size_t j = 0; j < count; ++j) {
            if (columns[j].member != first) continue;
            column = j;
            relations += columns[j].refers || columns[j].soft;
        }
        if (relations > 1) return column;
    }
    return table_info::npos;
}

template <class M>
struct table_data {
    using list = column_list<fields_of<M>>;

    static constexpr auto stored = list::describe();
    static constexpr std::size_t count = list::count;

    static constexpr bool check_table() {
        constexpr table_faults f = faults_of(stored.columns, count);
        if constexpr (count == 0) return false;  // refused already
        else if constexpr (!__is_constructible(M)) return detail::refuse<model_cannot_be_made<M>>();
        else if constexpr (f.member_twice != table_info::npos)
            return detail::refuse<
                field_listed_twice<M, typename field_at<f.member_twice, fields_of<M>>::type>>();
        else if constexpr (f.name_twice != table_info::npos)
            return detail::refuse<
                column_named_twice<M, typename field_at<f.name_twice, fields_of<M>>::type>>();
        else if constexpr (f.generated_twice) return detail::refuse<two_generated_fields<M>>();
        else if constexpr (f.generated_not_key) return detail::refuse<generated_beside_the_key<M>>();
        else if constexpr (f.version_twice) return detail::refuse<two_version_fields<M>>();
        else if constexpr (f.version_in_key) return detail::refuse<version_in_the_key<M>>();
        else if constexpr (f.tenant_key_twice) return detail::refuse<two_tenant_keys<M>>();
        else if constexpr (f.tenant_key_given) return detail::refuse<tenant_key_that_is_given<M>>();
        else if constexpr (requires { typename model<M>::constraints; }) {
            using several = typename model<M>::constraints;
            if constexpr (!several::template fit<M>() ||
                          !members_known(several::list, several::count, stored.columns, count))
                return detail::refuse<constraint_on_unknown_field<M>>();
            else {
                constexpr std::size_t twice =
                    named_twice(several::list, several::count, stored.columns, count);
                if constexpr (twice != table_info::npos)
                    return detail::refuse<
                        two_relations_of_one_member<M, typename field_at<twice, fields_of<M>>::type>>();
                else return true;
            }
        } else return true;
    }

    static constexpr table_info make() {
        constexpr bool sound = check_table();
        table_info t;
        t.model = type_name<M>();
        t.type = kept_type<M>::value;
        t.app_label = app_label_of<M>();
        t.name = table_name_of<M>();
        t.columns = stored.columns;
        t.column_count = count;
        for (const column_info& c : t) t.key_count += c.primary_key;
        if constexpr (sound && requires { typename model<M>::constraints; }) {
            t.constraints = model<M>::constraints::list;
            t.constraint_count = model<M>::constraints::count;
        }
        return t;
    }
    static constexpr table_info value = make();
};

inline constexpr table_info no_table{};  // what a refused model has

}  // namespace detail

/// The description of a model's table. Every rule about one table is checked here, once.
template <class M>
constexpr const table_info& table_of() {
    if constexpr (!detail::declared_model<M>) {
        (void)detail::refuse<not_a_model<M>>();
        return detail::no_table;
    } else return detail::table_data<M>::value;
}

namespace detail {

/// The position of the generated field, table_info::npos where there is none.
template <class M>
constexpr std::size_t generated_field() {
    const table_info& t = table_of<M>();
    for (std::size_t i = 0; i < t.column_count; ++i)
        if (t.columns[i].generated) return i;
    return table_info::npos;
}

}  // namespace detail

}  // namespace interlock
