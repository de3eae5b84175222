// SPDX-License-Identifier: BSL-1.0
#include "text.hpp"

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

/// The number of bytes of the first character, 0 where it is not valid UTF-8 (RFC 3629).
std::size_t first_character(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return 1;
    const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return 0;
    std::uint32_t value = lead & (0x7fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if (!continues(text[i])) return 0;
        value = value << 6 | (static_cast<unsigned char>(text[i]) & 0x3fu);
    }
    const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
    const bool surrogate = value >= 0xd800 && value <= 0xdfff;
    return overlong || surrogate || value > 0x10ffff ? 0 : size;
}

}  // namespace

std::string read_file(const std::string& path) {
    const auto close = [](std::FILE* f) { std::fclose(f); };
    const std::unique_ptr<std::FILE, decltype(close)> file(std::fopen(path.c_str(), "rb"), close);
    std::string text;
    if (file) {
        char part[1 << 16];
        for (std::size_t n; (n = std::fread(part, 1, sizeof part, file.get())) > 0;) text.append(part, n);
    }
    if (!file || std::ferror(file.get()) != 0)
        throw std::runtime_error(path + ": cannot be read: " + std::strerror(errno));
    if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
    return text;
}

const char* text_problem(std::string_view text) {
    while (!text.empty()) {
        if (text[0] == '\0') return "holds a NUL character";
        const std::size_t size = first_character(text);
        if (size == 0) return "is not valid UTF-8";
        text.remove_prefix(size);
    }
    return nullptr;
}

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += !continues(c);
    return count;
}

std::string shortened(std::string text, std::size_t limit) {
    if (characters(text) <= limit) return text;
    std::size_t end = 0, count = 0;
    for (; end < text.size(); ++end)
        if (!continues(text[end]) && ++count == limit) break;
    return text.erase(end) + "\u2026";
}

std::vector<std::string> spellings(const std::string& text) {
    std::string lower = text;
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    std::string capital = lower;
    if (!capital.empty() && capital[0] >= 'a' && capital[0] <= 'z')
        capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
    return {text, lower, capital};
}
