// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/attributes.hpp>
#include <interlock/model/codec.hpp>
#include <interlock/model/column_info.hpp>
#include <interlock/model/member.hpp>
#include <interlock/model/value_attributes.hpp>

#include <cstddef>

namespace interlock {

template <class Model, auto Member>
struct field_of_another_struct {
    static_assert(never<Model>,
                  "interlock: a field of another struct: the fields of model<M> are members of M; name a "
                  "member of this model's struct");
};

template <class Model, auto Member, class Type>
struct member_cannot_be_stored {
    static_assert(never<Model>,
                  "interlock: the member's type cannot be stored: there is no il::codec for it; specialise "
                  "il::codec<T>, or include the header that brings it (interlock/chrono.hpp, array.hpp, "
                  "decimal.hpp, json.hpp or uuid.hpp)");
};

template <class Model, auto Member>
struct inherited_member_stored_otherwise {
    static_assert(
        never<Model>,
        "interlock: as_text on a member of a base class: its column could not tell which model says how it "
        "is stored; declare the member in the model's own struct");
};

/// One stored member of a model with its attributes: `field<&Gem::id, primary_key, max_length<50>>`.
template <auto Member, class... Attributes>
struct field {
    static constexpr auto member = Member;
    using type = detail::value_of<Member>;

    /// The column without its attributes, but those that choose how its type is stored.
    static constexpr column_info bare() {
        using stored = codec<detail::without_null<type>>;
        column_info c;
        c.name = c.member = detail::kept_name<Member>::value;
        c.owner = detail::kept_type<detail::owner_of<Member>>::value;
        c.kind = stored::kind;
        c.nullable = detail::is_nullable<type>;
        c.enumeration = enumeration<detail::without_null<type>>;
        if constexpr (requires { stored::names; }) {
            c.names = stored::names;
            c.name_count = std::size(stored::names);
        }
        if constexpr (requires { stored::precision; }) {
            c.precision = stored::precision;
            c.scale = stored::scale;
        }
        (choose_kind<Attributes>(c), ...);
        return c;
    }
    static constexpr column_info describe() {
        column_info c = bare();
        (apply<Attributes>(c), ...);
        return c;
    }

    /// True when the member belongs to the model, its type can be stored, and every attribute applies.
    template <class Model>
    static constexpr bool fits() {
        if constexpr (!__is_base_of(detail::owner_of<Member>, Model) ||
                      !restorable<detail::without_null<type>>)
            return false;
        else if constexpr (!own<Model> && (chooses_kind<Attributes> || ...)) return false;
        else return (Attributes::applies_to(bare()) && ...);
    }

    /// Instantiates the refusal of what does not fit. Call where fits() is false.
    template <class Model>
    static constexpr bool explain() {
        if constexpr (!__is_base_of(detail::owner_of<Member>, Model))
            return detail::refuse<field_of_another_struct<Model, Member>>();
        else if constexpr (!restorable<detail::without_null<type>>)
            return detail::refuse<member_cannot_be_stored<Model, Member, detail::without_null<type>>>();
        else if constexpr (!own<Model> && (chooses_kind<Attributes> || ...))
            return detail::refuse<inherited_member_stored_otherwise<Model, Member>>();
        else return (explain_attribute<Model, Attributes>() && ...);
    }

private:
    /// An attribute that leads to another model's table is a function of its own for each field: the other model may
    /// refer to the same.
    template <class Attribute>
    static constexpr void apply(column_info& c) {
        if constexpr (requires { Attribute::template apply_for<Member>(c); })
            Attribute::template apply_for<Member>(c);
        else Attribute::apply(c);
    }
    template <class Attribute>
    static constexpr bool chooses_kind = requires {
        Attribute::stored_kind;
    };
    template <class Model>
    static constexpr bool own = __is_same(detail::owner_of<Member>, Model);

    template <class Attribute>
    static constexpr void choose_kind(column_info& c) {
        if constexpr (chooses_kind<Attribute>)
            if (Attribute::applies_to(c)) c.kind = Attribute::stored_kind;
    }
    template <class Model, class Attribute>
    static constexpr bool explain_attribute() {
        if constexpr (Attribute::applies_to(bare())) return true;
        else return detail::refuse<typename Attribute::template refusal<Model, Member>>();
    }
};

/// The stored members of a model, in the order of its columns.
template <class... Fields>
struct fields {
    static constexpr std::size_t count = sizeof...(Fields);
};

}  // namespace interlock
