// SPDX-License-Identifier: BSL-1.0
#pragma once

// What Metabolic Atlas stores. The structs know nothing of the library; each is described below.

#include "databases.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// A genome-scale metabolic model, as the list of GEMs shows it.
struct Gem {
    std::string id;
    std::optional<std::string> name, organism, tissue, celltype, cellline, path, maintained, pubmed;
};

/// A tile of the map.
struct Tile {
    std::string reaction_component_id;
    std::optional<std::string> tile_name;
};

/// The subsystem of metabolism that a tile draws, and the file of the drawing.
struct Subsystem {
    std::string name_id;
    std::string name;
    std::string filename;
    std::string tile;
};

/// GEMs that were published together.
struct GemSet {
    std::string name;
    std::optional<std::string> description;
};

/// An article about a set, by its PubMed id.
struct GemSetReference {
    std::string gem_set;
    std::string pubmed;
};

/// What is known of a GEM beyond its entry in the list.
struct GemDetail {
    std::string gem;
    std::string gem_set;
    std::optional<std::string> tag, description, condition;
    std::optional<std::int32_t> year;
    std::int32_t reaction_count = 0, metabolite_count = 0, gene_count = 0;
};

/// What a GEM was made for: a part of an organism.
struct GemSample {
    std::string gem;
    std::string organism;
    std::optional<std::string> organ_system, tissue, cell_type, cell_line;
};

/// A file in which a GEM can be downloaded.
struct GemFile {
    std::string gem;
    std::string path;
    std::string format;
};

/// An article about one GEM, by its PubMed id.
struct GemReference {
    std::string gem;
    std::string pubmed;
};

// Every key is one that the data have: loading a record again finds its row and adds no second one.
//
// The details of GEMs and tiles live in `default`, the GEMs and tiles themselves in `gems` and `tiles`: no database
// can check a foreign key into another one, so that the links are il::soft_references. Between two tables of
// `default` they are il::references.

template <>
struct interlock::model<Gem> {
    static constexpr auto app_label = "api";
    static constexpr auto table = "gems";
    using fields = il::fields<
        il::field<&Gem::id, il::primary_key, il::max_length<50>>, il::field<&Gem::name, il::max_length<200>>,
        il::field<&Gem::organism, il::max_length<200>>, il::field<&Gem::tissue, il::max_length<200>>,
        il::field<&Gem::celltype, il::max_length<200>>, il::field<&Gem::cellline, il::max_length<200>>,
        il::field<&Gem::path, il::max_length<200>>, il::field<&Gem::maintained, il::max_length<200>>,
        il::field<&Gem::pubmed, il::max_length<200>>>;
    using constraints = il::constraints<il::index<&Gem::organism, &Gem::tissue>>;
};

template <>
struct interlock::model<Tile> {
    static constexpr auto app_label = "api";
    static constexpr auto table = "tiles";
    using fields = il::fields<il::field<&Tile::reaction_component_id, il::primary_key, il::max_length<50>>,
                              il::field<&Tile::tile_name, il::max_length<200>>>;
};

template <>
struct interlock::model<Subsystem> {
    static constexpr auto app_label = "api";  // and no table: it is api_subsystem, as Django names it
    using fields = il::fields<il::field<&Subsystem::name_id, il::primary_key, il::max_length<200>>,
                              il::field<&Subsystem::name, il::max_length<200>>,
                              il::field<&Subsystem::filename, il::max_length<200>>,
                              il::field<&Subsystem::tile, il::max_length<50>, il::indexed,
                                        il::soft_references<&Tile::reaction_component_id>>>;
};

template <>
struct interlock::model<GemSet> {
    static constexpr auto app_label = "api";
    using fields = il::fields<il::field<&GemSet::name, il::primary_key, il::max_length<200>>,
                              il::field<&GemSet::description>>;
};

template <>
struct interlock::model<GemSetReference> {
    static constexpr auto app_label = "api";
    using fields = il::fields<il::field<&GemSetReference::gem_set, il::primary_key, il::max_length<200>,
                                        il::references<&GemSet::name, il::on_delete::cascade>>,
                              il::field<&GemSetReference::pubmed, il::primary_key, il::max_length<20>>>;
};

template <>
struct interlock::model<GemDetail> {
    static constexpr auto app_label = "api";
    using fields = il::fields<
        il::field<&GemDetail::gem, il::primary_key, il::max_length<50>, il::soft_references<&Gem::id>>,
        il::field<&GemDetail::gem_set, il::max_length<200>, il::indexed, il::references<&GemSet::name>>,
        il::field<&GemDetail::tag, il::max_length<200>>, il::field<&GemDetail::description>,
        il::field<&GemDetail::condition, il::max_length<200>>, il::field<&GemDetail::year>,
        il::field<&GemDetail::reaction_count, il::min_value<0>>,
        il::field<&GemDetail::metabolite_count, il::min_value<0>>,
        il::field<&GemDetail::gene_count, il::min_value<0>>>;
};

template <>
struct interlock::model<GemSample> {
    static constexpr auto app_label = "api";
    using fields = il::fields<
        il::field<&GemSample::gem, il::primary_key, il::max_length<50>, il::soft_references<&Gem::id>>,
        il::field<&GemSample::organism, il::max_length<200>>,
        il::field<&GemSample::organ_system, il::max_length<200>>,
        il::field<&GemSample::tissue, il::max_length<200>>,
        il::field<&GemSample::cell_type, il::max_length<200>>,
        il::field<&GemSample::cell_line, il::max_length<200>>>;
};

template <>
struct interlock::model<GemFile> {
    static constexpr auto app_label = "api";
    using fields = il::fields<
        il::field<&GemFile::gem, il::primary_key, il::max_length<50>, il::soft_references<&Gem::id>>,
        il::field<&GemFile::path, il::primary_key, il::max_length<200>>,
        il::field<&GemFile::format, il::max_length<50>>>;
};

template <>
struct interlock::model<GemReference> {
    static constexpr auto app_label = "api";
    using fields = il::fields<
        il::field<&GemReference::gem, il::primary_key, il::max_length<50>, il::soft_references<&Gem::id>>,
        il::field<&GemReference::pubmed, il::primary_key, il::max_length<20>>>;
};

using all_models =
    il::models<Gem, Tile, Subsystem, GemSet, GemSetReference, GemDetail, GemSample, GemFile, GemReference>;
