// SPDX-License-Identifier: BSL-1.0
// URLs of databases, and the parameters of the pool.
#include "url_forms.hpp"

#include <interlock/backend/url.hpp>
#include <interlock/session/pool_settings.hpp>

using interlock::pool_settings;
using interlock::url;

namespace {

void check_read(const url& u, const std::string& text) {
    fuzz::require(u.text() == text, "the text is as it was given");
    for (const char c : u.scheme()) fuzz::require(c < 'A' || c > 'Z', "a scheme is in lower case");
    std::string again = u.scheme() + ":" + u.location();
    const char* between = "?";
    for (const auto& [name, value] : u.parameters()) {
        again += between + fuzz::encoded(name) + "=" + fuzz::encoded(value);
        between = "&";
    }
    const url second = url::parse(again);
    fuzz::require(second.scheme() == u.scheme() && second.location() == u.location(), "a URL comes back");
    fuzz::require(second.parameters() == u.parameters(), "parameters come back");
    for (const auto& [name, value] : u.parameters())
        fuzz::require(u.find(name) != nullptr && u.find(name) == value, "a name stands for one value");
}

void check_pool(const url& u) {
    fuzz::keeps_secret([&] {
        const pool_settings o = pool_settings::read(u);
        fuzz::require(o.min >= 0 && o.min <= o.max && o.max >= 1 && o.max <= 10'000, "a pool has a size");
        for (const std::int64_t t : {o.wait, o.idle, o.lifetime, o.check})
            fuzz::require(t >= 0 && t <= 86'400'000, "its times are at most a day");
    });
}

}  // namespace

void fuzz::try_input(provider& data) {
    const bool plain = data.ConsumeBool();
    const url_form form = plain ? url_form{fuzz::rest(data)} : some_url(data);
    keeps_secret([&] {
        const url u = url::parse(form.text);
        check_read(u, form.text);
        check_pool(u);
        if (!plain && u.scheme() != "sqlite") require_secret(u.redacted());
        for (const auto& [name, value] : form.parameters)
            require(u.find(name) != nullptr, "a parameter that was encoded is found", name);
    });
    accepts([&] {
        const std::string decoded = url::decoded(form.text);
        require(url::decoded(encoded(decoded)) == decoded, "what is encoded is decoded");
    });
}
