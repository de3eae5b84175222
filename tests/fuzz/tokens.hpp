// SPDX-License-Identifier: BSL-1.0
#pragma once

// Page tokens: as they are, changed on their way, and made up with a right checksum.

#include "beads.hpp"

#include <interlock/model/time_text.hpp>
#include <interlock/query/page_token.hpp>
#include <interlock/sql/sortable_decimal.hpp>

namespace fuzz::tokens {

namespace il = interlock;
namespace in = interlock::detail;

inline in::order_list some_order(fuzz::provider& data) {
    static const char* const orders[]{"",     "-year,name", "whole,-weight", "weight,-day",       "day,-seen",
                                      "seen", "price",      "mark,-name",    "named,shade,-price"};
    const auto wanted = il::filter_text<Bead>(std::string("order=") + data.PickValueInArray(orders));
    return wanted.operand.list;
}

/// Of the length that a value of the column has.
inline void put_value(fuzz::provider& data, il::value_kind kind, std::string& bytes) {
    const auto put = [&](std::size_t size) {
        for (; size > 0; --size) bytes += data.ConsumeIntegral<char>();
    };
    switch (kind) {
        case il::value_kind::boolean: return put(1);
        case il::value_kind::date: return put(4);
        case il::value_kind::uuid: return put(16);
        case il::value_kind::decimal: return put(17);
        case il::value_kind::text: {
            const std::string text = fuzz::text(data);
            in::put_number(bytes, text.size());
            bytes += text;
            return;
        }
        default: return put(8);
    }
}
inline std::string some_bytes(fuzz::provider& data, const in::order_list& order) {
    std::string bytes(1, data.ConsumeProbability<float>() > 0.1f ? '\1' : '\2');
    in::put_number(bytes, in::fingerprint_of(order) + (data.ConsumeProbability<float>() < 0.1f ? 1 : 0));
    if (data.ConsumeBool()) bytes += data.ConsumeRemainingBytesAsString();
    else
        for (const in::order_step& step : order.steps) {
            const bool there = !step.column->nullable || data.ConsumeBool();
            bytes += there ? '\1' : '\0';
            if (there) put_value(data, step.column->kind, bytes);
        }
    in::put_number(bytes, in::fnv(bytes));
    return bytes;
}

/// Values of a token are written as SQLite has them: all of them can be, or are refused.
struct writing {
    void operator()(il::stored_date d) const {
        char text[10];
        il::stored_date again;
        if (!in::write_date(d, text)) return;
        fuzz::require(in::read_date({text, sizeof text}, again) && again.days == d.days, "a day comes back");
    }
    void operator()(il::stored_timestamp t) const {
        char text[26];
        il::stored_timestamp again;
        if (!in::write_timestamp(t, text)) return;
        fuzz::require(in::read_timestamp({text, sizeof text}, again) && again.microseconds == t.microseconds,
                      "a time comes back");
    }
    void operator()(il::stored_decimal d) const {
        il::stored_decimal again;
        fuzz::require(in::read_sortable(in::sortable_decimal(d).view(), again) && in::rescale(again, 2) &&
                          again.digits == d.digits,
                      "a decimal comes back");
    }
    template <class Other>
    void operator()(const Other&) const {}
};

/// There is one token of a row: what is accepted is what would be written.
inline void check_accepted(const in::order_list& order, const std::string& token) {
    in::optional_values row = in::read_token(order, token);
    fuzz::require(row.size() == order.steps.size(), "a token has a value for each column");
    fuzz::require(in::write_token(order, row) == token, "a token that is accepted is unchanged", token);
    for (const auto& v : row)
        if (v) std::visit(writing{}, v->held);
    const il::keyset_condition<Bead> behind({order, row});
    const std::string sql(il::sql<il::sqlite>(il::from<Bead>().where(behind)));
    fuzz::require(!fuzz::has(sql, "'"), "no value stands in the text", sql);
}

struct change {
    int how;
    std::size_t at;
    char c;
};
inline std::vector<change> some_changes(fuzz::provider& data) {
    std::vector<change> list(data.ConsumeIntegralInRange<std::size_t>(1, 3));
    for (change& one : list)
        one = {data.ConsumeIntegralInRange(0, 3), data.ConsumeIntegralInRange<std::size_t>(0, 200),
               data.ConsumeIntegral<char>()};
    return list;
}
inline std::string changed(std::string token, const std::vector<change>& changes) {
    for (const auto& [how, place, c] : changes) {
        const std::size_t at = place % (token.size() + 1);
        switch (how) {
            case 0: token.insert(at, 1, c); break;
            case 1: token.erase(at, 1); break;
            case 2: token.resize(at); break;
            default:
                if (at < token.size()) token[at] = c;
        }
    }
    return token;
}

inline void try_input(provider& data) {
    const in::order_list order = some_order(data);
    if (data.ConsumeBool()) {
        const std::string token = data.ConsumeRemainingBytesAsString();
        accepts([&] { check_accepted(order, token); });
        return;
    }
    const std::vector<change> changes = some_changes(data);
    const std::string token = in::encode_base64url(some_bytes(data, order));
    if (!accepts([&] { check_accepted(order, token); })) return;
    const std::string other = changed(token, changes);
    if (other != token)
        require(!accepts([&] { (void)in::read_token(order, other); }), "a changed token is refused", other);
}

}  // namespace fuzz::tokens
