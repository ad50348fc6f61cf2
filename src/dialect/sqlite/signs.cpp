#include "dialect/sqlite/signs.h"

#include <algorithm>

#include "dialect/sqlite/render.h"
#include "dialect/sqlite/rules.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::dialect::sqlite {
namespace {

using plan::Sign;
using plan::Step;

std::string literal(std::string_view text) { return sql::quote_literal(text); }
std::string literal_of(Symbol name) { return literal(folded(name)); }

std::string entry(const ObjectId& id) {
  const char* const type = id.kind == Kind::view      ? "view"
                           : id.kind == Kind::index   ? "index"
                           : id.kind == Kind::trigger ? "trigger"
                                                      : "table";
  return std::string("FROM sqlite_schema WHERE type = '") + type +
         "' AND lower(name) = " + literal_of(id.name);
}

std::string in_columns(Symbol table, Symbol column) {
  return "FROM pragma_table_xinfo(" + literal_of(table) + ") WHERE lower(name) = " + literal_of(column);
}

std::string spoken(const ObjectId& id) {
  return std::string(model::kind_name(id.kind)) + " " + model::display_name(id);
}

Sign presence(const ObjectId& id, const std::string& verb) {
  const std::string claim = verb + " " + spoken(id);
  if (id.kind == Kind::column) return {claim, "EXISTS (SELECT 1 " + in_columns(id.owner, id.name) + ")"};
  return {claim, "EXISTS (SELECT 1 " + entry(id) + ")"};
}

Sign absence(const ObjectId& id) {
  const std::string claim = "drops " + spoken(id);
  if (id.kind == Kind::column)
    return {claim, "(SELECT max(lower(name) = " + literal_of(id.name) + ") FROM pragma_table_xinfo(" +
                       literal_of(id.owner) + ")) = 0"};
  return {claim, "NOT EXISTS (SELECT 1 " + entry(id) + ")"};
}

bool shows_itself(Kind kind) {
  return is_relation(kind) || kind == Kind::column || kind == Kind::index || kind == Kind::trigger;
}

/// One table or virtual table, view, index or trigger of a name: what the database tells apart.
ObjectId as_stored(ObjectId id) {
  if (id.kind == Kind::virtual_table) id.kind = Kind::table;
  id.owner = id.kind == Kind::column ? Symbol(folded(id.owner)) : Symbol();
  id.name = folded(id.name);
  return id;
}

class NameSigns {
 public:
  explicit NameSigns(const Context& context) : context_(context) {
    for (const auto& [id, object] : context.after().objects())
      if (shows_itself(id.kind)) after_.insert(as_stored(id));
    for (const auto& [id, object] : context.before().objects())
      if (shows_itself(id.kind)) before_.insert(as_stored(old_name(id)));
  }

  void add(Step& step) const {
    for (const ObjectId& id : step.produces)
      if (is_shown(id) && !before_.contains(as_stored(id))) step.signs.push_back(presence(id, "makes"));
    for (const ObjectId& id : step.destroys)
      if (is_shown(id) && before_.contains(as_stored(id)) && context_.before().contains(id) &&
          !after_.contains(as_stored(id)))
        step.signs.push_back(absence(id));
  }

 private:
  ObjectId old_name(const ObjectId& id) const {
    ObjectId old = id;
    for (const diff::Rename& rename : context_.input().changes.renames)
      if (rename.to == id) old.name = rename.from.name;
    return old;
  }

  /// What belongs to a relation that comes or goes says no more than that.
  bool is_shown(const ObjectId& id) const {
    return shows_itself(id.kind) &&
           (!model::is_owned(id.kind) ||
            (is_relation_of(context_.before(), id.owner) && is_relation_of(context_.after(), id.owner)));
  }
  static bool is_relation_of(const model::Schema& schema, Symbol name) {
    return schema.contains(model::table_id({}, name)) || schema.contains({Kind::view, {}, {}, name}) ||
           schema.contains({Kind::virtual_table, {}, {}, name});
  }

  const Context& context_;
  std::set<ObjectId> before_;
  std::set<ObjectId> after_;
};

/// Upper case, as it is written.
bool has_word(const std::string& statement, const char* word) {
  return base::to_lower(statement).find(base::to_lower(word)) != std::string::npos;
}

class TableSigns {
 public:
  TableSigns(const TableState& before, const TableState& from, const TableState& to, Step& step)
      : before_(before.table),
        from_(from.table),
        to_(to.table),
        old_indexes_(from.attached),
        new_indexes_(to.attached),
        step_(step) {}

  void add() {
    for (const auto& column : to_.columns) add_column(column.name, column.value);
    add_key();
    add_uniques();
    add_references();
    add_checks();
    const bool strict = to_.options.strict;
    if (strict != from_.options.strict)
      add_word("STRICT", strict, strict ? "makes it STRICT" : "makes it no longer STRICT");
    const bool no_rowid = to_.options.without_rowid;
    if (no_rowid != from_.options.without_rowid)
      add_word("WITHOUT ROWID", no_rowid, no_rowid ? "makes it WITHOUT ROWID" : "gives it a rowid");
    for (const auto& [name, index] : new_indexes_.indexes) {
      const auto old = old_indexes_.indexes.find(name);
      if (old == old_indexes_.indexes.end() || old->second == index) continue;
      add_again({Kind::index, {}, to_.name, name}, create_index_sql(to_.name, name, index));
    }
    for (const auto& [name, trigger] : new_indexes_.triggers) {
      const auto old = old_indexes_.triggers.find(name);
      if (old != old_indexes_.triggers.end() && old->second != trigger)
        add_sign_of_word({Kind::trigger, {}, to_.name, name}, old->second.definition.view(),
                         trigger.definition.view(), step_);
    }
    const auto is_known = [this](const auto& column) { return to_.has_column(column.name); };
    const bool shows_nothing = step_.signs.empty() && to_.columns.size() == from_.columns.size() &&
                               std::all_of(from_.columns.begin(), from_.columns.end(), is_known);
    if (step_.phase == plan::Phase::contract && !step_.rewrites.empty() && shows_nothing) add_text();
  }

 private:
  void put(const std::string& claim, const std::string& sql) {
    step_.signs.push_back({claim + " (table " + to_.name.str() + ")", sql});
  }

  /// Nothing else tells the two forms apart: as ALTER TABLE … RENAME TO leaves what the rebuild has made.
  void add_text() {
    std::string text = create_table_sql(to_, "_sg");
    std::string name = to_.name.str();
    for (std::size_t at = name.find('"'); at != std::string::npos; at = name.find('"', at + 2))
      name.insert(at, 1, '"');
    text.replace(text.find("_sg"), 3, "\"" + name + "\"");
    step_.signs.push_back(sign_of_text(model::table_id({}, to_.name), text));
  }

  void add_again(const ObjectId& id, const std::string& sql) { step_.signs.push_back(sign_of_text(id, sql)); }

  /// `value` is true of the column in its new form, was not in the one before, nor before the plan.
  template <class T, class Read>
  void add_property(Symbol name, const T& value, const Read& read, const std::string& claim,
                    const std::string& test) {
    const model::Column* old = from_.find_column(name);
    const model::Column* first = before_.find_column(name);
    if (old == nullptr || read(*old) == value || (first != nullptr && read(*first) == value)) return;
    put(claim, "(SELECT " + test + " " + in_columns(to_.name, name) + ")");
  }

  void add_column(Symbol name, const model::Column& column) {
    if (is_key_column(to_, name) || is_key_column(from_, name) || is_key_column(before_, name)) return;
    add_property(
        name, column.not_null, [](const model::Column& one) { return one.not_null; },
        column.not_null ? "makes column " + name.str() + " NOT NULL"
                        : "lets column " + name.str() + " be NULL",
        column.not_null ? "\"notnull\"" : "NOT \"notnull\"");
    add_property(
        name, column.generated.has_value(),
        [](const model::Column& one) { return one.generated.has_value(); },
        column.generated ? "computes column " + name.str() : "stores column " + name.str(),
        column.generated ? "hidden > 1" : "hidden < 2");
    if (column.generated) return;
    add_property(
        name, folded(column.type), [](const model::Column& one) { return folded(one.type); },
        "gives column " + name.str() + " its new type", "lower(type) = " + literal(folded(column.type)));
    add_default(name, column);
  }

  static std::string bare(std::string_view text) {
    std::string out;
    for (const char c : base::to_lower(text))
      if (c != ' ' && c != '(' && c != ')') out += c;
    return out;
  }

  void add_default(Symbol name, const model::Column& column) {
    const std::string text = column.default_value.str();
    if (text.find("--") != std::string::npos || text.find("/*") != std::string::npos) return;
    const std::string wanted = bare(text);
    const std::string value = "replace(replace(replace(lower(dflt_value), ' ', ''), '(', ''), ')', '')";
    add_property(
        name, wanted, [](const model::Column& one) { return bare(one.default_value.view()); },
        text.empty() ? "takes the default of column " + name.str() + " away"
                     : "gives column " + name.str() + " its new default",
        text.empty() ? "dflt_value IS NULL" : value + " = " + literal(wanted));
  }

  template <class Columns>
  static std::string list(const Columns& columns) {
    std::vector<std::string> names;
    for (const auto& column : columns) names.push_back(folded(column.name));
    return base::join(names, ",");
  }

  static std::string key_list(const TableDefinition& table) {
    return table.key ? list(table.key->columns) : std::string();
  }

  void add_key() {
    const std::string wanted = key_list(to_);
    if (wanted.empty() || wanted == key_list(from_) || wanted == key_list(before_)) return;
    put("makes the primary key " + wanted,
        "(SELECT group_concat(lower(name)) FROM (SELECT name FROM pragma_table_xinfo(" +
            literal_of(to_.name) + ") WHERE pk > 0 ORDER BY pk)) = " + literal(wanted));
  }

  /// SQLite makes no second index for a key that another constraint has already.
  static std::size_t count_key(const TableDefinition& table, const std::string& columns) {
    std::multiset<std::string> sets;
    const auto sorted = [](const std::string& text) {
      std::vector<std::string> names = base::split_lines(replaced(text));
      std::sort(names.begin(), names.end());
      return base::join(names, ",");
    };
    for (const auto& unique : table.uniques) sets.insert(sorted(list(unique.value.columns)));
    if (table.key) sets.insert(sorted(list(table.key->columns)));
    return sets.count(sorted(columns));
  }
  static std::string replaced(std::string text) {
    std::replace(text.begin(), text.end(), ',', '\n');
    return text;
  }

  void add_uniques() {
    for (const auto& unique : to_.uniques) {
      const std::string columns = list(unique.value.columns);
      if (count_key(from_, columns) == 0 && count_key(before_, columns) == 0 && count_key(to_, columns) == 1)
        put("makes " + columns + " unique", unique_test(columns));
    }
    for (const auto& unique : before_.uniques) {
      const std::string columns = list(unique.value.columns);
      if (count_key(from_, columns) == 1 && count_key(before_, columns) == 1 && count_key(to_, columns) == 0)
        put("lets " + columns + " be repeated",
            "NOT " + unique_test(columns) + are_there(unique.value.columns));
    }
  }

  std::string unique_test(const std::string& columns) const {
    return "EXISTS (SELECT 1 FROM pragma_index_list(" + literal_of(to_.name) +
           ") AS i WHERE i.origin = 'u' AND (SELECT group_concat(lower(name)) FROM "
           "pragma_index_info(i.name)) = " +
           literal(columns) + ")";
  }

  /// Under their new names: a rename of the same plan comes first.
  std::string are_there(const std::vector<model::KeyColumn>& columns) const {
    std::string sql;
    for (const model::KeyColumn& column : columns) sql += " AND " + is_there(column.name);
    return sql;
  }
  std::string is_there(Symbol column) const {
    return presence(model::column_id({}, to_.name, column), "").sql;
  }

  static std::string reference(const model::ForeignKey& key) {
    return folded(key.ref_table) + "." + folded(key.columns.front());
  }
  static bool refers(const TableDefinition& table, const std::string& wanted) {
    return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                       [&wanted](const auto& part) { return reference(part.value) == wanted; });
  }

  void add_references() {
    for (const auto& part : to_.foreign_keys) {
      const std::string wanted = reference(part.value);
      if (!refers(from_, wanted) && !refers(before_, wanted))
        put("refers to " + part.value.ref_table.str(), reference_test(part.value));
    }
    for (const auto& part : before_.foreign_keys) {
      const std::string wanted = reference(part.value);
      if (refers(from_, wanted) && !refers(to_, wanted))
        put("no longer refers to " + part.value.ref_table.str(),
            "NOT " + reference_test(part.value) + " AND " + is_there(part.value.columns.front()) + " AND " +
                presence(model::table_id({}, part.value.ref_table), "").sql);
    }
  }

  std::string reference_test(const model::ForeignKey& key) const {
    return "EXISTS (SELECT 1 FROM pragma_foreign_key_list(" + literal_of(to_.name) +
           ") WHERE lower(\"table\") = " + literal_of(key.ref_table) +
           " AND lower(\"from\") = " + literal_of(key.columns.front()) + ")";
  }

  void add_checks() {
    const std::string old = create_table_sql(before_) + create_table_sql(from_);
    for (const auto& part : to_.checks) {
      const std::string& text = part.value.expression.str();
      if (find_part(from_.checks, part.name) != nullptr || old.find(text) != std::string::npos) continue;
      if (create_table_sql(to_, "_sg").find(text) == std::string::npos) continue;
      put("checks " + text,
          "(SELECT instr(sql, " + literal(text) + ") > 0 " + entry(model::table_id({}, to_.name)) + ")");
    }
  }

  void add_word(const char* word, bool wanted, const std::string& claim) {
    const TableDefinition& without = wanted ? before_ : to_;
    if (has_word(create_table_sql(without), word)) return;
    put(claim, "(SELECT sql " + std::string(wanted ? "" : "NOT ") + "LIKE " +
                   literal("%" + std::string(word) + "%") + " " + entry(model::table_id({}, to_.name)) + ")");
  }

  const TableDefinition& before_;
  const TableDefinition& from_;
  const TableDefinition& to_;
  const Attached& old_indexes_;
  const Attached& new_indexes_;
  Step& step_;
};

}  // namespace

void add_signs_of_names(const Context& context, std::vector<Step>& steps) {
  const NameSigns signs(context);
  for (Step& step : steps) signs.add(step);
}

void add_signs_of_table(const TableState& before, const TableState& from, const TableState& to, Step& step) {
  TableSigns(before, from, to, step).add();
}

Sign sign_of_text(const ObjectId& id, const std::string& sql) {
  return {"makes " + spoken(id) + " anew", "(SELECT sql = " + literal(sql) + " " + entry(id) + ")"};
}

void add_sign_of_word(const ObjectId& id, std::string_view before, std::string_view after, Step& step) {
  const std::string old = base::to_lower(before);
  const std::string now = base::to_lower(after);
  const auto only_in = [](const std::string& text, const std::string& other) {
    std::string found;
    for (const sql::Token& token : sql::tokenize(text, sql::Dialect::sqlite))
      if (token.text.size() > found.size() && other.find(token.text) == std::string::npos) found = token.text;
    return found;
  };
  const std::string added = only_in(now, old);
  const std::string gone = only_in(old, now);
  if (added.empty() && gone.empty()) return;
  step.signs.push_back(
      {"makes " + spoken(id) + " anew", "(SELECT instr(lower(sql), " + literal(added.empty() ? gone : added) +
                                            (added.empty() ? ") = 0 " : ") > 0 ") + entry(id) + ")"});
}

}  // namespace schemagen::dialect::sqlite
