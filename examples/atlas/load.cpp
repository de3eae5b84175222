// SPDX-License-Identifier: BSL-1.0
#include "load.hpp"

#include "progress_bar.hpp"
#include "read_gems.hpp"
#include "read_tiles.hpp"

#include <fmt/format.h>

namespace {

/// Names the record in what the library says of a value that it does not take, such as one that is too long.
template <class Write>
void write_record(const place& where, Write write) {
    try {
        write();
    } catch (const il::value_out_of_range& e) {
        throw bad_record(where, e.field() + " of " + e.model(), e.message());
    } catch (const il::constraint_violation& e) {
        throw bad_record(where, e.field().empty() ? e.model() : e.field() + " of " + e.model(), e.message());
    }
}

/// The files and references of a GEM that its record does not have (any more).
void remove_leftovers(il::transaction<atlas, main_db>& tx, const gem_record& r) {
    std::vector<std::string> paths, articles, set_articles;
    for (const GemFile& file : r.files) paths.push_back(file.path);
    for (const GemReference& reference : r.references) articles.push_back(reference.pubmed);
    for (const GemSetReference& reference : r.set_references) set_articles.push_back(reference.pubmed);

    tx.remove<GemFile>()
        .where(il::col<&GemFile::gem> == r.gem.id && !il::col<&GemFile::path>.in(paths))
        .run();
    tx.remove<GemReference>()
        .where(il::col<&GemReference::gem> == r.gem.id && !il::col<&GemReference::pubmed>.in(articles))
        .run();
    tx.remove<GemSetReference>()
        .where(il::col<&GemSetReference::gem_set> == r.set.name &&
               !il::col<&GemSetReference::pubmed>.in(set_articles))
        .run();
}

/// What `default` knows about a GEM.
void write_details(il::transaction<atlas, main_db>& tx, const gem_record& r) {
    remove_leftovers(tx, r);
    tx.upsert(r.set);
    for (const GemSetReference& reference : r.set_references) tx.upsert(reference);
    tx.upsert(r.detail);
    tx.upsert(r.sample);
    for (const GemFile& file : r.files) tx.upsert(file);
    for (const GemReference& reference : r.references) tx.upsert(reference);
}

}  // namespace

load_files sample_files() { return {ATLAS_SAMPLE_DIR "/gems.json", ATLAS_SAMPLE_DIR "/tiles.tsv"}; }

void load(session& db, const load_files& files) {
    std::vector<gem_record> gem_records;
    std::vector<tile_record> tile_records;
    if (files.gems) gem_records = read_gems(*files.gems);
    if (files.tiles) tile_records = read_tiles(*files.tiles);

    // A transaction knows its database: in_tiles.upsert(gem) does not compile.
    auto in_default = db.begin<main_db>();
    auto in_gems = db.begin<gems>();
    auto in_tiles = db.begin<tiles>();
    il::create_tables(in_default);  // inside the transactions, so that a failure takes them back too
    il::create_tables(in_gems);
    il::create_tables(in_tiles);

    {
        progress_bar bar("Loading", gem_records.size() + tile_records.size());
        for (const gem_record& r : gem_records) {
            write_record(r.where, [&] { in_gems.upsert(r.gem); });
            write_record(r.where, [&] { write_details(in_default, r); });
            bar.advance();
        }
        for (const tile_record& r : tile_records) {
            write_record(r.where, [&] { in_tiles.upsert(r.tile); });
            write_record(r.where, [&] { in_default.upsert(r.subsystem); });
            bar.advance();
        }
    }

    in_default.commit();
    in_gems.commit();
    in_tiles.commit();
    fmt::print("Loaded {} GEMs and {} tiles\n", gem_records.size(), tile_records.size());
}
