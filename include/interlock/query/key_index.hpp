// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace interlock::detail {

/// Which rows have a key. The keys stay where they are.
template <class Key>
class key_index {
public:
    struct entry {
        const Key* key;
        std::size_t row;
    };

    void add(const Key* key, std::size_t row) {
        if (key != nullptr) entries_.push_back({key, row});
    }
    /// After the last one was added: each different key once.
    std::vector<Key> keys() {
        sort();
        std::vector<Key> all;
        for (std::size_t i = 0; i < entries_.size(); ++i)
            if (i == 0 || *entries_[i - 1].key < *entries_[i].key) all.push_back(*entries_[i].key);
        return all;
    }
    /// After keys(): the entries of a key, in the order in which they were added.
    std::pair<const entry*, const entry*> find(const Key& key) const {
        std::size_t first = 0, count = entries_.size();
        while (count > 0) {
            const std::size_t half = count / 2;
            if (*entries_[first + half].key < key) {
                first += half + 1;
                count -= half + 1;
            } else count = half;
        }
        std::size_t last = first;
        while (last < entries_.size() && !(key < *entries_[last].key)) ++last;
        return {entries_.data() + first, entries_.data() + last};
    }

private:
    /// By merging runs, which keeps the order of equal ones; <algorithm> would cost every program that includes this.
    void sort() {
        std::vector<entry> other(entries_.size());
        for (std::size_t run = 1; run < entries_.size(); run *= 2) {
            for (std::size_t begin = 0; begin < entries_.size(); begin += 2 * run) merge(other, begin, run);
            entries_.swap(other);
        }
    }
    void merge(std::vector<entry>& to, std::size_t begin, std::size_t run) const {
        const auto within = [&](std::size_t end) { return end < entries_.size() ? end : entries_.size(); };
        const std::size_t middle = within(begin + run), end = within(begin + 2 * run);
        std::size_t left = begin, right = middle;
        for (std::size_t i = begin; i < end; ++i) {
            const bool take_left =
                left < middle && (right == end || !(*entries_[right].key < *entries_[left].key));
            to[i] = entries_[take_left ? left++ : right++];
        }
    }

    std::vector<entry> entries_;
};

}  // namespace interlock::detail
