#include "dsl/config_file.h"

#include "schemagen/base/error.h"
#include "schemagen/base/text.h"

namespace schemagen::dsl {
namespace {

/// A line with a URL in it is not repeated in a message: it may hold a password.
base::DiagnosticList without_secrets(base::DiagnosticList diagnostics) {
  for (base::Diagnostic& diagnostic : diagnostics) {
    const std::string line = base::to_lower(diagnostic.line);
    if (line.find("://") != std::string::npos || line.find("password") != std::string::npos)
      diagnostic.line.clear();
  }
  return diagnostics;
}

}  // namespace

ConfigFile::ConfigFile(const std::string& name, std::string text)
    : sources_{{name, std::move(text)}}, report_(sources_) {
  std::variant<Value, ParseFailure> parsed = parse_document(sources_.front().text, 0);
  if (const auto* failure = std::get_if<ParseFailure>(&parsed)) {
    report_.add(failure->at, failure->message);
    finish();
    return;
  }
  root_ = std::move(std::get<Value>(parsed));
}

void ConfigFile::report_unknown(const Entry& entry, const std::vector<std::string>& known) {
  const auto near = base::nearest(entry.key.view(), known);
  report_.add(entry.at, "unknown key " + shown(entry.key.view()),
              near ? "did you mean " + shown(*near) + "?" : "the keys here are " + shown_list(known, "and"));
}

std::string ConfigFile::text_of(const Entry& entry) {
  if (const std::string* text = entry.value.text()) return *text;
  report_.add(entry.value.at,
              shown(entry.key.view()) + " must be a string, not " + std::string(kind_of(entry.value)));
  return {};
}

void ConfigFile::finish() {
  if (report_.empty()) return;
  throw base::Error(base::ErrorKind::declaration,
                    std::string(base::trim(base::render(without_secrets(report_.take())))));
}

}  // namespace schemagen::dsl
