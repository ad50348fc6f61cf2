// Names that nobody wrote: what a database calls a constraint or an index without a given name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemagen/base/symbol.h"

namespace schemagen::model {

using base::Symbol;

/// Where the name of a constraint or an index comes from.
///
/// `automatic` means that nobody named it. On PostgreSQL the database stores a name all the same, so only a
/// declaration is ever automatic there, and normalising gives it the name of the stored object with the same
/// definition, or leaves automatic_name(); after normalising everything is `given`. SQLite stores no name at
/// all: there an unnamed constraint is `automatic` on both sides, its ObjectId bears automatic_name(), and
/// rendering writes no CONSTRAINT.
enum class Naming { given, automatic };

/// PostgreSQL's rule: `table_column_column_label`, table and column part cut so that the whole has at most 63
/// bytes. Labels: pkey, key, check, fkey, excl, idx, seq. https://doxygen.postgresql.org/indexcmds_8c.html
/// (makeObjectName)
std::string automatic_name(std::string_view table, const std::vector<Symbol>& columns,
                           std::string_view label);

/// The name of something that schemagen makes beside `name`: `prefix` and `name`, at most 63 bytes; names
/// that are cut stay apart by a digest.
Symbol side_name(const std::string& prefix, Symbol name);

}  // namespace schemagen::model
