#include "schemagen/base/file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "schemagen/base/error.h"

namespace schemagen::base {
namespace {

namespace fs = std::filesystem;

std::string way_out(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return "Nothing was left half-written. Make room there, or raise the limit, and run it again.";
    default:
      return {};
  }
}

[[noreturn]] void fail(const std::string& what, const fs::path& path, int error) {
  throw Error(ErrorKind::io, what + " " + path.string() + ": " + std::strerror(error) + ".", way_out(error));
}

fs::path sibling(const fs::path& path) {
  const fs::path name = "." + path.filename().string() + "." + std::to_string(::getpid()) + ".tmp";
  return path.has_parent_path() ? path.parent_path() / name : name;
}

/// `shown`: the name that the file gets in the end.
void write_plain(const fs::path& path, std::string_view bytes, const fs::path& shown) {
  errno = 0;
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) fail("Cannot write", shown, errno);
}

class TemporaryPath {
 public:
  explicit TemporaryPath(fs::path path) : path_(std::move(path)) {}
  TemporaryPath(const TemporaryPath&) = delete;
  TemporaryPath& operator=(const TemporaryPath&) = delete;
  ~TemporaryPath() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }
  void rename_to(const fs::path& target) const {
    std::error_code error;
    fs::rename(path_, target, error);
    if (error) fail("Cannot write", target, error.value());
  }

 private:
  fs::path path_;
};

}  // namespace

std::string read_file(const fs::path& path) {
  errno = 0;
  if (fs::is_directory(path)) fail("Cannot read", path, EISDIR);
  std::ifstream in(path, std::ios::binary);
  if (!in) fail("Cannot read", path, errno);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (in.bad()) fail("Cannot read", path, errno);
  return std::move(bytes).str();
}

void write_file(const fs::path& path, std::string_view bytes) {
  const TemporaryPath temporary(sibling(path));
  write_plain(temporary.path(), bytes, path);
  temporary.rename_to(path);
}

void write_folder(const fs::path& folder, const std::map<std::string, std::string>& files) {
  if (fs::exists(folder))
    throw Error(ErrorKind::io, "The folder " + folder.string() + " exists already; nothing was written.",
                "Choose another name, or remove the folder first.");
  std::error_code error;
  if (folder.has_parent_path()) fs::create_directories(folder.parent_path(), error);
  if (error) fail("Cannot create", folder.parent_path(), error.value());
  const TemporaryPath temporary(sibling(folder));
  if (!fs::create_directory(temporary.path(), error)) fail("Cannot create", folder, error.value());
  for (const auto& [name, bytes] : files) write_plain(temporary.path() / name, bytes, folder / name);
  temporary.rename_to(folder);
}

}  // namespace schemagen::base
