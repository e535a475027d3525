#include <candela/structured_clone/clone.hpp>

namespace candela {

Document clone(const Document& document) {
  return document.clone();
}

Document compact(const Document& document) {
  Document reached;
  reached.set_root(reached.copy(document.root()));
  return reached.clone();  // without the room to grow
}

}  // namespace candela
