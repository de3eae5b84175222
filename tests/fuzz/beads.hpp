// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "fuzz.hpp"

#include <interlock/array.hpp>
#include <interlock/chrono.hpp>
#include <interlock/decimal.hpp>
#include <interlock/dynamic.hpp>
#include <interlock/enums.hpp>
#include <interlock/interlock.hpp>
#include <interlock/uuid.hpp>

// A model with a field of each kind.

enum class Shade { red, green };
template <>
struct interlock::enum_names<Shade> : interlock::enumerators<Shade::red, Shade::green> {};

struct Bead {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int16_t> year;
    double weight = 0;
    bool whole = false;
    std::optional<std::chrono::sys_days> day;
    std::chrono::sys_time<std::chrono::microseconds> seen{};
    interlock::decimal<6, 2> price;
    Shade shade = Shade::red;
    std::optional<Shade> named;
    boost::uuids::uuid mark{};
    std::vector<std::int32_t> sizes;
};
template <>
struct interlock::model<Bead> {
    template <auto Member, class... Attributes>
    using field = interlock::field<Member, Attributes...>;
    using fields =
        interlock::fields<field<&Bead::id, interlock::primary_key>, field<&Bead::name>, field<&Bead::year>,
                          field<&Bead::weight>, field<&Bead::whole>, field<&Bead::day>, field<&Bead::seen>,
                          field<&Bead::price>, field<&Bead::shade>, field<&Bead::named, interlock::as_text>,
                          field<&Bead::mark>, field<&Bead::sizes, interlock::as_json>>;
};
