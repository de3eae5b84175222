// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/session/sync.hpp>
#include <interlock/session/tenant_name.hpp>

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace interlock {

/// Says which tenants there are: `il::tenants_of<polls>(db).come_from(source)`. It may be asked by several threads at
/// once, about a name the first time that it is met.
class tenant_source {
public:
    tenant_source() = default;
    tenant_source(const tenant_source&) = delete;
    tenant_source& operator=(const tenant_source&) = delete;
    virtual ~tenant_source() = default;

    /// The URL of a tenant's database, or an empty text for the one of the settings with the name in it; nothing where
    /// there is no such tenant. The name is in lower case.
    virtual std::optional<std::string> find(std::string_view name) = 0;
    /// All of them.
    virtual std::vector<std::string> names() = 0;
};

/// A list of them, which may grow and shrink while it is used.
///
///     il::tenant_list tenants{{"thor"}, {"potter", "postgresql://other.host/polls_potter"}};
class tenant_list final : public tenant_source {
public:
    struct entry {
        std::string_view name, url = {};
    };

    tenant_list() = default;
    /// Throws unknown_tenant for what is no name.
    tenant_list(std::initializer_list<entry> entries) {
        for (const entry& e : entries) add(e.name, e.url);
    }
    void add(std::string_view name, std::string_view url = {}) {
        std::string key = tenant_name(name);
        const detail::locked hold(mutex_);
        urls_.insert_or_assign(std::move(key), std::string(url));
    }
    /// A session that has met it knows it until il::tenants_of<Db>(db).forget(name).
    void remove(std::string_view name) {
        const std::string key = tenant_name(name);
        const detail::locked hold(mutex_);
        urls_.erase(key);
    }

    std::optional<std::string> find(std::string_view name) override {
        const detail::locked hold(mutex_);
        const auto at = urls_.find(name);
        return at == urls_.end() ? std::nullopt : std::optional(at->second);
    }
    std::vector<std::string> names() override {
        std::vector<std::string> all;
        const detail::locked hold(mutex_);
        for (const auto& [name, url] : urls_) all.push_back(name);
        return all;
    }

private:
    detail::mutex mutex_;
    std::map<std::string, std::string, std::less<>> urls_;
};

}  // namespace interlock
