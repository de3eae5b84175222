// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>

namespace bench {

struct options {
    unsigned rounds = 9;          // after one that is not counted
    double scale = 1;             // of the number of operations
    std::optional<double> limit;  // of the median ratio to hand-written code at its best, of each workload
    bool processor_time = false;  // instead of the wall clock: calmer on a busy machine, blind to waiting
    bool noise = false;           // the hand-written side against itself
    bool memory = false;          // no database files
    bool profile = false;         // only the library's side, for a profiler
    bool best = false;            // against hand-written code at its best alone
    std::string only;             // workloads whose name contains this
    std::string json, svg;        // files to write
};

// Reads the command line; prints the usage and leaves the program on --help and on errors.
options read_options(int count, char** arguments);

}  // namespace bench
