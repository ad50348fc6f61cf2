// The bodies of functions as texts.
#pragma once

#include <optional>
#include <string>

#include "schemagen/base/symbol.h"

namespace schemagen::dialect::postgres {

/// The text behind AS when it is a string in a language that names things as SQL does.
std::optional<std::string> body_of(base::Symbol definition);

}  // namespace schemagen::dialect::postgres
