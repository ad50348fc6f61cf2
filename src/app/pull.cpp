#include "schemagen/app/pull.h"

#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/diff/trash.h"
#include "schemagen/dsl/emit.h"

namespace schemagen::app {

PullOutcome run(const PullRequest& request, const Terminal&) {
  const Session session = resolve(request.location);
  PullOutcome outcome;
  outcome.state = live_state(required_url(session), db::OpenMode::read_only);
  outcome.set_aside = diff::set_aside_in(outcome.state.schema);
  if (!outcome.set_aside.empty()) outcome.state.schema = diff::without_trash(std::move(outcome.state.schema));
  const model::Schema& schema = outcome.state.schema;
  outcome.toml = dsl::emit(schema);
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
