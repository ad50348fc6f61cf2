#include "migration/script.h"

#include <algorithm>
#include <set>
#include <utility>

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::migration {
namespace {

constexpr std::string_view kBeforeStep = "-- ";
constexpr std::string_view kAfterStep = " · ";

bool ends_in_comment(const std::string& statement, sql::Dialect dialect) {
  if (statement.find("--") == std::string::npos) return false;
  try {
    const std::vector<sql::Token> tokens = sql::tokenize(statement, dialect);
    if (tokens.size() < 2) return true;
    const sql::Token& last = tokens[tokens.size() - 2];
    return !base::trim(std::string_view(statement).substr(last.offset + last.text.size())).empty();
  } catch (const base::Error&) {
    return true;
  }
}

}  // namespace

std::string one_line(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (byte < 0x20 || byte == 0x7F)
      out += std::string("\\x") + kDigits[byte >> 4U] + kDigits[byte & 0xFU];
    else
      out += c;
  }
  return out;
}

std::vector<model::ObjectId> written_anew(const plan::Step& step) {
  std::vector<model::ObjectId> relations = step.rewrites;
  const auto holds = [](const std::vector<model::ObjectId>& ids, const model::ObjectId& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  std::erase_if(relations, [&](const model::ObjectId& id) {
    return holds(step.destroys, id) && !holds(step.produces, id);
  });
  return relations;
}

std::string terminated(const std::string& statement, sql::Dialect dialect) {
  return statement + (ends_in_comment(statement, dialect) ? "\n;\n" : ";\n");
}

std::string step_named_in(std::string_view comments) {
  for (const std::string& line : base::split_lines(std::string(comments))) {
    const std::size_t end = line.find(kAfterStep);
    if (line.starts_with(kBeforeStep) && end != std::string::npos)
      return line.substr(kBeforeStep.size(), end - kBeforeStep.size());
  }
  return {};
}

std::string step_comment(const plan::Step& step) {
  return std::string(kBeforeStep) + step.id + std::string(kAfterStep) + one_line(step.why) + "\n";
}

Block block_of(const plan::Step& step) { return {&step, step_comment(step), step.sql, false, false}; }

File file_of(plan::Phase phase) {
  switch (phase) {
    case plan::Phase::expand:
      return File::expand;
    case plan::Phase::migrate:
      return File::migrate;
    case plan::Phase::contract:
      return File::contract;
  }
  return File::expand;
}

std::string file_name(File file) {
  switch (file) {
    case File::expand:
      return "1_expand.sql";
    case File::migrate:
      return "2_migrate.sql";
    case File::contract:
      return "3_contract.sql";
    case File::undo:
      return "undo.sql";
  }
  return {};
}

std::string render_blocks(const Migration& migration, File file, const std::vector<Block>& blocks,
                          std::string_view include) {
  switch (migration.plan.target.dialect) {
    case sql::Dialect::sqlite:
      return render_sqlite_blocks(migration, file, blocks);
    case sql::Dialect::postgresql:
      return std::string(include) + render_postgres_blocks(migration, file, blocks);
  }
  throw base::Error(base::ErrorKind::internal, "A script for an unknown dialect was asked for.");
}

}  // namespace schemagen::migration
