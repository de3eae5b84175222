// SPDX-License-Identifier: BSL-1.0
#include "assistant.hpp"

#include <cstdio>
#include <string_view>
#include <tuple>
#include <vector>

// One source, two programs: the build says of which profile. Databases are those of ASSISTANT_DEFAULT_URL and
// ASSISTANT_MK_WEB_CORE_URL. Without arguments it fills the site's database where it may, answers what there is,
// and says what it saw; `execute SQL` gives the connection to the site's database a script, past every check of the
// compiler. Its last line names an error that it ended with, and then its status is 1.

using assistant = assistant_in<il::profile::PROFILE>;

namespace {

/// Rows to test with.
template <class Service>
void fill([[maybe_unused]] il::session<Service>& db) {
    if constexpr (Service::template may_write<web>) {
        db.template remove<Material>().run();
        db.template remove<Account>().run();
        db.insert(Account{1, "ada"});
        db.insert_many(std::vector<Material>{{1, 1, "Oxides"}, {2, 1, "Polymers"}});
        db.upsert(Material{3, 1, "Glasses"});
        db.template update<Account>()
            .set(il::col<& Account::name> = "Ada")
            .where(il::col<&Account::id> == 1)
            .run();
    }
}

/// What both programs are for.
template <class Service>
void answer(il::session<Service>& db) {
    for (const auto& [material, owner] : db.template from<Material>()
                                             .template join<&Material::owner_id>()
                                             .order_by(il::asc<&Material::id>)
                                             .all()) {
        Answer made{0, material.id, owner.name + " on " + material.title};
        db.insert(made);
        std::puts(made.text.c_str());
    }
}

struct script {
    template <class, class Connection>
    static void run(Connection& c, const std::string& text) {
        c.execute(text);
    }
};

}  // namespace

int main(int argc, char** argv) try {
    il::session<assistant> db{il::settings::from_environment("ASSISTANT")};
    if (argc == 3 && std::string_view(argv[1]) == "execute") {
        db.executor_of<web>().perform<script>(std::string(argv[2]));
        return 0;
    }
    il::create_tables(db);
    fill(db);
    answer(db);
    return 0;
} catch (const il::read_only_database& e) {
    std::printf("read_only_database: %s\n", e.what());
    return 1;
} catch (const il::configuration_error& e) {
    std::printf("configuration_error: %s\n", e.what());
    return 1;
} catch (const il::error& e) {
    std::printf("error: %s\n", e.what());
    return 1;
}
