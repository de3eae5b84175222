// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/session/sync.hpp>
#include <interlock/session/tenant_name.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

// For code that cannot be given a tenant's handle: the thread remembers which tenant it is in.

namespace interlock {

namespace detail {

/// A tenant that a thread is in. It is the thread's and the scope's, which may end where another thread runs, as in a
/// coroutine, or after the thread: whoever leaves last deletes it.
struct entered_tenant {
    std::string name;
    entered_tenant* outer = nullptr;
    shared_value<bool> left = {};

    void leave() noexcept {
        if (left.exchange(true)) delete this;
    }
};

/// Those of the calling thread, the innermost first.
class entered_tenants {
public:
    static entered_tenant* enter(std::string&& name) {
        static thread_local const entered_tenants until_it_ends;
        auto* const made = new entered_tenant{std::move(name), innermost()};
        return innermost() = made;
    }
    /// Without those whose scopes have ended.
    static const entered_tenant* current() noexcept {
        for (entered_tenant** at = &innermost(); *at != nullptr;) {
            if ((*at)->left.load()) delete std::exchange(*at, (*at)->outer);
            else at = &(*at)->outer;
        }
        return innermost();
    }

private:
    entered_tenants() noexcept = default;
    entered_tenants(const entered_tenants&) = delete;
    entered_tenants& operator=(const entered_tenants&) = delete;
    ~entered_tenants() {
        while (entered_tenant* const one = innermost()) {
            innermost() = one->outer;
            one->leave();
        }
    }
    static entered_tenant*& innermost() noexcept {
        static thread_local entered_tenant* first = nullptr;
        return first;
    }
};

}  // namespace detail

/// While it lives, db.tenant() of the thread that made it is this tenant; then the innermost one of those that are left,
/// on every way out, and in whatever order they end. It belongs to a block, and is no way to say a tenant to another
/// thread.
///
///     const il::tenant_scope scope("thor");
///     db.tenant().from<Poll>().all();
///
/// Throws unknown_tenant for what is no name. Whether there is the tenant, db.tenant() finds out.
class tenant_scope {
public:
    explicit tenant_scope(std::string_view name)
        : name_(tenant_name(name)), entered_(detail::entered_tenants::enter(std::string(name_))) {}
    tenant_scope(const tenant_scope&) = delete;
    tenant_scope& operator=(const tenant_scope&) = delete;
    ~tenant_scope() {
        entered_->leave();
        (void)detail::entered_tenants::current();
    }
    static void* operator new(std::size_t) = delete;
    static void* operator new[](std::size_t) = delete;

    const std::string& name() const noexcept { return name_; }

private:
    std::string name_;
    detail::entered_tenant* entered_;
};

/// The tenant that the calling thread is in. Throws unknown_tenant where it is in none.
inline const std::string& current_tenant() {
    if (const detail::entered_tenant* const one = detail::entered_tenants::current()) return one->name;
    throw unknown_tenant("this thread is in no tenant, and none is assumed: open an il::tenant_scope");
}

}  // namespace interlock
