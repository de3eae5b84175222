// SPDX-License-Identifier: BSL-1.0
// links: pq
// What libpq gets to see of a URL; no connection is made.
#include "url_forms.hpp"

#include <interlock/backend/postgres/open.hpp>

#include <map>

using interlock::url;
namespace pg = interlock::postgres_detail;

namespace {

using values = std::map<std::string, std::string>;

values values_of(const PQconninfoOption* option) {
    values all;
    for (; option != nullptr && option->keyword != nullptr; ++option)
        if (option->val != nullptr) all[option->keyword] = option->val;
    return all;
}

/// As libpq alone reads it.
values reference(const std::string& text) {
    char* complaint = nullptr;
    const pg::option_list options(PQconninfoParse(text.c_str(), &complaint));
    PQfreemem(complaint);
    return values_of(options.get());
}

values read(const url& u) {
    const pg::option_list options = pg::read_options({"gems", {}, {}}, u, pg::libpq_url(u));
    return values_of(options.get());
}

/// A password as libpq finds it is not shown, unless another part of the URL says the same.
void check_shown(const url& u) {
    values all = reference(u.scheme() + u.text().substr(u.scheme().size()));
    const std::string secret = all["password"];
    const std::string& where = u.location();
    const std::size_t colon = where.find(':');
    const std::string user =
        colon != std::string::npos && colon > 2 ? where.substr(2, colon - 2) : std::string();
    if (secret.size() < 4 || fuzz::has("postgresql://" + user + ":***@", secret)) return;
    for (const auto& [name, value] : all)
        if (name != "password" && fuzz::has(value, secret)) return;
    const bool is_host = fuzz::has(u.location().substr(u.location().rfind('@') + 1), secret);
    if (!is_host)
        fuzz::require(!fuzz::has(u.redacted(), secret), "redacted() hides what libpq takes", secret);
}

}  // namespace

void fuzz::try_input(provider& data) {
    const bool plain = data.ConsumeBool();
    const url_form form = plain ? url_form{"postgresql://" + fuzz::rest(data)} : some_url(data);
    keeps_secret([&] {
        const url u = url::parse(form.text);
        if (u.scheme() == "sqlite") return;
        if (!plain) require_secret(u.redacted());
        if (pg::is_postgres(u.scheme())) check_shown(u);
        const auto own = pg::postgres_options::read("gems", u);
        require(own.settings.find_first_not_of("-c abcdefghijklmnopqrstuvwxyz_=0123456789") ==
                    std::string::npos,
                "settings are names and numbers", own.settings);
        const values seen = read(u);
        if (form.parameters.empty()) return;

        auto others = form.parameters;
        std::erase_if(others, [](const auto& p) { return pg::postgres_options::own(p.first); });
        const std::string base =
            form.text.substr(form.text.find(':'), form.text.find('?') - form.text.find(':'));
        require(seen == reference(u.scheme() + base + parameters_of(others)),
                "libpq sees every parameter but the library's own");
    });
}
