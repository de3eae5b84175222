// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/url.hpp>
#include <interlock/model/error.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace interlock::detail {

/// A text with {tenant} in it, filled in.
inline std::string of_tenant(std::string_view text, std::string_view name) {
    constexpr std::string_view mark = "{tenant}";
    std::string out;
    for (std::size_t at; (at = text.find(mark)) != std::string_view::npos;
         text.remove_prefix(at + mark.size()))
        out.append(text.substr(0, at)).append(name);
    return out.append(text);
}

/// A URL as it is without one of its parameters, which may be one that its engine does not know.
inline url without_parameter(const url& where, std::string_view name) {
    std::string text = where.text().substr(0, where.text().find('?'));
    char separator = '?';
    std::string_view rest = std::string_view(where.text()).substr(text.size());
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::string_view one = rest.substr(0, rest.find('&'));
        rest.remove_prefix(one.size());
        if (url::decoded(one.substr(0, one.find('='))) == name) continue;
        (text += separator) += one;
        separator = '&';
    }
    url without = url::parse(text);
    without.open_as(where);
    return without;
}

/// The URL of the settings of a database that each tenant has for itself.
class tenant_url {
public:
    /// Throws configuration_error where all tenants would have one database.
    void set(url&& where) {
        if (where.location().find("{tenant}") == std::string::npos)
            throw configuration_error(
                "the URL of a database of tenants has {tenant} in it, where the name of one goes: all of them "
                "would be in one database");
        template_ = std::move(where);
    }
    const url& get() const noexcept { return template_; }

    /// That of a tenant: the given one, or this if that is empty. It may not be another tenant's for the length of its
    /// name, and the file of one that nobody has listed is not made. Throws configuration_error.
    url of(std::string_view name, std::string_view given, bool is_listed) const {
        url where = url::parse(of_tenant(given.empty() ? template_.text() : given, name));
        if (const char* const mode = where.find("mode");
            !is_listed && where.scheme() == "sqlite" &&
            (mode == nullptr || std::string_view(mode) == "rwc")) {
            where = without_parameter(where, "mode");
            where = url::parse(where.text() + (where.parameters().empty() ? "?" : "&") + "mode=rw");
        }
        where.open_as(template_);
        constexpr std::size_t longest = 63;  // bytes of a name in PostgreSQL, which cuts the rest away
        const std::string& location = where.location();
        if (where.scheme() != "sqlite" && location.size() - location.rfind('/') - 1 > longest)
            throw configuration_error("the name of a tenant's database has more than 63 bytes");
        return where;
    }

private:
    url template_;
};

}  // namespace interlock::detail
