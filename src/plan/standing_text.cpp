#include "plan/standing_text.h"

#include <algorithm>

#include "schemagen/base/digest.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/token.h"

namespace schemagen::plan {
namespace {

using model::ObjectId;

constexpr sql::Dialect kDialect = sql::Dialect::postgresql;
constexpr std::size_t kDigits = 16;

/// What stands behind AS; empty when the body is no string.
std::string body_of(const model::Function& function) {
  const auto tokens = sql::tokenize(function.definition.view(), kDialect);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
    if (tokens[i].is("as") && tokens[i + 1].kind == sql::TokenKind::string)
      return sql::string_of(tokens[i + 1], kDialect);
  return {};
}

std::string without_space(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (std::string_view(" \t\n\r\f\v").find(c) == std::string_view::npos) out += c;
  return out;
}

bool has_default(const model::Column& column) { return column.serial || !column.default_value.empty(); }

class Texts {
 public:
  Texts(const ObjectId& id, std::vector<Mark>& marks) : id_(id), marks_(marks) {}

  void add(const model::Function& function, const model::Function& other) {
    const std::string body = without_space(body_of(function));
    if (body.empty() || body == without_space(body_of(other))) return;
    const std::string name = id_.name.str().substr(0, id_.name.view().find('('));
    marks_.push_back("function " + id_.schema.str() + "." + name + ": body " +
                     base::sha256(body).substr(0, kDigits));
  }

  void add(const model::View& view, const model::View& other) { add_query(view.query, other.query); }

  void add(const model::MaterializedView& view, const model::MaterializedView& other) {
    add_query(view.query, other.query);
  }

  void add(const model::Check& check, const model::Check& other) {
    if (check.expression != other.expression)
      marks_.push_back("check " + part() + ": " + check.expression.str());
  }

  void add(const model::Column& column, const model::Column& other) {
    if (column.not_null && !other.not_null) marks_.push_back("not null " + part());
    if (has_default(column) && !has_default(other)) marks_.push_back("default " + part());
    if (column.default_value.empty() || !has_default(other)) return;
    if (column.default_value != other.default_value)
      marks_.push_back("default " + part() + ": " + column.default_value.str());
  }

  template <class Other>
  void add(const Other& /*object*/, const Other& /*other*/) {}

 private:
  std::string part() const { return id_.schema.str() + "." + id_.owner.str() + "." + id_.name.str(); }

  void add_query(const model::Symbol& query, const model::Symbol& other) {
    if (query != other)
      marks_.push_back("view " + id_.schema.str() + "." + id_.name.str() + ": " + query.str());
  }

  const ObjectId& id_;
  std::vector<Mark>& marks_;
};

void add_side(const ObjectId& id, const model::Object& object, const model::Object& other,
              std::vector<Mark>& marks) {
  std::visit(
      [&]<class Kind>(const Kind& one) {
        if (const auto* two = std::get_if<Kind>(&other)) Texts(id, marks).add(one, *two);
      },
      object);
}

}  // namespace

void add_texts(Standing& standing, const diff::ChangeSet& changes) {
  for (const diff::Change& change : changes.changes) {
    if (!change.changed()) continue;
    add_side(change.id, *change.before, *change.after, standing.before);
    add_side(change.id, *change.after, *change.before, standing.after);
  }
  std::sort(standing.before.begin(), standing.before.end());
  std::sort(standing.after.begin(), standing.after.end());
}

}  // namespace schemagen::plan
