#include "schemagen/base/diagnostic.h"

#include <algorithm>

namespace schemagen::base {

std::string to_string(const Place& place) {
  std::string text = place.file;
  if (place.line > 0) text += ":" + std::to_string(place.line);
  if (place.line > 0 && place.column > 0) text += ":" + std::to_string(place.column);
  return text;
}

void sort(DiagnosticList& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.place < b.place; });
}

std::string render(const DiagnosticList& diagnostics, std::string_view severity) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!diagnostic.place.file.empty()) out += to_string(diagnostic.place) + ": ";
    out += std::string(severity) + ": " + diagnostic.message + "\n";
    const std::string number = std::to_string(diagnostic.place.line);
    const std::string margin(std::max<std::size_t>(number.size(), 4), ' ');
    if (!diagnostic.line.empty()) {
      out += std::string(margin.size() - number.size(), ' ') + number + " | " + diagnostic.line + "\n";
      if (diagnostic.place.column > 0)
        out +=
            margin + " | " + std::string(static_cast<std::size_t>(diagnostic.place.column - 1), ' ') + "^\n";
    }
    if (!diagnostic.hint.empty()) out += margin + " = " + diagnostic.hint + "\n";
  }
  return out;
}

}  // namespace schemagen::base
