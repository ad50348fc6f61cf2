// Views and materialized views.
#pragma once

#include <map>
#include <vector>

#include "schemagen/base/symbol.h"
#include "schemagen/model/table.h"

namespace schemagen::model {

struct View {
  Symbol query;  ///< the SELECT, without a final semicolon
  /// SQLite: the column list of CREATE VIEW v(a, b). PostgreSQL: always empty, as the server prints them into
  /// the query; a declaration names them there.
  std::vector<Symbol> columns;
  Options options;  ///< PostgreSQL: security_barrier, security_invoker, check_option
  Symbol comment;
  std::map<Symbol, Symbol> column_comments;

  friend bool operator==(const View&, const View&) = default;
};

/// Its indexes are objects of their own, owned by it.
struct MaterializedView {
  Symbol query;
  Options storage;
  bool populated = true;  ///< false: WITH NO DATA
  Symbol comment;
  std::map<Symbol, Symbol> column_comments;

  friend bool operator==(const MaterializedView&, const MaterializedView&) = default;
};

}  // namespace schemagen::model
