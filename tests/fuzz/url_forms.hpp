// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "fuzz.hpp"

#include <string>
#include <utility>
#include <vector>

namespace fuzz {

/// A URL, or what somebody takes for one, with a password somewhere in it.
struct url_form {
    std::string text;
    std::vector<std::pair<std::string, std::string>> parameters = {};  // where the text has none but these
};

inline std::string parameters_of(const std::vector<std::pair<std::string, std::string>>& list) {
    std::string text;
    for (const auto& [name, value] : list)
        text += (text.empty() ? "?" : "&") + encoded(name) + "=" + encoded(value);
    return text;
}

inline std::vector<std::pair<std::string, std::string>> some_parameters(provider& data) {
    std::vector<std::pair<std::string, std::string>> list;
    for (int i = data.ConsumeIntegralInRange(0, 4); i > 0; --i) {
        std::string name =
            one_of(data, {"sslmode", "application_name", "host", "port", "options", "connect_timeout",
                          "target_session_attrs", "prepared", "statement_timeout", "lock_timeout", "pool_max",
                          "pool_min", "pool_wait", "pool_idle", "mode", "busy_timeout", "synchronous"});
        std::string value = one_of(data, {"on", "off", "1", "5000", "99999999999999999999", "ro", "require"});
        list.emplace_back(std::move(name), std::move(value));
    }
    return list;
}

/// The forms that URLs of servers have; the first are sound, where their parts are.
inline url_form some_url(provider& data) {
    const int form = data.ConsumeIntegralInRange(0, 6);
    const std::string scheme = one_of(data, {"postgresql", "postgres", "PostgreSQL", "mysql"});
    const std::string user = one_of(data, {"", "ann", "a%20b"}), secret = password(data);
    const std::string host = one_of(data, {"", "host", "127.0.0.1:5432", "[::1]:1", "a,b:2"});
    const std::string name = one_of(data, {"", "/db", "/db%20a"});
    const auto list = some_parameters(data);
    const std::string rest = without_canary(host + name);
    const std::string before = scheme + "://" + user + ":" + encoded(secret) + "@" + rest;
    switch (form) {
        case 0:
            if (has(before, "?")) return {before + parameters_of(list)};
            return {before + parameters_of(list), list};
        case 1: return {scheme + "://" + user + "@" + rest + "?password=" + encoded(secret)};
        case 2: return {scheme + "://" + user + ":" + secret + "@" + rest + parameters_of(list)};
        case 3: return {scheme + "://" + rest + "?password=" + secret};
        case 4: return {"host=" + host + " user=" + user + " password=" + secret + " dbname=" + name};
        case 5: return {"password=" + secret + " host=" + host};
        default: return {scheme + ":" + user + ":" + secret + "@" + rest};
    }
}

}  // namespace fuzz
