// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/diagram/names.hpp>
#include <interlock/routing/routing_table.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace interlock {

namespace detail {

/// Appends to a graph in Graphviz's language; texts in quotes.
class dot_writer {
public:
    explicit dot_writer(std::string& to) : to_(to) {}

    dot_writer& raw(std::string_view text) {
        to_ += text;
        return *this;
    }
    dot_writer& quote(std::string_view text) {
        to_ += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\') to_ += '\\';
            to_ += c;
        }
        to_ += '"';
        return *this;
    }
    dot_writer& edge(std::string_view from, std::string_view to, std::string_view label,
                     std::string_view more = {}) {
        return raw("  ").quote(from).raw(" -> ").quote(to).raw(" [label=").quote(label).raw(more).raw("];\n");
    }

private:
    std::string& to_;
};

}  // namespace detail

/// The routes of a service for Graphviz: `dot -Tsvg`.
inline std::string routing_dot(const routing_map& map) {
    std::string text;
    detail::dot_writer dot(text);
    dot.raw(
        "digraph routes {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=11];\n");
    for (const database_entry& d : map.databases) {
        std::string label(d.alias);
        label += '\n' + detail::backends_text(d);
        if (d.only_reads) label += ", read only";
        if (d.arrangement.kind != arrangement_kind::single)
            label += '\n' + detail::arrangement_text(d.arrangement);
        dot.raw("  ").quote("database " + std::string(d.alias)).raw(" [shape=cylinder, label=");
        dot.quote(label).raw("];\n");
    }
    std::size_t apps = 0;
    for (const route& first : map.routes) {
        const std::string_view app = first.table->app_label;
        const route* before = map.routes.begin();
        while (before->table->app_label != app) ++before;
        if (before != &first) continue;  // has been written
        dot.raw("  subgraph cluster_")
            .raw(std::to_string(apps++))
            .raw(" {\n    label=")
            .quote(app)
            .raw(";\n");
        for (const route& r : map.routes)
            if (r.table->app_label == app)
                dot.raw("    ")
                    .quote(detail::full_name(*r.table))
                    .raw(" [shape=box, label=")
                    .quote(r.table->model)
                    .raw("];\n");
        dot.raw("  }\n");
    }
    for (const route& r : map.routes)
        for (const std::string_view home : r.homes) {
            const std::string name = "database " + std::string(home);
            const std::string model = detail::full_name(*r.table);
            const bool reads = home == r.read, writes = home == r.write;
            if (reads && writes && r.has_one_way()) dot.edge(model, name, "read, write");
            else if (reads || writes) {
                if (reads) dot.edge(model, name, r.reads_replicas ? "read, replica" : "read", ", dir=back");
                if (writes) dot.edge(model, name, "write");
            } else dot.edge(model, name, "may exist", ", style=dotted");
        }
    for (const relation_entry& r : map.relations)
        dot.edge(detail::full_name(*r.from), detail::full_name(*r.to), detail::joined(r.members, ", "),
                 r.soft ? ", style=dashed, color=gray" : ", color=gray");
    dot.raw("}\n");
    return text;
}
template <class Service>
std::string routing_dot() {
    return routing_dot(routing_table<Service>());
}

}  // namespace interlock
