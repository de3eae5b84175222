// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "routes.hpp"

#include <cstdint>

// A chair stands on a floor, by a foreign key of two columns.

struct Floor {
    std::int64_t row = 0, column = 0;
};
struct Chair {
    std::int64_t id = 0;
    std::int64_t row = 0, column = 0;
};

template <>
struct interlock::model<Floor> {
    static constexpr auto app_label = "house";
    using fields =
        il::fields<il::field<&Floor::row, il::primary_key>, il::field<&Floor::column, il::primary_key>>;
};
template <>
struct interlock::model<Chair> {
    static constexpr auto app_label = "things";
    using fields =
        il::fields<il::field<&Chair::id, il::primary_key>, il::field<&Chair::row>, il::field<&Chair::column>>;
    using constraints = il::constraints<
        il::unique_together<&Chair::row, &Chair::column>,
        il::foreign_key<il::members<&Chair::row, &Chair::column>, il::members<&Floor::row, &Floor::column>>>;
};
