// SPDX-License-Identifier: BSL-1.0
// Two models and 12 different queries; with -DQUERIES=22, ten further ones, with -DQUERIES=32 ten of groups, joins,
// subqueries, windows and unions too.
#include "review.hpp"

#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct main_db : il::database<"default", il::sqlite> {};
struct gems_db : il::database<"gems", il::sqlite> {};

struct Gem {
    std::string id;
    std::optional<std::string> name, organism, tissue, celltype, cellline, path, maintained, pubmed;
};

template <>
struct interlock::model<Gem> {
    static constexpr auto app_label = "api";
    static constexpr auto table = "gems";
    using fields = il::fields<
        il::field<&Gem::id, il::primary_key, il::max_length<50>>, il::field<&Gem::name, il::max_length<200>>,
        il::field<&Gem::organism, il::max_length<200>>, il::field<&Gem::tissue, il::max_length<200>>,
        il::field<&Gem::celltype, il::max_length<200>>, il::field<&Gem::cellline, il::max_length<200>>,
        il::field<&Gem::path, il::max_length<200>>, il::field<&Gem::maintained, il::max_length<200>>,
        il::field<&Gem::pubmed, il::max_length<200>>>;
    using constraints = il::constraints<il::index<&Gem::organism, &Gem::tissue>>;
};

using shop = il::service<il::databases<main_db, gems_db>, il::models<Gem, Review>,
                         il::routers<il::route_model<Gem, gems_db>, il::route_rest<main_db>>>;

int main() {
    il::session<shop> db{il::settings{{"default", "sqlite::memory:"}, {"gems", "sqlite::memory:"}}};
    std::size_t rows = 0;
    Gem gem{.id = "13", .name = "Liver model"};
    Review review{.product_id = 7, .author = "Ada", .rating = 4, .body = "Works."};
    const std::vector<Gem> many{gem};
    const std::vector<std::string> wanted{"liver", "kidney"};

    db.insert(review);
    db.insert_many(many);
    db.upsert(gem);
    rows += db.get<Gem>("13").id.size();
    rows += db.find<Review>(1).has_value();
    rows += db.from<Gem>()
                .where(il::col<&Gem::organism> == "Homo sapiens" && il::col<&Gem::tissue> == "liver")
                .order_by(il::asc<&Gem::name>)
                .limit(20)
                .all()
                .size();
    rows += db.from<Review>()
                .where(il::col<&Review::product_id> == 7 && il::col<&Review::rating> >= 3)
                .order_by(il::desc<&Review::created_at>)
                .first()
                .has_value();
    rows += static_cast<std::size_t>(db.from<Review>().where(il::col<&Review::rating>.between(2, 4)).count());
    rows += db.from<Gem>().where(il::col<&Gem::tissue>.in(wanted)).all().size();
    rows += db.from<Gem>().where(il::col<&Gem::name>.like("%liver%")).exists();
    rows += static_cast<std::size_t>(
        db.update<Gem>().set(il::col<& Gem::tissue> = "kidney").where(il::col<&Gem::id> == "7").run());
    rows += static_cast<std::size_t>(db.remove<Review>().where(il::col<&Review::rating> < 2).run());

#if QUERIES > 12
    db.insert(gem);
    rows +=
        db.from<Review>().where(il::col<&Review::author>.starts_with("A")).limit(5).offset(10).all().size();
    rows += db.from<Gem>()
                .where(il::col<&Gem::pubmed> == std::nullopt || il::col<&Gem::maintained> != "yes")
                .all()
                .size();
    rows += db.from<Review>()
                .where(!(il::col<&Review::rating> == 5))
                .order_by(il::asc<&Review::rating>, il::desc<&Review::id>)
                .first()
                .has_value();
    rows += db.from<Gem>().where(il::col<&Gem::name> == "Liver model").one().id.size();
    rows +=
        static_cast<std::size_t>(db.update<Review>()
                                     .set(il::col<& Review::rating> = 4, il::col<& Review::body> = "Holds.")
                                     .where(il::col<&Review::id> == 9)
                                     .run());
    rows += static_cast<std::size_t>(db.remove<Gem>().where(il::col<&Gem::tissue>.is_null()).run());
    rows += static_cast<std::size_t>(db.from<Gem>().where(il::col<&Gem::celltype>.contains("cyte")).count());
    rows += db.from<Review>()
                .where(il::col<&Review::created_at> > 5 && il::col<&Review::created_at> <= 10)
                .exists();
    for (const Gem& each : db.from<Gem>().where(il::col<&Gem::organism> == "Mus musculus").stream())
        rows += each.id.size();
#endif
#if QUERIES > 22
    rows += db.from<Gem>()
                .group_by(il::col<&Gem::organism>)
                .select(il::col<&Gem::organism>, il::count())
                .all()
                .size();
    rows += db.from<Review>()
                .group_by(il::col<&Review::product_id>)
                .having(il::count() > 2)
                .order_by(il::asc<&Review::product_id>)
                .select(il::col<&Review::product_id>, il::avg(il::col<&Review::rating>))
                .all()
                .size();
    rows += db.from<Review>().select(il::max(il::col<&Review::created_at>)).one() !=
            std::tuple<std::optional<std::int64_t>>();
    rows +=
        db.from<Review>()
            .select(il::col<&Review::id>,
                    il::rank().over(
                        il::partition_by(il::col<&Review::product_id>).order_by(il::desc<&Review::rating>)))
            .all()
            .size();
    rows += db.from<Review>()
                .where(il::col<&Review::rating> ==
                       il::scalar(il::from<Review>().select(il::max(il::col<&Review::rating>))))
                .all()
                .size();
    rows += db.from<Gem>()
                .where(il::col<&Gem::tissue> == "liver")
                .union_all(il::from<Gem>().where(il::col<&Gem::organism> == "Mus musculus"))
                .all()
                .size();
    using other = il::as<"other", Review>;
    rows += db.from<Review>()
                .join<other>(il::col<&Review::product_id> == other::col<&Review::product_id>)
                .where(il::col<&Review::id> < other::col<&Review::id>)
                .all()
                .size();
    rows += db.from<Review>()
                .where(!il::exists(
                    il::from<Review>().where(il::col<&Review::product_id> == il::outer<&Review::id>)))
                .all()
                .size();
    rows += db.from<Gem>()
                .select(il::lower(il::col<&Gem::organism>), il::coalesce(il::col<&Gem::name>, "none"),
                        il::case_when(il::col<&Gem::tissue> == "liver", "yes").otherwise("no"))
                .all()
                .size();
    rows += db.from<Gem>().select(il::col<&Gem::tissue>).distinct().all().size();
#endif
    return rows == 0;
}
