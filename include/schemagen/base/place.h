// A place in a text file: file, line, column.
#pragma once

#include <string>

namespace schemagen::base {

struct Place {
  std::string file;
  int line = 0;    ///< 1-based; 0: unknown
  int column = 0;  ///< 1-based, in code points; 0: unknown

  friend bool operator==(const Place&, const Place&) = default;
  friend auto operator<=>(const Place&, const Place&) = default;
};

/// `file:line:column`, as far as it is known.
std::string to_string(const Place& place);

}  // namespace schemagen::base
