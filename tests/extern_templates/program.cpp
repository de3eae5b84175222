// SPDX-License-Identifier: BSL-1.0
// program URL
#include INSTANCES_HEADER
#include "shop.hpp"

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    try {
        il::session<shop> db{il::settings{{"default", argv[1]}}};
        il::create_tables(db);
        db.insert(Tile{0, 7});
        if (const std::int64_t found = dearer_than(db, 7); found != 1) {
            std::fprintf(stderr, "%lld tiles cost more than 7, and not one\n", static_cast<long long>(found));
            return 1;
        }
    } catch (const std::exception& e) {
        std::fprintf(stderr, "%s\n", e.what());
        return 1;
    }
    return 0;
}
