// SPDX-License-Identifier: BSL-1.0
#include "search.hpp"

#include "text.hpp"
#include "text_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <limits>
#include <map>
#include <vector>

namespace json = boost::json;

namespace {

std::vector<Gem> find_gems(session& db, const search_options& options) {
    const auto in_order = [&](auto query) {
        return query.order_by(il::asc<&Gem::name>, il::asc<&Gem::id>)
            .limit(options.limit.value_or(std::numeric_limits<std::int64_t>::max()))
            .all();
    };
    const auto of_tissue = [&](auto query) {
        if (!options.tissue) return in_order(query);
        return in_order(query.where(il::col<&Gem::tissue>.in(spellings(*options.tissue))));
    };
    if (!options.organism) return of_tissue(db.from<Gem>());
    return of_tissue(db.from<Gem>().where(il::col<&Gem::organism>.in(spellings(*options.organism))));
}

/// The details of GEMs by id. They live in another database, so that this is a second query and no join.
std::map<std::string, GemDetail> details_of(session& db, const std::vector<Gem>& found) {
    std::vector<std::string> ids;
    for (const Gem& gem : found) ids.push_back(gem.id);
    std::map<std::string, GemDetail> details;
    for (const GemDetail& d : db.from<GemDetail>().where(il::col<&GemDetail::gem>.in(ids)).stream())
        details.emplace(d.gem, d);
    return details;
}

json::value or_null(const std::optional<std::string>& text) {
    return text ? json::value(json::string(*text)) : json::value(nullptr);
}

json::object as_json(const Gem& gem, const GemDetail* detail) {
    json::object o;
    o["id"] = json::string(gem.id);
    o["name"] = or_null(gem.name);
    o["organism"] = or_null(gem.organism);
    o["tissue"] = or_null(gem.tissue);
    o["cell_type"] = or_null(gem.celltype);
    o["cell_line"] = or_null(gem.cellline);
    o["path"] = or_null(gem.path);
    o["maintained"] = or_null(gem.maintained);
    o["pubmed"] = or_null(gem.pubmed);
    if (detail != nullptr) {
        o["set"] = json::string(detail->gem_set);
        o["condition"] = or_null(detail->condition);
        o["year"] = detail->year ? json::value(*detail->year) : json::value(nullptr);
        o["reaction_count"] = detail->reaction_count;
        o["metabolite_count"] = detail->metabolite_count;
        o["gene_count"] = detail->gene_count;
    }
    return o;
}

}  // namespace

void search(session& db, const search_options& options) {
    const std::vector<Gem> found = find_gems(db, options);
    const auto details = details_of(db, found);
    const auto detail_of = [&](const Gem& gem) {
        const auto it = details.find(gem.id);
        return it == details.end() ? nullptr : &it->second;
    };

    if (options.json) {
        fmt::print("[");
        const char* separator = "\n  ";
        for (const Gem& gem : found) {
            fmt::print("{}{}", separator, json::serialize(as_json(gem, detail_of(gem))));
            separator = ",\n  ";
        }
        fmt::print("\n]\n");
        return;
    }

    text_table table({{"ID"},
                      {"NAME"},
                      {"ORGANISM"},
                      {"TISSUE"},
                      {"REACTIONS", align::right},
                      {"METABOLITES", align::right},
                      {"GENES", align::right}});
    for (const Gem& gem : found) {
        const GemDetail* d = detail_of(gem);
        const auto count = [&](auto member) { return d != nullptr ? fmt::to_string(d->*member) : "-"; };
        table.add({gem.id, gem.name.value_or("-"), gem.organism.value_or("-"), gem.tissue.value_or("-"),
                   count(&GemDetail::reaction_count), count(&GemDetail::metabolite_count),
                   count(&GemDetail::gene_count)});
    }
    if (!found.empty()) table.print();
    fmt::print("{} GEM{}\n", found.size(), found.size() == 1 ? "" : "s");
}
