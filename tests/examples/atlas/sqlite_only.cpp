// SPDX-License-Identifier: BSL-1.0
// The example's service with databases of SQLite alone, as it is built where libpqxx is missing. Opens a session and
// says what the session says.
#include "session.hpp"
#include "settings.hpp"

#include <cstdio>
#include <exception>

int main() {
    try {
        const session db(choose_settings({}, purpose::loading));
        std::puts("opened");
        return 0;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "atlas: %s\n", e.what());
        return 1;
    }
}
