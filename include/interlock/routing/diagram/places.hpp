// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

// Where things go in a drawing, so that nothing covers anything else.

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

/// A line that comes from several heights, runs along a lane from top to bottom, and goes on at others.
struct crossing_line {
    std::vector<int> from, to;
    std::size_t lane = 0;

    bool is_straight() const { return from.size() == 1 && to.size() == 1 && from[0] == to[0]; }
    int first() const { return std::min(least(from), least(to)); }
    int last() const { return std::max(most(from), most(to)); }
    /// Whether it goes downwards on its way.
    bool goes_down() const { return middle(to) >= middle(from); }

    /// Whether one of its ways in runs where a way out of another one does: it has to turn before that begins.
    bool turns_before(const crossing_line& other) const {
        if (this == &other || is_straight() || other.is_straight()) return false;
        for (const int a : from)
            for (const int b : other.to)
                if (a > b - 4 && a < b + 4) return true;
        return false;
    }

    void move(int by) {
        for (int& y : from) y += by;
        for (int& y : to) y += by;
    }

    static int least(const std::vector<int>& v) { return *std::min_element(v.begin(), v.end()); }
    static int most(const std::vector<int>& v) { return *std::max_element(v.begin(), v.end()); }
    static int middle(const std::vector<int>& v) { return (least(v) + most(v)) / 2; }
};

struct lanes_chosen {
    std::size_t count = 0;
    bool collide = false;  // two lines go each other's way, and meet
};

/// Gives each line a lane, lane 0 the one where they come from, so that no two lie upon each other, and that they cross
/// where they have to only: of those that go down the lowest turns first, of those that go up the highest.
inline lanes_chosen choose_lanes(std::vector<crossing_line>& lines) {
    std::vector<crossing_line*> in_turn;
    for (crossing_line& line : lines)
        if (!line.is_straight()) in_turn.push_back(&line);
    std::stable_sort(in_turn.begin(), in_turn.end(), [](const crossing_line* a, const crossing_line* b) {
        if (a->goes_down() != b->goes_down()) return a->goes_down();
        const int of_a = crossing_line::middle(a->to), of_b = crossing_line::middle(b->to);
        return a->goes_down() ? of_a > of_b : of_a < of_b;
    });
    // of two where one has to turn before the other, that one first
    for (std::size_t i = 0; i < in_turn.size(); ++i) {
        const auto is_first = [&](const crossing_line* line) {
            return std::none_of(in_turn.begin() + static_cast<std::ptrdiff_t>(i), in_turn.end(),
                                [&](const crossing_line* other) { return other->turns_before(*line); });
        };
        const auto begin = in_turn.begin() + static_cast<std::ptrdiff_t>(i);
        const auto first = std::find_if(begin, in_turn.end(), is_first);
        if (first != in_turn.end()) std::rotate(begin, first, first + 1);
    }
    constexpr int apart = 6;
    lanes_chosen chosen;
    for (std::size_t i = 0; i < in_turn.size(); ++i) {
        crossing_line& line = *in_turn[i];
        std::vector<bool> taken(lines.size() + 1);
        for (std::size_t j = 0; j < i; ++j) {
            const crossing_line& other = *in_turn[j];
            const bool beside = other.first() <= line.last() + apart && line.first() <= other.last() + apart;
            const bool behind = other.turns_before(line) || (beside && other.goes_down() == line.goes_down());
            if (beside) taken[other.lane] = true;
            if (line.turns_before(other)) chosen.collide = true;  // and that one before it
            for (std::size_t lane = 0; behind && lane <= other.lane; ++lane) taken[lane] = true;
        }
        while (taken[line.lane]) ++line.lane;
        chosen.count = std::max(chosen.count, line.lane + 1);
    }
    return chosen;
}

}  // namespace interlock::detail
