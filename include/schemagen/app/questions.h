// Renames that were not stated: asked on a terminal, taken from an answers file, or refused.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "schemagen/app/terminal.h"
#include "schemagen/base/error.h"
#include "schemagen/diff/rename.h"

namespace schemagen::app {

/// Error of kind `question` that carries the questions.
class OpenQuestions : public base::Error {
 public:
  explicit OpenQuestions(std::vector<diff::Question> questions);
  const std::vector<diff::Question>& questions() const { return questions_; }

 private:
  std::vector<diff::Question> questions_;
};

/// The renames among `questions` that were meant. Called until nothing new is asked.
using RenameChooser = std::function<std::vector<diff::Rename>(const std::vector<diff::Question>&)>;

struct RenameFlags {
  bool none = false;              ///< --renames none: a drop and an add is what is meant
  std::filesystem::path answers;  ///< --answers FILE
};

/// Answers come from the file, then from the person, else OpenQuestions is thrown. No question is asked
/// twice.
RenameChooser make_chooser(const RenameFlags& flags, const Terminal& terminal);

}  // namespace schemagen::app
