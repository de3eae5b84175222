// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The whole of a file, without a byte order mark. Throws std::runtime_error that names it.
std::string read_file(const std::string& path);

/// Why a text cannot be stored in every database, or null: it is not UTF-8, or holds a NUL character.
const char* text_problem(std::string_view text);

/// The number of characters (code points) in a UTF-8 text.
std::size_t characters(std::string_view text);

/// The text, or where it has more characters than that, its beginning and an ellipsis.
std::string shortened(std::string text, std::size_t limit);

/// A text as it is, in lower case, and with a capital at its beginning: who searches for "liver" means "Liver" too.
/// Metabolic Atlas writes its organisms, tissues and tiles in one of these forms.
std::vector<std::string> spellings(const std::string& text);
