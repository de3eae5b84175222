// SPDX-License-Identifier: BSL-1.0
#include "results.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace bench {
namespace {

struct close_file {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

template <class Write>
void write_file(const std::string& path, const Write& write) {
    if (path.empty()) return;
    const std::unique_ptr<std::FILE, close_file> file{std::fopen(path.c_str(), "w")};
    if (file == nullptr) throw std::runtime_error{"cannot write " + path};
    write(file.get());
    if (std::ferror(file.get()) != 0) throw std::runtime_error{"cannot write " + path};
}

// A chart: one row for each workload and place, one bar for each of the others.
constexpr double left = 250, width = 560, most = 2.5, bar = 9, gap = 9;
constexpr const char* colours[] = {"#1f6f8b", "#e08e45", "#8a5a9e", "#7d8a4a"};

double across(double ratio_) { return left + width * std::min(ratio_, most) / most; }

double height_of(const results& place) {
    return 56 + static_cast<double>(place.workloads.size()) *
                    (bar * static_cast<double>(place.others.size()) + gap);
}

void draw_line(std::FILE* out, double at, double top, double bottom, const char* kind) {
    std::fprintf(out, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", kind, at, top,
                 at, bottom);
}

void draw_place(std::FILE* out, const results& place, double top) {
    std::fprintf(out, "<text class=\"title\" x=\"10\" y=\"%.1f\">%s</text>\n", top + 20, place.title.c_str());
    double along = left;
    for (std::size_t i = 0; i < place.others.size(); ++i) {
        std::fprintf(out,
                     "<rect x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"10\" fill=\"%s\"/>"
                     "<text x=\"%.1f\" y=\"%.1f\">to %s</text>\n",
                     along, top + 11, colours[i % 4], along + 15, top + 20, place.others[i].c_str());
        along += 40 + 7.2 * static_cast<double>(place.others[i].size() + 3);
    }
    const double first = top + 40, last = top + height_of(place) - 16;
    for (double tick = 0.5; tick <= most; tick += 0.5) {
        draw_line(out, across(tick), first, last, tick == 1 ? "one" : "tick");
        std::fprintf(out, "<text class=\"mark\" x=\"%.1f\" y=\"%.1f\">%.1f</text>\n", across(tick), first - 4,
                     tick);
    }
    double y = first + gap / 2;
    for (const measured& row : place.workloads) {
        std::fprintf(out, "<text class=\"name\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", left - 10,
                     y + bar * static_cast<double>(row.to.size()) / 2 + 4, row.workload.c_str());
        for (std::size_t i = 0; i < row.to.size(); ++i, y += bar) {
            std::fprintf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n",
                         left, y, across(row.to[i].median) - left, bar - 1, colours[i % 4]);
            std::fprintf(out, "<text class=\"value\" x=\"%.1f\" y=\"%.1f\">%.2f</text>\n",
                         across(row.to[i].median) + 4, y + bar - 1.5, row.to[i].median);
        }
        y += gap;
    }
}

}  // namespace

bool measured::is_over() const {
    for (std::size_t i = 0; i < to.size(); ++i)
        if (limits[i] > 0 && to[i].median > limits[i]) return true;
    return false;
}

void print_heading(const results& so_far) {
    std::printf("\n%s\n%-26s %9s %11s", so_far.title.c_str(), "workload", "times",
                (so_far.library + " ns").c_str());
    for (const std::string& other : so_far.others) std::printf("   %-22s", ("to " + other).c_str());
    std::printf("\n");
}

void print_row(const measured& row) {
    std::printf("%-26s %9zu %11.0f", row.workload.c_str(), row.operations, row.nanoseconds);
    for (const ratio& one : row.to)
        std::printf("   %.3f (%.3f - %.3f) ", one.median, one.least, one.greatest);
    std::printf("%s\n", row.is_over() ? "  OVER THE LIMIT" : "");
    std::fflush(stdout);
}

void write_json(std::FILE* out, const std::vector<results>& all) {
    // names are the benchmark's own, without a character to escape
    std::fprintf(out, "[");
    for (const results& place : all) {
        std::fprintf(out, "%s\n  {\"place\": \"%s\", \"workloads\": [", &place == all.data() ? "" : ",",
                     place.title.c_str());
        for (const measured& row : place.workloads) {
            std::fprintf(
                out,
                "%s\n    {\"workload\": \"%s\", \"operations\": %zu, \"nanoseconds\": %.1f, \"ratios\": {",
                &row == place.workloads.data() ? "" : ",", row.workload.c_str(), row.operations,
                row.nanoseconds);
            for (std::size_t i = 0; i < row.to.size(); ++i)
                std::fprintf(out, "%s\"%s\": {\"median\": %.4f, \"least\": %.4f, \"greatest\": %.4f}",
                             i == 0 ? "" : ", ", place.others[i].c_str(), row.to[i].median, row.to[i].least,
                             row.to[i].greatest);
            std::fprintf(out, "}}");
        }
        std::fprintf(out, "\n  ]}");
    }
    std::fprintf(out, "\n]\n");
}

void write_svg(std::FILE* out, const std::vector<results>& all) {
    double height = 10;
    for (const results& place : all) height += height_of(place);
    std::fprintf(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 880 %.0f\" font-family=\"sans-serif\" "
        "font-size=\"12\">\n"
        "<title>The library's time as a ratio to others'</title>\n"
        "<style>text{fill:#222}.title{font-size:15px;font-weight:bold}.name{text-anchor:end}"
        ".value{font-size:9px}.mark{font-size:9px;text-anchor:middle;fill:#777}"
        ".tick{stroke:#ddd}.one{stroke:#b00;stroke-width:1.2}</style>\n"
        "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n",
        height);
    double top = 4;
    for (const results& place : all) {
        draw_place(out, place, top);
        top += height_of(place);
    }
    std::fprintf(out, "</svg>\n");
}

bool report(const std::vector<results>& all, const std::string& json, const std::string& svg) {
    write_file(json, [&](std::FILE* out) { write_json(out, all); });
    write_file(svg, [&](std::FILE* out) { write_svg(out, all); });
    for (const results& place : all)
        for (const measured& row : place.workloads)
            if (row.is_over()) return true;
    return false;
}

}  // namespace bench
