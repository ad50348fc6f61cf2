// SQL expressions as values: parsing one, comparing a declared one with what a database prints, and renaming
// in one.
//
// A database prints its own wording: `price > 0` comes back as `(price > (0)::numeric)`, `a IN (1,2)` as
// `(a = ANY (ARRAY[1, 2]))`. Both sides are parsed into one tree in which such spellings coincide, and a
// graded matcher lets the printed side carry casts that the declared side does not have.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schemagen/base/symbol.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::sql {

/// How far two expressions agree. Ordered: the greater, the nearer.
enum class Grade {
  different = 0,  ///< the trees differ: ask the server, else it is a difference
  cast_dropped =
      1,  ///< they differ in a cast on something that is no literal: ask the server, else a difference
  literal_cast = 2,  ///< only a cast on a literal, or `->text`, is missing on the declared side: equal
  identical = 3,     ///< the same tree: equal
};

/// Compares the expression a person declared with the one a database printed. A text that cannot be parsed is
/// compared token by token (`identical` or `different`).
Grade grade(std::string_view declared, std::string_view printed, Dialect dialect);

/// Why `text` is not one whole expression: the message and the byte offset of the mistake; nothing when it is
/// one. Whatever stands behind a complete expression is a mistake ("anything behind it is an error").
struct SyntaxError {
  std::string message;
  std::size_t offset = 0;
};
std::optional<SyntaxError> check_expression(std::string_view text, Dialect dialect);

/// Names that `text` may use as columns: every identifier that is neither called as a function nor a keyword,
/// cast target or qualifier; quotes undone, folded as the dialect does.
std::set<base::Symbol> column_names_in(std::string_view text, Dialect dialect);

/// `text` with every identifier that stands for `from` written as `to` (quoted as needed); strings, function
/// names and everything else stay byte for byte. What a database does to its own texts on RENAME.
std::string rename_in(std::string_view text, base::Symbol from, base::Symbol to, Dialect dialect);

/// The schema that a name leaves and the one that it comes to. Both the same: it stays, and the name alone is
/// looked at. Else a bare name is one of the dialect's default schema, unless a column follows it.
struct SchemaMove {
  base::Symbol from = {};
  base::Symbol to = {};
};

enum class NameUse { column, relation, schema, function, trigger };

/// The same for a name in a whole statement, where it stands for what `use` says: a relation behind FROM,
/// JOIN, INTO, ON and the like or before a dot, a schema before a dot, a called function, the trigger that is
/// created, or, apart from aliases, none of these: a column.
std::string rename_name_in(std::string_view text, base::Symbol from, base::Symbol to, NameUse use,
                           Dialect dialect, const SchemaMove& move = {});

/// `text` names this relation somewhere, see NameUse::relation.
bool names_relation(std::string_view text, base::Symbol relation, Dialect dialect);

/// The same for the name of a type, where it is the target of a cast: `x::from`, `x::schema.from[]`, `CAST(x
/// AS from)`.
std::string rename_type_in(std::string_view text, base::Symbol from, base::Symbol to, Dialect dialect,
                           const SchemaMove& move = {});

/// Two statements or queries (view bodies, triggers, functions) have the same tokens but for white space,
/// comments, keyword case and quotes that are not needed.
bool same_tokens(std::string_view a, std::string_view b, Dialect dialect);

/// The schema ("" when none is written) and name of the sequence of a default that is `nextval('…')` alone.
std::optional<std::pair<base::Symbol, base::Symbol>> sequence_of_nextval(std::string_view text);

/// `text` without parentheses that enclose all of it: `((a > 0))` → `a > 0`.
std::string_view strip_outer_parentheses(std::string_view text, Dialect dialect);

}  // namespace schemagen::sql
