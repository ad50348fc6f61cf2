// The command line as a request.
#pragma once

#include <string>
#include <variant>

#include "schemagen/app/diff.h"
#include "schemagen/app/drift.h"
#include "schemagen/app/generate.h"
#include "schemagen/app/init.h"
#include "schemagen/app/pull.h"
#include "schemagen/app/push.h"
#include "schemagen/app/validate.h"

namespace schemagen::cli {

using Request = std::variant<app::InitRequest, app::PullRequest, app::ValidateRequest, app::DiffRequest,
                             app::GenerateRequest, app::PushRequest, app::DriftRequest>;

/// A text that answers the command line by itself: help or the version.
struct Answer {
  std::string text;
};

struct Invocation {
  std::string command;
  app::Format format = app::Format::text;
  std::variant<Answer, Request> what;
};

/// Throws base::Error (usage) with a hint when the arguments make no sense.
Invocation parse_arguments(int argc, const char* const* argv);

/// Whether `--format json` stands on the command line, for failures of parse_arguments() itself.
app::Format format_asked_for(int argc, const char* const* argv);

}  // namespace schemagen::cli
