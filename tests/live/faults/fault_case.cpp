#include "live/faults/fault_case.h"

#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <stdexcept>

namespace schemagen::tests {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kActions{"generate", "run",  "try",  "wrong", "wrongs", "next",
                                        "files",    "rest", "load", "sql",   "script", "drift",
                                        "again",    "rows", "done", "read",  "command"};

const std::map<std::string, std::string Step::*> kTexts{
    {"of", &Step::of},           {"as", &Step::as},       {"or_refused", &Step::or_refused},
    {"between", &Step::between}, {"tries", &Step::tries}, {"holding", &Step::holding}};
const std::map<std::string, std::vector<std::string> Step::*> kLists{
    {"args", &Step::arguments}, {"says", &Step::says}, {"never", &Step::never}, {"beside", &Step::beside}};
const std::map<std::string, std::optional<std::string> Step::*> kResults{
    {"is", &Step::is}, {"stops", &Step::stops}, {"fails", &Step::fails}};
const std::map<std::string, bool Step::*> kSwitches{
    {"offline", &Step::offline}, {"writes", &Step::writes}, {"alone", &Step::alone}};

std::vector<std::string> texts_of(const toml::node& node) {
  if (const auto text = node.value<std::string>()) return {*text};
  std::vector<std::string> texts;
  for (const toml::node& each : *node.as_array()) texts.push_back(each.value<std::string>().value());
  return texts;
}

void take_key(Step& step, const std::string& key, const toml::node& value) {
  if (std::find(kActions.begin(), kActions.end(), key) != kActions.end()) {
    step.action = key;
    if (key == "command")
      step.arguments = texts_of(value);
    else
      step.subject = value.value<std::string>().value();
  } else if (const auto text = kTexts.find(key); text != kTexts.end()) {
    step.*(text->second) = value.value<std::string>().value();
  } else if (const auto list = kLists.find(key); list != kLists.end()) {
    step.*(list->second) = texts_of(value);
  } else if (const auto result = kResults.find(key); result != kResults.end()) {
    step.*(result->second) = value.value<std::string>().value();
  } else {
    step.*(kSwitches.at(key)) = value.value<bool>().value();
  }
}

Step step_of(const toml::node& node) {
  Step step;
  if (const auto word = node.value<std::string>()) {
    const bool file = *word == "1" || *word == "2" || *word == "3" || *word == "undo";
    step.action = file ? "run" : *word;
    if (file) step.subject = *word;
  } else {
    for (const auto& [key, value] : *node.as_table()) take_key(step, std::string(key.str()), value);
  }
  if (std::find(kActions.begin(), kActions.end(), step.action) == kActions.end())
    throw std::runtime_error("A step has no action that is known: " + step.action);
  return step;
}

/// The way of a folder that says nothing about it.
std::vector<Step> usual_steps(const fs::path& folder) {
  std::vector<Step> steps;
  const auto add = [&steps](const std::string& action, const std::string& subject = {}) {
    Step step;
    step.action = action;
    step.subject = subject;
    steps.push_back(step);
  };
  if (!fs::exists(folder / "v1.toml")) {
    for (const char* action : {"generate", "files", "done"}) add(action);
    return steps;
  }
  for (int version = 1; fs::exists(folder / ("v" + std::to_string(version) + ".toml")); ++version) {
    add("generate", "v" + std::to_string(version) + ".toml");
    steps.back().offline = true;
    for (const char* action : {"files", "done"}) add(action);
  }
  return steps;
}

void read_case(const fs::path& file, FaultCase& fault) {
  const toml::table table = toml::parse_file(file.string());
  for (const auto& [key, value] : table) {
    if (key == "known")
      fault.known = value.value<std::string>().value();
    else if (key == "since")
      fault.since = value.value<int>().value();
    else if (key == "changes")
      fault.changes = texts_of(value);
    else if (key == "steps") {
      fault.steps.clear();
      for (const toml::node& step : *value.as_array()) fault.steps.push_back(step_of(step));
    } else
      throw std::runtime_error(file.string() + " has the unknown key " + std::string(key.str()));
  }
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const FaultCase& fault) { return out << fault.folder.string(); }

std::vector<FaultCase> fault_cases() {
  std::vector<FaultCase> cases;
  for (const sql::Dialect dialect : {sql::Dialect::postgresql, sql::Dialect::sqlite}) {
    const fs::path all = fs::path(SCHEMAGEN_SOURCE_DIR) / "tests/live/faults" / sql::to_string(dialect);
    for (const auto& entry : fs::directory_iterator(all)) {
      FaultCase fault;
      fault.folder = entry.path();
      fault.name = entry.path().filename().string();
      fault.dialect = dialect;
      fault.steps = usual_steps(fault.folder);
      if (const fs::path file = fault.folder / "case.toml"; fs::exists(file)) read_case(file, fault);
      cases.push_back(fault);
    }
  }
  std::sort(cases.begin(), cases.end(),
            [](const FaultCase& a, const FaultCase& b) { return a.folder < b.folder; });
  return cases;
}

}  // namespace schemagen::tests
