// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/attributes.hpp>
#include <interlock/model/codec.hpp>
#include <interlock/model/column_info.hpp>
#include <interlock/model/member.hpp>

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
                  "il::codec<T>, or include the header that brings it (interlock/chrono.hpp for dates "
                  "and times)");
};

/// One stored member of a model with its attributes: `field<&Gem::id, primary_key, max_length<50>>`.
template <auto Member, class... Attributes>
struct field {
    static constexpr auto member = Member;
    using type = detail::value_of<Member>;

    /// The column without its attributes.
    static constexpr column_info bare() {
        column_info c;
        c.name = c.member = detail::member_name<Member>();
        c.owner = detail::type_text<detail::owner_of<Member>>();
        c.kind = codec<detail::without_null<type>>::kind;
        c.nullable = detail::is_nullable<type>;
        return c;
    }
    static constexpr column_info describe() {
        column_info c = bare();
        (Attributes::apply(c), ...);
        return c;
    }

    /// True when the member belongs to the model, its type can be stored, and every attribute applies.
    template <class Model>
    static constexpr bool fits() {
        if constexpr (!__is_base_of(detail::owner_of<Member>, Model) ||
                      !restorable<detail::without_null<type>>)
            return false;
        else return (Attributes::applies_to(bare()) && ...);
    }

    /// Instantiates the refusal of what does not fit. Call where fits() is false.
    template <class Model>
    static constexpr bool explain() {
        if constexpr (!__is_base_of(detail::owner_of<Member>, Model))
            return detail::refuse<field_of_another_struct<Model, Member>>();
        else if constexpr (!restorable<detail::without_null<type>>)
            return detail::refuse<member_cannot_be_stored<Model, Member, detail::without_null<type>>>();
        else return (explain_attribute<Model, Attributes>() && ...);
    }

private:
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
