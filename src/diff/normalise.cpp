#include "schemagen/diff/normalise.h"

#include <utility>

#include "diff/both_sides.h"
#include "diff/match_names.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/expression.h"
#include "schemagen/sql/token.h"

namespace schemagen::diff {
namespace {

using base::Symbol;
using model::Object;
using model::Schema;
using model::SqlRole;

struct Text {
  SqlRole role;
  Symbol* text;
};

std::vector<Text> texts_of(Object& object) {
  std::vector<Text> texts;
  model::for_each_sql(object, [&texts](SqlRole role, Symbol& text) { texts.push_back({role, &text}); });
  return texts;
}

bool same_roles(const std::vector<Text>& a, const std::vector<Text>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].role != b[i].role) return false;
  return true;
}

bool mean_the_same(SqlRole role, Symbol declared, Symbol printed, sql::Dialect dialect) {
  if (declared == printed) return true;
  switch (role) {
    case SqlRole::expression:
    case SqlRole::default_value:
      return sql::grade(declared.view(), printed.view(), dialect) >= sql::Grade::literal_cast;
    case SqlRole::query:
    case SqlRole::routine:
    case SqlRole::trigger:
    case SqlRole::partition_key:
    case SqlRole::partition_bound:
      return sql::same_tokens(declared.view(), printed.view(), dialect);
  }
  return false;
}

/// A collation or operator class that is declared without a schema is found in `public`, as the server finds
/// it.
void take_over_schema(Symbol& declared, Symbol stored) {
  if (!declared.empty() && stored.view() == "public." + declared.str()) declared = stored;
}

void take_over_schemas(model::IndexKey& declared, const model::IndexKey& stored) {
  take_over_schema(declared.collation, stored.collation);
  take_over_schema(declared.operator_class, stored.operator_class);
}

void take_over_schemas(Object& declared, const Object& printed) {
  if (auto* const column = std::get_if<model::Column>(&declared); column != nullptr)
    take_over_schema(column->collation, std::get<model::Column>(printed).collation);
  if (auto* const index = std::get_if<model::Index>(&declared); index != nullptr) {
    const auto& stored = std::get<model::Index>(printed).keys;
    for (std::size_t i = 0; i < index->keys.size() && i < stored.size(); ++i)
      take_over_schemas(index->keys[i], stored[i]);
  }
  if (auto* const exclusion = std::get_if<model::Exclusion>(&declared); exclusion != nullptr) {
    const auto& stored = std::get<model::Exclusion>(printed).elements;
    for (std::size_t i = 0; i < exclusion->elements.size() && i < stored.size(); ++i)
      take_over_schemas(exclusion->elements[i].key, stored[i].key);
  }
}

/// Takes over what a declaration leaves open, and what is no difference to the database.
void take_over_attributes(Object& declared, const Object& printed, sql::Dialect dialect) {
  if (auto* const extension = std::get_if<model::Extension>(&declared); extension != nullptr)
    if (extension->version.empty()) extension->version = std::get<model::Extension>(printed).version;
  if (dialect == sql::Dialect::postgresql) take_over_schemas(declared, printed);
  if (auto* const column = std::get_if<model::Column>(&declared);
      column != nullptr && dialect == sql::Dialect::sqlite) {
    const auto& stored = std::get<model::Column>(printed);
    if (base::equals_ignoring_case(column->type.view(), stored.type.view())) column->type = stored.type;
    if (base::equals_ignoring_case(column->collation.view(), stored.collation.view()))
      column->collation = stored.collation;
  }
}

bool is_same_word(const sql::Token& a, const sql::Token& b) {
  const bool names = a.kind == sql::TokenKind::word || a.kind == sql::TokenKind::quoted_name;
  return names ? sql::name_of(a, sql::Dialect::postgresql) == sql::name_of(b, sql::Dialect::postgresql)
               : a.kind == b.kind && a.text == b.text;
}

/// The server writes a type of `public` with its schema, a declaration need not.
bool is_same_result(std::string_view declared, std::string_view printed) {
  const auto mine = sql::tokenize(declared, sql::Dialect::postgresql);
  const auto theirs = sql::tokenize(printed, sql::Dialect::postgresql);
  std::size_t at = 0;
  for (const sql::Token& token : mine) {
    if (!is_same_word(token, theirs[at]) && theirs[at].is("public") && theirs[at + 1].is_symbol(".")) at += 2;
    if (!is_same_word(token, theirs[at])) return false;
    if (token.kind != sql::TokenKind::end) ++at;
  }
  return true;
}

void take_over_result(Object& declared, const Object& printed) {
  auto* const function = std::get_if<model::Function>(&declared);
  if (function == nullptr) return;
  const auto& stored = std::get<model::Function>(printed);
  if (function->definition == stored.definition ||
      is_same_result(function->result.view(), stored.result.view()))
    function->result = stored.result;
}

/// Whether everything but the SQL texts agrees, so that a doubt about a text is worth a question to the
/// server.
bool differ_only_in_texts(Object declared, Object printed) {
  for (const Text& text : texts_of(declared)) *text.text = Symbol();
  for (const Text& text : texts_of(printed)) *text.text = Symbol();
  if (auto* const function = std::get_if<model::Function>(&declared); function != nullptr)
    function->result = std::get<model::Function>(printed).result;
  return declared == printed;
}

/// A default or generated value of another type is another one, however alike the texts: `'new'::state` is no
/// text.
bool type_changes(const Object& declared, const Object& printed) {
  const auto* const column = std::get_if<model::Column>(&declared);
  return column != nullptr && column->type != std::get<model::Column>(printed).type;
}

std::vector<Doubt> take_over_texts(const ObjectId& id, Object& declared, const Object& printed,
                                   sql::Dialect dialect, std::vector<OwnWords>& own_words) {
  if (type_changes(declared, printed)) return {};
  Object stored = printed;
  const std::vector<Text> mine = texts_of(declared);
  const std::vector<Text> theirs = texts_of(stored);
  if (!same_roles(mine, theirs)) return {};
  std::vector<Doubt> doubts;
  for (std::size_t i = 0; i < mine.size(); ++i) {
    if (!mean_the_same(mine[i].role, *mine[i].text, *theirs[i].text, dialect)) {
      doubts.push_back({id, mine[i].role, i, mine[i].text->str(), theirs[i].text->str()});
    } else if (*mine[i].text != *theirs[i].text) {
      own_words.push_back({id, i, *mine[i].text});
      *mine[i].text = *theirs[i].text;
    }
  }
  return doubts;
}

std::vector<ObjectId> unequal_objects(const Schema& declared, const Schema& printed) {
  std::vector<ObjectId> ids;
  for_both_sides(declared, printed, [&](const ObjectId& id, const Object* mine, const Object* stored) {
    if (mine != nullptr && stored != nullptr && !(*mine == *stored)) ids.push_back(id);
  });
  return ids;
}

void accept(Normalised& result, const Doubt& doubt) {
  result.own_words.push_back({doubt.id, doubt.ordinal, Symbol(doubt.declared)});
  *texts_of(*result.declared.find(doubt.id))[doubt.ordinal].text = Symbol(doubt.printed);
}

}  // namespace

Normalised normalise(Schema declared, const Schema& printed, const Oracle& oracle) {
  if (declared == printed) return {std::move(declared), {}, {}};
  Normalised result{match_names(std::move(declared), printed), {}, {}};
  const sql::Dialect dialect = printed.dialect();
  std::vector<Doubt> doubts;
  for (const ObjectId& id : unequal_objects(result.declared, printed)) {
    Object* const object = result.declared.find(id);
    const Object& stored = *printed.find(id);
    take_over_attributes(*object, stored, dialect);
    std::vector<Doubt> found = take_over_texts(id, *object, stored, dialect, result.own_words);
    take_over_result(*object, stored);
    doubts.insert(doubts.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  if (doubts.empty()) return result;

  const std::vector<Verdict> verdicts =
      oracle ? oracle(doubts, result.declared) : std::vector<Verdict>(doubts.size(), Verdict::unknown);
  for (std::size_t i = 0; i < doubts.size(); ++i) {
    const Verdict verdict = i < verdicts.size() ? verdicts[i] : Verdict::unknown;
    if (verdict == Verdict::same) accept(result, doubts[i]);
    if (verdict == Verdict::unknown &&
        differ_only_in_texts(*result.declared.find(doubts[i].id), *printed.find(doubts[i].id)))
      result.unverified.push_back(doubts[i]);
  }
  for (const Doubt& doubt : doubts)
    take_over_result(*result.declared.find(doubt.id), *printed.find(doubt.id));
  return result;
}

Schema in_own_words(Schema schema, const std::vector<OwnWords>& words) {
  for (const OwnWords& own : words) *texts_of(*schema.find(own.id))[own.ordinal].text = own.text;
  return schema;
}

}  // namespace schemagen::diff
