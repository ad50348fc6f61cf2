#include "schemagen/app/pull.h"

#include "schemagen/app/compiles.h"
#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/diff/trash.h"
#include "schemagen/dsl/emit.h"

namespace schemagen::app {
namespace {

/// What does not compile is declared all the same, and named as such, so that the declaration is taken.
std::string text_of(const model::Schema& schema, base::DiagnosticList& warnings) {
  const std::vector<Problem> problems = find_problems(schema);
  if (problems.empty()) return dsl::emit(schema);
  dsl::Declaration declaration{schema, {}, {}, {}};
  for (const Problem& problem : problems) {
    if (problem.kind == Problem::Kind::broken)
      declaration.broken.emplace(model::to_string(problem.id), base::Place());
    if (problem.kind != Problem::Kind::of_application) warnings.push_back({{}, describe(problem), {}, {}});
  }
  return dsl::emit(declaration);
}

}  // namespace

PullOutcome run(const PullRequest& request, const Terminal&) {
  const Session session = resolve(request.location);
  PullOutcome outcome;
  outcome.state = live_state(required_url(session), db::OpenMode::read_only);
  outcome.set_aside = diff::set_aside_in(outcome.state.schema);
  if (!outcome.set_aside.empty()) outcome.state.schema = diff::without_trash(std::move(outcome.state.schema));
  const model::Schema& schema = outcome.state.schema;
  outcome.toml = text_of(schema, outcome.warnings);
  outcome.objects = schema.objects().size();
  outcome.unmodelled = schema.unmodelled();
  if (request.out.empty()) return outcome;
  if (std::filesystem::is_directory(request.out))
    throw base::Error(
        base::ErrorKind::usage, request.out.string() + " is a folder; nothing was written.",
        "Give --out the name of a file, such as " + (request.out / "schema.toml").string() + ".");
  base::write_file(request.out, outcome.toml);
  outcome.written = request.out;
  return outcome;
}

}  // namespace schemagen::app
