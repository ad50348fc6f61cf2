// Writing TOML 1.0: keys and strings. https://toml.io/en/v1.0.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace schemagen::base {

/// `key` as one part of a key: bare where TOML allows it, else in quotes.
std::string toml_key(std::string_view key);

/// `text` as a string on one line: `"text"`, escaped where needed.
std::string toml_string(std::string_view text);

/// As toml_string(), but a text of several lines becomes a ''' literal ''' that reads as it is, where it can
/// be one: no ''' in it or quote at its end, no control characters other than line feed and tab.
std::string toml_text(std::string_view text);

/// `["a", "b"]`
std::string toml_array(const std::vector<std::string>& texts);

}  // namespace schemagen::base
