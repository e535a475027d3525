// Text to C++ types and back, in every format: `stringify(t)`, `parse_as<T>(text)`.
//
//   struct Node { std::string label; std::vector<std::shared_ptr<Node>> edges; };
//   CANDELA_FIELDS(Node, label, edges)
//   std::string wire = candela::stringify(node);                       // a std::shared_ptr<Node>
//   auto back = candela::parse_as<std::shared_ptr<Node>>(wire);
//   candela::dismantle(back);                                          // cycles leak otherwise
//
// Guarantees: the same text, the same object and the same errors as by way of a Document, that is
// `stringify(from(doc, t))` and `to<T>(parse(text).root())`. Types: those that convert.hpp lists.
// Threads: free functions without state.
// Errors: CloneError. Of what does not fit the type: the path and what was expected there.
// Limits: those of the options; of what is read, `Limits::typed_depth` besides.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <candela/structured_clone/convert.hpp>
#include <candela/structured_clone/detail/reach.hpp>
#include <candela/structured_clone/detail/view_buffer.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela {

namespace detail::bind {

std::string stringify_object(const Root& root, const void* object, const StringifyOptions& options);
/// Without a document between, or not at all: then the object is in between.
bool parse_directly(std::string_view text, const Root& root, void* object,
                    const ParseOptions& options);
void parse_by_document(std::string_view text, const Root& root, void* object,
                       const ParseOptions& options);
bool view_directly(ViewBuffer& buffer, const Root& root, void* object, const ParseOptions& options);
void view_by_document(ViewBuffer& buffer, const Root& root, void* object,
                      const ParseOptions& options);

template <typename T>
concept Bound = Known<T> && !std::is_same_v<T, Value> && !std::is_same_v<T, Document>;

}  // namespace detail::bind

template <detail::bind::Bound T>
std::string stringify(const T& t, const StringifyOptions& options = {}) {
  return detail::bind::stringify_object(detail::bind::root<T>, &t, options);
}

/// Members that are views (std::string_view, Value) refuse to compile: what they look at would be
/// gone.
template <typename T>
T parse_as(std::string_view text, const ParseOptions& options = {}) {
  static_assert(detail::bind::Known<T>,
                "candela: this type has no CANDELA_FIELDS list, no CANDELA_ENUM list and no "
                "Convert<T>");
  if constexpr (detail::bind::Known<T>) {
    constexpr bool has_views = detail::bind::reach<T>.views;
    static_assert(!has_views, "candela: a view of the text would dangle; parse_view<T> keeps it");
    if constexpr (!has_views) {
      T t{};
      if (detail::bind::parse_directly(text, detail::bind::root<T>, &t, options)) return t;
    }
    T t{};
    if constexpr (!has_views)
      detail::bind::parse_by_document(text, detail::bind::root<T>, &t, options);
    return t;
  }
}

/// What was read, with the memory that its views look at: they are good as long as this lives,
/// wherever it is moved. A copy of the T alone dangles:
///   Tweet tweet = *candela::parse_view<Tweet>(text);           // wrong: the text is gone
///   auto tweet = candela::parse_view<Tweet>(text);             // right: tweet->user.name
template <typename T>
class Viewed {
 public:
  T& operator*() noexcept { return value_; }
  const T& operator*() const noexcept { return value_; }
  T* operator->() noexcept { return &value_; }
  const T* operator->() const noexcept { return &value_; }

 private:
  template <typename U>
  friend Viewed<U> parse_view(std::string text, const ParseOptions& options);
  Viewed(detail::bind::ViewBuffer buffer, T value)
      : buffer_(std::move(buffer)), value_(std::move(value)) {}

  detail::bind::ViewBuffer buffer_;
  T value_;
};

/// The same as `parse_as` with views: into the text, which is given away, where it has no escapes.
template <typename T>
Viewed<T> parse_view(std::string text, const ParseOptions& options = {}) {
  static_assert(detail::bind::Known<T>,
                "candela: this type has no CANDELA_FIELDS list, no CANDELA_ENUM list and no "
                "Convert<T>");
  detail::bind::ViewBuffer buffer(std::move(text));
  {
    T t{};
    if (detail::bind::view_directly(buffer, detail::bind::root<T>, &t, options))
      return {std::move(buffer), std::move(t)};
  }
  T t{};
  detail::bind::view_by_document(buffer, detail::bind::root<T>, &t, options);
  return {std::move(buffer), std::move(t)};
}

}  // namespace candela
