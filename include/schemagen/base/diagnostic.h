// Diagnostics: mistakes in a text, collected so that all of them are reported in one run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemagen/base/place.h"

namespace schemagen::base {

struct Diagnostic {
  Place place;
  std::string message;  ///< one sentence: what is wrong
  std::string hint;     ///< what to write instead; may be empty
  std::string line;     ///< the source line itself, without its line end; may be empty

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

using DiagnosticList = std::vector<Diagnostic>;

/// Orders by place, so that the list reads like the file; stable.
void sort(DiagnosticList& diagnostics);

/// The text a person reads, each diagnostic as
///
///     schema.toml:12:8: error: unknown key `defualt`
///        12 | age = { type = "int", defualt = "0" }
///           |                       ^
///           = did you mean `default`?
///
/// `severity` is the word behind the place.
std::string render(const DiagnosticList& diagnostics, std::string_view severity = "error");

}  // namespace schemagen::base
