// Memory for a schema of thousands of tables: many small pieces that stay until the end.
#pragma once

namespace schemagen::base {

/// Lets the heap grow in large steps, and that of the main thread on large pages where the kernel gives them
/// to those who ask: page by page, the growing would cost a seventh of a `drift`. Nothing depends on it.
/// Called once, at the start of the program.
void expect_large_heap();

}  // namespace schemagen::base
