#include "output_gate.hpp"

#include <utility>

namespace candela {

class OutputGate::Waiter final : public TurnWaiter {
 public:
  explicit Waiter(std::shared_ptr<OutputGate> gate) : gate_(std::move(gate)) { ++gate_->held_; }
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;
  ~Waiter() override { let_go(); }

  void durable() noexcept override { let_go(); }
  void failed(const StoreError& error) noexcept override {
    if (!gate_->failure_) gate_->failure_ = error;
    let_go();
  }

 private:
  void let_go() noexcept {
    if (const auto gate = std::exchange(gate_, nullptr)) gate->release();
  }

  std::shared_ptr<OutputGate> gate_;
};

std::unique_ptr<TurnWaiter> OutputGate::hold() {
  return std::make_unique<Waiter>(shared_from_this());
}

void OutputGate::close(Opened opened) {
  opened_ = std::move(opened);
  ++held_;
  release();
}

void OutputGate::release() noexcept {
  if (--held_ > 0 || !opened_) return;
  const Opened opened = std::exchange(opened_, nullptr);
  opened(failure_ ? &*failure_ : nullptr);
}

}  // namespace candela
