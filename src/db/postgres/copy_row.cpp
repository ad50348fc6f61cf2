#include <charconv>

#include "db/postgres/connection.h"

namespace schemagen::db::postgres {

namespace {

char unescaped(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return c;
  }
}

bool starts_number(char c) { return c == '-' || (c >= '0' && c <= '9'); }

}  // namespace

void CopyRow::assign(char* line, std::size_t size) {
  cells_.clear();
  if (size > 0 && line[size - 1] == '\n') --size;
  char* const end = line + size;
  char* read = line;
  while (true) {
    char* const start = read;
    char* write = read;
    bool null = false;
    for (; read != end && *read != '\t'; ++read) {
      if (*read != '\\' || read + 1 == end) {
        *write++ = *read;
        continue;
      }
      ++read;
      if (*read == 'N')
        null = true;
      else
        *write++ = unescaped(*read);
    }
    cells_.push_back(null ? std::string_view()
                          : std::string_view(start, static_cast<std::size_t>(write - start)));
    if (read == end) return;
    ++read;
  }
}

std::int64_t CopyRow::number(std::size_t column) const {
  const std::string_view cell = text(column);
  std::int64_t value = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return value;
}

std::vector<std::int64_t> CopyRow::numbers(std::size_t column) const {
  std::vector<std::int64_t> values;
  const std::string_view cell = text(column);
  const char* const end = cell.data() + cell.size();
  for (const char* at = cell.data(); at != end;) {
    if (!starts_number(*at)) {
      ++at;
      continue;
    }
    std::int64_t value = 0;
    const auto [next, error] = std::from_chars(at, end, value);
    if (error == std::errc()) values.push_back(value);
    at = next == at ? at + 1 : next;
  }
  return values;
}

std::vector<std::string> CopyRow::texts(std::size_t column) const { return parse_text_array(text(column)); }

std::vector<std::string> parse_text_array(std::string_view array) {
  std::vector<std::string> elements;
  if (array.size() <= 2) return elements;
  array = array.substr(1, array.size() - 2);
  std::string element;
  bool quoted = false;
  for (std::size_t i = 0; i < array.size(); ++i) {
    const char c = array[i];
    if (c == '\\' && i + 1 < array.size()) {
      element += array[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      elements.push_back(std::move(element));
      element.clear();
    } else {
      element += c;
    }
  }
  elements.push_back(std::move(element));
  return elements;
}

}  // namespace schemagen::db::postgres
