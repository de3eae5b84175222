// SPDX-License-Identifier: BSL-1.0
// Decimals, times and UUIDs as text, and the values that filters make of them.
#include "fuzz.hpp"

#include <interlock/model/decimal_text.hpp>
#include <interlock/model/time_text.hpp>
#include <interlock/model/uuid_text.hpp>
#include <interlock/sql/sortable_decimal.hpp>

namespace in = interlock::detail;

namespace {

bool same(interlock::stored_decimal a, interlock::stored_decimal b) {
    a = in::shortest(a);
    b = in::shortest(b);
    return a.digits == b.digits && (a.scale == b.scale || a.digits == 0);
}

void decimals(const std::string& text) {
    interlock::stored_decimal d, again;
    if (!in::read_decimal(text, d)) return;
    fuzz::require(d.scale >= 0 &&
                      in::magnitude(d.digits) / in::power_of_ten(in::most_decimal_digits - 1) < 10,
                  "a decimal has at most 38 digits", text);
    fuzz::require(in::read_decimal(in::decimal_text(d), again) && same(d, again), "a decimal comes back",
                  text);
    if (!in::rescale(d, 38)) return;
    fuzz::require(same(d, again), "another scale is the same number", text);
    const in::sortable_decimal sortable(d);
    fuzz::require(in::read_sortable(sortable.view(), again) && same(d, again), "a sortable comes back", text);
}
void sortables(const std::string& text) {
    interlock::stored_decimal d;
    if (in::read_sortable(text, d))
        fuzz::require(in::sortable_decimal(d).view() == text, "a number has one sortable text", text);
}
/// They sort as their numbers do.
void two_sortables(fuzz::provider& data) {
    interlock::stored_decimal a, b;
    a.digits = data.ConsumeIntegral<std::int64_t>();
    b.digits = data.ConsumeIntegral<std::int64_t>();
    a.scale = data.ConsumeIntegralInRange(0, 19);
    b.scale = data.ConsumeIntegralInRange(0, 19);
    const in::sortable_decimal x(a), y(b);
    if (!in::rescale(a, 19) || !in::rescale(b, 19)) return;
    fuzz::require((x.view() < y.view()) == (a.digits < b.digits), "sortables sort");
}
void dates(const std::string& text) {
    interlock::stored_date d;
    if (!in::read_date(text, d)) return;
    char again[10];
    fuzz::require(in::write_date(d, again) && text == std::string_view(again, 10), "a date comes back", text);
}
void times(const std::string& text) {
    interlock::stored_timestamp t, again;
    if (!in::read_timestamp(text, t)) return;
    char written[26];
    fuzz::require(in::write_timestamp(t, written), "a time can be written", text);
    fuzz::require(in::read_timestamp({written, 26}, again) && again.microseconds == t.microseconds,
                  "a time comes back", text);
    std::string begin = text.substr(0, 19);
    begin[10] = ' ';
    fuzz::require(std::string_view(written, 19) == begin, "to the second a time is what was read", text);
}
void any_time(fuzz::provider& data) {
    char text[26];
    interlock::stored_date date{data.ConsumeIntegral<std::int32_t>()}, day;
    if (in::write_date(date, text))
        fuzz::require(in::read_date({text, 10}, day) && day.days == date.days, "a day comes back");
    interlock::stored_timestamp time{data.ConsumeIntegral<std::int64_t>()}, again;
    if (in::write_timestamp(time, text))
        fuzz::require(in::read_timestamp({text, 26}, again) && again.microseconds == time.microseconds,
                      "a time comes back");
}
void uuids(const std::string& text) {
    interlock::stored_uuid u;
    if (!in::read_uuid(text, u)) return;
    char again[in::uuid_length];
    in::write_uuid(u, again);
    fuzz::require(text == std::string_view(again, sizeof again), "a UUID comes back", text);
}

/// Texts that are almost right: digits, and what stands between them.
std::string near_text(fuzz::provider& data) {
    std::string text =
        fuzz::one_of(data, {"2024-02-29", "2024-12-31 23:59:59.000001Z", "0000-01-01T00:00:00+00:00",
                            "01234567-89ab-cdef-0123-456789abcdef", "-99:87654321.0~", "03:123.5",
                            "99999999999999999999999999999999999999", "-0.00000000000000000001"});
    for (int i = data.ConsumeIntegralInRange(0, 8); i > 0 && !text.empty(); --i)
        text[data.ConsumeIntegralInRange<std::size_t>(0, text.size() - 1)] =
            "0123456789.-+:~ TZabcdef"[data.ConsumeIntegralInRange(0, 23)];
    return text;
}

}  // namespace

void fuzz::try_input(provider& data) {
    switch (data.ConsumeIntegralInRange(0, 3)) {
        case 0: return any_time(data);
        case 1: return two_sortables(data);
        default: break;
    }
    const std::string text = data.ConsumeBool() ? near_text(data) : data.ConsumeRemainingBytesAsString();
    decimals(text);
    sortables(text);
    dates(text);
    times(text);
    uuids(text);
}
