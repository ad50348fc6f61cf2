// What a declaration says about how an object changes: dialect::Advice, never part of the schema.
#pragma once

#include "dsl/load_table.h"

namespace schemagen::dsl {

/// `backfill`, `from`, `using`, `map`, `back`, `strategy`, `phase` of the column `id`.
void load_column_advice(Loader& loader, const ObjectId& id, const ColumnDraft& draft, const Fields& fields);

/// `strategy`, `drop` of the table `id`.
void load_table_advice(Loader& loader, const ObjectId& id, const Fields& fields);

/// `map`, `strategy` of the enum `id`. All its values and their renames have been read; a renamed value takes
/// the place of the old one, whether the server renames it or both are there for a while.
void load_enum_advice(Loader& loader, const ObjectId& id, const model::EnumType& type, const Fields& fields);

/// `using` may call a renamed column by its old name too; when all is read, only new names are left.
void use_new_names(Declaration& declaration);

/// `drop` of one source, which holds for the whole declaration.
void load_declaration_advice(Loader& loader, const Fields& document);

}  // namespace schemagen::dsl
