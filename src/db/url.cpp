#include "schemagen/db/url.h"

#include <algorithm>
#include <array>

#include "schemagen/base/text.h"

namespace schemagen::db {
namespace {

constexpr std::string_view kHidden = "***";
constexpr std::string_view kSpaces = " \t\r\n\f\v";

constexpr std::array<std::string_view, 3> kFileEndings = {".db", ".sqlite", ".sqlite3"};

// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
constexpr std::array<std::string_view, 22> kConnectionKeywords = {"application_name",
                                                                  "channel_binding",
                                                                  "client_encoding",
                                                                  "connect_timeout",
                                                                  "dbname",
                                                                  "host",
                                                                  "hostaddr",
                                                                  "keepalives",
                                                                  "load_balance_hosts",
                                                                  "options",
                                                                  "passfile",
                                                                  "password",
                                                                  "port",
                                                                  "requirepeer",
                                                                  "service",
                                                                  "sslcert",
                                                                  "sslkey",
                                                                  "sslmode",
                                                                  "sslpassword",
                                                                  "sslrootcert",
                                                                  "target_session_attrs",
                                                                  "user"};

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && base::equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

bool is_connection_string(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return false;
  const std::string_view keyword = base::trim(text.substr(0, equals));
  return std::find(kConnectionKeywords.begin(), kConnectionKeywords.end(), keyword) !=
         kConnectionKeywords.end();
}

bool names_sqlite_file(std::string_view text) {
  const std::string lower = base::to_lower(text);
  return std::any_of(kFileEndings.begin(), kFileEndings.end(), [&](std::string_view ending) {
    return lower.size() > ending.size() && lower.ends_with(ending);
  });
}

/// Where the user info `user:password@` of the authority at `start` ends (the position of its `@`). A
/// password with an unescaped `/` or `@` is hidden as well, so the last `@` of the word counts.
std::size_t user_info_end(std::string_view text, std::size_t start) {
  const std::size_t word_end = std::min(text.find_first_of(" \t\r\n\f\v\"'", start), text.size());
  const std::size_t at = text.substr(0, word_end).rfind('@');
  return at == std::string_view::npos || at < start ? std::string_view::npos : at;
}

void hide_user_passwords(std::string& text) {
  for (std::size_t scheme = text.find("://"); scheme != std::string::npos;
       scheme = text.find("://", scheme)) {
    scheme += 3;
    const std::size_t end = user_info_end(text, scheme);
    if (end == std::string::npos) continue;
    const std::size_t colon = text.find(':', scheme);
    if (colon < end) text.replace(colon + 1, end - colon - 1, kHidden);
  }
}

std::size_t value_end(std::string_view text, std::size_t start, bool in_query) {
  const bool quoted = start < text.size() && text[start] == '\'';
  std::size_t at = quoted ? start + 1 : start;
  for (; at < text.size(); ++at) {
    if (text[at] == '\\' && !in_query)
      ++at;
    else if (quoted && text[at] == '\'')
      return at + 1;
    else if (!quoted && (kSpaces.find(text[at]) != std::string_view::npos || (in_query && text[at] == '&')))
      return at;
  }
  return text.size();
}

void hide_keyword_passwords(std::string& text) {
  constexpr std::string_view kKeyword = "password";
  std::size_t from = 0;
  for (;;) {
    const std::size_t found = base::to_lower(text).find(kKeyword, from);
    if (found == std::string::npos) return;
    std::size_t start = found + kKeyword.size();
    std::size_t word = found;
    while (word > 0 && is_word_character(text[word - 1])) --word;
    const bool in_query = word > 0 && (text[word - 1] == '?' || text[word - 1] == '&');
    start = std::min(text.find_first_not_of(kSpaces, start), text.size());
    from = start;
    if (start == text.size() || text[start] != '=') continue;
    start = std::min(text.find_first_not_of(kSpaces, start + 1), text.size());
    text.replace(start, value_end(text, start, in_query) - start, kHidden);
    from = start + kHidden.size();
  }
}

int hexadecimal_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string without_escapes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hexadecimal_digit(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : hexadecimal_digit(text[i + 2]);
    plain += low < 0 ? text[i] : static_cast<char>(high * 16 + low);
    if (low >= 0) i += 2;
  }
  return plain;
}

/// What stands behind `file:`. As in SQLite itself, parameters that nobody knows have no effect.
Url file_url(std::string_view text) {
  text = text.substr(0, text.find('#'));
  const std::size_t question = text.find('?');
  std::string_view path = text.substr(0, question);
  if (path.starts_with("//")) path.remove_prefix(std::min(path.find('/', 2), path.size()));
  Url url{sql::Dialect::sqlite, without_escapes(path)};
  if (question == std::string_view::npos) return url;
  std::string_view parameters = text.substr(question + 1);
  while (!parameters.empty()) {
    const std::size_t end = std::min(parameters.find('&'), parameters.size());
    const std::string parameter = without_escapes(parameters.substr(0, end));
    if (parameter == "mode=ro" || parameter == "immutable=1") url.read_only = true;
    if (parameter == "mode=memory") url.location = ":memory:";
    parameters.remove_prefix(std::min(end + 1, parameters.size()));
  }
  return url;
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  constexpr std::string_view kSqlite = "sqlite:";
  constexpr std::string_view kFile = "file:";
  if (starts_with_ignoring_case(text, kSqlite)) {
    std::string_view path = text.substr(kSqlite.size());
    if (path.starts_with(kFile)) return file_url(path.substr(kFile.size()));
    if (path.starts_with("//")) path.remove_prefix(2);
    return Url{sql::Dialect::sqlite, std::string(path)};
  }
  if (text.starts_with(kFile)) return file_url(text.substr(kFile.size()));
  if (text.starts_with("postgresql://") || text.starts_with("postgres://") || is_connection_string(text))
    return Url{sql::Dialect::postgresql, std::string(text)};
  if (names_sqlite_file(text) && text.find("://") == std::string_view::npos)
    return Url{sql::Dialect::sqlite, std::string(text)};
  return std::nullopt;
}

std::string sqlite_url(std::string_view path, bool read_only) {
  if (!read_only) return "sqlite:" + std::string(path);
  std::string url = "file:";
  for (const char c : path) {
    if (c == '%')
      url += "%25";
    else if (c == '?')
      url += "%3f";
    else if (c == '#')
      url += "%23";
    else
      url += c;
  }
  return url + "?mode=ro";
}

std::string redact(std::string_view text) {
  std::string hidden(text);
  hide_user_passwords(hidden);
  hide_keyword_passwords(hidden);
  return hidden;
}

}  // namespace schemagen::db
