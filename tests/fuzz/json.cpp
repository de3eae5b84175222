// SPDX-License-Identifier: BSL-1.0
// links: boost_json
// JSON documents.
#include "fuzz.hpp"

#include <interlock/json.hpp>
#include <interlock/model/json_text.hpp>

namespace in = interlock::detail;

void fuzz::try_input(provider& data) {
    std::string text = data.ConsumeRemainingBytesAsString();
    if (text.size() > 2 && text[0] == '#') {  // nested deeper than an input is long
        const auto depth = 2 * static_cast<std::size_t>(static_cast<unsigned char>(text[1]));
        text = std::string(depth, '[') + text.substr(2) + std::string(depth, ']');
    }
    accepts([&] {
        const boost::json::value read = in::read_json(text);
        std::string written;
        // of what is read, texts with a NUL alone cannot be written
        const bool writes = accepts([&] { in::write_json(written, read); });
        if (!writes) {
            require(has(text, "\\u0000"), "what is read can be written", text);
            return;
        }
        require(in::read_json(written) == read, "a document comes back", written);
        std::string again;
        in::write_json(again, in::read_json(written));
        require(again == written, "a document has one text", written);
    });
}
