// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// HMAC-SHA-256 (FIPS 180-4, RFC 2104): what a token is signed with.

namespace interlock::detail {

struct sha256_digest {
    std::uint8_t bytes[32]{};
    std::string text() const { return {reinterpret_cast<const char*>(bytes), sizeof bytes}; }
};

class sha256 {
public:
    static sha256_digest of(std::string_view message) {
        sha256 hash;
        std::string rest(message.substr(message.size() / 64 * 64));
        for (std::size_t i = 0; i + 64 <= message.size(); i += 64) hash.add(message.data() + i);
        rest += '\x80';
        while (rest.size() % 64 != 56) rest += '\0';
        const std::uint64_t bits = std::uint64_t{message.size()} * 8;
        for (int shift = 56; shift >= 0; shift -= 8) rest += static_cast<char>(bits >> shift & 0xff);
        for (std::size_t i = 0; i < rest.size(); i += 64) hash.add(rest.data() + i);
        sha256_digest out;
        for (int i = 0; i < 32; ++i)
            out.bytes[i] = static_cast<std::uint8_t>(hash.state_[i / 4] >> (24 - i % 4 * 8));
        return out;
    }

private:
    static constexpr std::uint32_t round[64]{
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

    static constexpr std::uint32_t turned(std::uint32_t x, int by) { return x >> by | x << (32 - by); }

    void add(const char* block) {
        std::uint32_t w[64];
        for (int i = 0; i < 16; ++i) {
            w[i] = 0;
            for (int j = 0; j < 4; ++j) w[i] = w[i] << 8 | static_cast<unsigned char>(block[i * 4 + j]);
        }
        for (int i = 16; i < 64; ++i)
            w[i] = w[i - 16] + (turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^ w[i - 15] >> 3) + w[i - 7] +
                   (turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^ w[i - 2] >> 10);
        std::uint32_t s[8];
        for (int i = 0; i < 8; ++i) s[i] = state_[i];
        for (int i = 0; i < 64; ++i) {
            const std::uint32_t one = s[7] + (turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25)) +
                                      ((s[4] & s[5]) ^ (~s[4] & s[6])) + round[i] + w[i];
            const std::uint32_t two = (turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22)) +
                                      ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
            for (int j = 7; j > 0; --j) s[j] = s[j - 1];
            s[4] += one;
            s[0] = one + two;
        }
        for (int i = 0; i < 8; ++i) state_[i] += s[i];
    }

    std::uint32_t state_[8]{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
};

inline sha256_digest hmac_sha256(std::string_view key, std::string_view message) {
    std::string padded = key.size() > 64 ? sha256::of(key).text() : std::string(key);
    padded.resize(64, '\0');
    std::string inner, outer;
    for (const char c : padded) {
        inner += static_cast<char>(c ^ 0x36);
        outer += static_cast<char>(c ^ 0x5c);
    }
    return sha256::of(outer + sha256::of(inner.append(message)).text());
}

/// In a time that does not tell where they differ.
inline bool equal_signatures(std::string_view a, std::string_view b) noexcept {
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
        difference |= static_cast<unsigned char>(a[i] ^ b[i]);
    return difference == 0;
}

}  // namespace interlock::detail
