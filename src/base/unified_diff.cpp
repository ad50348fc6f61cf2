#include "schemagen/base/unified_diff.h"

#include <dtl/dtl.hpp>
#include <sstream>

#include "schemagen/base/text.h"

namespace schemagen::base {

std::string unified_diff(std::string_view a, std::string_view b, std::string_view a_name,
                         std::string_view b_name) {
  dtl::Diff<std::string> diff(split_lines(a), split_lines(b));
  diff.onHuge();
  diff.compose();
  if (diff.getEditDistance() == 0) return {};
  diff.composeUnifiedHunks();
  std::ostringstream out;
  out << "--- " << a_name << "\n+++ " << b_name << "\n";
  diff.printUnifiedFormat(out);
  return out.str();
}

}  // namespace schemagen::base
