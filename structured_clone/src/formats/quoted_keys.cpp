#include "quoted_keys.hpp"

#include <cstring>
#include <limits>

#include "text/json_string.hpp"

namespace candela {

void QuotedKeys::put_directly(Output& out, KeyId key, std::uint32_t skipped) const {
  if (skipped == 0) out.put(',');
  const std::string_view name = core_.key_text(key);
  if (dollar_ == Dollar::doubled && name.starts_with('$')) {
    out.put("\"$");
    write_json_characters(out, name);
    out.put("\":");
  } else {
    write_stored_json_string(out, name);
    out.put(':');
  }
}

void QuotedKeys::make(KeyId key) {
  if (key >= texts_.size()) {
    const std::uint32_t known = texts_.size();
    texts_.extend(core_.keys.size() - known);
    std::memset(texts_.data() + known, 0, (texts_.size() - known) * sizeof(Text));
  }
  Output quoted(std::numeric_limits<std::size_t>::max() / 2);
  const std::string_view name = core_.key_text(key);
  quoted.put(dollar_ == Dollar::doubled && name.starts_with('$') ? ",\"$" : ",\"");
  write_json_characters(quoted, name);
  quoted.put("\":");
  const std::string_view text = quoted.view();
  // Blocks of the last one reach behind its end.
  std::memcpy(bytes_.reserve(text.size() + Output::block), text.data(), text.size());
  texts_[key] = Text{bytes_.extend(text.size()), static_cast<std::uint32_t>(text.size())};
}

}  // namespace candela
