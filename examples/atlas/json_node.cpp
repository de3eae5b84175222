// SPDX-License-Identifier: BSL-1.0
#include "json_node.hpp"

#include "text.hpp"

#include <limits>

namespace json = boost::json;

json_node json_node::operator[](std::string_view name) const {
    const json::object* object = value_->if_object();
    if (object == nullptr) expected("an object");
    json_node member = *this;
    if (!field_.empty()) member.field_ += '.';
    member.field_ += name;
    member.value_ = object->if_contains(json::string_view(name.data(), name.size()));
    if (member.value_ == nullptr) member.fail("is missing");
    return member;
}

std::vector<json_node> json_node::items() const {
    const json::array* array = value_->if_array();
    if (array == nullptr) expected("an array");
    std::vector<json_node> nodes;
    for (const json::value& element : *array) {
        json_node node(element, *where_);
        node.field_ = field_ + "[" + std::to_string(nodes.size()) + "]";
        nodes.push_back(node);
    }
    return nodes;
}

std::string json_node::text() const {
    const json::string* stored = value_->if_string();
    if (stored == nullptr) expected("a text");
    const std::string_view text(stored->data(), stored->size());
    if (const char* problem = text_problem(text)) fail(problem);
    return std::string(text);
}

std::string json_node::filled_text() const {
    std::string filled = text();
    if (filled.empty()) fail("is empty");
    return filled;
}

std::optional<std::string> json_node::text_or_null() const {
    if (value_->is_null()) return std::nullopt;
    if (!value_->is_string()) expected("a text or null");
    return text();
}

bool json_node::flag() const {
    if (!value_->is_bool()) expected("true or false");
    return value_->get_bool();
}

std::int32_t json_node::count() const {
    const std::int64_t* number = value_->if_int64();
    if (number == nullptr && value_->is_number()) fail("should be a whole number");
    if (number == nullptr) expected("a number");
    if (*number < 0 || *number > std::numeric_limits<std::int32_t>::max())
        fail("is a count, and cannot be " + std::to_string(*number));
    return static_cast<std::int32_t>(*number);
}

void json_node::expected(const char* what) const {
    const auto found = [&] {
        switch (value_->kind()) {
            case json::kind::null: return "null";
            case json::kind::bool_: return "true or false";
            case json::kind::string: return "a text";
            case json::kind::array: return "an array";
            case json::kind::object: return "an object";
            default: return "a number";
        }
    };
    fail(std::string("should be ") + what + ", and is " + found());
}
