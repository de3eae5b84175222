// SPDX-License-Identifier: BSL-1.0
// links: boost_json
// Settings from the environment and from JSON.
#include "url_forms.hpp"

#include <interlock/settings_json.hpp>

#include <vector>

using interlock::settings;

namespace {

void check_entries(const settings& s) {
    for (const settings::entry& e : s.entries()) {
        fuzz::require(s.find(e.alias) != nullptr, "an alias that there is is found", e.alias);
        settings changed = s;
        changed.set(e.alias, "sqlite:a");
        fuzz::require(changed.find(e.alias)->location == "sqlite:a", "what is set is found", e.alias);
        fuzz::require(changed.entries().size() == s.entries().size(), "an entry is replaced", e.alias);
    }
    fuzz::require(s.or_else(s).entries().size() == s.entries().size(), "nothing is added to itself");
}

void from_environment(fuzz::provider& data) {
    const std::string prefix = fuzz::one_of(data, {"ATLAS", "atlas", "", "A-T"});
    std::vector<std::string> variables;
    for (int i = data.ConsumeIntegralInRange(0, 6); i > 0; --i)
        variables.push_back(fuzz::one_of(data, {"ATLAS_", "A_T_", "_", ""}) + fuzz::text(data) +
                            fuzz::one_of(data, {"_URL", "_URL=", "=", ""}) + fuzz::text(data));
    std::vector<char*> list;
    for (std::string& v : variables) list.push_back(v.data());
    list.push_back(nullptr);
    char** const kept = environ;
    environ = list.data();
    settings s;
    const bool read = fuzz::accepts([&] { s = settings::from_environment(prefix); });
    environ = kept;
    if (!read) return;
    for (const settings::entry& e : s.entries()) {
        bool given = false;
        for (const std::string& v : variables)
            given = given || std::string(v.c_str()) == e.origin + "=" + e.location;
        fuzz::require(given, "an entry is a variable", e.origin);
    }
    check_entries(s);
}

void from_json(fuzz::provider& data) {
    const bool plain = data.ConsumeBool();
    std::string text;
    if (plain) text = fuzz::rest(data);
    else {
        text = R"({"databases": {)";
        for (int i = data.ConsumeIntegralInRange(0, 4); i >= 0; --i)
            text += "\"" + fuzz::text(data, 8) +
                    "\": " + fuzz::one_of(data, {"1", "null", "[\"Zq7Kx\"]", "{\"Zq7Kx\": \"Zq7Kx\"}"}) +
                    "\"" + fuzz::encoded(fuzz::password(data)) + "\"" + (i > 0 ? "," : "");
        text += fuzz::one_of(data, {"}}", "}", "}}}"});
    }
    fuzz::keeps_secret([&] { check_entries(interlock::settings_from_json(text, "atlas.json")); });
}

}  // namespace

void fuzz::try_input(provider& data) {
    if (data.ConsumeBool()) from_environment(data);
    else from_json(data);
}
