// The declaration: schema.toml (a file, or a folder of files) as a model::Schema.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schemagen/base/diagnostic.h"
#include "schemagen/dialect/lower.h"
#include "schemagen/diff/change.h"
#include "schemagen/model/schema.h"

namespace schemagen::dsl {

/// What a declaration says. The language is described in schema-dsl/REFERENCE.md.
struct Declaration {
  model::Schema schema;
  std::vector<diff::Rename> renames;              ///< every `renamed_from`
  dialect::AdviceMap advice;                      ///< `backfill`, `using`, `phase`
  std::map<model::ObjectId, base::Place> places;  ///< where each object is declared
};

/// A text and the name that messages use for it.
struct Source {
  std::string name;
  std::string text;
};

/// Result of loading: a declaration that is valid when `diagnostics` is empty.
struct Loaded {
  Declaration declaration;
  base::DiagnosticList diagnostics;
};

/// Loads and validates: syntax, closed keys, types of values, references between objects, SQL expressions.
/// Collects every mistake of every source. `file = "x.sql"` is read relative to the source's folder.
Loaded load_sources(const std::vector<Source>& sources);

/// Reads `path` (a .toml file, or a folder: every *.toml in it and below, in the order of their paths) and
/// loads it. Throws Error (declaration) with all rendered diagnostics as its message when there are any;
/// Error (io) otherwise.
Declaration load_declaration(const std::filesystem::path& path);

}  // namespace schemagen::dsl
