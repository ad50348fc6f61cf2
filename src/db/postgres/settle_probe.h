// What is created in the scratch schema to learn how the server words a declared text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/diff/normalise.h"

namespace schemagen::db::postgres {

/// Where probes are created: `schema` is quoted, `prefix` begins the name of every probe.
struct ScratchPlace {
  std::string schema;
  std::string prefix;
};

/// A statement that creates a scratch object, and the doubts that it answers.
struct Probe {
  std::string create;
  std::vector<std::size_t> doubts;
};

/// One scratch table for the expressions and defaults of one table: `doubts` are indexes into `all`, and all
/// of one owner.
Probe table_probe(const ScratchPlace& place, const std::vector<diff::Doubt>& all,
                  const std::vector<std::size_t>& doubts, const model::Schema& declared);

/// The probe of a query, routine or trigger; nothing when the text is not one statement of that kind.
std::optional<Probe> statement_probe(const ScratchPlace& place, const std::vector<diff::Doubt>& all,
                                     std::size_t doubt, const model::Schema& declared);

/// One row of what the server printed: what kind of probe, the doubt's number, its text.
struct Print {
  char kind;
  std::size_t doubt;
  std::string text;
};

/// A query whose rows are (kind, number, text) of all probes in `place`.
std::string print_query(const ScratchPlace& place);

/// The text alone, without what the probe has put around it. It can be put to the server again.
std::string printed_words(const Print& print);

/// Whether `words`, which the server printed, are those of the stored text, `doubt.printed`.
bool is_same_print(std::string_view words, const diff::Doubt& doubt);

/// `text` is one expression that can stand in parentheses without ending them, or a statement's end.
bool is_contained_expression(std::string_view text);

}  // namespace schemagen::db::postgres
