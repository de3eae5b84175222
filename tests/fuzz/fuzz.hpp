// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>

#include <fuzzer/FuzzedDataProvider.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <string_view>

// What the fuzzers share: each defines try_input(), which takes an input apart and ends the program where a property
// does not hold. An exception that gets out is a finding too: parsers throw children of interlock::error alone.

namespace fuzz {

using provider = FuzzedDataProvider;

/// Ends the program, as libFuzzer wants it.
inline void require(bool holds, const char* property, std::string_view shown = {}) {
    if (holds) return;
    std::fprintf(stderr, "property broken: %s\n%.*s\n", property, static_cast<int>(shown.size()),
                 shown.data());
    std::abort();
}

/// Stands in each password; nothing that is shown may hold it.
inline constexpr std::string_view canary = "Zq7Kx";

inline bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}
inline void require_secret(std::string_view shown) {
    require(!has(shown, canary), "a password is never shown", shown);
}

/// Runs a parser. False where it refused its input, as it may.
template <class Parse>
bool accepts(Parse parse) {
    try {
        parse();
        return true;
    } catch (const interlock::error&) {
        return false;
    }
}
/// The same, of an input with a password, which is not in what is said then.
template <class Parse>
void keeps_secret(Parse parse) {
    (void)accepts([&] {
        try {
            parse();
        } catch (const interlock::error& e) {
            require_secret(e.what());
            throw;
        }
    });
}

inline std::string without_canary(std::string text) {
    for (std::size_t at = 0; (at = text.find(canary, at)) != std::string::npos;) text[at] = '_';
    return text;
}
inline std::string text(provider& data, std::size_t most = 32) {
    return without_canary(data.ConsumeRandomLengthString(most));
}
inline std::string rest(provider& data) { return text(data, data.remaining_bytes()); }
/// One of some texts, or any.
inline std::string one_of(provider& data, std::initializer_list<const char*> usual) {
    const auto i = data.ConsumeIntegralInRange<std::size_t>(0, usual.size());
    return i < usual.size() ? std::string(usual.begin()[i]) : text(data);
}
/// A text that holds the canary, and around it anything.
inline std::string password(provider& data) {
    const std::string before = text(data, 12);
    return before + std::string(canary) + text(data, 12);
}

/// Each byte that is no letter or digit as % and two digits.
inline std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z')) {
            out += c;
            continue;
        }
        out += '%';
        out += "0123456789ABCDEF"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

void try_input(provider& data);

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    fuzz::provider data(bytes, size);
    fuzz::try_input(data);
    return 0;
}
