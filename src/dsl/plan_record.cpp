#include "schemagen/dsl/plan_record.h"

#include <limits>

#include "dsl/config_file.h"

namespace schemagen::dsl {
namespace {

class RecordReader {
 public:
  RecordReader(std::string_view text, const std::string& name) : file_(name, std::string(text)) {}

  PlanRecord read() {
    check_format();
    PlanRecord record;
    record.id = text("id");
    record.parent = text("parent");
    record.before = text("before");
    record.after = text("after");
    const std::string dialect = text("dialect");
    if (dialect == sql::to_string(sql::Dialect::postgresql))
      record.target.dialect = sql::Dialect::postgresql;
    else if (dialect != sql::to_string(sql::Dialect::sqlite) && !dialect.empty())
      file_.report().add(find("dialect")->value.at, "unknown dialect " + shown(dialect),
                         "a dialect is `sqlite` or `postgresql`");
    record.target.version = static_cast<int>(number("server_version"));
    if (const Entry* begun = find("begun")) record.begun = file_.text_of(*begun);
    if (const Entry* finished = find("finished")) record.finished = file_.text_of(*finished);
    file_.finish();
    return record;
  }

 private:
  const Entry* find(std::string_view key) const {
    for (const Entry& entry : file_.root())
      if (entry.key.view() == key) return &entry;
    return nullptr;
  }

  const Entry* need(std::string_view key) {
    const Entry* entry = find(key);
    if (entry == nullptr)
      file_.report().add(Spot{0, 1, 1}, "this is no plan.toml: it has no " + shown(key),
                         "restore the file as it was generated");
    return entry;
  }

  std::string text(std::string_view key) {
    const Entry* entry = need(key);
    return entry == nullptr ? std::string() : file_.text_of(*entry);
  }

  std::int64_t number(std::string_view key) {
    const Entry* entry = need(key);
    if (entry == nullptr) return 0;
    const std::int64_t* value = entry->value.integer();
    if (value != nullptr && *value >= 0 && *value <= std::numeric_limits<int>::max()) return *value;
    file_.report().add(entry->value.at, shown(key) + " must be a version number");
    return 0;
  }

  void check_format() {
    if (number("schemagen") > 1)
      file_.report().add(find("schemagen")->value.at, "this plan.toml was written by a newer schemagen",
                         "install that version");
  }

  ConfigFile file_;
};

}  // namespace

PlanRecord read_plan_record(std::string_view text, const std::string& name) {
  return RecordReader(text, name).read();
}

}  // namespace schemagen::dsl
