// SPDX-License-Identifier: BSL-1.0
#include "tile.hpp"

#include "read_tiles.hpp"
#include "text.hpp"
#include "text_table.hpp"

#include <map>
#include <stdexcept>
#include <vector>

void show_tile(session& db, const std::string& name) {
    const auto found = db.from<Tile>()
                           .where(il::col<&Tile::reaction_component_id> == tile_key(name) ||
                                  il::col<&Tile::tile_name>.in(spellings(name)))
                           .order_by(il::asc<&Tile::reaction_component_id>)
                           .all();
    if (found.empty()) throw std::runtime_error("there is no tile '" + name + "'");

    std::vector<std::string> ids;
    for (const Tile& tile : found) ids.push_back(tile.reaction_component_id);
    std::map<std::string, std::string> files;
    for (const Subsystem& s : db.from<Subsystem>().where(il::col<&Subsystem::tile>.in(ids)).stream())
        files[s.tile] = s.filename;

    text_table table({{"ID"}, {"NAME"}, {"FILE"}});
    for (const Tile& tile : found)
        table.add(
            {tile.reaction_component_id, tile.tile_name.value_or("-"), files[tile.reaction_component_id]});
    table.print();
}
