// An array that is not cleared before it is filled: for hundreds of megabytes of rows, where
// clearing would cost as much as reading them. Large ones are asked of the system in one piece
// that is ready to be written: touching its pages one by one costs more than filling them.
#pragma once

#include <cstddef>
#include <new>
#include <sys/mman.h>
#include <type_traits>
#include <utility>

namespace readers {

template <class T>
class Uncleared {
  static_assert(std::is_trivially_copyable_v<T>, "its objects begin their life by being written");

 public:
  Uncleared() = default;
  explicit Uncleared(std::size_t size) : size_{size} {
    if (size == 0) return;
    void* memory = ::mmap(nullptr, size * sizeof(T), PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    memory_ = static_cast<T*>(memory);
  }
  ~Uncleared() {
    if (memory_ != nullptr) ::munmap(memory_, size_ * sizeof(T));
  }
  Uncleared(Uncleared&& other) noexcept
      : memory_{std::exchange(other.memory_, nullptr)}, size_{std::exchange(other.size_, 0)} {}
  Uncleared& operator=(Uncleared&& other) noexcept {
    std::swap(memory_, other.memory_);
    std::swap(size_, other.size_);
    return *this;
  }
  T* data() const { return memory_; }
  T& operator[](std::size_t i) const { return memory_[i]; }
  std::size_t size() const { return size_; }

 private:
  T* memory_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace readers
