// SPDX-License-Identifier: BSL-1.0
#include "settings.hpp"

#include <interlock/settings_json.hpp>

#include <string_view>

namespace il = interlock;

namespace {

/// A path as a URL writes it.
std::string in_url(std::string_view path) {
    std::string out;
    for (const char c : path) {
        if (c == '%') out += "%25";
        else if (c == '?') out += "%3F";
        else out += c;
    }
    return out;
}

il::settings files_in(const std::string& folder, purpose why) {
    il::settings files;
    for (const std::string_view alias : {"default", "gems", "tiles"}) {
        std::string path = "atlas-" + std::string(alias) + ".db";
        if (folder != ".") path = folder + "/" + path;
        files.set(alias, "sqlite:" + in_url(path) + (why == purpose::reading ? "?mode=rw" : ""));
    }
    return files;
}

}  // namespace

il::settings choose_settings(const database_options& options, purpose why) {
    const auto environment = il::settings::from_environment("ATLAS");
    if (!options.settings_file.empty())
        return environment.or_else(il::settings_from_json_file(options.settings_file));
    return environment.or_else(files_in(options.data_dir, why));
}
