#include "schemagen/app/init.h"

#include "schemagen/base/error.h"
#include "schemagen/base/file.h"
#include "schemagen/dsl/config.h"
#include "schemagen/sql/dialect.h"

namespace schemagen::app {
namespace {

namespace fs = std::filesystem;

void require_known_dialect(const std::string& dialect) {
  for (const sql::Dialect known : {sql::Dialect::sqlite, sql::Dialect::postgresql})
    if (sql::to_string(known) == dialect) return;
  throw base::Error(base::ErrorKind::usage, "The dialect `" + dialect + "` is not known.",
                    "Write --dialect sqlite or --dialect postgresql.");
}

}  // namespace

InitOutcome run(const InitRequest& request, const Terminal&) {
  require_known_dialect(request.dialect);
  const fs::path config = (request.folder / "schemagen.toml").lexically_normal();
  const fs::path schema = (request.folder / "schema.toml").lexically_normal();
  for (const fs::path& path : {config, schema})
    if (fs::exists(path))
      throw base::Error(base::ErrorKind::usage, path.string() + " exists already; nothing was written.",
                        "Remove it first, or run init in another folder.");
  base::write_file(config, dsl::example_config(request.dialect));
  base::write_file(schema, dsl::example_schema(request.dialect));
  return {{config, schema}};
}

}  // namespace schemagen::app
