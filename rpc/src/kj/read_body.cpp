#include <candela/rpc/kj/read_body.hpp>

#include <algorithm>
#include <limits>
#include <utility>

#include "kj/kj_compat.hpp"

namespace candela {
namespace {

/// Taken on the word of a Content-Length; from there on the buffer doubles with what arrives.
constexpr std::uint64_t first_bytes = 64 * 1024;
constexpr std::uint64_t first_bytes_of_unknown = 4 * 1024;

class BodyReader {
 public:
  BodyReader(kj::AsyncInputStream& stream, std::uint64_t limit, std::uint64_t first,
             InFlight::Share* counted)
      : stream_(stream), limit_(limit), next_size_(first), counted_(counted) {}

  kj::Promise<ReadBody> read() {
    if (size_ == body_.size()) grow();
    return stream_.tryRead(body_.data() + size_, 1, body_.size() - size_)
        .then([this](std::size_t arrived) -> kj::Promise<ReadBody> {
          size_ += arrived;
          if (size_ > limit_) return ReadBody(BodyTooLarge{limit_});
          if (counted_ != nullptr) {
            counted_->wait_with(body_.size());
            if (counted_->is_crowded_out()) return ReadBody(NoRoomForBody());
          }
          if (arrived > 0) return read();
          body_.resize(size_);
          return ReadBody(std::move(body_));
        });
  }

 private:
  /// One byte past the limit may be read: that is how too much is noticed.
  void grow() {
    const std::uint64_t most =
        limit_ == std::numeric_limits<std::uint64_t>::max() ? limit_ : limit_ + 1;
    body_.resize(static_cast<std::size_t>(std::min(next_size_, most)));
    next_size_ *= 2;
  }

  kj::AsyncInputStream& stream_;
  const std::uint64_t limit_;
  std::uint64_t next_size_;
  InFlight::Share* const counted_;
  std::string body_;
  std::size_t size_ = 0;
};

}  // namespace

kj::Promise<ReadBody> read_body(kj::AsyncInputStream& stream, std::uint64_t limit_bytes,
                                InFlight::Share* counted) {
  std::uint64_t first = first_bytes_of_unknown;
  const auto announced = stream.tryGetLength();
  if (const auto* length = value_of(announced)) {
    if (*length > limit_bytes) return ReadBody(BodyTooLarge{limit_bytes});
    first = std::min(*length + 1, first_bytes);
  }
  auto reader = kj::heap<BodyReader>(stream, limit_bytes, first, counted);
  auto promise = reader->read();
  return promise.attach(kj::mv(reader));
}

}  // namespace candela
