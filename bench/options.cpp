// SPDX-License-Identifier: BSL-1.0
#include "options.hpp"

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace bench {
namespace {

constexpr const char* usage =
    "usage: %s [OPTION]...\n"
    "  --rounds N      measured rounds (default 9), in which all take turns\n"
    "  --scale X       number of operations, as a factor (default 1)\n"
    "  --only TEXT     only workloads whose name contains TEXT\n"
    "  --check LIMIT   exit 1 when a median ratio to hand-written code at its best exceeds LIMIT\n"
    "  --cpu           measure this process's processor time instead of the wall clock\n"
    "  --noise         the hand-written side against itself: what this machine cannot tell apart\n"
    "  --memory        no database files: SQLite in memory only\n"
    "  --best          only against hand-written code at its best\n"
    "  --json FILE     also write the figures as JSON\n"
    "  --svg FILE      also draw them\n"
    "  --profile       only the library's side, for a profiler\n";

[[noreturn]] void refuse(const char* program) {
    std::fprintf(stderr, usage, program);
    std::exit(2);
}

double positive(const char* text, const char* program) {
    char* end = nullptr;
    const double value = std::strtod(text, &end);
    if (*end != '\0' || !(value > 0)) refuse(program);
    return value;
}

}  // namespace

options read_options(int count, char** arguments) {
    options read;
    for (int i = 1; i < count; ++i) {
        const std::string_view name = arguments[i];
        const auto value = [&] { return i + 1 < count ? arguments[++i] : (refuse(arguments[0]), nullptr); };
        if (name == "--rounds") read.rounds = static_cast<unsigned>(positive(value(), arguments[0]));
        else if (name == "--scale") read.scale = positive(value(), arguments[0]);
        else if (name == "--only") read.only = value();
        else if (name == "--check") read.limit = positive(value(), arguments[0]);
        else if (name == "--cpu") read.processor_time = true;
        else if (name == "--noise") read.noise = true;
        else if (name == "--memory") read.memory = true;
        else if (name == "--profile") read.profile = true;
        else if (name == "--best") read.best = true;
        else if (name == "--json") read.json = value();
        else if (name == "--svg") read.svg = value();
        else if (name == "--help") {
            std::printf(usage, arguments[0]);
            std::exit(0);
        } else refuse(arguments[0]);
    }
    return read;
}

}  // namespace bench
