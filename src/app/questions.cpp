#include "schemagen/app/questions.h"

#include <set>

#include "schemagen/base/text.h"
#include "schemagen/dsl/config.h"

namespace schemagen::app {
namespace {

using base::Error;
using base::ErrorKind;

std::string list_questions(const std::vector<diff::Question>& questions) {
  std::string out = questions.size() == 1 ? "A question needs an answer:" : "Questions need an answer:";
  for (const diff::Question& question : questions) out += "\n  " + question.id + "\n    " + question.text;
  return out;
}

class Chooser {
 public:
  Chooser(std::map<std::string, std::string> answers, bool none, const Terminal& terminal)
      : answers_(std::move(answers)), none_(none), terminal_(&terminal) {}

  std::vector<diff::Rename> operator()(const std::vector<diff::Question>& questions) {
    std::vector<diff::Rename> chosen;
    if (none_) return chosen;
    std::vector<diff::Question> open;
    for (const diff::Question& question : questions) {
      if (dropped_.contains(question.id)) continue;
      const auto answer = answers_.find(question.id);
      if (answer != answers_.end())
        take(question, answer->second == "rename", chosen);
      else
        open.push_back(question);
    }
    if (!open.empty() && !terminal_->interactive) throw OpenQuestions(std::move(open));
    for (const diff::Question& question : open) take(question, ask_person(question), chosen);
    return chosen;
  }

 private:
  void take(const diff::Question& question, bool is_rename, std::vector<diff::Rename>& chosen) {
    if (is_rename)
      chosen.push_back(question.rename);
    else
      dropped_.insert(question.id);
  }

  bool ask_person(const diff::Question& question) const {
    for (;;) {
      const auto line = ask(*terminal_, question.text + "\n  [r]ename, or [d]rop and add? ");
      if (!line) throw OpenQuestions({question});
      const std::string word = base::to_lower(base::trim(*line));
      if (word == "r" || word == "rename") return true;
      if (word == "d" || word == "drop") return false;
    }
  }

  std::map<std::string, std::string> answers_;
  std::set<std::string> dropped_;
  bool none_;
  const Terminal* terminal_;
};

}  // namespace

OpenQuestions::OpenQuestions(std::vector<diff::Question> questions)
    : Error(ErrorKind::question, list_questions(questions),
            "State it in the declaration (renamed_from), answer \"rename\" or \"drop\" behind each id in a "
            "file "
            "given with --answers, or say with --renames none that all of it is to be dropped and added."),
      questions_(std::move(questions)) {}

RenameChooser make_chooser(const RenameFlags& flags, const Terminal& terminal) {
  std::map<std::string, std::string> answers;
  if (!flags.answers.empty()) answers = dsl::load_answers(flags.answers);
  return Chooser(std::move(answers), flags.none, terminal);
}

}  // namespace schemagen::app
