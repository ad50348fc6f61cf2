// SHA-256, for fingerprints of schemas and of migration folders.
#pragma once

#include <string>
#include <string_view>

namespace schemagen::base {

/// 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace schemagen::base
