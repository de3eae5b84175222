// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/session/tenant_name.hpp>

#include <string>
#include <string_view>

// For code that cannot be given a tenant's handle: the thread remembers which tenant it is in.

namespace interlock {

class tenant_scope;
namespace detail {

inline const tenant_scope*& innermost_tenant() noexcept {
    static thread_local const tenant_scope* innermost = nullptr;
    return innermost;
}

}  // namespace detail

/// While it lives, db.tenant() of this thread is this tenant; then the one before it again, on every way out.
///
///     const il::tenant_scope scope("thor");
///     db.tenant().from<Poll>().all();
///
/// Throws unknown_tenant for what is no name. Whether there is the tenant, db.tenant() finds out.
class tenant_scope {
public:
    explicit tenant_scope(std::string_view name)
        : name_(tenant_name(name)), outer_(detail::innermost_tenant()) {
        detail::innermost_tenant() = this;
    }
    tenant_scope(const tenant_scope&) = delete;
    tenant_scope& operator=(const tenant_scope&) = delete;
    ~tenant_scope() { detail::innermost_tenant() = outer_; }

    const std::string& name() const noexcept { return name_; }

private:
    std::string name_;
    const tenant_scope* outer_;
};

/// The tenant that the calling thread is in. Throws unknown_tenant where it is in none.
inline const std::string& current_tenant() {
    if (const tenant_scope* const scope = detail::innermost_tenant()) return scope->name();
    throw unknown_tenant("this thread is in no tenant, and none is assumed: open an il::tenant_scope");
}

}  // namespace interlock
