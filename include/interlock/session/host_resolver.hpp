// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/session/tenant_name.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace interlock {

/// Finds the tenant in the Host of a request: `il::host_resolver("polls.local")("THOR.polls.local:8000")` is "thor".
class host_resolver {
public:
    /// The domain whose subdomains are the tenants.
    explicit host_resolver(std::string_view base) : base_(without_port_and_dot(base)) {}

    /// Case, port, and the dot at the end of a full name do not count. Throws unknown_tenant for the base itself, for any
    /// other domain, for several labels, and for an address.
    std::string operator()(std::string_view host) const {
        const std::string name = without_port_and_dot(host);
        const std::size_t dot = name.find('.');
        if (dot == std::string::npos || std::string_view(name).substr(dot + 1) != base_)
            throw unknown_tenant("the host of the request is no tenant's: one is a subdomain of " + base_);
        return tenant_name(std::string_view(name).substr(0, dot));
    }

private:
    static std::string without_port_and_dot(std::string_view host) {
        const std::size_t colon = host.rfind(':');
        const bool has_port = colon != std::string_view::npos &&
                              host.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
        std::string name(has_port ? host.substr(0, colon) : host);
        if (name.ends_with('.')) name.pop_back();
        for (char& c : name)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return name;
    }

    std::string base_;
};

}  // namespace interlock
