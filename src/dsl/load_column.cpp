#include <unordered_map>

#include "dsl/load_advice.h"
#include "dsl/load_sql.h"
#include "dsl/load_table.h"
#include "schemagen/base/text.h"
#include "schemagen/model/naming.h"

namespace schemagen::dsl {
namespace {

struct SerialType {
  std::string_view name;
  std::string_view type;
};
constexpr SerialType kSerialTypes[] = {{"serial", "integer"},       {"serial4", "integer"},
                                       {"bigserial", "bigint"},     {"serial8", "bigint"},
                                       {"smallserial", "smallint"}, {"serial2", "smallint"}};

constexpr std::string_view kConstantWords[] = {"null",
                                               "true",
                                               "false",
                                               "current_date",
                                               "current_time",
                                               "current_timestamp",
                                               "localtime",
                                               "localtimestamp",
                                               "current_user",
                                               "session_user",
                                               "user",
                                               "current_role",
                                               "current_catalog",
                                               "current_schema",
                                               "system_user"};

constexpr std::string_view kIdentityModes[] = {"always", "by default"};

bool is_integer_type(Symbol type) {
  return type.view() == "smallint" || type.view() == "integer" || type.view() == "bigint";
}

void set_type(Loader& loader, ColumnDraft& draft, const Value& value) {
  std::string_view text = base::trim(*value.text());
  if (text.ends_with('?')) {
    draft.nullable = true;
    text = base::trim(text.substr(0, text.size() - 1));
  }
  draft.column.not_null = !draft.nullable;
  if (loader.postgresql()) {
    for (const SerialType& serial : kSerialTypes) {
      if (!base::equals_ignoring_case(text, serial.name)) continue;
      draft.column.type = Symbol(serial.type);
      draft.column.serial = true;
      return;
    }
  }
  if (const auto type = load_type(loader, value, text)) draft.column.type = *type;
}

bool is_bare_word(Loader& loader, Symbol expression) {
  const auto tokens = sql::tokenize(expression.view(), loader.dialect());
  if (tokens.size() != 2 || tokens[0].kind != sql::TokenKind::word) return false;
  for (const std::string_view word : kConstantWords)
    if (tokens[0].is(word)) return false;
  return true;
}

void set_default(Loader& loader, ColumnDraft& draft, const Value& value) {
  const auto expression = load_expression(loader, value);
  if (!expression) return;
  if (base::equals_ignoring_case(expression->view(), "null")) return;
  if (is_bare_word(loader, *expression)) {
    loader.report.add(value.at, "a default cannot be the name " + shown(expression->view()),
                      "a default is SQL, and a text in SQL stands in single quotes: default = \"'" +
                          expression->str() + "'\"");
    return;
  }
  draft.column.default_value = *expression;
}

std::optional<model::Identity> load_identity(Loader& loader, const ColumnDraft& draft, const Fields& column) {
  const Value& value = *column.find("identity");
  model::Identity identity;
  std::optional<std::size_t> mode;
  if (value.table() == nullptr) {
    mode = column.choice("identity", kIdentityModes);
    identity.options = model::default_options(draft.column.type);
  } else {
    const Fields fields(loader, value, identity_keys());
    mode = fields.choice("mode", kIdentityModes);
    identity.options = load_sequence_options(loader, fields, draft.column.type, value.at);
    if (!fields.has("mode"))
      loader.report.add(value.at, "this identity has no `mode`", "write mode = \"always\" or \"by default\"");
  }
  if (!mode) return std::nullopt;
  identity.mode = *mode == 0 ? model::Identity::Mode::always : model::Identity::Mode::by_default;
  return identity;
}

void set_identity(Loader& loader, ColumnDraft& draft, const Fields& fields) {
  const Value* value = fields.find("identity");
  if (value == nullptr) return;
  draft.column.identity = load_identity(loader, draft, fields);
  if (!draft.column.type.empty() && !is_integer_type(draft.column.type)) {
    loader.report.add(value->at, "an identity column cannot be " + shown(draft.column.type.view()),
                      "its type is smallint, integer or bigint");
  }
  if (draft.nullable)
    loader.report.add(value->at, "an identity column is never nullable", "remove the `?` behind the type");
}

void set_sequence(Loader& loader, ColumnDraft& draft, const Fields& fields) {
  const Symbol name = fields.symbol("sequence");
  if (name.empty()) return;
  const Value& value = *fields.find("sequence");
  if (!draft.column.serial && !fields.has("identity")) {
    loader.report.add(value.at, "`sequence` names the sequence of a serial or identity column",
                      "give the column such a type or `identity`, or remove `sequence`");
    return;
  }
  if (loader.check_name(Kind::sequence, name.view(), value.at))
    draft.column.sequence = {name, model::Naming::given};
}

/// As the server would name it.
void name_sequence(const TableDraft& table, ColumnDraft& draft) {
  model::Column& column = draft.column;
  if ((column.serial || column.identity) && column.sequence.name.empty())
    column.sequence = {model::automatic_name(table.name.view(), {draft.name}, "seq"),
                       model::Naming::automatic};
}

void set_generated(Loader& loader, ColumnDraft& draft, const Fields& fields) {
  const Value* value = fields.text("generated");
  if (value == nullptr) {
    if (fields.has("stored") && !fields.has("generated"))
      loader.report.add(fields.entry("stored")->at, "`stored` says how a generated column is kept",
                        "give the column `generated`, or remove `stored`");
    return;
  }
  if (const auto expression = load_expression(loader, *value))
    draft.column.generated = model::Generated{*expression, fields.flag("stored", true)};
}

void check_value_sources(Loader& loader, const ColumnDraft& draft, const Fields& fields) {
  std::vector<std::string> sources;
  if (draft.column.serial) sources.emplace_back("serial");
  for (const std::string_view key : {"identity", "default", "generated"})
    if (fields.has(key)) sources.emplace_back(key);
  if (sources.size() < 2) return;
  loader.report.add(fields.entry(sources.back())->at,
                    "the column " + shown(draft.name.view()) + " has " + shown_list(sources, "and") +
                        ", but its value can come from one of them only",
                    "keep one of them");
}

Symbol collation_of(Loader& loader, const Fields& fields) {
  const Symbol written = fields.symbol("collate");
  if (loader.postgresql()) {
    constexpr std::string_view kCatalog = "pg_catalog.";
    const bool in_catalog = written.view().starts_with(kCatalog);
    return in_catalog ? Symbol(written.view().substr(kCatalog.size())) : written;
  }
  const std::string upper = base::to_upper(written.view());
  if (upper == "BINARY") return {};
  return upper == "NOCASE" || upper == "RTRIM" ? Symbol(upper) : written;
}

Symbol word_of(const Fields& fields, std::string_view key, std::initializer_list<std::string_view> words) {
  const auto found = fields.choice(key, words);
  return found ? Symbol(words.begin()[*found]) : Symbol();
}

void check_phase_is_useful(Loader& loader, const ColumnDraft& draft, const Fields& fields) {
  if (fields.has("phase") && draft.nullable)
    loader.report.add(fields.entry("phase")->at,
                      "`phase` on a column is about NOT NULL, and this one is nullable",
                      "remove `phase`, or the `?` behind the type");
}

void load_column_table(Loader& loader, const TableDraft& table, ColumnDraft& draft, const Fields& fields) {
  if (const Value* type = fields.text("type")) {
    set_type(loader, draft, *type);
  } else if (!fields.has("type") && loader.postgresql()) {
    loader.report.add(draft.at, "the column " + shown(draft.name.view()) + " has no type",
                      "write { type = \"text\", … }");
  } else {
    draft.column.not_null = true;
  }
  model::Column& column = draft.column;
  if (const Value* value = fields.text("default")) set_default(loader, draft, *value);
  set_identity(loader, draft, fields);
  set_sequence(loader, draft, fields);
  set_generated(loader, draft, fields);
  check_value_sources(loader, draft, fields);
  column.collation = collation_of(loader, fields);
  column.storage = word_of(fields, "storage", {"plain", "external", "extended", "main"});
  column.compression = word_of(fields, "compression", {"pglz", "lz4"});
  column.comment = fields.symbol("comment");
  column.not_null_conflict = load_on_conflict(fields);
  if (column.not_null_conflict != model::OnConflict::none && draft.nullable)
    loader.report.add(fields.entry("on_conflict")->at,
                      "`on_conflict` of a column is about NOT NULL, and this one is nullable",
                      "remove `on_conflict`, or the `?` behind the type");
  const ObjectId id = model::column_id(table.schema, table.name, draft.name);
  loader.rename(fields, id);
  load_column_advice(loader, id, draft, fields);
  check_phase_is_useful(loader, draft, fields);
}

bool accept_name(Loader& loader, const TableDraft& table, const Entry& entry,
                 std::unordered_map<std::string, const Entry*>& folded) {
  if (!loader.check_name(Kind::column, entry.key.view(), entry.at)) return false;
  if (loader.postgresql()) return true;
  const auto [twin, fresh] = folded.try_emplace(base::to_lower(entry.key.view()), &entry);
  if (fresh) return true;
  loader.report.add(entry.at,
                    shown(entry.key.view()) + " and " + shown(twin->second->key.view()) +
                        " differ only in upper and lower case, which are one name to SQLite",
                    "rename one of these columns of " + shown(table.name.view()));
  return false;
}

ColumnDraft load_column(Loader& loader, const TableDraft& table, const Entry& entry) {
  ColumnDraft draft;
  draft.name = entry.key;
  draft.at = entry.at;
  draft.value = &entry.value;
  if (entry.value.text() != nullptr) {
    set_type(loader, draft, entry.value);
  } else if (entry.value.table() != nullptr) {
    load_column_table(loader, table, draft, Fields(loader, entry.value, column_keys()));
  } else {
    loader.report.add(
        entry.value.at,
        "the column " + shown(entry.key.view()) + " must be a type or a table, not " +
            std::string(kind_of(entry.value)),
        "write " + entry.key.str() + " = \"text\" or " + entry.key.str() + " = { type = \"text\", … }");
  }
  name_sequence(table, draft);
  return draft;
}

// Expressions that may name any column of the table can be checked only when all are there.
void check_generated(Loader& loader, const TableDraft& table) {
  for (const ColumnDraft& draft : table.columns) {
    if (!draft.column.generated || draft.value->table() == nullptr) continue;
    const Value* value = Fields::again(loader, *draft.value, column_keys()).text("generated");
    if (value != nullptr)
      check_columns_used(loader, *value, draft.column.generated->expression, table.column_names);
  }
}

}  // namespace

void load_columns(Loader& loader, TableDraft& draft, const Fields& fields) {
  const Value* value = fields.table("columns");
  if (value == nullptr || value->table()->empty()) {
    if ((value != nullptr || !fields.has("columns")) && !loader.postgresql())
      loader.report.add(draft.at, "the table " + shown(draft.name.view()) + " has no columns",
                        "give it at least one in [table." + draft.name.str() + ".columns]");
    return;
  }
  const Value::Table& entries = *value->table();
  draft.columns.reserve(entries.size());
  draft.column_names.reserve(entries.size());
  std::unordered_map<std::string, const Entry*> folded;
  for (const Entry& entry : entries) {
    if (!accept_name(loader, draft, entry, folded)) continue;
    draft.columns.push_back(load_column(loader, draft, entry));
    draft.columns.back().column.position.value = static_cast<int>(draft.columns.size());
    draft.column_names.push_back(entry.key);
  }
  check_generated(loader, draft);
}

}  // namespace schemagen::dsl
