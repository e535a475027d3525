#include <candela/ocan/chain.hpp>

namespace candela {

Document& Arguments::document() {
  if (!document_) document_ = std::make_unique<Document>();
  return *document_;
}

void Arguments::push(Value value) {
  if (document().root().is_undefined()) document().set_root(document().array());
  document().root().push(value);
}

Value Arguments::chain(const Chain& chain) {
  const Value place = document().host("chain", places_.size());
  places_.push_back({place, chain});
  return place;
}

}  // namespace candela
