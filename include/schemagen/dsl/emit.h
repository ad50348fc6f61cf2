// Writing a schema as a declaration, with our own emitter: ordered, short forms where they say everything.
#pragma once

#include <string>
#include <vector>

#include "schemagen/diff/change.h"
#include "schemagen/dsl/declaration.h"
#include "schemagen/model/schema.h"

namespace schemagen::dsl {

/// The declaration of `schema`; load_sources(emit(s)) gives an equal schema. The same schema gives the same
/// bytes. Unmodelled things stand in `unmanaged`. Types in their friendly spelling, constraints in
/// column short form when their name is the automatic one.
std::string emit(const model::Schema& schema);

/// With renames (`renamed_from`) and advice kept: the schema.toml of a migration folder.
std::string emit(const Declaration& declaration);

/// Only what describes `ids` (whole tables for owned objects): the canonical dump that drift compares.
std::string emit_objects(const model::Schema& schema, const std::vector<model::ObjectId>& ids);

}  // namespace schemagen::dsl
