// Private: the memory that the views of a parse_view<T> point into.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <candela/structured_clone/document.hpp>

namespace candela::detail::bind {

/// Addresses stay when it is moved.
class ViewBuffer {
 public:
  explicit ViewBuffer(std::string text) : text_(std::make_unique<std::string>(std::move(text))) {}

  std::string_view text() const noexcept { return *text_; }
  /// A copy that lives as long as this does.
  std::string_view keep(std::string_view text);
  /// For what was read by way of one.
  Document& document();

 private:
  static constexpr std::size_t block_bytes = 4096;

  std::unique_ptr<std::string> text_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t left_ = 0;  // of the last block
  char* next_ = nullptr;
  std::unique_ptr<Document> document_;
};

}  // namespace candela::detail::bind
