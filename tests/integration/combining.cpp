// SPDX-License-Identifier: BSL-1.0
#include "engines.hpp"

#include <optional>
#include <tuple>

// Queries made of several: unions and their like, joins, common tables.

namespace {

struct Organ {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> part_of;
};
struct Sample {
    std::int64_t id = 0;
    std::int64_t organ_id = 0;
    std::optional<std::string> label;
    double weight = 0;
    std::int32_t copies = 0;
};
// of no table
struct Inside {
    std::int64_t id = 0;
    std::string path;
    std::int64_t depth = 0;
};
struct PerOrgan {
    std::int64_t organ_id = 0;
    std::int64_t samples = 0;
    std::optional<double> heaviest;
};

}  // namespace

template <>
struct interlock::model<Organ> {
    using fields = il::fields<il::field<&Organ::id, il::primary_key>, il::field<&Organ::name>,
                              il::field<&Organ::part_of>>;
};
template <>
struct interlock::model<Sample> {
    using fields =
        il::fields<il::field<&Sample::id, il::primary_key>, il::field<&Sample::organ_id>,
                   il::field<&Sample::label>, il::field<&Sample::weight>, il::field<&Sample::copies>>;
};
template <>
struct interlock::model<Inside> {
    using fields = il::fields<il::field<&Inside::id>, il::field<&Inside::path>, il::field<&Inside::depth>>;
};
template <>
struct interlock::model<PerOrgan> {
    using fields = il::fields<il::field<&PerOrgan::organ_id>, il::field<&PerOrgan::samples>,
                              il::field<&PerOrgan::heaviest>>;
};

using il::asc;
using il::col;
using il::from;
using il::selected;
using ids = std::vector<std::int64_t>;
using names = std::vector<std::string>;

namespace {

template <class Backend>
struct body : engine<Backend, Organ, Sample> {
    explicit body(place where) : engine<Backend, Organ, Sample>(where) {
        (**this).insert_many(std::vector<Organ>{{1, "body", {}},
                                                {2, "head", 1},
                                                {3, "eye", 2},
                                                {4, "lens", 3},
                                                {5, "foot", 1},
                                                {6, "plant", {}}});
        (**this).insert_many(std::vector<Sample>{{1, 3, "a", 0.5, 2},
                                                 {2, 3, {}, 1.5, 1},
                                                 {3, 5, "b", 7, 9},
                                                 {4, 9, "lost", 1, 0},
                                                 {5, 5, "a", 2, 3}});
    }
};

auto inside() {
    return il::with_recursive<Inside>(
        from<Organ>()
            .where(col<&Organ::part_of> == std::nullopt)
            .select(col<&Organ::id>, col<&Organ::name>, 0)
            .union_all(from<Organ>()
                           .join<Inside>(col<&Organ::part_of> == col<&Inside::id>)
                           .select(col<&Organ::id>, il::concat(col<&Inside::path>, "/", col<&Organ::name>),
                                   col<&Inside::depth> + 1)));
}

}  // namespace

ENGINE_CASE("Unions, intersections and differences of whole rows") {
    body<TestType> db(EVERY_PLACE);
    const auto parts = [&] { return db->template from<Organ>().where(col<&Organ::part_of> != std::nullopt); };
    const auto short_names = from<Organ>().where(il::length(col<&Organ::name>) == 4);
    const auto found = [](const auto& query) {
        return each(query.order_by(asc<&Organ::id>).all(), &Organ::id);
    };

    CHECK(found(parts().union_distinct(short_names)) == ids{1, 2, 3, 4, 5});
    CHECK(found(parts().union_all(short_names)) == ids{1, 2, 2, 3, 4, 4, 5, 5});
    CHECK(found(parts().intersect(short_names)) == ids{2, 4, 5});
    CHECK(found(parts().except(short_names)) == ids{3});
    // from left to right on every engine: (a + b) & c, not a + (b & c)
    const auto heads = from<Organ>().where(col<&Organ::name> == "head");
    CHECK(found(parts().union_all(short_names).intersect(heads)) == ids{2});
    CHECK(found(parts().union_all(short_names.intersect(heads))) == ids{2, 2, 3, 4, 5});
    CHECK(found(parts().except(short_names).union_distinct(heads)) == ids{2, 3});
    CHECK(found(parts().except(short_names.except(heads))) == ids{2, 3});

    const auto both = parts().union_all(short_names);
    CHECK(both.count() == 8);
    CHECK(both.exists());
    CHECK(both.limit(3).count() == 3);
    CHECK_FALSE(db->template from<Organ>().limit(0).union_all(heads.limit(0)).exists());
    CHECK(db->template from<Organ>().order_by(il::desc<&Organ::id>).limit(1).union_all(heads).count() == 2);
    CHECK(both.order_by(il::desc<&Organ::name>, asc<&Organ::id>).first()->name == "lens");
    CHECK(each(both.order_by(asc<&Organ::id>).limit(2).offset(2).all(), &Organ::id) == ids{2, 3});
    CHECK(parts().except(short_names).one().id == 3);
    CHECK_THROWS_AS(both.one(), il::multiple_rows);
    CHECK_THROWS_AS(both.limit(-1), il::value_out_of_range);
    std::int64_t sum = 0;
    for (const Organ& o : both.stream()) sum += o.id;
    CHECK(sum == 26);
}

ENGINE_CASE("The columns of both sides are those of the first; NULL where either may be") {
    body<TestType> db(EVERY_PLACE);
    const auto query = db->template from<Organ>()
                           .select(col<&Organ::name>, il::named<"from">("organ"))
                           .union_all(from<Sample>().select(col<&Sample::label>, "sample"));
    using row = std::tuple<std::optional<std::string>, std::string>;
    CHECK(query.order_by(il::descending(selected<1>), il::ascending(selected<0>)).limit(6).all() ==
          std::vector<row>{{"a", "sample"},
                           {"a", "sample"},
                           {"b", "sample"},
                           {"lost", "sample"},
                           {std::nullopt, "sample"},
                           {"body", "organ"}});
    struct labelled {
        std::optional<std::string> name;
        std::string kind;
    };
    const std::vector<labelled> read = query.order_by(asc<&Organ::name>).template as<labelled>().all();
    REQUIRE(read.size() == 11);
    CHECK(read.front().name == "a");
    CHECK_FALSE(read.back().name.has_value());

    const auto organs =
        from<Organ>().select(col<&Organ::id>).union_distinct(from<Sample>().select(col<&Sample::organ_id>));
    CHECK(db->template from<Sample>().where(col<&Sample::organ_id>.in(organs)).count() == 5);
    CHECK(db->template from<Sample>()
              .where(col<&Sample::organ_id>.in(from<Organ>().select(col<&Organ::id>).intersect(organs)))
              .count() == 4);
    CHECK(db->template from<Organ>()
              .where(il::exists(
                  from<Sample>()
                      .where(col<&Sample::organ_id> == il::outer<&Organ::id>)
                      .select(col<&Sample::id>)
                      .except(from<Sample>().where(col<&Sample::label> == "a").select(col<&Sample::id>))))
              .order_by(asc<&Organ::id>)
              .select(col<&Organ::id>)
              .template as<std::int64_t>()
              .all() == ids{3, 5});
}

ENGINE_CASE("A join has each row beside those that belong to it") {
    body<TestType> db(EVERY_PLACE);
    const auto joined = db->template from<Sample>()
                            .template join<Organ>(col<&Sample::organ_id> == col<&Organ::id>)
                            .order_by(asc<&Sample::id>);
    const std::vector<std::tuple<Sample, Organ>> rows = joined.all();
    REQUIRE(rows.size() == 4);
    CHECK(std::get<Sample>(rows[1]).label == std::nullopt);
    CHECK(std::get<Organ>(rows[1]).name == "eye");
    CHECK(std::get<Organ>(rows[3]).name == "foot");
    CHECK(joined.count() == 4);
    CHECK(joined.where(col<&Organ::name> == "foot" && col<&Sample::label> == "a").count() == 1);

    using row = std::tuple<std::string, std::optional<std::int64_t>>;
    CHECK(db->template from<Sample>()
              .template join<Organ>(col<&Sample::organ_id> == col<&Organ::id> && col<&Sample::copies> > 1)
              .group_by(col<&Organ::name>)
              .select(col<&Organ::name>, il::sum(col<&Sample::copies>))
              .order_by(asc<&Organ::name>)
              .all() == std::vector<row>{{"eye", 2}, {"foot", 12}});
}

ENGINE_CASE("The rows of a query stand for a table") {
    body<TestType> db(EVERY_PLACE);
    const auto per_organ = from<Sample>()
                               .group_by(col<&Sample::organ_id>)
                               .select(col<&Sample::organ_id>, il::count(), il::max(col<&Sample::weight>));
    const std::vector<PerOrgan> rows = db->template with_table<PerOrgan>(per_organ)
                                           .template from<PerOrgan>()
                                           .where(col<&PerOrgan::samples> > 1)
                                           .order_by(asc<&PerOrgan::organ_id>)
                                           .all();
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].organ_id == 5);
    CHECK(rows[1].heaviest == 7);

    const auto joined = db->template with_table<PerOrgan>(per_organ.where(col<&Sample::weight> < 5.0))
                            .template from<Organ>()
                            .template join<PerOrgan>(col<&PerOrgan::organ_id> == col<&Organ::id>)
                            .where(col<&Organ::id> > 1);
    CHECK(joined.order_by(asc<&Organ::id>).select(col<&Organ::name>, col<&PerOrgan::samples>).all() ==
          std::vector<std::tuple<std::string, std::int64_t>>{{"eye", 2}, {"foot", 1}});
    CHECK(joined.count() == 2);
    CHECK(joined.exists());
    CHECK(std::get<PerOrgan>(*joined.order_by(il::desc<&Organ::id>).first()).heaviest == 2);

    // a second one reads the first
    CHECK(db->template with_table<PerOrgan>(per_organ)
              .template with_table<Inside>(
                  from<PerOrgan>()
                      .where(col<&PerOrgan::samples> > 1)
                      .select(col<&PerOrgan::organ_id>, "seen", col<&PerOrgan::samples>))
              .template from<Inside>()
              .select(il::sum(col<&Inside::depth>))
              .template as<std::optional<std::int64_t>>()
              .one() == 4);
}

ENGINE_CASE("A tree may begin with texts that come from no column") {
    body<TestType> db(EVERY_PLACE);
    const auto paths = [&](auto root) {
        const auto query = db->template with_recursive<Inside>(
            from<Organ>()
                .where(col<&Organ::name> == "body")
                .select(col<&Organ::id>, root, 0)
                .union_all(from<Organ>()
                               .template join<Inside>(col<&Organ::part_of> == col<&Inside::id>)
                               .select(col<&Organ::id>,
                                       il::concat(col<&Inside::path>, "/", col<&Organ::name>),
                                       col<&Inside::depth> + 1)));
        return each(query.template from<Inside>().order_by(asc<&Inside::path>).limit(2).all(), &Inside::path);
    };
    CHECK(paths("") == names{"", "/foot"});
    CHECK(paths(il::cast<std::string>(col<&Organ::id>)) == names{"1", "1/foot"});
    CHECK(paths(il::case_when(col<&Organ::id> > 1, "x").otherwise("B")) == names{"B", "B/foot"});
}

ENGINE_CASE("A tree is read level by level") {
    body<TestType> db(EVERY_PLACE);
    const auto tree = [&] {
        return db->template with_recursive<Inside>(
            from<Organ>()
                .where(col<&Organ::part_of> == std::nullopt)
                .select(col<&Organ::id>, col<&Organ::name>, 0)
                .union_all(from<Organ>()
                               .template join<Inside>(col<&Organ::part_of> == col<&Inside::id>)
                               .select(col<&Organ::id>,
                                       il::concat(col<&Inside::path>, "/", col<&Organ::name>),
                                       col<&Inside::depth> + 1)));
    };
    CHECK(each(tree().template from<Inside>().order_by(asc<&Inside::path>).all(), &Inside::path) ==
          names{"body", "body/foot", "body/head", "body/head/eye", "body/head/eye/lens", "plant"});
    CHECK(tree().template from<Inside>().where(col<&Inside::depth> == 3).one().id == 4);
    // as a part of other queries and of writes
    CHECK(db->template from<Sample>()
              .where(col<&Sample::organ_id>.in(inside()
                                                   .from<Inside>()
                                                   .where(col<&Inside::path>.starts_with("body/head"))
                                                   .select(col<&Inside::id>)))
              .count() == 2);
    CHECK(db->template remove<Sample>()
              .where(!il::exists(
                  inside().from<Inside>().where(col<&Inside::id> == il::outer<&Sample::organ_id>)))
              .run() == 1);
    CHECK(db->template insert_from<Sample, &Sample::id, &Sample::organ_id, &Sample::label, &Sample::weight,
                                   &Sample::copies>(
              inside()
                  .from<Inside>()
                  .where(col<&Inside::depth> > 0)
                  .select(col<&Inside::id> + 100, col<&Inside::id>, col<&Inside::path>, 1.0, 1)) == 4);
    CHECK(db->template get<Sample>(104).label == "body/head/eye/lens");
}

ENGINE_CASE("An update takes values from another table") {
    body<TestType> db(EVERY_PLACE);
    const auto label = db->template update<Sample>()
                           .template from<Organ>(col<&Organ::id> == col<&Sample::organ_id>)
                           .set(col<& Sample::label> = col<&Organ::name>, col<& Sample::copies> += 1)
                           .where(col<&Sample::weight> > 1.0);
    CHECK(label.run() == 3);
    CHECK(db->template get<Sample>(1).label == "a");
    CHECK(db->template get<Sample>(2).label == "eye");
    CHECK(db->template get<Sample>(2).copies == 2);
    CHECK(db->template get<Sample>(3).label == "foot");
    CHECK(db->template get<Sample>(4).label == "lost");

    CHECK(label.where(col<&Organ::name> == "eye").returning(col<&Sample::id>, col<&Sample::label>).one() ==
          std::tuple<std::int64_t, std::optional<std::string>>{2, "eye"});
    CHECK(label.where(col<&Organ::name> == "eye").returning().one().copies == 4);
}
