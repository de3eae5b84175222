// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/query/text_bytes.hpp>
#include <interlock/session/later.hpp>
#include <interlock/session/sha256.hpp>
#include <interlock/session/shared_state.hpp>
#include <interlock/session/sync.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock {

/// A text that is no token of il::own_writes: damaged, signed with another key, or too old.
struct invalid_token : error {
    using error::error;
};

/// How what somebody wrote is remembered. All times are milliseconds.
struct own_writes_options {
    /// For so long after a write reads go to the source, where its engine has no positions of a log.
    std::int64_t window = 300'000;
    /// For so long a read waits for a replica to come to the position of what was written, before it goes to the source.
    std::int64_t wait = 50;
    /// Only by time, also where the engine has positions.
    bool only_window = false;
    /// The time since 1970. A test has one of its own.
    std::int64_t (*now)() = [] { return detail::now_ns(CLOCK_REALTIME) / 1'000'000; };
};

namespace detail {

/// What was written to one source.
struct own_write {
    std::string alias;
    std::int64_t until = 0;               // when a copy that the program keeps will have all of it
    std::int64_t unplaced = 0;            // when a replica will have what no position is known of
    std::int64_t position = 0;            // of the log, of what has been asked for
    std::uint64_t writes = 0, asked = 0;  // how many there were, and when it was asked
};

/// What somebody has written, for any number of threads.
class own_write_list {
public:
    explicit own_write_list(const own_writes_options& how, std::vector<own_write> known = {})
        : options_(how), known_(std::move(known)) {}

    const own_writes_options& options() const noexcept { return options_; }

    void note(std::string_view alias) {
        const std::int64_t until = later(options_.now(), options_.window);
        const locked hold(mutex_);
        own_write& w = at(alias);
        if (w.until < until) w.until = until;
        if (w.unplaced < until) w.unplaced = until;
        ++w.writes;
    }
    /// What is known of a source.
    own_write find(std::string_view alias) const {
        const locked hold(mutex_);
        for (const own_write& w : known_)
            if (w.alias == alias) return w;
        return {};
    }
    /// Where so many writes end.
    void learn(std::string_view alias, std::uint64_t writes, std::int64_t position) {
        const locked hold(mutex_);
        own_write& w = at(alias);
        if (w.position < position) w.position = position;
        if (w.asked < writes) w.asked = writes;
        if (w.asked == w.writes) w.unplaced = 0;  // the position says it all, to replicas
    }
    std::vector<own_write> all() const {
        const locked hold(mutex_);
        return known_;
    }
    void merge(const std::vector<own_write>& others) {
        const locked hold(mutex_);
        for (const own_write& o : others) {
            own_write& w = at(o.alias);
            if (w.until < o.until) w.until = o.until;
            if (w.unplaced < o.unplaced) w.unplaced = o.unplaced;
            if (w.position < o.position) w.position = o.position;
            w.writes += o.writes - o.asked;  // they have to be asked about here
        }
    }

private:
    own_write& at(std::string_view alias) {
        for (own_write& w : known_)
            if (w.alias == alias) return w;
        known_.push_back({std::string(alias)});
        return known_.back();
    }

    own_writes_options options_;
    mutable mutex mutex_;
    std::vector<own_write> known_;
};

// The text of a token: the form (1), when it ends, the number of sources, for each the length of its alias, the alias,
// `until`, `unplaced` and `position`; then the first 16 bytes of the HMAC-SHA-256 of all of that. Numbers have 8 bytes.

inline constexpr std::size_t signature_bytes = 16;

inline std::string signature_of(std::string_view key, std::string_view content) {
    if (key.size() < 16)
        throw usage_error(
            "the key of tokens has less than 16 characters, and could be guessed: take a random one");
    return hmac_sha256(key, content).text().substr(0, signature_bytes);
}

inline std::string write_own_writes(const std::vector<own_write>& all, std::string_view key,
                                    std::int64_t ends) {
    std::string bytes(1, '\1');
    put_number(bytes, static_cast<std::uint64_t>(ends));
    put_number(bytes, all.size());
    for (const own_write& w : all) {
        put_number(bytes, w.alias.size());
        bytes += w.alias;
        put_number(bytes, static_cast<std::uint64_t>(w.until));
        put_number(bytes, static_cast<std::uint64_t>(w.unplaced));
        put_number(bytes, static_cast<std::uint64_t>(w.position));
    }
    return encode_base64url(bytes + signature_of(key, bytes));
}

inline std::vector<own_write> read_own_writes(std::string_view text, std::string_view key, std::int64_t now) {
    std::string bytes;
    if (!decode_base64url(text, bytes) || bytes.size() < 17 + signature_bytes || bytes[0] != '\1')
        throw invalid_token("this is no token of own writes; give one as token() gave it");
    std::string_view rest = std::string_view(bytes).substr(0, bytes.size() - signature_bytes);
    if (!equal_signatures(signature_of(key, rest), std::string_view(bytes).substr(rest.size())))
        throw invalid_token(
            "the token of own writes was changed on its way, or signed with another key; begin with none");
    const auto take = [&rest](std::uint64_t count) {
        if (count > rest.size())
            throw invalid_token("the token of own writes ends too early; begin with none");
        const std::string_view taken = rest.substr(0, static_cast<std::size_t>(count));
        rest.remove_prefix(taken.size());
        return taken;
    };
    const auto number = [&take] {
        std::uint64_t n = 0;
        const std::string_view eight = take(8);
        for (std::size_t i = 8; i > 0; --i) n = n << 8 | static_cast<unsigned char>(eight[i - 1]);
        return n;
    };
    (void)take(1);
    if (static_cast<std::int64_t>(number()) <= now)
        throw invalid_token("the token of own writes is too old; begin with none");
    std::vector<own_write> all;
    for (std::uint64_t count = number(); count > 0; --count) {
        own_write w;
        w.alias = take(number());
        w.until = static_cast<std::int64_t>(number());
        w.unplaced = static_cast<std::int64_t>(number());
        w.position = static_cast<std::int64_t>(number());
        all.push_back(std::move(w));
    }
    return all;
}

}  // namespace detail

/// What somebody, such as the user of a web session, has written, so that his reads see it: `db.following(mine)` notes
/// writes here, and reads by it. A copy of it is another one, that begins with the same. Any number of threads may use
/// one at a time.
class own_writes {
public:
    explicit own_writes(const own_writes_options& how = {}) : list_(list::make(how)) {}
    /// As a text says that `token()` of a handle gave. Throws invalid_token, and usage_error for a key that is too short.
    static own_writes from_token(std::string_view text, std::string_view key,
                                 const own_writes_options& how = {}) {
        own_writes made(how);
        made.list_->merge(detail::read_own_writes(text, key, how.now()));
        return made;
    }
    own_writes(const own_writes& other) : own_writes(other.list_->options()) { merge(other); }
    own_writes(own_writes&&) noexcept = default;
    own_writes& operator=(own_writes other) noexcept {
        list_ = std::move(other.list_);
        return *this;
    }
    ~own_writes() = default;

    /// And what another one has written.
    void merge(const own_writes& other) {
        if (&*list_ != &*other.list_) list_->merge(other.list_->all());
    }

    using list = detail::shared_state<detail::own_write_list>;
    /// What handles share; for code that extends the library.
    const list& shared() const noexcept { return list_; }

private:
    list list_;
};

}  // namespace interlock
