#include <algorithm>

#include "dsl/load_name.h"
#include "dsl/load_table.h"
#include "schemagen/base/error.h"
#include "schemagen/base/text.h"
#include "schemagen/sql/partition.h"
#include "schemagen/sql/quote.h"
#include "schemagen/sql/token.h"

namespace schemagen::dsl {
namespace {

using sql::PartitionBound;
using sql::PartitionKey;

constexpr const char* kKeyForms =
    "write partition_by = \"range (created_at)\", \"list (region)\" or \"hash (id)\"";
constexpr const char* kBoundForms =
    "write \"from (…) to (…)\", \"in (…)\", \"with (modulus n, remainder n)\" or \"default\"";

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `2026-01-01`, with or without a time of day and no zone, as the server prints it; else nothing.
std::optional<std::string> whole_timestamp(std::string text) {
  constexpr std::string_view kDate = "0000-00-00";
  constexpr std::string_view kMinute = "0000-00-00 00:00";
  constexpr std::string_view kSecond = "0000-00-00 00:00:00";
  if (text.size() > kDate.size() && text[kDate.size()] == 'T') text[kDate.size()] = ' ';
  std::string shape = text;
  for (char& c : shape)
    if (c >= '1' && c <= '9') c = '0';
  if (shape == kDate) return text + " 00:00:00";
  if (shape == kMinute) return text + ":00";
  if (shape == kSecond) return text;
  return std::nullopt;
}

/// A constant as the server prints it for a column of `type`. A timestamp without a zone is one of UTC: it
/// must not depend on who runs the migration.
std::string printed_constant(const std::string& value, Symbol type) {
  const auto tokens = sql::tokenize(value, sql::Dialect::postgresql);
  const bool is_string = tokens.size() == 2 && tokens[0].kind == sql::TokenKind::string;
  const bool is_number = tokens.size() == 2 && tokens[0].kind == sql::TokenKind::number;
  const bool is_negative =
      tokens.size() == 3 && tokens[0].is_symbol("-") && tokens[1].kind == sql::TokenKind::number;
  std::string text = is_string     ? sql::string_of(tokens[0], sql::Dialect::postgresql)
                     : is_negative ? "-" + std::string(tokens[1].text)
                                   : value;
  if (is_string && type.view().starts_with("timestamp")) {
    const bool zoned = type.view().ends_with("with time zone");
    const auto whole = whole_timestamp(text);
    return whole ? sql::quote_literal(*whole + (zoned ? "+00" : "")) : value;
  }
  if (type == Symbol("integer")) {
    if (is_string && is_digits(text)) return text;
    return is_negative ? sql::quote_literal(text) : value;
  }
  if (type == Symbol("bigint") || type == Symbol("smallint"))
    return is_number || is_negative ? sql::quote_literal(text) : value;
  return value;
}

class PartitionLoader {
 public:
  PartitionLoader(Loader& loader, TableDraft& draft) : loader_(loader), draft_(draft) {}

  bool load_key(const Value& value) {
    const auto key = parse<PartitionKey>(*value.text(), sql::parse_partition_key);
    if (!key) {
      loader_.report.add(value.at, shown(*value.text()) + " does not say how the table is partitioned",
                         kKeyForms);
      return false;
    }
    for (const PartitionKey::Part& part : key->parts) {
      const ColumnDraft* column = part.column.empty() ? nullptr : draft_.find(part.column);
      if (!part.column.empty() && column == nullptr) {
        report_unknown_column(loader_, draft_, part.column.view(), value.at);
        return false;
      }
      types_.push_back(column == nullptr ? Symbol() : column->column.type);
    }
    key_ = *key;
    draft_.table.partition_by = sql::to_string(*key);
    at_ = value.at;
    return true;
  }

  void load_partition(const Entry& entry) {
    const auto id = declare_owned(loader_, Kind::partition, draft_.schema, draft_.name, entry);
    if (!id) return;
    model::Partition partition;
    const Value* values = &entry.value;
    if (entry.value.text() == nullptr) {
      const Fields fields(loader_, entry.value, partition_keys());
      if (entry.value.table() == nullptr) return;
      values = fields.text("values");
      if (values == nullptr) {
        if (!fields.has("values")) loader_.report.add(entry.at, "a partition needs `values`", kBoundForms);
        return;
      }
      partition.comment = fields.symbol("comment");
      loader_.rename(fields, *id);
    }
    auto bound = parse<PartitionBound>(*values->text(), sql::parse_partition_bound);
    if (!bound) {
      loader_.report.add(values->at, shown(*values->text()) + " does not say which rows the partition takes",
                         kBoundForms);
      return;
    }
    if (!fits(*bound, *values)) return;
    print_constants(*bound);
    partition.values = sql::to_string(*bound);
    loader_.put(*id, std::move(partition), entry.at);
  }

  void check_keys() const {
    for (const ObjectId& id : loader_.schema().owned_by(draft_.schema, draft_.name)) {
      const model::Object& object = *loader_.schema().find(id);
      if (id.kind == Kind::primary_key || id.kind == Kind::unique) check_covers(id, object);
      const auto* index = std::get_if<model::Index>(&object);
      if (index != nullptr && index->unique) check_covers(id, object);
      const auto* check = std::get_if<model::Check>(&object);
      if (check != nullptr && check->no_inherit)
        loader_.report.add(
            at_,
            "the check " + shown(id.name.view()) + " is NO INHERIT, which a partitioned table cannot have",
            "remove `no_inherit`; the rows are in the partitions");
    }
  }

 private:
  template <class Parsed, class Parse>
  static std::optional<Parsed> parse(std::string_view text, Parse parse_text) {
    try {
      return parse_text(text);
    } catch (const base::Error&) {  // a string or comment that does not end
      return std::nullopt;
    }
  }

  bool fits(const PartitionBound& bound, const Value& value) {
    const char* instead = nullptr;
    switch (key_.strategy) {
      case PartitionKey::Strategy::range:
        if (bound.form != PartitionBound::Form::range && bound.form != PartitionBound::Form::rest)
          instead = "the table is partitioned by range: write \"from (…) to (…)\" or \"default\"";
        break;
      case PartitionKey::Strategy::list:
        if (bound.form != PartitionBound::Form::list && bound.form != PartitionBound::Form::rest)
          instead = "the table is partitioned by list: write \"in (…)\" or \"default\"";
        break;
      case PartitionKey::Strategy::hash:
        if (bound.form != PartitionBound::Form::hash)
          instead = "the table is partitioned by hash: write \"with (modulus n, remainder n)\"";
        break;
    }
    if (instead != nullptr) {
      loader_.report.add(value.at, "this partition does not fit how its table is partitioned", instead);
      return false;
    }
    if (bound.form == PartitionBound::Form::range && bound.from.size() != key_.parts.size()) {
      loader_.report.add(value.at,
                         "the bounds have " + std::to_string(bound.from.size()) +
                             " values, but the table is partitioned by " + std::to_string(key_.parts.size()),
                         "write one value for each part of `partition_by`");
      return false;
    }
    if (bound.form == PartitionBound::Form::rest && std::exchange(has_rest_, true)) {
      loader_.report.add(value.at, "a table has one default partition at most", "give this one its values");
      return false;
    }
    return true;
  }

  void print_constants(PartitionBound& bound) const {
    for (std::vector<std::string>* row : {&bound.from, &bound.to})
      for (std::size_t i = 0; i < row->size(); ++i) (*row)[i] = printed_constant((*row)[i], types_[i]);
    for (std::string& value : bound.values) value = printed_constant(value, types_.front());
  }

  /// The server keeps one index a partition, so that a key can be unique only where it says which one.
  void check_covers(const ObjectId& id, const model::Object& object) const {
    const std::vector<Symbol> columns = model::key_columns(object);
    std::vector<std::string> missing;
    for (const PartitionKey::Part& part : key_.parts) {
      if (part.column.empty()) {
        loader_.report.add(at_, "a table that is partitioned by an expression can have no " + what(id),
                           "partition it by columns, or make it an index that is not unique");
        return;
      }
      if (std::find(columns.begin(), columns.end(), part.column) == columns.end())
        missing.push_back(part.column.str());
    }
    if (missing.empty()) return;
    loader_.report.add(
        at_,
        "the " + what(id) + " lacks " + shown_list(missing, "and") + ", by which the table is partitioned",
        "every unique key of a partitioned table holds all columns of `partition_by`: add " +
            shown_list(missing, "and"));
  }

  static std::string what(const ObjectId& id) {
    std::string text(model::kind_name(id.kind));
    if (id.kind == Kind::index) text = "unique index";
    return id.name.empty() ? text : text + " " + shown(id.name.view());
  }

  Loader& loader_;
  TableDraft& draft_;
  PartitionKey key_;
  std::vector<Symbol> types_;
  Spot at_;
  bool has_rest_ = false;
};

void refuse_storage(Loader& loader, const TableDraft& draft, const Fields& fields) {
  for (const char* key : {"with", "unlogged"}) {
    const bool said = std::string_view(key) == "with" ? !draft.table.storage.empty() : draft.table.unlogged;
    if (said)
      loader.report.add(
          fields.entry(key)->at,
          "a partitioned table stores no rows of its own, so `" + std::string(key) + "` says nothing",
          "remove the key");
  }
}

}  // namespace

void load_partitions(Loader& loader, TableDraft& draft, const Fields& fields) {
  const Value* by = fields.text("partition_by");
  const Value* partitions = fields.table("partitions");
  if (by == nullptr) {
    if (partitions != nullptr && !fields.has("partition_by"))
      loader.report.add(fields.entry("partitions")->at,
                        "the table has partitions, but does not say by what it is partitioned", kKeyForms);
    return;
  }
  PartitionLoader reading(loader, draft);
  if (!reading.load_key(*by)) return;
  refuse_storage(loader, draft, fields);
  reading.check_keys();
  if (partitions == nullptr) return;
  for (const Entry& entry : *partitions->table()) reading.load_partition(entry);
}

}  // namespace schemagen::dsl
