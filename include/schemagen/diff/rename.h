// Renames: stated in the declaration, or asked; never guessed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "schemagen/diff/change.h"

namespace schemagen::diff {

/// Which of the `stated` renames apply to `before`: those whose old object is there and whose new one is not.
/// A stated rename that has already happened is left out silently (declarations keep their `renamed_from`).
/// Throws Error (declaration) when both the old and the new object exist, or when two renames share an old or
/// a new name.
std::vector<Rename> applicable(const std::vector<Rename>& stated, const model::Schema& before,
                               const model::Schema& after);

/// What moves to another schema because the table of `rename` does: the sequences that it owns in `schema`.
/// `rename_objects` sees to it by itself.
std::vector<Rename> carried_along(const Rename& rename, const model::Schema& schema);

/// `schema` after `renames`: identities, owners, references and the SQL texts that a database rewrites by
/// itself (checks, defaults, generated columns, index keys and predicates; on SQLite also views and
/// triggers). A renamed schema or table carries along everything it owns.
model::Schema rename_objects(const model::Schema& schema, const std::vector<Rename>& renames);

/// Constraints and indexes of one table whose definition stays and whose name alone changes: nothing can be
/// lost by renaming them, and nobody needs to be asked.
std::vector<Rename> only_renamed(const model::Schema& before, const model::Schema& after);

/// A removed and an added object so alike that one may be the other renamed.
struct Question {
  std::string id;  ///< stable: `rename:column:users.user_name:full_name`
  Rename rename;
  std::string text;  ///< one sentence for the person
  friend auto operator<=>(const Question&, const Question&) = default;
};

/// Pairs by structure among what `compare` would remove and add: tables with mostly the same columns, columns
/// of the same table and type, partitions with the same bound, enums with the same values, one enum value
/// removed and one added at its place; never what only_renamed() finds. Each removed and each added object
/// appears in at most one question, the likeliest. Sorted by id.
std::vector<Question> candidates(const model::Schema& before, const model::Schema& after);

}  // namespace schemagen::diff
