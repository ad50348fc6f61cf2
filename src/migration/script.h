// The part of a migration file behind its head: session settings, the guard, transactions, steps.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemagen/migration/folder.h"
#include "schemagen/plan/step.h"

namespace schemagen::migration {

/// `text` for a comment: on one line whatever names are in it, control characters as `\n`, `\x1b`.
std::string one_line(std::string_view text);

/// Statements that run together, under one comment.
struct Block {
  const plan::Step* step = nullptr;
  std::string comment;  ///< whole lines, `-- ` included
  std::vector<std::string> statements;
  bool takes_back = false;  ///< undoes the step
  bool more = false;        ///< undo: another block goes on with the same step
};

/// The step's id and its sentence, one line.
std::string step_comment(const plan::Step& step);

/// The relations whose rows the step writes anew: not those that it only drops.
std::vector<model::ObjectId> written_anew(const plan::Step& step);

Block block_of(const plan::Step& step);

/// Which file of a migration it is.
enum class File { expand, migrate, contract, undo };

/// `1_expand.sql`, `undo.sql`.
std::string file_name(File file);
File file_of(plan::Phase phase);

/// Session settings, the guard, then every block with its transaction. `include` stands in the place of the
/// helper library (PostgreSQL): its text, or the line that reads it.
std::string render_blocks(const Migration& migration, File file, const std::vector<Block>& blocks,
                          std::string_view include);

std::string render_sqlite_blocks(const Migration& migration, File file, const std::vector<Block>& blocks);
std::string render_postgres_blocks(const Migration& migration, File file, const std::vector<Block>& blocks);

/// A statement with its semicolon, on a line of its own where a comment would hide it.
std::string terminated(const std::string& statement, sql::Dialect dialect);

}  // namespace schemagen::migration
