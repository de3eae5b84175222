// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/diagram/names.hpp>
#include <interlock/routing/routing_table.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace interlock {

namespace detail {

/// JSON as it is written, with commas where they belong.
class json_writer {
public:
    explicit json_writer(std::string& to) : to_(to) {}

    json_writer& key(std::string_view name) {
        separate();
        quote(name);
        to_ += ": ";
        is_first_ = true;  // its value follows
        return *this;
    }
    json_writer& open(char bracket) {
        separate();
        to_ += bracket;
        is_first_ = true;
        return *this;
    }
    json_writer& close(char bracket) {
        to_ += bracket;
        is_first_ = false;
        return *this;
    }
    json_writer& value(std::string_view text) {
        separate();
        quote(text);
        return *this;
    }
    json_writer& value(bool yes) {
        separate();
        to_ += yes ? "true" : "false";
        return *this;
    }
    json_writer& value(std::int64_t number) {
        separate();
        to_ += std::to_string(number);
        return *this;
    }
    json_writer& null() {
        separate();
        to_ += "null";
        return *this;
    }
    /// null for an empty one.
    json_writer& value_if_any(std::string_view text) { return text.empty() ? null() : value(text); }
    json_writer& list(const entries<std::string_view>& all) {
        open('[');
        for (const std::string_view one : all) value(one);
        return close(']');
    }
    void line(std::size_t depth) {
        if (!is_first_) to_ += ',';
        to_.append(1, '\n').append(depth, ' ');
        is_first_ = true;
    }
    void end_lines(std::size_t depth) { to_.append(1, '\n').append(depth, ' '); }

private:
    void separate() {
        if (!is_first_) to_ += ", ";
        is_first_ = false;
    }
    void quote(std::string_view text) {
        constexpr char digits[] = "0123456789abcdef";
        to_ += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\') to_ += '\\';
            if (static_cast<unsigned char>(c) >= 0x20) to_ += c;
            else to_.append("\\u00").append(1, digits[c >> 4]).append(1, digits[c & 15]);
        }
        to_ += '"';
    }

    std::string& to_;
    bool is_first_ = true;
};

}  // namespace detail

/// The routes of a service as one JSON document. Where each query names its database, `read` and `write` are null.
inline std::string routing_json(const routing_map& map) {
    std::string text;
    detail::json_writer out(text);
    const auto router = [&](std::size_t i) { return i == route::npos ? std::string_view() : map.routers[i]; };
    out.open('{').line(2);
    out.key("profile").value(map.profile).line(2);
    out.key("databases").open('[');
    for (const database_entry& d : map.databases) {
        out.line(4);
        out.open('{').key("alias").value(d.alias).key("backends").list(d.backends);
        out.key("writes").value(!d.only_reads);
        out.key("arrangement").value(detail::kind_text(d.arrangement.kind));
        if (d.arrangement.parts > 0) out.key("parts").value(d.arrangement.parts);
        if (!d.arrangement.policy.empty()) out.key("policy").value(d.arrangement.policy);
        out.close('}');
    }
    out.end_lines(2);
    out.close(']').line(2);
    out.key("routers").list(map.routers).line(2);
    out.key("models").open('[');
    for (const route& r : map.routes) {
        out.line(4);
        out.open('{').key("model").value(detail::model_name(*r.table)).key("app").value(r.table->app_label);
        out.key("table").value(r.table->name);
        out.key("read").value_if_any(r.read).key("reads_replicas").value(r.reads_replicas);
        out.key("write").value_if_any(r.write);
        out.key("read_router").value_if_any(router(r.read_router));
        out.key("write_router").value_if_any(router(r.write_router));
        out.key("homes").list(r.homes).key("listed").value(!r.brought).close('}');
    }
    out.end_lines(2);
    out.close(']').line(2);
    out.key("relations").open('[');
    for (const relation_entry& r : map.relations) {
        out.line(4);
        out.open('{').key("from").value(detail::full_name(*r.from)).key("members").list(r.members);
        out.key("to").value(detail::full_name(*r.to)).key("constraint").value(!r.soft).close('}');
    }
    out.end_lines(2);
    out.close(']').end_lines(0);
    out.close('}');
    return text += '\n';
}
template <class Service>
std::string routing_json() {
    return routing_json(routing_table<Service>());
}

}  // namespace interlock
