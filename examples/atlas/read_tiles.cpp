// SPDX-License-Identifier: BSL-1.0
#include "read_tiles.hpp"

#include "text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string_view>

namespace {

enum column { name_id, subsystem, display_name, filename, columns };
constexpr std::array<std::string_view, columns> names{"name_id", "subsystem name_id", "name", "filename"};

std::array<std::string_view, columns> split(std::string_view line, const place& where) {
    const auto found = static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t')) + 1;
    if (found != columns)
        throw bad_record(where, found < columns ? names[found] : "5",
                         "the line has " + std::to_string(found) + " columns, and should have " +
                             std::to_string(columns) + " with tabs between them");
    std::array<std::string_view, columns> values;
    for (std::string_view& value : values) {
        const std::size_t tab = line.find('\t');
        value = line.substr(0, tab);
        line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
    }
    return values;
}

bool is_plain(std::string_view text) {
    return text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
           std::string_view::npos;
}

tile_record read_tile(std::string_view line, const place& where) {
    const auto values = split(line, where);
    for (std::size_t i = 0; i < columns; ++i) {
        if (values[i].empty()) throw bad_record(where, names[i], "is empty");
        if (const char* problem = text_problem(values[i])) throw bad_record(where, names[i], problem);
    }
    const auto text = [&](column c) { return std::string(values[c]); };
    if (!is_plain(values[name_id]))  // it becomes a part of an address
        throw bad_record(where, names[name_id], "should be letters, digits and _");
    const std::string_view file = values[filename];
    if (!file.ends_with(".svg") || !is_plain(file.substr(0, file.size() - 4)))
        throw bad_record(where, names[filename], "should be letters, digits and _ before .svg");
    const std::string key = tile_key(text(name_id));
    return {where, {key, text(display_name)}, {text(subsystem), text(display_name), text(filename), key}};
}

}  // namespace

std::string tile_key(const std::string& name_id) {
    if (name_id.size() <= 50) return name_id;
    std::uint32_t checksum = 2166136261;  // FNV-1a
    for (const char c : name_id) checksum = (checksum ^ static_cast<unsigned char>(c)) * 16777619;
    return fmt::format("{}_{:08x}", name_id.substr(0, 41), checksum);
}

std::vector<tile_record> read_tiles(const std::string& path) {
    const std::string text = read_file(path);
    std::vector<tile_record> records;
    std::set<std::string> ids, subsystems;
    std::size_t number = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        ++number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;

        const tile_record& r =
            records.emplace_back(read_tile(line, {path, "line " + std::to_string(number)}));
        if (!ids.insert(r.tile.reaction_component_id).second)
            throw bad_record(r.where, names[name_id], "is that of an earlier line");
        if (!subsystems.insert(r.subsystem.name_id).second)
            throw bad_record(r.where, names[subsystem], "is that of an earlier line");
    }
    return records;
}
