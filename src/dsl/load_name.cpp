#include "dsl/load_name.h"

#include "schemagen/base/text.h"

namespace schemagen::dsl {
namespace {

constexpr std::string_view kQuoteHint =
    "put a name with a dot or a double quote in it in double quotes, inside the key: '\"odd.name\"'";

// Reads `"…"` at the start of `text` and moves past it. Nothing when the quote is not closed.
std::optional<std::string> read_quoted(std::string_view& text) {
  std::string name;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] != '"') {
      name += text[i];
    } else if (i + 1 < text.size() && text[i + 1] == '"') {
      name += '"';
      ++i;
    } else {
      text.remove_prefix(i + 1);
      return name;
    }
  }
  return std::nullopt;
}

std::optional<std::string> read_part(std::string_view& text, std::string_view ends) {
  if (text.starts_with('"')) return read_quoted(text);
  const std::size_t end = std::min(text.find_first_of(ends), text.size());
  std::string part(text.substr(0, end));
  text.remove_prefix(end);
  return part;
}

// Parts separated by dots, up to the end or to one of `stops`.
std::optional<std::vector<Symbol>> read_parts(std::string_view& text, std::string_view stops) {
  const std::string ends = "." + std::string(stops);
  std::vector<Symbol> parts;
  while (true) {
    const auto part = read_part(text, ends);
    if (!part) return std::nullopt;
    parts.emplace_back(*part);
    if (text.starts_with('.')) {
      text.remove_prefix(1);
      continue;
    }
    if (text.empty() || stops.find(text.front()) != std::string_view::npos) return parts;
    return std::nullopt;
  }
}

std::optional<QualifiedName> qualified(Loader& loader, const std::vector<Symbol>& parts, Spot at) {
  for (const Symbol part : parts) {
    if (!part.empty() || parts.size() == 1) continue;
    loader.report.add(at, "a part of this name is empty", std::string(kQuoteHint));
    return std::nullopt;
  }
  if (parts.size() == 1) return QualifiedName{sql::default_schema(loader.dialect()), parts.front(), false};
  if (!loader.postgresql()) {
    loader.report.add(at, "SQLite has no schemas, so a dot cannot part one from a name",
                      std::string(kQuoteHint));
    return std::nullopt;
  }
  if (parts.size() == 2) return QualifiedName{parts[0], parts[1], true};
  loader.report.add(at, "a name has at most two parts, schema and name", std::string(kQuoteHint));
  return std::nullopt;
}

std::vector<Symbol> read_columns(std::string_view text, bool& whole) {
  std::vector<Symbol> columns;
  whole = false;
  while (true) {
    text = text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
    const bool quoted = text.starts_with('"');
    const auto part = read_part(text, ",)");
    if (!part) return columns;
    columns.emplace_back(quoted ? std::string_view(*part) : base::trim(*part));
    text = text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
    if (text.starts_with(',')) {
      text.remove_prefix(1);
      continue;
    }
    whole = text.starts_with(')') && base::trim(text.substr(1)).empty();
    return columns;
  }
}

}  // namespace

std::optional<QualifiedName> parse_name(Loader& loader, std::string_view text, Spot at) {
  std::string_view rest = text;
  const auto parts = read_parts(rest, "");
  if (parts) return qualified(loader, *parts, at);
  loader.report.add(at, "the double quotes in " + shown(text) + " do not enclose a whole name",
                    "a quoted name ends with `\"`, and a double quote in it is doubled");
  return std::nullopt;
}

std::optional<ObjectId> declare_object(Loader& loader, Kind kind, const Entry& entry) {
  const auto name = parse_name(loader, entry.key.view(), entry.at);
  if (!name || !loader.check_name(kind, name->name.view(), entry.at)) return std::nullopt;
  loader.use_schema(name->schema, entry.at);
  const ObjectId id{kind, name->schema, {}, name->name};
  if (!loader.declare(id, entry.at)) return std::nullopt;
  return id;
}

std::optional<ObjectId> declare_owned(Loader& loader, Kind kind, Symbol schema, Symbol owner,
                                      const Entry& entry) {
  const ObjectId id{kind, schema, owner, entry.key};
  if (!loader.check_name(kind, entry.key.view(), entry.at) || !loader.declare(id, entry.at))
    return std::nullopt;
  return id;
}

std::optional<TableReference> parse_reference(Loader& loader, const Value& value) {
  constexpr std::string_view kHint =
      "write the table and its columns: \"users(id)\" or \"billing.invoices(id, no)\"";
  std::string_view rest = base::trim(*value.text());
  const auto parts = read_parts(rest, "(");
  if (!parts) {
    loader.report.add(value.at, shown(*value.text()) + " is no reference to a table", std::string(kHint));
    return std::nullopt;
  }
  std::vector<Symbol> trimmed = *parts;
  const std::string_view named_part =
      std::string_view(*value.text()).substr(0, value.text()->size() - rest.size());
  if (!rest.empty() && !base::trim(named_part).ends_with('"'))
    trimmed.back() = Symbol(base::trim(trimmed.back().view()));
  const auto table = qualified(loader, trimmed, value.at);
  if (!table) return std::nullopt;
  TableReference reference{*table, {}};
  bool whole = true;
  if (!rest.empty()) reference.columns = read_columns(rest.substr(1), whole);
  bool named = !reference.table.name.empty();
  for (const Symbol column : reference.columns) named = named && !column.empty();
  if (whole && named) return reference;
  loader.report.add(value.at, shown(*value.text()) + " is no reference to a table", std::string(kHint));
  return std::nullopt;
}

std::optional<std::vector<Symbol>> parse_path(Loader& loader, std::string_view text, Spot at) {
  std::string_view rest = text;
  auto parts = read_parts(rest, "");
  if (parts && (parts->size() == 2 || parts->size() == 3)) return parts;
  loader.report.add(at, shown(text) + " does not name a column", "write \"table.column\"");
  return std::nullopt;
}

}  // namespace schemagen::dsl
