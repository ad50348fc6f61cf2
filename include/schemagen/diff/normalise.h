// Normalising: making two descriptions of the same thing equal, and nothing else.
//
// A database prints its own wording of what was declared. normalise() brings both sides to one: where two
// texts grade as equal (sql/expression.h) the declared side takes over the printed wording, unnamed
// constraints take over the stored names, "any" takes over what is there. What is left in doubt is put to an
// Oracle, or stays a difference.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "schemagen/model/schema.h"

namespace schemagen::diff {

using model::ObjectId;

/// Two wordings of one piece of SQL text that our own parser cannot tell to be the same.
struct Doubt {
  ObjectId id;
  model::SqlRole role = model::SqlRole::expression;
  std::size_t ordinal = 0;  ///< which text of the object, in the order of model::for_each_sql
  std::string declared;
  std::string printed;
};

/// Settles doubts by asking the server: for each doubt, whether both wordings mean the same to it. An oracle
/// that cannot decide answers `unknown`.
enum class Verdict { same, different, unknown };
using Oracle = std::function<std::vector<Verdict>(const std::vector<Doubt>&, const model::Schema& declared)>;

/// A text of the declaration that means what is printed, in its own words.
struct OwnWords {
  ObjectId id;  ///< under the stored name
  std::size_t ordinal = 0;
  model::Symbol text;
};

struct Normalised {
  model::Schema declared;
  /// What `declared` says in printed words now. The printed words carry casts to the types that columns have
  /// today; where an object is made anew beside other types, only its own words are right.
  std::vector<OwnWords> own_words;
  /// Texts that differ but that no server could be asked about: reported as "may differ (not verified)".
  std::vector<Doubt> unverified;
};

/// `declared` in the words of `printed`. `oracle` may be empty. Idempotent. Objects present on one side only
/// are left as they are, except that on PostgreSQL no constraint stays `Naming::automatic`.
Normalised normalise(model::Schema declared, const model::Schema& printed, const Oracle& oracle);

/// `schema`, which says all of it in printed words, in the words of the declaration.
model::Schema in_own_words(model::Schema schema, const std::vector<OwnWords>& words);

}  // namespace schemagen::diff
