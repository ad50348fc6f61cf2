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

/// `name` as it stands when the database takes one of its length, else cut and with a digest of the whole.
Symbol short_name(const std::string& name);

/// The name of something that schemagen makes beside what is called `name`: `_sg_<tag>_<what>_<name>`,
/// without `what` when that is empty. What outlives a transaction bears the tag of its migration (its leading
/// number, or kPushTag), so that two migrations under way never meet.
Symbol side_name(std::string_view tag, std::string_view what, Symbol name);
inline constexpr const char* kPushTag = "push";

/// The function that notes which steps of a migration are done while it is under way: `_sg_<tag>`.
Symbol note_name(std::string_view tag);

/// The trigger that keeps a table true for both applications: `zz_sg_<tag>_<table>`, to fire last.
Symbol sync_trigger_name(std::string_view tag, Symbol table);

/// The migration in a name made by side_name() or sync_trigger_name(); empty when no migration made it.
std::string_view tag_of(Symbol name);
/// `name` is one of side_name() with a migration's tag and this `what`.
bool is_side_name(Symbol name, std::string_view what);

}  // namespace schemagen::model
