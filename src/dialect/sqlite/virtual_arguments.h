// What the arguments of a virtual table say: its columns, and what fills it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "schemagen/model/table.h"

namespace schemagen::dialect::sqlite {

struct VirtualArguments {
  std::string module;                ///< lower case
  std::vector<std::string> columns;  ///< as they are written
  std::set<std::string> options;     ///< `tokenize = 'porter'`, in one spelling
  /// The table whose rows an FTS table indexes (`content='posts'`), from which its index can be built again.
  /// https://www.sqlite.org/fts5.html#external_content_tables
  std::optional<std::string> content;
  std::string language;      ///< FTS4's hidden column (`languageid="lid"`), which rows are written with too
  bool contentless = false;  ///< `content=''`: nothing can be read back

  bool is_full_text() const { return module == "fts5" || module == "fts4" || module == "fts3"; }
  /// It holds rows of its own, which can be read and written under the names of its columns.
  bool holds_rows() const;
  bool has_column(const std::string& name) const;
};

VirtualArguments arguments_of(const model::VirtualTable& table);

/// The same with more columns.
bool is_wider(const VirtualArguments& from, const VirtualArguments& to);

}  // namespace schemagen::dialect::sqlite
