// `unmanaged` and `ignore`: what a declaration says of objects that it does not declare.
#pragma once

#include "dsl/loader.h"

namespace schemagen::dsl {

void load_scope(Loader& loader, const Fields& document);

/// What is declared cannot be left to others as well.
void check_unmanaged(Loader& loader);

}  // namespace schemagen::dsl
