// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bind.hpp>
#include <interlock/model/codec.hpp>
#include <interlock/model/column_info.hpp>
#include <interlock/model/error.hpp>
#include <interlock/session/sync.hpp>
#include <interlock/sql/statement_text.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace interlock {

/// A row is written by one tenant and says that it is another's.
struct wrong_tenant : usage_error {
    using usage_error::usage_error;
};

namespace detail {

/// A tenant's key as it is stored: its name, or the number that the name is.
struct tenant_value {
    std::string name;
    std::int64_t number = 0;

    template <class Statement>
    void bind(Statement& s, value_kind kind) const {
        if (kind == value_kind::text) s.bind(0, std::string_view(name));
        else s.bind(0, number);
    }
    /// Reads the number that the name is, as it would be written; whether it is one.
    bool read_number() noexcept {
        number = 0;
        for (const char c : name) {
            if (c < '0' || c > '9' || number > (INT64_MAX - (c - '0')) / 10) return false;
            number = number * 10 + (c - '0');
        }
        return name[0] != '0';
    }
    bool is(std::string_view key) const noexcept { return key == name; }
    bool is(std::int64_t key) const noexcept { return key == number; }
};

/// What the connections of all tenants know of the one that uses them.
struct tenant_of_connection {
    tenant_value key;
    const statement_text* uncovered = nullptr;  // asks for a table that row-level security does not cover,
    shared_value<bool>* covered = nullptr;      // which has been asked, and there was none
};

constexpr bool says_nothing(std::string_view key) { return key.empty(); }
constexpr bool says_nothing(std::int64_t key) { return key == 0; }

[[noreturn, gnu::cold]] inline void throw_wrong_tenant(const column_info& c) {
    wrong_tenant e("the row says that it is another tenant's than that which writes it; leave its " +
                   std::string(c.member) +
                   " empty, or write it by its own tenant: a row does not move from one to another");
    throw e;
}

/// Throws where a row says that it is another tenant's. What it leaves empty (a text without characters, 0) it does
/// not say.
template <class T>
void require_own(const tenant_value& tenant, const column_info& c, const T& member) {
    if constexpr (!is_nullable<T>) {  // as a tenant key is, and a text or an integer
        using stored = plain_t<decltype(codec<T>::encode(member))>;
        if constexpr (is_stored_text<T> || __is_same(stored, std::int64_t)) {
            const stored key = codec<T>::encode(member);
            if (!says_nothing(key) && !tenant.is(key)) throw_wrong_tenant(c);
        }
    }
}

}  // namespace detail

}  // namespace interlock
