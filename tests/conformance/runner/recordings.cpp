#include "recordings.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <candela/structured_clone/format.hpp>

namespace candela::conformance {

Document read_recordings(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error(file.string() + " cannot be read");
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  try {
    Document recordings = parse_json(text);
    if (!recordings.root().is_array()) throw std::runtime_error(file.string() + " is no list");
    return recordings;
  } catch (const CloneError& error) {
    throw std::runtime_error(file.string() + ": " + error.what());
  }
}

std::string_view text_of(Value object, std::string_view key) {
  const Value text = object[key];
  return text.is_string() ? text.as_string() : std::string_view();
}

}  // namespace candela::conformance
