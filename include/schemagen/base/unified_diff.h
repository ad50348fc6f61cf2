// Unified diff of two texts, for people to read and for patch(1) to apply.
#pragma once

#include <string>
#include <string_view>

namespace schemagen::base {

/// Empty when the texts are equal; otherwise with `--- a_name` / `+++ b_name` heads and three lines of
/// context.
std::string unified_diff(std::string_view a, std::string_view b, std::string_view a_name,
                         std::string_view b_name);

}  // namespace schemagen::base
