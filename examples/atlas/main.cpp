// SPDX-License-Identifier: BSL-1.0
// atlas: Metabolic Atlas's three databases behind one program. Start reading in models.hpp and routers.hpp.

#include "load.hpp"
#include "routes.hpp"
#include "search.hpp"
#include "settings.hpp"
#include "stats.hpp"
#include "tile.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <limits>
#include <stdexcept>
#include <string>

namespace {

struct command_line {
    CLI::App app{"Genome-scale metabolic models and map tiles of Metabolic Atlas, in three databases"};
    database_options databases;
    load_files files;
    search_options query;
    std::string tile;
    std::string form = "text";

    CLI::App* load = app.add_subcommand("load", "Bring GEMs and tiles into the databases");
    CLI::App* search = app.add_subcommand("search", "List GEMs by name");
    CLI::App* stats = app.add_subcommand("stats", "Count the GEMs of each organism");
    CLI::App* find_tile = app.add_subcommand("tile", "Look up a map tile");
    CLI::App* routes = app.add_subcommand("routes", "Show which database answers for which model");

    command_line() {
        app.require_subcommand(1);
        for (CLI::App* command : app.get_subcommands({}))
            command->fallthrough();  // options of all may follow
        app.footer("The databases are at ATLAS_DEFAULT_URL, ATLAS_GEMS_URL and ATLAS_TILES_URL, such as\n"
                   "sqlite:gems.db or postgresql://user@host/gems.");
        app.add_option("--data-dir", databases.data_dir,
                       "Folder of the SQLite files of databases that have no URL")
            ->check(CLI::ExistingDirectory);
        app.add_option("--settings", databases.settings_file, "JSON file with the databases' URLs");

        load->add_option("--gems", files.gems, "GEM repository (JSON)");
        load->add_option("--tiles", files.tiles, "Map tiles (TSV)");
        load->footer("Without files it loads a small sample.");

        search->add_option("--organism", query.organism, "Such as \"Homo sapiens\", in upper or lower case");
        search->add_option("--tissue", query.tissue, "Such as liver, in upper or lower case");
        search->add_option("--limit", query.limit, "The largest number of GEMs to list")
            ->check(CLI::Range(std::int64_t{1}, std::numeric_limits<std::int64_t>::max()));
        search->add_flag("--json", query.json, "As JSON");

        find_tile->add_option("name", tile, "Its id or name")->required();
        routes->add_flag_callback(
            "--json", [this] { form = "json"; }, "As JSON");
        routes->add_flag_callback(
            "--dot", [this] { form = "dot"; }, "As a graph for Graphviz");
        routes->add_flag_callback(
            "--svg", [this] { form = "svg"; }, "As a drawing");
    }
};

void run(const command_line& given) {
    if (given.routes->parsed()) return print_routes(given.form);

    const bool loading = given.load->parsed();
    session db(choose_settings(given.databases, loading ? purpose::loading : purpose::reading));
    if (loading) {
        const bool any = given.files.gems || given.files.tiles;
        load(db, any ? given.files : sample_files());
    } else if (given.search->parsed()) search(db, given.query);
    else if (given.stats->parsed()) stats(db);
    else show_tile(db, given.tile);
}

int fail(std::string message) {
    for (char& c : message)
        if (c == '\n' || c == '\r') c = ' ';
    fmt::print(stderr, "atlas: {}\n", message);
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        command_line given;
        try {
            given.app.parse(argc, argv);
        } catch (const CLI::ParseError& e) {
            return given.app.exit(e);
        }
        run(given);
        if (std::fflush(stdout) != 0) throw std::runtime_error("the output could not be written");
        return 0;
    } catch (const il::schema_mismatch& e) {
        return fail(std::string(e.what()) + " (has `atlas load` been run?)");
    } catch (const std::exception& e) {
        return fail(e.what());
    }
}
