#include "dialect/sqlite/rebuild.h"

#include "dialect/sqlite/render.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/quote.h"

namespace schemagen::dialect::sqlite {
namespace {

constexpr const char* kLegacyOn = "PRAGMA legacy_alter_table = ON";
constexpr const char* kLegacyOff = "PRAGMA legacy_alter_table = OFF";

void append(Statements& to, Statements from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

std::string spoken(const std::vector<Symbol>& names) {
  std::vector<std::string> words;
  for (const Symbol name : names) words.push_back(name.str());
  return words.empty() ? "none" : base::join(words, ", ");
}

std::string except(const std::vector<Symbol>& names) {
  std::vector<std::string> values;
  for (const Symbol name : names) values.push_back("(" + sql::quote_literal(folded(name)) + ")");
  return values.empty() ? "" : " EXCEPT VALUES " + base::join(values, ", ");
}

template <class T>
std::vector<Symbol> names_of(std::initializer_list<const std::map<Symbol, T>*> sides) {
  std::set<Symbol> names;
  for (const std::map<Symbol, T>* side : sides)
    for (const auto& [name, value] : *side) names.insert(name);
  return {names.begin(), names.end()};
}

class Rebuild {
 public:
  Rebuild(const TableState& from, const TableState& to, const Copying& copying)
      : from_(from.table),
        to_(to.table),
        attached_(to.attached),
        old_attached_(from.attached),
        copying_(copying),
        temporary_(copying.temporary) {}

  Statements sql() const {
    Statements out = assert_sql(claims());
    out.push_back(create_table_sql(to_, temporary_));
    out.push_back(copy());
    if (keeps_sequence()) append(out, carry_sequence());
    append(out, assert_sql("every row of " + to_.name.str() + " is copied",
                           "(SELECT count(*) FROM " + quoted(temporary_) + ") = (SELECT count(*) FROM " +
                               quoted(from_.name) + ")"));
    out.emplace_back(kLegacyOn);
    out.push_back("DROP TABLE " + quoted(from_.name));
    out.push_back("ALTER TABLE " + quoted(temporary_) + " RENAME TO " + quoted(to_.name));
    out.emplace_back(kLegacyOff);
    for (const auto& [name, index] : attached_.indexes)
      out.push_back(create_index_sql(to_.name, name, index));
    for (const auto& [name, trigger] : attached_.triggers) out.push_back(trigger.definition.str());
    return out;
  }

 private:
  /// Nothing is lost unseen that stands in this database and in no declaration.
  std::vector<Claim> claims() const {
    std::vector<Claim> claims;
    if (copying_.guard_references)
      claims.push_back({"foreign_keys must be off while " + to_.name.str() + " is written anew",
                        "(SELECT foreign_keys = 0 FROM pragma_foreign_keys)"});
    std::vector<Symbol> columns;
    for (const auto& column : from_.columns) columns.push_back(column.name);
    claims.push_back({to_.name.str() + " has no column but " + spoken(columns),
                      "NOT EXISTS (SELECT lower(name) FROM pragma_table_xinfo(" +
                          sql::quote_literal(from_.name.view()) + ")" + except(columns) + ")"});
    const std::vector<Symbol> indexes =
        names_of({&old_attached_.indexes, &attached_.indexes, &copying_.known.indexes});
    claims.push_back({to_.name.str() + " has no index but " + spoken(indexes),
                      "NOT EXISTS (SELECT lower(name) FROM pragma_index_list(" +
                          sql::quote_literal(from_.name.view()) + ") WHERE origin = 'c'" + except(indexes) +
                          ")"});
    claims.push_back(has_no_other_trigger(
        to_.name, names_of({&old_attached_.triggers, &attached_.triggers, &copying_.known.triggers})));
    return claims;
  }

  std::string copy() const {
    std::vector<std::string> columns;
    std::vector<std::string> sources;
    const auto add = [&](const std::string& column, const std::string& source) {
      columns.push_back(column);
      sources.push_back("    " + source);
    };
    if (const auto old_rowid = rowid_name(from_), new_rowid = rowid_name(to_);
        old_rowid && new_rowid && !rowid_alias(to_))
      add(*new_rowid, *old_rowid);
    for (const auto& column : to_.columns) {
      if (column.value.generated) continue;
      const std::string source = source_of(column.name);
      if (!source.empty()) add(quoted(column.name), source);
    }
    if (columns.empty()) return insert_defaults();
    return "INSERT INTO " + quoted(temporary_) + " (" + base::join(columns, ", ") + ")\nSELECT\n" +
           base::join(sources, ",\n") + "\nFROM " + quoted(from_.name);
  }

  /// No column is left that could be copied: the rows stay as many as they were.
  std::string insert_defaults() const {
    const std::string column = quoted(to_.columns.front().name);
    return "INSERT INTO " + quoted(temporary_) + " (" + column + ")\nSELECT NULL FROM " + quoted(from_.name);
  }

  std::string source_of(Symbol column) const {
    if (const auto stated = copying_.sources.find(column); stated != copying_.sources.end())
      return stated->second;
    if (from_.has_column(column)) return quoted(column);
    if (rowid_alias(to_) == column) return rowid_name(from_).value_or("");
    return {};
  }

  bool keeps_sequence() const {
    return from_.key && from_.key->autoincrement && to_.key && to_.key->autoincrement;
  }

  Statements carry_sequence() const {
    const std::string temporary = sql::quote_literal(temporary_.view());
    return {"DELETE FROM sqlite_sequence WHERE name = " + temporary,
            "INSERT INTO sqlite_sequence (name, seq) SELECT " + temporary +
                ", seq FROM sqlite_sequence WHERE name = " + sql::quote_literal(from_.name.view())};
  }

  const TableDefinition& from_;
  const TableDefinition& to_;
  const Attached& attached_;
  const Attached& old_attached_;
  const Copying& copying_;
  Symbol temporary_;
};

}  // namespace

Statements rebuild_sql(const TableState& from, const TableState& to, const Copying& copying) {
  return Rebuild(from, to, copying).sql();
}

Statements assert_sql(const std::vector<Claim>& claims) {
  if (claims.empty()) return {};
  if (claims.size() == 1) return assert_sql(claims[0].text, claims[0].condition);
  std::vector<std::string> columns;
  std::vector<std::string> conditions;
  for (const Claim& claim : claims) {
    const std::string column = "c" + std::to_string(columns.size() + 1);
    columns.push_back("    " + column + " INTEGER CONSTRAINT " + quoted(claim.text) + " CHECK (" + column +
                      " = 1)");
    conditions.push_back("    " + claim.condition);
  }
  return {"CREATE TEMP TABLE _sg_assert (\n" + base::join(columns, ",\n") + "\n)",
          "INSERT INTO _sg_assert SELECT\n" + base::join(conditions, ",\n"), "DROP TABLE temp._sg_assert"};
}

Statements assert_sql(const std::string& claim, const std::string& condition) {
  return {"CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT " + quoted(claim) + " CHECK (ok = 1))",
          "INSERT INTO _sg_assert SELECT " + condition, "DROP TABLE temp._sg_assert"};
}

Claim has_no_other_trigger(Symbol table, const std::vector<Symbol>& known) {
  return {table.str() + " has no trigger but " + spoken(known),
          "NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = " +
              sql::quote_literal(folded(table)) + except(known) + ")"};
}

}  // namespace schemagen::dialect::sqlite
