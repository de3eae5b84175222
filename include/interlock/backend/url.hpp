// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock {

/// Gives a password when a connection is opened: `settings.ask_password("gems", [] { return read_vault(); })`.
using password_callback = std::string (*)();

/// On what terms a service opens a database, whatever the URL says.
struct terms {
    bool only_reads = false;
    bool only_for_tests = false;  // it has to be marked as a test database (backend/test_database.hpp)
};

/// Where a database is: `sqlite:path?mode=ro`, `sqlite::memory:`, `postgresql://user@host:port/name?option=value`.
class url {
public:
    using parameter = std::pair<std::string, std::string>;

    /// Reads a URL. Throws configuration_error; the message never holds the URL's password.
    static url parse(std::string_view text) {
        url u;
        if (text.find('\0') != std::string_view::npos)
            throw configuration_error(
                "a database URL has a NUL character, behind which engines read nothing");
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos || !is_scheme(text.substr(0, colon)))
            throw configuration_error("a database URL begins with its scheme, such as sqlite:file.db or "
                                      "postgresql://user@host/name");
        u.text_ = text;
        u.scheme_ = text.substr(0, colon);
        for (char& c : u.scheme_)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        std::string_view rest = text.substr(colon + 1);
        const std::size_t query = rest.find('?');
        u.location_ = rest.substr(0, query);
        if (query != std::string_view::npos) u.read_parameters(rest.substr(query + 1));
        return u;
    }

    /// In lower case, without the colon.
    const std::string& scheme() const noexcept { return scheme_; }
    /// What stands between scheme and parameters, as written.
    const std::string& location() const noexcept { return location_; }
    /// Decoded, in the order of the URL.
    const std::vector<parameter>& parameters() const noexcept { return parameters_; }
    /// As it was given, password included: for the engine, never for a message.
    const std::string& text() const noexcept { return text_; }

    /// Who is asked for the password at each connection, where the URL has none; or nobody.
    password_callback asked() const noexcept { return asked_; }
    void ask(password_callback who) noexcept { asked_ = who; }

    /// On what terms it is to be opened.
    const terms& on_terms() const noexcept { return terms_; }
    void open_on(const terms& t) noexcept { terms_ = t; }
    /// By the same password, and on the same terms, as another.
    void open_as(const url& other) noexcept {
        asked_ = other.asked_;
        terms_ = other.terms_;
    }

    /// The value of a parameter, or nothing.
    const std::string* find(std::string_view name) const noexcept {
        for (const parameter& p : parameters_)
            if (p.first == name) return &p.second;
        return nullptr;
    }

    /// Reads a number of a parameter. False where it is none, or more than `most`.
    static bool number(std::string_view text, std::int64_t most, std::int64_t& out) noexcept {
        std::int64_t value = 0;
        if (text.empty() || text.size() > 12) return false;
        for (const char c : text) {
            if (c < '0' || c > '9') return false;
            value = value * 10 + (c - '0');
        }
        if (value > most) return false;
        out = value;
        return true;
    }
    /// Whether a parameter is about the connections of a session, and not about one of them.
    static bool is_of_pool(std::string_view name) noexcept { return name.starts_with("pool_"); }

    /// For messages: user, host and database without passwords and parameters. Where it is not plain which part
    /// a password is, nothing is shown.
    std::string redacted() const {
        if (scheme_ == "sqlite") return scheme_ + ":" + location_;
        if (location_.rfind("//", 0) != 0) return scheme_ + ":***";
        std::string shown = scheme_ + ":" + location_;
        const std::size_t user = scheme_.size() + 3;
        const std::size_t at = text_.rfind('@');  // the last one: a password may hold an @, a / or a ? itself
        if (at == std::string::npos) return shown;
        if (at >= shown.size()) return scheme_ + "://***";
        const std::size_t colon = shown.find(':', user);
        if (colon < at) shown.replace(colon, at - colon, ":***");
        return shown;
    }

    /// %XX replaced by its byte. Throws configuration_error for a broken one, and for NUL.
    static std::string decoded(std::string_view text) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '%') {
                out += text[i];
                continue;
            }
            const int high = i + 2 < text.size() ? digit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? digit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                throw configuration_error("a % in a database URL stands before two hexadecimal digits");
            if (high == 0 && low == 0)
                throw configuration_error(
                    "a %00 in a database URL: engines read nothing behind a NUL character");
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
        return out;
    }

private:
    /// RFC 3986, section 3.1. Where it is something else, such as libpq's `password=a:b`, it may be shown nowhere.
    static bool is_scheme(std::string_view text) {
        for (const char& c : text) {
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            const bool other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
            if (!letter && (!other || &c == text.data())) return false;
        }
        return !text.empty();
    }
    static int digit(char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return -1;
    }

    void read_parameters(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = text.find('&');
            const std::string_view one = text.substr(0, end);
            const std::size_t equals = one.find('=');
            if (equals == std::string_view::npos || equals == 0)
                throw configuration_error(
                    "the parameters of a database URL have the form ?name=value&name=value");
            std::string name = decoded(one.substr(0, equals));
            if (find(name) != nullptr)  // which of them counts, its readers could understand differently
                throw configuration_error("a database URL has a parameter twice");
            parameters_.emplace_back(std::move(name), decoded(one.substr(equals + 1)));
            text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        }
    }

    std::string text_, scheme_, location_;
    std::vector<parameter> parameters_;
    password_callback asked_ = nullptr;
    terms terms_;
};

}  // namespace interlock
