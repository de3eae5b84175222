// SPDX-License-Identifier: BSL-1.0
// links: sqlite3
// The parameters and the path of an SQLite URL. Nothing is made: files are opened for reading only, in a folder that
// does not exist.
#include "url_forms.hpp"

#include <interlock/sqlite.hpp>

void fuzz::try_input(provider& data) {
    const std::string place =
        one_of(data, {":memory:", "%3Amemory%3a", "///no/such/folder/", "////no/such/folder/", "//host/",
                      "file:", "no/such/folder/a%00", ""});
    auto list = some_parameters(data);
    std::erase_if(list, [](const auto& p) { return p.first == "mode"; });
    list.emplace_back("mode", "ro");
    std::string name = text(data);
    for (char& c : name)
        if (c == '/' || c == '?') c = '_';  // it stays in the folder, and its mode is the one given
    accepts([&] {
        const auto u = interlock::url::parse("sqlite:" + (place == ":memory:" ? place : "no/such/folder/") +
                                             name + parameters_of(list));
        interlock::sqlite_connection connection("gems", u);
        require(interlock::url::decoded(u.location()) == ":memory:",
                "only a database in memory can be opened");
        connection.execute("SELECT 1");
    });
}
