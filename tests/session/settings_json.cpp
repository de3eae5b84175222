// SPDX-License-Identifier: BSL-1.0
#if INTERLOCK_TEST_WITH_JSON

#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/settings_json.hpp>

#include <fstream>
#include <string>

namespace il = interlock;

static il::settings read(const std::string& text) { return il::settings_from_json(text, "atlas.json"); }

TEST_CASE("Settings are read from a JSON file") {
    const scratch folder;
    std::ofstream(folder.file("atlas.json"))
        << R"({"databases": {"default": "sqlite:a.db", "gems": "sqlite::memory:"}, "x": 1})";
    const il::settings s = il::settings_from_json_file(folder.file("atlas.json"));
    REQUIRE(s.find("gems") != nullptr);
    CHECK(s.find("gems")->location == "sqlite::memory:");
    CHECK(s.find("gems")->origin.find("atlas.json") != std::string::npos);
    CHECK(s.find("default")->location == "sqlite:a.db");
    CHECK(s.find("tiles") == nullptr);
    CHECK(s.entries().size() == 2);
}

TEST_CASE("JSON of another form is refused, with its origin and without its values") {
    for (const char* text :
         {"", "{", "[]", "{}", "null", R"({"databases": []})", R"({"databases": "secret"})",
          R"({"databases": {"gems": 7}})", R"({"databases": {"gems": null}})",
          R"({"databases": {"gems": {"url": "secret"}}})", R"({"databases": {}} trailing secret)"}) {
        INFO(text);
        const auto e = thrown<il::configuration_error>([&] { read(text); });
        CHECK(std::string(e.what()).find("atlas.json") != std::string::npos);
        CHECK(std::string(e.what()).find("secret") == std::string::npos);
    }
    CHECK(read(R"({"databases": {}})").entries().empty());
}

TEST_CASE("A settings file that cannot be read is named") {
    const scratch folder;
    CHECK_THROWS_WITH(il::settings_from_json_file(folder.file("missing.json")),
                      Catch::Matchers::ContainsSubstring("missing.json"));
    CHECK_THROWS_AS(il::settings_from_json_file(folder.file("")), il::configuration_error);
}

#endif
