// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// Dates and times as text: "YYYY-MM-DD" and "YYYY-MM-DD HH:MM:SS.ffffff", UTC, years 0000 to 9999. Such texts
// sort as the times do. The calendar is the proleptic Gregorian one; the conversion follows H. Hinnant,
// "chrono-Compatible Low-Level Date Algorithms".

namespace interlock::detail {

struct calendar_day {
    int year, month, day;
};

constexpr std::int32_t days_from(calendar_day d) {
    const int y = d.year - (d.month <= 2 ? 1 : 0);
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int year_of_era = y - era * 400;
    const int day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

constexpr calendar_day calendar_from(std::int32_t days) {
    const int z = days + 719468;
    const int era = (z >= 0 ? z : z - 146096) / 146097;
    const int day_of_era = z - era * 146097;
    const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int m = (5 * day_of_year + 2) / 153;
    const int month = m + (m < 10 ? 3 : -9);
    return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * m + 2) / 5 + 1};
}

/// Reads exactly `count` digits at `at`; -1 where there are none.
constexpr int read_digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    if (text.size() < at + count) return -1;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

constexpr bool read_date(std::string_view text, stored_date& out) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const calendar_day d{read_digits(text, 0, 4), read_digits(text, 5, 2), read_digits(text, 8, 2)};
    if (d.year < 0 || d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31) return false;
    out.days = days_from(d);
    const calendar_day back = calendar_from(out.days);  // refuses 30 February
    return back.month == d.month && back.day == d.day;
}

/// A space or T between date and time, no fraction or one of one to six digits, UTC with or without Z or +00.
constexpr bool read_timestamp(std::string_view text, stored_timestamp& out) {
    stored_date date;
    if (text.size() < 19 || !read_date(text.substr(0, 10), date)) return false;
    if ((text[10] != ' ' && text[10] != 'T') || text[13] != ':' || text[16] != ':') return false;
    const int hour = read_digits(text, 11, 2), minute = read_digits(text, 14, 2),
              second = read_digits(text, 17, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false;
    std::int64_t fraction = 0;
    std::size_t at = 19;
    if (at < text.size() && text[at] == '.') {
        std::int64_t unit = 100000;
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, unit /= 10) {
            if (unit == 0) return false;
            fraction += unit * (text[at] - '0');
        }
        if (at == 20) return false;
    }
    const std::string_view zone = text.substr(at);
    if (!zone.empty() && zone != "Z" && zone != "+00" && zone != "+00:00") return false;
    const std::int64_t seconds = ((date.days * std::int64_t{24} + hour) * 60 + minute) * 60 + second;
    out.microseconds = seconds * 1000000 + fraction;
    return true;
}

constexpr void write_digits(char* at, int value, int count) {
    for (int i = count - 1; i >= 0; --i, value /= 10) at[i] = static_cast<char>('0' + value % 10);
}

/// Writes 10 characters. False for a year outside 0 to 9999.
constexpr bool write_date(stored_date date, char* out) {
    if (date.days < -800000 || date.days > 3000000) return false;  // the calendar need not count so far
    const calendar_day d = calendar_from(date.days);
    if (d.year < 0 || d.year > 9999) return false;
    write_digits(out, d.year, 4);
    out[4] = out[7] = '-';
    write_digits(out + 5, d.month, 2);
    write_digits(out + 8, d.day, 2);
    return true;
}

/// Writes 26 characters. False for a year outside 0 to 9999.
constexpr bool write_timestamp(stored_timestamp time, char* out) {
    constexpr std::int64_t day = std::int64_t{24} * 60 * 60 * 1000000;
    std::int64_t days = time.microseconds / day, rest = time.microseconds % day;
    if (rest < 0) {
        rest += day;
        --days;
    }
    if (days < -800000 || days > 3000000 || !write_date({static_cast<std::int32_t>(days)}, out)) return false;
    const auto seconds = static_cast<int>(rest / 1000000);
    out[10] = ' ';
    write_digits(out + 11, seconds / 3600, 2);
    write_digits(out + 14, seconds / 60 % 60, 2);
    write_digits(out + 17, seconds % 60, 2);
    out[13] = out[16] = ':';
    out[19] = '.';
    write_digits(out + 20, static_cast<int>(rest % 1000000), 6);
    return true;
}

}  // namespace interlock::detail
