// SPDX-License-Identifier: BSL-1.0
#include "read_gems.hpp"

#include "json_node.hpp"
#include "text.hpp"

#include <boost/json/parser.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <stdexcept>

namespace json = boost::json;

namespace {

json::value parse(const std::string& path) {
    const std::string text = read_file(path);
    json::parse_options options;
    options.allow_invalid_utf8 = true;  // json_node looks at each text, and can say in which record it is
    json::parser parser({}, options);
    boost::system::error_code failure;
    const std::size_t end = parser.write(text.data(), text.size(), failure);
    if (failure) {
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n');
        throw std::runtime_error(path + ": line " + std::to_string(line) +
                                 ": is not JSON: " + failure.message());
    }
    return parser.release();
}

std::optional<std::int32_t> read_year(const json_node& node) {
    const auto text = node.text_or_null();
    if (!text) return std::nullopt;
    std::int32_t year = 0;
    const char* const end = text->data() + text->size();
    if (text->size() != 4 || std::from_chars(text->data(), end, year).ptr != end || year < 1000)
        node.fail("should be a year of four digits, or null");
    return year;
}

/// PubMed ids, each of which may stand there once.
std::vector<std::string> read_references(const json_node& node) {
    std::vector<std::string> references;
    for (const json_node& item : node.items()) {
        references.push_back(item.filled_text());
        if (std::count(references.begin(), references.end(), references.back()) > 1) item.fail("is repeated");
    }
    return references;
}

/// The records have no names, so that one is made of what tells a GEM from others: its tag, else the part of the
/// organism that it is about, and in parentheses its set and year.
///
///     Liver - Hepatocytes (INIT normal models, 2012)        iAdipocytes1809 (curated models, 2013)
std::string name_of(const gem_record& r) {
    std::string name = r.detail.tag.value_or("");
    if (name.empty()) {
        name = r.sample.tissue.value_or("");
        const std::string& cells = r.sample.cell_type ? *r.sample.cell_type : r.sample.cell_line.value_or("");
        if (!cells.empty()) name += (name.empty() ? "" : " - ") + cells;
    }
    if (name.empty()) name = r.sample.organism;
    name += " (" + r.set.name;
    if (r.detail.year) name += ", " + std::to_string(*r.detail.year);
    return shortened(name + ")", 200);
}

std::optional<std::string> joined(const std::vector<GemReference>& references) {
    std::string all;
    for (const GemReference& r : references) all += (all.empty() ? "" : ", ") + r.pubmed;
    return all.empty() ? std::nullopt : std::optional(all);
}

void read_set(const json_node& node, gem_record& r) {
    r.set = {node["name"].filled_text(), node["description"].text_or_null()};
    for (const std::string& pubmed : read_references(node["reference"]))
        r.set_references.push_back({r.set.name, pubmed});
}

void read_sample(const json_node& node, gem_record& r) {
    r.sample = {r.gem.id,
                node["organism"].filled_text(),
                node["organ_system"].text_or_null(),
                node["tissue"].text_or_null(),
                node["cell_type"].text_or_null(),
                node["cell_line"].text_or_null()};
}

void read_detail(const json_node& node, gem_record& r) {
    r.detail = {r.gem.id,
                r.set.name,
                node["tag"].text_or_null(),
                node["description"].text_or_null(),
                node["condition"].text_or_null(),
                read_year(node["year"]),
                node["reaction_count"].count(),
                node["metabolite_count"].count(),
                node["gene_count"].count()};
}

void read_files(const json_node& node, gem_record& r) {
    for (const json_node& item : node.items()) {
        const GemFile& file =
            r.files.emplace_back(GemFile{r.gem.id, item["path"].filled_text(), item["format"].text()});
        for (const GemFile& other : r.files)
            if (&other != &file && other.path == file.path) item["path"].fail("is repeated");
    }
}

gem_record read_gem(const json::value& value, const place& where) {
    gem_record r;
    r.where = where;
    json_node node(value, r.where);
    r.gem.id = node["id"].filled_text();
    r.where.record += " (id " + r.gem.id + ")";

    read_set(node["gemodelset"], r);
    read_sample(node["sample"], r);
    read_detail(node, r);
    read_files(node["files"], r);
    for (const std::string& pubmed : read_references(node["ref"])) r.references.push_back({r.gem.id, pubmed});

    r.gem.name = name_of(r);
    r.gem.organism = r.sample.organism;
    r.gem.tissue = r.sample.tissue;
    r.gem.celltype = r.sample.cell_type;
    r.gem.cellline = r.sample.cell_line;
    if (!r.files.empty()) r.gem.path = r.files.front().path;
    r.gem.maintained = node["maintained"].flag() ? "true" : "false";
    r.gem.pubmed = joined(r.references);
    return r;
}

}  // namespace

std::vector<gem_record> read_gems(const std::string& path) {
    const json::value document = parse(path);
    const json::array* array = document.if_array();
    if (array == nullptr) throw std::runtime_error(path + ": should be an array of GEMs");

    std::vector<gem_record> records;
    std::set<std::string> ids;
    std::map<std::string, std::size_t> sets;  // by name: the record that has described it first
    for (const json::value& value : *array) {
        const std::size_t index = records.size();
        const gem_record& r =
            records.emplace_back(read_gem(value, {path, "record " + std::to_string(index + 1)}));
        if (!ids.insert(r.gem.id).second) throw bad_record(r.where, "id", "is that of an earlier record");

        // The sets repeat their description in each of their GEMs. Which one would be right if they differed?
        const gem_record& first = records[sets.emplace(r.set.name, index).first->second];
        if (r.set.description != first.set.description)
            throw bad_record(r.where, "gemodelset.description",
                             "differs from that of the same set in " + first.where.record);
        if (!std::ranges::equal(r.set_references, first.set_references, {}, &GemSetReference::pubmed,
                                &GemSetReference::pubmed))
            throw bad_record(r.where, "gemodelset.reference",
                             "differs from that of the same set in " + first.where.record);
    }
    return records;
}
