#include <candela/structured_clone/detail/view_buffer.hpp>

#include <algorithm>
#include <cstring>

namespace candela::detail::bind {

std::string_view ViewBuffer::keep(std::string_view text) {
  if (text.size() > left_) {
    left_ = std::max(block_bytes, text.size());
    blocks_.push_back(std::make_unique<char[]>(left_));
    next_ = blocks_.back().get();
  }
  char* const to = next_;
  if (!text.empty()) std::memcpy(to, text.data(), text.size());
  next_ += text.size();
  left_ -= text.size();
  return {to, text.size()};
}

Document& ViewBuffer::document() {
  if (!document_) document_ = std::make_unique<Document>();
  return *document_;
}

}  // namespace candela::detail::bind
