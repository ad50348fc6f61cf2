#include "schemagen/app/pull.h"

#include "schemagen/app/compiles.h"
#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/diff/trash.h"
#include "schemagen/dsl/emit.h"

namespace schemagen::app {
namespace {

/// What does not compile is declared all the same, and named as such, so that the declaration is taken.
void name_what_is_broken(dsl::Declaration& declaration, base::DiagnosticList& warnings) {
  for (const Problem& problem : find_problems(declaration.schema)) {
    if (problem.kind == Problem::Kind::broken)
      declaration.broken.emplace(model::to_string(problem.id), base::Place());
    if (problem.kind != Problem::Kind::of_application) warnings.push_back({{}, describe(problem), {}, {}});
  }
}

/// What the declaration of the project says of objects that it leaves to others; nothing when there is none,
/// or none that can be read.
std::vector<std::string> ignored_by(const std::filesystem::path& schema) {
  try {
    return dsl::load_declaration(schema).scope.ignore;
  } catch (const base::Error&) {
    return {};
  }
}

}  // namespace

PullOutcome run(const PullRequest& request, const Terminal&) {
  const Session session = resolve(request.location);
  PullOutcome outcome;
  outcome.state = live_state(required_url(session), db::OpenMode::read_only);
  outcome.set_aside = diff::set_aside_in(outcome.state.schema);
  if (!outcome.set_aside.empty()) outcome.state.schema = diff::without_trash(std::move(outcome.state.schema));
  dsl::Declaration pulled{model::Schema(outcome.state.schema.dialect()), {}, {}, {}};
  pulled.scope.ignore = ignored_by(session.schema);
  outcome.state.schema = managed_part(std::move(outcome.state.schema), pulled);
  pulled.schema = outcome.state.schema;
  const model::Schema& schema = outcome.state.schema;
  name_what_is_broken(pulled, outcome.warnings);
  outcome.toml = dsl::emit(pulled);
  outcome.objects = schema.objects().size();
  outcome.unmodelled = diff::not_known(schema.unmodelled());
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
