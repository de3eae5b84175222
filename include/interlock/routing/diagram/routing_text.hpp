// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/diagram/names.hpp>
#include <interlock/routing/routing_table.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace interlock {

namespace detail {

/// Rows of texts in columns that are aligned.
class text_columns {
public:
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    void print(std::string& to) const {
        std::vector<std::size_t> widths;
        for (const auto& row : rows_) {
            if (widths.size() < row.size()) widths.resize(row.size());
            for (std::size_t i = 0; i < row.size(); ++i)
                if (const std::size_t width = glyphs(row[i]); widths[i] < width) widths[i] = width;
        }
        for (const auto& row : rows_) {
            std::string line;
            std::size_t until = 0;  // what stands before it takes so many characters
            for (std::size_t i = 0; i < row.size(); until += widths[i++] + 3) {
                line.append(until - glyphs(line), ' ');
                line += row[i];
            }
            to.append(line, 0, line.find_last_not_of(' ') + 1) += '\n';
        }
    }

private:
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace detail

/// The routes of a service for a terminal: its databases, its models, and how these refer to each other.
inline std::string routing_text(const routing_map& map) {
    detail::text_columns databases, models, relations;
    databases.add({"DATABASE", "BACKEND", "WRITES", "ARRANGEMENT"});
    for (const database_entry& d : map.databases)
        databases.add({std::string(d.alias), detail::backends_text(d), d.only_reads ? "no" : "yes",
                       detail::arrangement_text(d.arrangement)});

    models.add({"MODEL", "APP", "TABLE", "READ", "WRITE", "MAY EXIST IN", "ROUTER"});
    const auto way = [](std::string_view alias) {
        return std::string(alias.empty() ? "as the query says" : alias);
    };
    for (const route& r : map.routes)
        models.add({std::string(r.table->model), std::string(r.table->app_label), std::string(r.table->name),
                    way(r.read) + (r.reads_replicas ? " (replica)" : ""), way(r.write),
                    detail::joined(r.homes, ", "), detail::routers_text(map, r)});

    relations.add({"RELATION", "TO", "CONSTRAINT"});
    for (const relation_entry& r : map.relations)
        relations.add({detail::full_name(*r.from) + '.' + detail::joined(r.members, ", "),
                       detail::full_name(*r.to), r.soft ? "no" : "yes"});

    std::string text;
    databases.print(text);
    models.print(text += '\n');
    if (!map.relations.empty()) relations.print(text += '\n');
    return text;
}
template <class Service>
std::string routing_text() {
    return routing_text(routing_table<Service>());
}

}  // namespace interlock
