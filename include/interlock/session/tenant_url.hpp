// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/server_url.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/model/error.hpp>
#include <interlock/session/known_tenants.hpp>

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
        const auto chosen_for = [&](std::string_view name) {
            return chosen_by(url::parse(of_tenant(where.text(), name)));
        };
        if (chosen_for("a") == chosen_for("b"))
            throw configuration_error(
                "the URL of a database of tenants has {tenant} in the name of the file or database, or of its one "
                "host, where the name of a tenant goes: all of them would be in one database");
        template_ = std::move(where);
    }
    const url& get() const noexcept { return template_; }

    /// That of a tenant: the given one, or this if that is empty. It may not be another tenant's for the length of its
    /// name, nor what SQLite keeps beside another one's file, and the file of one that nobody has listed is not made.
    /// Throws configuration_error, and unknown_tenant.
    url of(std::string_view alias, const std::string& name, std::string_view given, bool is_listed) const {
        url where = url::parse(of_tenant(given.empty() ? template_.text() : given, name));
        if (given.empty() && where.scheme() == "sqlite")
            for (const std::string_view ending : {"-wal", "-shm", "-journal"})
                if (url::decoded(where.location()).ends_with(ending)) refuse_tenant(alias, name);
        if (const char* const mode = where.find("mode");
            !is_listed && where.scheme() == "sqlite" &&
            (mode == nullptr || std::string_view(mode) == "rwc")) {
            where = without_parameter(where, "mode");
            where = url::parse(where.text() + (where.parameters().empty() ? "?" : "&") + "mode=rw");
        }
        where.open_as(template_);
        constexpr std::size_t longest = 63;  // bytes of a name in PostgreSQL, which cuts the rest away
        if (where.scheme() != "sqlite" && database_in(where).size() > longest)
            throw configuration_error("the name of a tenant's database has more than 63 bytes");
        return where;
    }

private:
    /// What tells the database from others. One of several hosts is no such thing: another one may be asked.
    static std::string chosen_by(const url& where) {
        if (where.scheme() == "sqlite") return url::decoded(where.location());
        const std::string host = host_in(where);
        return database_in(where) + '@' + (host.find(',') == std::string::npos ? host : std::string());
    }

    url template_;
};

}  // namespace interlock::detail
