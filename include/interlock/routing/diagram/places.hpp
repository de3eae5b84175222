// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <vector>

// Where things stand in a column, so that nothing covers anything else.

namespace interlock::detail {

/// Something with a height that would like to stand at a place of its own.
struct standing {
    int height = 0;
    int wanted = 0;  // its top
    int top = 0;
};

/// Gives each a top, in their order and with a gap between them, as near to what they want as can be: those that would
/// overlap are moved together, to the middle of what they want.
inline void place_in_order(std::vector<standing>& all, int gap) {
    struct block {
        std::size_t first, count;
        long sum;  // of wanted tops, as if the block began there
        long top() const { return sum / static_cast<long>(count); }
    };
    std::vector<block> blocks;
    std::vector<long> before(all.size() + 1);  // heights and gaps
    for (std::size_t i = 0; i < all.size(); ++i) before[i + 1] = before[i] + all[i].height + gap;
    for (std::size_t i = 0; i < all.size(); ++i) {
        blocks.push_back({i, 1, all[i].wanted});
        while (blocks.size() > 1) {
            const block last = blocks.back();
            block& b = blocks[blocks.size() - 2];
            const long height = before[last.first] - before[b.first];
            if (b.top() + height <= last.top()) break;
            b.sum += last.sum - height * static_cast<long>(last.count);
            b.count += last.count;
            blocks.pop_back();
        }
    }
    for (const block& b : blocks)
        for (std::size_t i = b.first; i < b.first + b.count; ++i)
            all[i].top = static_cast<int>(b.top() + before[i] - before[b.first]);
}

}  // namespace interlock::detail
