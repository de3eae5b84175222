// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/session/sync.hpp>
#include <interlock/session/tenant_name.hpp>
#include <interlock/session/tenant_source.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock::detail {

[[noreturn, gnu::cold]] inline void refuse_tenant(std::string_view alias, const std::string& name) {
    unknown_tenant e("there is no tenant '" + name + "'");
    e.at_statement(alias, {}, {});
    throw e;
}

/// The tenants of a database that a session has met, and what it has for each: a Slot, which lasts as long as the session,
/// because queries know it by its address.
template <class Slot>
class known_tenants {
public:
    known_tenants() = default;
    known_tenants(const known_tenants&) = delete;
    known_tenants& operator=(const known_tenants&) = delete;
    ~known_tenants() {
        while (met_ != nullptr) delete std::exchange(met_, met_->older);
    }

    void come_from(tenant_source* source) noexcept { source_.publish(source); }
    std::vector<std::string> names() const {
        if (tenant_source* const source = source_.load()) return source->names();
        std::vector<std::string> all;
        const locked hold(mutex_);
        for (const auto& [name, one] : by_name_)
            if (one->known.peek()) all.push_back(name);
        return all;
    }

    /// The slot of a tenant. The first time, `make(slot, name, url, is_listed)` fits it out, and where nobody says which
    /// tenants there are, `check(slot)` finds out whether this is one. Throws unknown_tenant.
    template <class Make, class Check>
    Slot& find(std::string_view alias, std::string_view given, const Make& make, const Check& check) {
        const std::string name = tenant_name(given);
        {
            const locked hold(mutex_);
            const auto at = by_name_.find(name);
            if (at != by_name_.end() && at->second->known.peek()) return at->second->slot;
        }
        tenant_source* const source = source_.load();
        std::optional<std::string> url = source != nullptr ? source->find(name) : std::string();
        if (!url) refuse_tenant(alias, name);
        const asked asking(*this, name, *url, source != nullptr, make);
        const locked hold(asking.one.checking);
        if (!asking.one.known.peek()) {
            if (source == nullptr) {
                try {
                    check(asking.one.slot);
                } catch (const no_such_database&) {
                    refuse_tenant(alias, name);
                }
            }
            const locked known(mutex_);
            asking.one.known.set(true);
        }
        return asking.one.slot;
    }

    /// The next one who asks for it asks as if nobody had before. What goes on with it may: it keeps its slot.
    Slot* forget(std::string_view given) {
        const std::string name = tenant_name(given);
        const locked hold(mutex_);
        const auto at = by_name_.find(name);
        if (at == by_name_.end() || !at->second->known.peek()) return nullptr;
        Slot* const slot = &at->second->slot;
        by_name_.erase(at);
        return slot;
    }

    /// Calls a function with the slot of each, those too that are forgotten.
    template <class Function>
    void each(Function f) const {
        std::vector<Slot*> slots;
        {
            const locked hold(mutex_);
            for (tenant* t = met_; t != nullptr; t = t->older)
                if (t->known.peek()) slots.push_back(&t->slot);
        }
        for (Slot* const s : slots) f(*s);
    }
    /// The same while none is added, after a function that says what holds for those to come.
    template <class Function, class ToCome>
    void each_and_all_to_come(Function f, ToCome to_come) const {
        const locked hold(mutex_);
        to_come();
        for (tenant* t = met_; t != nullptr; t = t->older) f(t->slot);
    }

private:
    struct tenant {
        std::string name;
        Slot slot;
        tenant* older = nullptr;
        shared_value<bool> known;  // changes with the mutex held
        mutex checking;            // held by the one who finds out
        int askers = 0;            // who hold it meanwhile
    };

    /// One that somebody asks for. It goes with the last who does, unless it is known then.
    struct asked {
        known_tenants& all;
        tenant& one;

        template <class Make>
        asked(known_tenants& a, const std::string& name, const std::string& url, bool listed,
              const Make& make)
            : all(a), one(a.met(name, url, listed, make)) {}
        asked(const asked&) = delete;
        asked& operator=(const asked&) = delete;
        ~asked() { all.leave(one); }
    };
    template <class Make>
    tenant& met(const std::string& name, const std::string& url, bool listed, const Make& make) {
        const locked hold(mutex_);
        const auto there = by_name_.find(name);
        if (there != by_name_.end()) {
            ++there->second->askers;
            return *there->second;
        }
        auto* const made = new tenant;
        made->older = std::exchange(met_, made);
        try {
            by_name_.emplace(made->name = name, made);
            make(made->slot, name, url, listed);
        } catch (...) {
            drop(*made);
            throw;
        }
        ++made->askers;
        return *made;
    }
    void leave(tenant& t) noexcept {
        const locked hold(mutex_);
        if (--t.askers == 0 && !t.known.peek()) drop(t);
    }
    void drop(tenant& t) noexcept {
        const auto there = by_name_.find(t.name);
        if (there != by_name_.end() && there->second == &t) by_name_.erase(there);
        tenant** at = &met_;
        while (*at != &t) at = &(*at)->older;
        *at = t.older;
        delete &t;
    }

    mutable mutex mutex_;
    std::map<std::string, tenant*, std::less<>> by_name_;
    tenant* met_ = nullptr;  // all of them, the latest one first
    shared_value<tenant_source*> source_;
};

}  // namespace interlock::detail
