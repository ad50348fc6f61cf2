// libFuzzer target: no declaration, however broken, may crash the loader or make it throw. The first byte
// decides the dialect and whether the text comes as one source or as two.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schemagen/base/diagnostic.h"
#include "schemagen/dsl/declaration.h"

using schemagen::dsl::Source;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string head = (data[0] & 1) != 0 ? "schemagen = 1\ndialect = \"sqlite\"\n"
                                              : "schemagen = 1\ndialect = \"postgresql\"\n";
  std::vector<Source> sources;
  if ((data[0] & 2) != 0) {
    sources.push_back({"fuzz/a.toml", std::string(text.substr(0, text.size() / 2))});
    sources.push_back({"fuzz/b.toml", head + std::string(text.substr(text.size() / 2))});
  } else if ((data[0] & 4) != 0) {
    sources.push_back({"fuzz/a.toml", std::string(text)});
  } else {
    sources.push_back({"fuzz/a.toml", head + std::string(text)});
  }
  const schemagen::dsl::Loaded loaded = schemagen::dsl::load_sources(sources);
  schemagen::base::render(loaded.diagnostics);
  return 0;
}
