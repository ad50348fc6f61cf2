// A small TOML file that is no declaration: parsed, with its mistakes collected and thrown together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dsl/load_document.h"
#include "dsl/load_report.h"

namespace schemagen::dsl {

class ConfigFile {
 public:
  /// Throws Error (declaration) when `text` is not TOML.
  ConfigFile(const std::string& name, std::string text);
  ConfigFile(const ConfigFile&) = delete;
  ConfigFile& operator=(const ConfigFile&) = delete;

  const Value::Table& root() const { return *root_.table(); }
  Report& report() { return report_; }
  /// Reports the key with the nearest of `known`.
  void report_unknown(const Entry& entry, const std::vector<std::string>& known);
  /// The string of `entry`; reports anything else and gives an empty one.
  std::string text_of(const Entry& entry);
  /// Throws Error (declaration) with everything reported so far, if anything was.
  void finish();

 private:
  std::vector<Source> sources_;
  Report report_;
  Value root_;
};

}  // namespace schemagen::dsl
