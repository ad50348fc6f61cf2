#include "schemagen/app/validate.h"

#include "schemagen/app/compiles.h"
#include "schemagen/dialect/lower.h"
#include "schemagen/dsl/declaration.h"

namespace schemagen::app {

ValidateOutcome run(const ValidateRequest& request, const Terminal&) {
  const Session session = resolve(request.location);
  const dsl::Declaration declaration = dsl::load_declaration(session.schema);
  dialect::refuse_rings(declaration.schema);
  ValidateOutcome outcome;
  outcome.schema = session.schema;
  outcome.dialect = declaration.schema.dialect();
  outcome.warnings = require_compiles(declaration, nullptr);
  for (const auto& [id, object] : declaration.schema.objects()) ++outcome.counts[id.kind];
  return outcome;
}

}  // namespace schemagen::app
