// A source that tells how much of it was read.
#include "commands/import_budget_file.hpp"

#include <atomic>

#include "readers/byte_source.hpp"

namespace commands {
namespace {

class WatchedSource : public readers::ByteSource {
 public:
  WatchedSource(const readers::ByteSource& source, const ImportProgress& progress)
      : source_{source}, progress_{progress} {}

  std::uint64_t size() const override { return source_.size(); }

  // A file is read more than once (its hash, its rows): what is told is how far this reading came.
  std::size_t read(std::uint64_t offset, std::span<char> into) const override {
    constexpr std::uint64_t step = 1 << 20;
    if (stopped_) return 0;
    const auto count = source_.read(offset, into);
    const auto reached = offset + count;
    if (reached / step != told_.exchange(reached / step))
      if (!progress_("bytes", static_cast<std::int64_t>(reached),
                     static_cast<std::int64_t>(source_.size())))
        stopped_ = true;
    return stopped_ ? 0 : count;
  }

  void stop() const { stopped_ = true; }

 private:
  const readers::ByteSource& source_;
  const ImportProgress& progress_;
  mutable std::atomic<std::uint64_t> told_ = ~std::uint64_t{0};
  mutable std::atomic<bool> stopped_ = false;
};

}  // namespace

Result<BudgetImported> import_budget_file(Context& context, const std::string& path,
                                          const BudgetImport& import,
                                          const ImportProgress& progress) {
  const auto file = TRY(readers::open_file(path));
  const WatchedSource source(*file, progress);
  return import_budget(context, source, import,
                       [&](std::string_view what, std::int64_t done, std::int64_t all) {
                         if (!progress(what, done, all)) source.stop();
                       });
}

}  // namespace commands
