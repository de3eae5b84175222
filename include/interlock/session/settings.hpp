// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/url.hpp>
#include <interlock/model/error.hpp>
#include <interlock/routing/database.hpp>

#include <cstddef>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

extern "C" char** environ;

namespace interlock {

/// The URL of each database, by alias.
class settings {
public:
    struct entry {
        std::string alias;
        std::string location;  // the URL
        std::string origin;    // where it came from, for messages: a variable's name, a file, empty for code
        password_callback asked = nullptr;
    };

    /// The entries in their order. Not a std::vector, which each program would instantiate anew.
    class entry_list {
    public:
        entry_list() = default;
        entry_list(const entry_list& other) : entry_list() {
            for (const entry& e : other) add() = e;
        }
        entry_list(entry_list&& other) noexcept { swap(other); }
        entry_list& operator=(entry_list other) noexcept {
            swap(other);
            return *this;
        }
        ~entry_list() { delete[] first_; }

        entry* begin() noexcept { return first_; }
        entry* end() noexcept { return first_ + size_; }
        const entry* begin() const noexcept { return first_; }
        const entry* end() const noexcept { return first_ + size_; }
        std::size_t size() const noexcept { return size_; }
        bool empty() const noexcept { return size_ == 0; }
        const entry& operator[](std::size_t i) const noexcept { return first_[i]; }

        /// An empty entry more.
        entry& add() {
            if (size_ == room_) {
                entry* const larger = new entry[2 * room_ + 4];
                for (std::size_t i = 0; i < size_; ++i) larger[i] = std::move(first_[i]);
                delete[] std::exchange(first_, larger);
                room_ = 2 * room_ + 4;
            }
            return first_[size_++];
        }

    private:
        void swap(entry_list& other) noexcept {
            std::swap(first_, other.first_);
            std::swap(size_, other.size_);
            std::swap(room_, other.room_);
        }

        entry* first_ = nullptr;
        std::size_t size_ = 0, room_ = 0;
    };

    settings() = default;

    /// From code: `settings{{"default", "sqlite:default.db"}, {"gems", "sqlite:gems.db"}}`.
    settings(std::initializer_list<std::pair<std::string_view, std::string_view>> list) {
        for (const auto& [alias, location] : list) set(alias, location);
    }

    /// From the environment: PREFIX_ALIAS_URL for each alias, in upper case, with _ for what is no letter or digit.
    static settings from_environment(std::string_view prefix) {
        settings s;
        s.prefix_ = upper(prefix);
        for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
            const std::string_view text = *variable;
            const std::size_t equals = text.find('=');
            if (equals == std::string_view::npos) continue;
            const std::string_view name = text.substr(0, equals);
            if (!name.starts_with(s.prefix_ + "_") || !name.ends_with("_URL") ||
                name.size() < s.prefix_.size() + 6)
                continue;
            const std::string_view alias =
                name.substr(s.prefix_.size() + 1, name.size() - s.prefix_.size() - 5);
            s.put(s.entries_.add(), alias, text.substr(equals + 1), name);
        }
        return s;
    }

    /// Adds a database, or replaces its URL.
    settings& set(std::string_view alias, std::string_view location, std::string_view origin = {}) {
        entry* const there = own(alias);
        put(there != nullptr ? *there : entries_.add(), alias, location, origin);
        return *this;
    }

    /// Has a function asked for the password of a database, whose URL then holds none, each time a connection to it is
    /// opened: so a password may change while the program runs. What the function throws, the query throws that needs
    /// the connection. Throws configuration_error where the alias has no setting yet.
    settings& ask_password(std::string_view alias, password_callback who) {
        entry* const there = own(alias);
        if (there == nullptr)
            throw configuration_error("a password of a database without a setting: set its URL first");
        there->asked = who;
        return *this;
    }

    /// Takes over what another has and this has not: `from_environment("ATLAS").or_else(defaults)`.
    settings or_else(const settings& other) const {
        settings merged = *this;
        for (const entry& e : other.entries_)
            if (find(e.alias) == nullptr) merged.entries_.add() = e;
        return merged;
    }

    /// The entry of an alias, or nothing.
    const entry* find(std::string_view alias) const {
        for (const entry& e : entries_)
            if (matches(e, alias)) return &e;
        return nullptr;
    }

    const entry_list& entries() const noexcept { return entries_; }

    /// How the setting of an alias is named, for messages.
    std::string name_of(std::string_view alias) const {
        return prefix_.empty() ? quoted(alias)
                               : std::string(prefix_).append("_").append(upper(alias)).append("_URL");
    }
    /// How an entry is named, for messages: by where it comes from.
    static std::string shown(const entry& e) { return e.origin.empty() ? quoted(e.alias) : e.origin; }

    /// True when the entry is about this alias. Names from the environment are in upper case.
    static bool matches(const entry& e, std::string_view alias) {
        return e.alias == alias || (!e.origin.empty() && e.alias == upper(alias));
    }

private:
    entry* own(std::string_view alias) { return const_cast<entry*>(std::as_const(*this).find(alias)); }
    /// A name of a variable in upper case becomes the alias.
    static void put(entry& e, std::string_view alias, std::string_view location, std::string_view origin) {
        e.alias = alias;
        e.location = location;
        e.origin = origin;
    }
    static std::string quoted(std::string_view alias) {
        std::string text("'");
        text.append(alias).push_back('\'');
        return text;
    }
    static std::string upper(std::string_view text) {
        std::string out(text);
        for (char& c : out) c = detail::variable_character(c);
        return out;
    }

    entry_list entries_;
    std::string prefix_;
};

}  // namespace interlock
