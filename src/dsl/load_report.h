// Collects what is wrong with the sources, with the line it stands on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dsl/load_document.h"
#include "schemagen/base/diagnostic.h"
#include "schemagen/dsl/declaration.h"

namespace schemagen::dsl {

class Report {
 public:
  explicit Report(const std::vector<Source>& sources) : sources_(&sources), lines_(sources.size()) {}

  void add(Spot at, std::string message, std::string hint = {});
  /// About a text outside the sources: an SQL file that a declaration names.
  void add(base::Place place, std::string_view text, std::string message, std::string hint = {});

  bool empty() const { return diagnostics_.empty(); }
  base::DiagnosticList take();

  base::Place place(Spot at) const;
  const Source& source(Spot at) const { return (*sources_)[at.source]; }
  /// The place of byte `offset` of the string `value`, whatever way it is quoted in the file.
  Spot inside(const Value& value, std::size_t offset);
  /// A number or boolean as it is written in the file.
  std::string literal(const Value& value);

 private:
  std::string_view line(Spot at);
  std::size_t offset(Spot at);

  const std::vector<Source>* sources_;
  std::vector<std::vector<std::size_t>> lines_;  ///< offsets at which lines start; made when first needed
  base::DiagnosticList diagnostics_;
};

/// `name` in back quotes, fit for a message: control characters are written as escapes.
std::string shown(std::string_view name);

/// "`a`, `b` or `c`"
std::string shown_list(const std::vector<std::string>& names, std::string_view last_word);

}  // namespace schemagen::dsl
