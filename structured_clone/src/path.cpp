#include <candela/structured_clone/path.hpp>

#include "describe.hpp"

namespace candela {

std::string Path::text() const {
  constexpr std::size_t shown = 32;  // steps at either end
  std::string text = "$";
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (i == shown && steps_.size() > 2 * shown) {
      text += "…";
      i = steps_.size() - shown;
    }
    const Step& step = steps_[i];
    switch (step.kind) {
      case StepKind::property:
      case StepKind::error_part: append_path_key(text, step.name); continue;
      case StepKind::payload: text += ".payload"; continue;
      case StepKind::index: break;
      case StepKind::map_key: text += ".keys()"; break;
      case StepKind::map_value:
      case StepKind::set_member: text += ".values()"; break;
    }
    append_path_index(text, step.index);
  }
  return text;
}

}  // namespace candela
