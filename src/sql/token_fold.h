// Tokens compared as a database reads them: letter case, needless quotes and the form of strings do not
// count.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "schemagen/sql/token.h"

namespace schemagen::sql {

/// One token in the form in which equal ones are equal bytes.
std::string fold_token(const Token& token, Dialect dialect);

/// The tokens from `begin` up to `end`, folded, parted by spaces.
std::string fold_tokens(const std::vector<Token>& tokens, std::size_t begin, std::size_t end,
                        Dialect dialect);

/// Indexes of the tokens from `begin` up to `end` that may name columns, told by their neighbours only.
void find_loose_names(const std::vector<Token>& tokens, std::size_t begin, std::size_t end, Dialect dialect,
                      std::vector<std::size_t>& found);

}  // namespace schemagen::sql
