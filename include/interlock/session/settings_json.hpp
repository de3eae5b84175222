// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/session/settings.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <cstdio>
#include <string>

namespace interlock {

/// Reads the URL of each database from JSON text of the form
///
///     {"databases": {"default": "sqlite:default.db", "gems": "postgresql://user@host/gems"}}
///
/// `origin` names the text in messages. Throws configuration_error for what is not of this form.
inline settings settings_from_json(std::string_view text, const std::string& origin) {
    boost::system::error_code failure;
    const boost::json::value document =
        boost::json::parse(boost::json::string_view(text.data(), text.size()), failure);
    if (failure)
        throw configuration_error("the settings in " + origin + " are no JSON: " + failure.message());
    const boost::json::value* databases =
        document.is_object() ? document.as_object().if_contains("databases") : nullptr;
    if (databases == nullptr || !databases->is_object())
        throw configuration_error("the settings in " + origin + R"( have no object "databases")");
    settings result;
    for (const auto& [alias, location] : databases->as_object()) {
        const std::string name(alias.data(), alias.size());
        if (!location.is_string())
            throw configuration_error("the setting " + name + " in " + origin +
                                      " is no string: it holds the database's URL");
        if (result.find(name) != nullptr)
            throw configuration_error("the setting " + name + " stands twice in " + origin);
        result.set(name, std::string(location.as_string().data(), location.as_string().size()),
                   origin + ": " + name);
    }
    return result;
}

/// Reads a file as settings_from_json reads a text. Throws configuration_error where the file cannot be read.
inline settings settings_from_json_file(const std::string& path) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) throw configuration_error("cannot read the settings file " + path);
    std::string text;
    char part[4096];
    for (std::size_t n; (n = std::fread(part, 1, sizeof part, file)) > 0;) text.append(part, n);
    const bool failed = std::ferror(file) != 0;
    std::fclose(file);
    if (failed) throw configuration_error("cannot read the settings file " + path);
    return settings_from_json(text, path);
}

}  // namespace interlock
