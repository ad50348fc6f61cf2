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
#include "schemagen/diff/managed.h"
#include "schemagen/model/schema.h"

namespace schemagen::dsl {

/// Where each object of a declaration stands in its sources.
class Places {
 public:
  void add(const model::ObjectId& id, base::Symbol file, int line, int column) {
    entries_.push_back({id, file, line, column});
  }
  /// Looks through all entries: there is one for every object, and few are ever asked for. Line 0 when `id`
  /// is not declared.
  base::Place at(const model::ObjectId& id) const;

 private:
  struct Entry {
    model::ObjectId id;
    base::Symbol file;
    int line = 0;
    int column = 0;
  };
  std::vector<Entry> entries_;
};

/// What a declaration says. The language is described in schema-dsl/REFERENCE.md.
struct Declaration {
  model::Schema schema;
  std::vector<diff::Rename> renames;  ///< every `renamed_from`
  /// How objects change: `backfill`, `from`, `using`, `map`, `back`, `strategy`, `drop`, `phase`.
  dialect::AdviceMap advice;
  Places places;
  diff::Scope scope = {};  ///< `unmanaged` and `ignore`
  /// SQLite: `broken`, what is known not to compile, as model::to_string() names it, and where that is said.
  std::map<std::string, base::Place> broken = {};
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
