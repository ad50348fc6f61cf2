// Files as whole texts. Every failure is an Error of kind io that names the path and what the system said.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace schemagen::base {

std::string read_file(const std::filesystem::path& path);

/// Writes beside `path` and renames, so that a reader sees the old bytes or the new ones, never a part.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// Creates `folder` with exactly `files` (name → bytes): written to a temporary sibling, then renamed.
/// Fails when `folder` exists; leaves nothing behind when it fails.
void write_folder(const std::filesystem::path& folder, const std::map<std::string, std::string>& files);

}  // namespace schemagen::base
