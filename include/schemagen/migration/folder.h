// Migration folders: a plan as reviewable files (design chapter 5).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/plan/plan.h"

namespace schemagen::migration {

/// What a proof on scratch has shown: always that the files lead to the declaration and that a second plan is
/// empty, and for these tables that a row can be inserted, updated and deleted after each file.
struct ProofRecord {
  std::string server;                       ///< `PostgreSQL 15.18`
  std::vector<std::string> rows;            ///< tables
  std::vector<std::string> rows_not_tried;  ///< tables, and why

  friend bool operator==(const ProofRecord&, const ProofRecord&) = default;
};

/// What no proof shows: no copy has these of the database.
inline constexpr const char* kNeverProved[] = {"rows that are there", "rights of roles", "load"};

/// What a file looks at before it changes anything.
enum class Guard {
  place,   ///< where the database stands; what is done is noted
  others,  ///< only that no other migration is at work on the tables: the plan was made for this moment
  none,    ///< nothing: the database is scratch
};

/// All that the files of one migration say.
struct Migration {
  std::string id;           ///< `20261120153000_split_user_name`
  std::string parent;       ///< folder_hash() of the migration before, or "none"
  std::string before;       ///< fingerprint of the schema it starts from
  std::string after;        ///< fingerprint of the schema it leads to
  std::string proved;       ///< "scratch", or "no: <why>"
  std::string schema_toml;  ///< the declaration after this migration
  plan::Plan plan;
  Guard guard = Guard::place;
  ProofRecord proof = {};  ///< without a server there was none
};

/// PostgreSQL: the text of schemagen_1.sql, which stands once beside all migrations and which each file
/// reads: helpers made for the session. The number counts its versions.
std::string_view helpers();
inline constexpr std::string_view kHelpersName = "schemagen_1.sql";

/// File name → bytes: 1_expand.sql, 2_migrate.sql, 3_contract.sql (only those that have steps), undo.sql,
/// plan.toml, schema.toml. Deterministic. The SQL runs as it stands with `psql -f` and `sqlite3 <`, phase
/// after phase.
std::map<std::string, std::string> render(const Migration& migration);

/// The SQL of one phase, and of undo.sql, for a runner that reads no other file: the helpers stand in it.
/// Empty when the phase has no steps.
std::string render_phase(const Migration& migration, plan::Phase phase);
std::string render_undo(const Migration& migration);

/// SQLite: all phases in one transaction, for a plan that runs at once.
std::string render_whole(const Migration& migration);

/// The id of the step that the comments before a statement name, `-- e1 · Add …`; or "".
std::string step_named_in(std::string_view comments);

/// "sha256:" over the names and bytes of all files of a folder.
std::string folder_hash(const std::map<std::string, std::string>& files);

/// `split user name!` → `split_user_name`: what may follow the number in a folder name. Throws Error (usage)
/// when nothing is left.
std::string slug(const std::string& name);

}  // namespace schemagen::migration
