// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>

#include <cstdint>
#include <string>

namespace il = interlock;

struct Review {
    std::int64_t id = 0;
    std::int64_t product_id = 0;
    std::string author;
    int rating = 0;
    std::string body;
    std::int64_t created_at = 0;
};

template <>
struct interlock::model<Review> {
    static constexpr auto app_label = "reviews";
    using fields = il::fields<il::field<&Review::id, il::primary_key, il::generated>,
                              il::field<&Review::product_id, il::indexed>,
                              il::field<&Review::author, il::max_length<100>>, il::field<&Review::rating>,
                              il::field<&Review::body>, il::field<&Review::created_at>>;
};
