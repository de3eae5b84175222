// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace bench {

// The library's time as a ratio to another one's, over the rounds.
struct ratio {
    double median = 0, least = 0, greatest = 0;
};

struct measured {
    std::string workload;
    std::size_t operations = 0;
    double nanoseconds = 0;      // of one operation by the library, the median
    std::vector<ratio> to;       // to each of the others
    std::vector<double> limits;  // of each ratio; 0 is none
    bool is_over() const;
};

// What was measured in one place: a database in memory, a file, a server.
struct results {
    std::string title;
    std::string library;
    std::vector<std::string> others;
    std::vector<measured> workloads;
};

void print_heading(const results& so_far);
void print_row(const measured& row);

// All of it, for programs: an array of places.
void write_json(std::FILE* out, const std::vector<results>& all);
// The ratios as bars, for people; one chart that holds nothing but itself.
void write_svg(std::FILE* out, const std::vector<results>& all);

// Writes the files that were asked for. Throws where one cannot be written. Whether a limit was exceeded.
bool report(const std::vector<results>& all, const std::string& json, const std::string& svg);

}  // namespace bench
