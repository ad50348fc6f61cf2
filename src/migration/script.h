// The part of a migration file behind its head: session settings, transactions, steps.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemagen/plan/step.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::migration {

/// `text` for a comment: on one line whatever names are in it, control characters as `\n`, `\x1b`.
std::string one_line(std::string_view text);

/// Statements that run together, under one comment.
struct Block {
  std::string comment;  ///< whole lines, `-- ` included
  std::vector<std::string> statements;
  plan::Transaction transaction = plan::Transaction::own;
  bool rebuilds = false;                    ///< SQLite: writes a table anew, so foreign keys must be off
  bool renames = false;                     ///< a table gets another name
  bool creates_functions = false;           ///< PostgreSQL
  std::vector<model::ObjectId> references;  ///< SQLite: see plan::Step
};

/// The comment line that tools read, and the sentence that people read.
std::string step_comment(const plan::Step& step);

/// The relations whose rows the step writes anew: not those that it only drops.
std::vector<model::ObjectId> written_anew(const plan::Step& step);

Block block_of(const plan::Step& step);

/// Session settings, then every block with its transaction. SQLite: the guard stands at its beginning.
std::string render_blocks(const std::vector<Block>& blocks, sql::Dialect dialect, const std::string& guard);

}  // namespace schemagen::migration
