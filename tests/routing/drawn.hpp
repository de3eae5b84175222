// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/routing_map.hpp>

#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <string_view>
#include <vector>

// For tests of drawings: maps that no program has, and what a drawing consists of.

namespace il = interlock;

/// A routing map that is made at run time.
struct made_map {
    std::deque<std::string> texts;
    std::deque<il::table_info> tables;
    std::deque<std::vector<std::string_view>> lists;
    std::vector<il::database_entry> databases;
    std::vector<std::string_view> routers;
    std::vector<il::route> routes;
    std::vector<il::relation_entry> relations;

    std::string_view text(std::string t) { return texts.emplace_back(std::move(t)); }
    il::entries<std::string_view> list(std::vector<std::string_view> l) {
        const auto& kept = lists.emplace_back(std::move(l));
        return {kept.data(), kept.size()};
    }
    void database(std::string_view alias, bool only_reads = false, il::arrangement_info arrangement = {}) {
        databases.push_back({alias, list({"postgres"}), only_reads, arrangement});
    }
    il::route& model(std::string_view app, std::string_view name) {
        il::table_info& t = tables.emplace_back();
        t.model = t.type = name;
        t.app_label = app;
        t.name = text(std::string(app) + "_" + std::string(name));
        il::route& r = routes.emplace_back();
        r.table = &t;
        return r;
    }
    void relate(std::size_t from, std::size_t to, bool soft) {
        relations.push_back({routes[from].table, routes[to].table, list({"other"}), soft});
    }
    il::routing_map map() const {
        return {"testing",
                {databases.data(), databases.size()},
                {routers.data(), routers.size()},
                {routes.data(), routes.size()},
                {relations.data(), relations.size()}};
    }
};

/// A service of so many databases and models, whose routes follow from a number.
inline void make_service(made_map& m, std::size_t databases, std::size_t models, unsigned seed) {
    std::mt19937 any(seed);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(any() % n); };
    for (std::size_t i = 0; i < databases; ++i) {
        il::arrangement_info a;
        if (below(3) == 0)
            a = {static_cast<il::arrangement_kind>(below(4)), static_cast<std::int64_t>(below(7)),
                 "by turns"};
        m.database(m.text("database_" + std::to_string(i)), below(6) == 0, a);
        m.routers.push_back(
            m.text("route_app<\"app_" + std::to_string(i) + "\", database_" + std::to_string(i) + ">"));
    }
    const std::size_t apps = 1 + models / 3;
    for (std::size_t i = 0; i < models; ++i) {
        // all of an app go one way, most of the time
        const std::size_t app = below(apps), home = below(8) == 0 ? below(databases) : app % databases;
        const std::string_view label = app == 0 ? "" : m.text("app_" + std::to_string(app));
        il::route& r = m.model(label, m.text("Model" + std::string(below(9), 'x') + std::to_string(i)));
        r.read = r.write = m.databases[home].alias;
        r.read_router = r.write_router = home;
        if (below(5) == 0) r.write = m.databases[below(databases)].alias;
        r.reads_replicas = m.databases[home].arrangement.kind == il::arrangement_kind::replicated;
        if (below(12) == 0) {
            r.read = r.write = {};
            r.reads_replicas = false;
            r.read_router = r.write_router = il::route::npos;
            std::vector<std::string_view> homes;
            for (const il::database_entry& d : m.databases)
                if (below(2) == 0) homes.push_back(d.alias);
            r.homes = m.list(std::move(homes));
        } else r.homes = r.read == r.write ? m.list({r.read}) : m.list({r.read, r.write});
        if (i > 0 && below(3) != 0) m.relate(i, below(i + 1), below(2) == 0);
    }
}

/// A text of a drawing, and the box around it.
struct drawn_text {
    std::string text, classes;
    double left, top, right, bottom;
};
/// A part of a track, from left to right or from top to bottom.
struct drawn_line {
    std::string of;  // whose
    int x1, y1, x2, y2;
};
struct drawing {
    int width = 0, height = 0;
    std::vector<drawn_text> texts;
    std::vector<drawn_text> panels;  // of apps, routers and databases
    std::vector<drawn_line> lines;
    std::vector<std::string> tips;

    explicit drawing(std::string_view svg) {
        width = number(svg, " width=\"");
        height = number(svg, " height=\"");
        for (std::size_t at = 0; (at = svg.find("<text ", at)) != std::string_view::npos; ++at)
            read_text(svg.substr(at, svg.find("</text>", at) - at));
        for (const char* const panel : {"<rect class=\"p\"", "<rect class=\"q\""})
            for (std::size_t at = 0; (at = svg.find(panel, at)) != std::string_view::npos; ++at)
                read_panel(svg.substr(at, svg.find('\n', at) - at));
        for (std::size_t at = 0; (at = svg.find("<path class=\"k ", at)) != std::string_view::npos; ++at) {
            const std::string_view path = svg.substr(at, svg.find('\n', at) - at);
            const std::size_t tip = path.find("<title>");
            if (tip == std::string_view::npos) continue;  // a part of a plate, a station or the legend
            tips.push_back(plain(path.substr(tip + 7, path.find("</title>") - tip - 7)));
            const std::size_t d = path.find(" d=\"") + 4;
            read_path(path.substr(d, path.find('"', d) - d), tips.back());
        }
    }
    std::size_t count(std::string_view text) const {
        std::size_t n = 0;
        for (const drawn_text& t : texts) n += t.text == text;
        return n;
    }
    /// The same of the names of models and databases; tables may have these too.
    std::size_t count_names(std::string_view name) const {
        std::size_t n = 0;
        for (const drawn_text& t : texts) n += t.text == name && t.classes.starts_with("m");
        return n;
    }

private:
    static int number(std::string_view from, std::string_view after) {
        const std::size_t at = from.find(after);
        return at == std::string_view::npos ? 0 : std::stoi(std::string(from.substr(at + after.size(), 8)));
    }
    static std::string plain(std::string_view escaped) {
        std::string text(escaped);
        for (const auto& [name, c] : {std::pair{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}})
            for (std::size_t at = 0; (at = text.find(name, at)) != std::string::npos; ++at)
                text.replace(at, std::string_view(name).size(), 1, c);
        return text;
    }
    void read_text(std::string_view e) {
        drawn_text t;
        const std::string_view inside = e.substr(e.find('>') + 1);
        t.text = plain(inside.substr(0, inside.find('<')));
        t.classes = e.substr(13, e.find('"', 13) - 13);
        std::size_t glyphs = 0;
        for (const char c : t.text) glyphs += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        const int x = number(e, " x=\""), y = number(e, " y=\""), size = number(e, " font-size=\"");
        const double w = 0.603 * size * static_cast<double>(glyphs);
        t.left = e.find("text-anchor=\"end\"") == std::string_view::npos ? x : x - w;
        t.right = t.left + w;
        t.top = y - 0.76 * size;
        t.bottom = y + 0.24 * size;
        texts.push_back(t);
    }
    void read_panel(std::string_view e) {
        const int x = number(e, " x=\""), y = number(e, " y=\"");
        panels.push_back({"a panel",
                          {},
                          1.0 * x,
                          1.0 * y,
                          1.0 * x + number(e, " width=\""),
                          1.0 * y + number(e, " height=\"")});
    }
    void read_path(std::string_view d, const std::string& of) {
        int x = 0, y = 0;
        for (std::size_t i = 0; i < d.size();) {
            const char what = d[i++];
            std::size_t used = 0;
            const int first = std::stoi(std::string(d.substr(i, 12)), &used);
            i += used;
            int to_x = what == 'V' ? x : first, to_y = what == 'V' ? first : y;
            if (what == 'M' || what == 'L') {
                to_y = std::stoi(std::string(d.substr(++i, 12)), &used);
                i += used;
            }
            if (what == 'H' && to_x != x) lines.push_back({of, std::min(x, to_x), y, std::max(x, to_x), y});
            if (what == 'V' && to_y != y) lines.push_back({of, x, std::min(y, to_y), x, std::max(y, to_y)});
            x = to_x;
            y = to_y;
        }
    }
};
