#include "dsl/config_file.h"
#include "schemagen/base/file.h"
#include "schemagen/base/text.h"
#include "schemagen/dsl/config.h"

namespace schemagen::dsl {

std::map<std::string, std::string> load_answers(const std::filesystem::path& path) {
  ConfigFile file(path.string(), base::read_file(path));
  std::map<std::string, std::string> answers;
  for (const Entry& entry : file.root()) {
    if (entry.value.table() != nullptr) {
      file.report().add(entry.at, "a question id must stand in quotes, for it holds dots and colons",
                        "write it as `\"rename:column:users.a:b\" = \"rename\"`");
      continue;
    }
    const std::string answer = file.text_of(entry);
    if (entry.value.text() != nullptr && answer != "rename" && answer != "drop") {
      const auto near = base::nearest(answer, {"rename", "drop"});
      file.report().add(entry.value.at, "unknown answer " + shown(answer),
                        near ? "did you mean " + shown(*near) + "?" : "an answer is `rename` or `drop`");
    }
    answers.emplace(entry.key.str(), answer);
  }
  file.finish();
  return answers;
}

}  // namespace schemagen::dsl
