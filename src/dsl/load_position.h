// Finding a place inside a TOML string in the text of the file.
#pragma once

#include <cstddef>
#include <string_view>

#include "dsl/load_document.h"

namespace schemagen::dsl {

/// Byte offset of the 1-based `column` (in code points) in `line`.
std::size_t offset_of_column(std::string_view line, std::size_t column);

/// `text` starts at the line of `at`, where a TOML string begins. Where byte `byte` of that string's value
/// stands, with quotes, escapes and line ends taken into account.
Spot position_in_string(std::string_view text, Spot at, std::size_t byte);

}  // namespace schemagen::dsl
