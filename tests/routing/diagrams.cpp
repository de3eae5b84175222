// SPDX-License-Identifier: BSL-1.0
#include "atlas.hpp"
#include "drawn.hpp"

#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/routing_diagram.hpp>

#if INTERLOCK_TEST_WITH_JSON
#include <boost/json.hpp>
#endif

#include <cstdlib>
#include <fstream>
#include <string>

namespace {

/// What a program of the system thinks of a text; true where it is not here.
bool accepts(const std::string& program, const std::string& arguments, const std::string& text) {
    if (std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) != 0) return true;
    const scratch folder;
    const std::string file = folder.file("text");
    std::ofstream(file) << text;
    return std::system((program + " " + arguments + " '" + file + "' >/dev/null 2>&1").c_str()) == 0;
}

bool overlap(const drawn_text& a, const drawn_text& b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
/// Whether two tracks lie upon each other for more than they do where they cross.
bool run_together(const drawn_line& a, const drawn_line& b) {
    const auto common = [](int a1, int a2, int b1, int b2) { return std::min(a2, b2) - std::max(a1, b1); };
    return a.of != b.of && common(a.x1 - 1, a.x2 + 1, b.x1 - 1, b.x2 + 1) > 0 &&
           common(a.y1 - 1, a.y2 + 1, b.y1 - 1, b.y2 + 1) > 0 && (a.x1 == a.x2) == (b.x1 == b.x2) &&
           std::max(common(a.x1, a.x2, b.x1, b.x2), common(a.y1, a.y2, b.y1, b.y2)) > 2;
}

void check_drawing(const il::routing_map& map) {
    const std::string svg = il::routing_svg(map, "A service");
    const drawing d(svg);
    for (const il::database_entry& entry : map.databases) CHECK(d.count_names(entry.alias) == 1);
    for (const il::route& r : map.routes) CHECK(d.count_names(r.table->model) == 1);
    for (std::size_t i = 0; i < d.texts.size(); ++i) {
        const drawn_text& t = d.texts[i];
        INFO(t.text);
        CHECK((t.left >= 0 && t.top >= 0 && t.right <= d.width && t.bottom <= d.height));
        for (std::size_t j = 0; j < i; ++j)
            if (overlap(t, d.texts[j])) FAIL_CHECK("'" << t.text << "' covers '" << d.texts[j].text << "'");
        for (const drawn_line& l : d.lines)
            if (overlap(t, {{}, {}, l.x1 - 1.0, l.y1 - 1.0, l.x2 + 1.0, l.y2 + 1.0}))
                FAIL_CHECK("'" << l.of << "' runs through '" << t.text << "'");
    }
    for (std::size_t i = 0; i < d.panels.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(overlap(d.panels[i], d.panels[j]));
    for (std::size_t i = 0; i < d.lines.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (const drawn_line& a = d.lines[i], &b = d.lines[j]; run_together(a, b))
                FAIL_CHECK("'" << a.of << "' and '" << b.of << "' run together at " << a.x1 << ", " << a.y1);
    // a model's tracks say where they lead, and the text of a track lies beside it
    for (const il::route& r : map.routes) {
        if (r.read.empty()) continue;
        bool told = false;
        for (const std::string& tip : d.tips)
            told = told ||
                   (tip.find(r.table->model) != std::string::npos && tip.find(r.read) != std::string::npos);
        CHECK(told);
    }
    for (const char* const from_elsewhere : {"href", "url(", "@import", "<script"})
        CHECK(svg.find(from_elsewhere) == std::string::npos);
}

/// Names that every language has to put in other words.
void make_awkward(made_map& m) {
    m.database("a<b>&\"c\"\\", true);
    m.database("x\ny");
    m.routers = {"Router<'>'>", "R\"2\\"};
    il::route& one = m.model("app & <co>", "M\"1\\<");
    one.read = one.write = "a<b>&\"c\"\\";
    one.homes = m.list({one.read});
    one.read_router = one.write_router = 0;
    il::route& other = m.model("", "M2");
    other.read = other.write = "x\ny";
    other.homes = m.list({other.read});
    other.read_router = other.write_router = 1;
    m.relate(0, 1, true);
}

}  // namespace

TEST_CASE("The routes as text are aligned in columns") {
    CHECK(il::routing_text<atlas>() ==
          "DATABASE   BACKEND    WRITES   ARRANGEMENT\n"
          "default    sqlite     yes      single\n"
          "gems       sqlite     yes      single\n"
          "tiles      postgres   yes      single\n"
          "\n"
          "MODEL        APP    TABLE            READ      WRITE     MAY EXIST IN   ROUTER\n"
          "Gem          api    gems             gems      gems      gems           route_model<Gem, gems>\n"
          "Tile         maps   maps_tile        tiles     tiles     tiles          route_model<Tile, tiles>\n"
          "Reaction     api    api_reaction     default   default   default        route_rest<main_db>\n"
          "Metabolite   api    api_metabolite   default   default   default        route_rest<main_db>\n"
          "\n"
          "RELATION                  TO             CONSTRAINT\n"
          "api.Metabolite.reaction   api.Reaction   yes\n"
          "api.Metabolite.gem        api.Gem        no\n");
}

TEST_CASE("The routes as text say which router decides reads and which writes, and what the query says") {
    made_map m;
    m.database("store", false, {il::arrangement_kind::replicated, 2, "round robin"});
    m.routers = {"reads", "writes"};
    il::route& r = m.model("", "Gem");
    r.read = r.write = "store";
    r.reads_replicas = true;
    r.read_router = 0;
    r.write_router = 1;
    r.homes = m.list({"store"});
    m.model("", "Shared").homes = m.list({"store"});
    CHECK(il::routing_text(m.map()) ==
          "DATABASE   BACKEND    WRITES   ARRANGEMENT\n"
          "store      postgres   yes      replicated, up to 2, round robin\n"
          "\n"
          "MODEL    APP   TABLE     READ                WRITE               MAY EXIST IN   ROUTER\n"
          "Gem            _Gem      store (replica)     store               store          reads / writes\n"
          "Shared         _Shared   as the query says   as the query says   store          -\n");
}

#if INTERLOCK_TEST_WITH_JSON
TEST_CASE("The routes as JSON are read by others as they are") {
    const auto text = [](const boost::json::value& v) { return std::string_view(v.as_string()); };
    const auto check = [&](const il::routing_map& map) {
        const boost::json::value all = boost::json::parse(il::routing_json(map));
        CHECK(text(all.at("profile")) == map.profile);
        const auto& databases = all.at("databases").as_array();
        REQUIRE(databases.size() == map.databases.size());
        for (std::size_t i = 0; i < databases.size(); ++i) {
            CHECK(text(databases[i].at("alias")) == map.databases[i].alias);
            CHECK(databases[i].at("backends").as_array().size() == map.databases[i].backends.size());
            CHECK(databases[i].at("writes").as_bool() != map.databases[i].only_reads);
            const auto* const parts = databases[i].as_object().if_contains("parts");
            CHECK((parts == nullptr ? 0 : parts->as_int64()) == map.databases[i].arrangement.parts);
        }
        const auto& models = all.at("models").as_array();
        REQUIRE(models.size() == map.routes.size());
        for (std::size_t i = 0; i < models.size(); ++i) {
            const il::route& r = map.routes[i];
            CHECK(text(models[i].at("model")) == r.table->model);
            CHECK(text(models[i].at("app")) == r.table->app_label);
            CHECK(text(models[i].at("table")) == r.table->name);
            CHECK(models[i].at("read").is_null() == r.read.empty());
            if (!r.write.empty()) CHECK(text(models[i].at("write")) == r.write);
            if (r.read_router != il::route::npos)
                CHECK(text(models[i].at("read_router")) == map.routers[r.read_router]);
            REQUIRE(models[i].at("homes").as_array().size() == r.homes.size());
            for (std::size_t h = 0; h < r.homes.size(); ++h)
                CHECK(text(models[i].at("homes").as_array()[h]) == r.homes[h]);
        }
        const auto& relations = all.at("relations").as_array();
        REQUIRE(relations.size() == map.relations.size());
        for (std::size_t i = 0; i < relations.size(); ++i)
            CHECK(relations[i].at("constraint").as_bool() != map.relations[i].soft);
    };
    check(il::routing_table<atlas>());
    made_map awkward, large;
    make_awkward(awkward);
    check(awkward.map());
    make_service(large, 12, 40, 1);
    check(large.map());
}
#endif

TEST_CASE("Graphviz takes the routes as a graph") {
    const std::string dot = il::routing_dot<atlas>();
    CHECK(accepts("dot", "-Tsvg", dot));
    for (const char* const line :
         {"    \"api.Gem\" [shape=box, label=\"Gem\"];\n",
          "  \"api.Gem\" -> \"database gems\" [label=\"read, write\"];\n",
          "  \"api.Metabolite\" -> \"api.Reaction\" [label=\"reaction\", color=gray];\n",
          "  \"api.Metabolite\" -> \"api.Gem\" [label=\"gem\", style=dashed, color=gray];\n"})
        CHECK(dot.find(line) != std::string::npos);
    made_map awkward;
    make_awkward(awkward);
    CHECK(accepts("dot", "-Tsvg", il::routing_dot(awkward.map())));
    CHECK_FALSE(il::routing_dot(awkward.map()).empty());
}

TEST_CASE("A drawing names each model and each database once, and nothing covers anything") {
    check_drawing(il::routing_table<atlas>());
    for (unsigned seed = 1; seed <= 100; ++seed) {
        INFO("seed " << seed);
        made_map m;
        make_service(m, 1 + seed % 12, 1 + seed % 40, seed);
        check_drawing(m.map());
    }
    check_drawing({});
}

TEST_CASE("A drawing is a document by itself, whatever the names are") {
    CHECK(accepts("xmllint", "--noout", il::routing_svg<atlas>("Atlas")));
    made_map awkward, large;
    make_awkward(awkward);
    const std::string svg = il::routing_svg(awkward.map(), "<&>\"\x01");
    CHECK(accepts("xmllint", "--noout", svg));
    const drawing d(svg);
    CHECK(d.count("a<b>&\"c\"\\") == 1);
    CHECK(d.count("M\"1\\<") == 1);
    make_service(large, 12, 40, 7);
    CHECK(accepts("xmllint", "--noout", il::routing_svg(large.map())));
    CHECK(accepts("xmllint", "--noout", il::routing_svg(il::routing_map{})));
}

TEST_CASE("A drawing tells reads and writes apart where they part, and shows what is not written to") {
    made_map m;
    m.database("store", false, {il::arrangement_kind::replicated, 2, "round robin"});
    m.database("web", true);
    m.routers = {"split", "route_app<\"accounts\", web>"};
    il::route& gem = m.model("api", "Gem");
    gem.read = gem.write = "store";
    gem.reads_replicas = true;
    gem.read_router = gem.write_router = 0;
    il::route& account = m.model("accounts", "Account");
    account.read = account.write = "web";
    account.read_router = account.write_router = 1;
    const std::string svg = il::routing_svg(m.map());
    const drawing d(svg);
    REQUIRE(d.tips.size() == 3);
    CHECK(d.tips[0] == "api.Gem: read from replicas of store, by split");
    CHECK(d.tips[1] == "api.Gem: written to store, by split");
    CHECK(d.tips[2] == "accounts.Account: read from web, by route_app<\"accounts\", web>");
    CHECK(d.count("replica 0") == 1);
    CHECK(d.count("replica 1") == 1);
    CHECK(d.count("PostgreSQL, read only") == 1);
    CHECK(d.count("no writes pass") == 1);
    CHECK(svg.find("class=\"g\"") != std::string::npos);
    // the ways part: they end at different heights
    int read_end = 0, write_end = 0;
    for (const drawn_line& l : d.lines)
        if (l.y1 == l.y2) (l.of == d.tips[0] ? read_end : write_end) = l.of == d.tips[2] ? write_end : l.y1;
    CHECK(read_end != write_end);
    CHECK(drawing(il::routing_svg<atlas>()).count("no writes pass") == 0);
}
