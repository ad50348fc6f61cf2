// What stands between the quotes of a string or name.
#pragma once

#include <string>
#include <string_view>

namespace schemagen::sql {

/// The text that a quoted string or name of any form stands for: '…', E'…', N'…', U&'…', $tag$…$tag$, "…",
/// U&"…", `…`, […]. `unicode_escape` is the character that begins an escape in the U& forms.
std::string unquote(std::string_view quoted, char unicode_escape);

}  // namespace schemagen::sql
