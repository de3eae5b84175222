// SPDX-License-Identifier: BSL-1.0
// links: pq
// What a server or a file gives back: arrays in PostgreSQL's binary format and as JSON, and numeric.
#include "fuzz.hpp"

#include <interlock/array.hpp>
#include <interlock/backend/json_array.hpp>
#include <interlock/backend/postgres/array.hpp>
#include <interlock/backend/postgres/numeric.hpp>
#include <interlock/decimal.hpp>

#include <cmath>
#include <optional>

namespace in = interlock::detail;
namespace pg = interlock::postgres_detail;

namespace {

/// NaN is not equal to itself.
template <class T>
bool same(const T& a, const T& b) {
    return a == b || (a != a && b != b);
}
template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!same<T>(a[i], b[i])) return false;
    return true;
}

template <class T>
void binary(const std::string& bytes) {
    fuzz::accepts([&] {
        const auto array = pg::decode_array<T>(bytes);
        std::string encoded;
        fuzz::accepts([&] {
            pg::encode_array(interlock::codec<std::vector<T>>::kind, array, encoded);
            fuzz::require(same(pg::decode_array<T>(encoded), array), "an array comes back from PostgreSQL");
        });
    });
}
template <class T>
void json(const std::string& text) {
    fuzz::accepts([&] {
        const auto array = in::json_array<T>::read(text);
        std::string written;
        fuzz::accepts([&] {
            in::json_array<T>::write(written, array);
            fuzz::require(same(in::json_array<T>::read(written), array), "an array comes back from JSON",
                          written);
        });
    });
}
template <class T>
void array(fuzz::provider& data, bool is_binary) {
    std::string text;
    if (is_binary && data.ConsumeBool()) {  // a sound head
        pg::begin_list(text, pg::oid_of(interlock::codec<in::without_null<T>>::kind),
                       data.ConsumeIntegralInRange<std::size_t>(0, 4));
        const bool sized = data.ConsumeBool();
        while (data.remaining_bytes() > 0) {
            if (sized) {
                const std::string element = fuzz::text(data, 8);
                pg::append_integer(text, static_cast<std::int32_t>(element.size()));
                text += element;
            } else text += data.ConsumeRemainingBytesAsString();
        }
    } else text = data.ConsumeRemainingBytesAsString();
    is_binary ? binary<T>(text) : json<T>(text);
}

void numeric(fuzz::provider& data) {
    std::string bytes;
    if (data.ConsumeBool()) {
        const auto groups = data.ConsumeIntegralInRange<std::int16_t>(-1, 12);
        char head[8];
        pg::store_integer(head, groups);
        pg::store_integer(head + 2, data.ConsumeIntegralInRange<std::int16_t>(-40, 40));
        pg::store_integer<std::uint16_t>(head + 4, data.ConsumeBool() ? pg::negative_numeric : 0);
        pg::store_integer(head + 6, data.ConsumeIntegral<std::int16_t>());
        bytes.assign(head, 8);
        for (int i = 0; i < groups; ++i) {
            char group[2];
            pg::store_integer(group, data.ConsumeIntegralInRange<std::uint16_t>(0, 9999));
            bytes.append(group, 2);
        }
    } else bytes = data.ConsumeRemainingBytesAsString();
    const int size = static_cast<int>(bytes.size());
    fuzz::accepts([&] {
        const interlock::stored_decimal d = pg::decode_decimal(bytes.data(), size);
        fuzz::require(d.scale >= 0, "a scale is not negative");
        fuzz::require(in::decimal_text(d).size() >= static_cast<std::size_t>(d.scale), "it can be shown");
        fuzz::accepts([&] {
            const interlock::decimal<38, 19> fitting(d);
            char encoded[32];
            const std::size_t length = pg::encode_numeric(fitting.stored(), encoded);
            const interlock::decimal<38, 19> again(pg::decode_decimal(encoded, static_cast<int>(length)));
            fuzz::require(again == fitting, "a numeric comes back");
        });
    });
    fuzz::accepts([&] {
        const double x = pg::decode_numeric(bytes.data(), size);
        fuzz::require(x == x || size >= 8, "only NaN is NaN");
    });
}

}  // namespace

void fuzz::try_input(provider& data) {
    const bool is_binary = data.ConsumeBool();
    switch (data.ConsumeIntegralInRange(0, 6)) {
        case 0: return array<std::int64_t>(data, is_binary);
        case 1: return array<std::optional<std::int16_t>>(data, is_binary);
        case 2: return array<std::string>(data, is_binary);
        case 3: return array<std::optional<std::string>>(data, is_binary);
        case 4: return array<double>(data, is_binary);
        case 5: return array<bool>(data, is_binary);
        default: return numeric(data);
    }
}
