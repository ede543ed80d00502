#include "native/cli/piece_reader.hpp"

#include <utility>

namespace ratestack::cli {

std::optional<InputProblem> PieceReader::next(std::string& piece) {
  piece.assign(carry_);
  const std::size_t carried = piece.size();
  carry_.clear();
  piece.resize(carried + kPieceBytes);
  auto got = input_.read({piece.data() + carried, kPieceBytes});
  if (auto* problem = std::get_if<InputProblem>(&got)) return std::move(*problem);
  const std::size_t size = std::get<std::size_t>(got);
  piece.resize(carried + size);
  const std::size_t lf = piece.rfind('\n');
  if (size < kPieceBytes || lf == std::string::npos) return std::nullopt;
  carry_.assign(piece, lf + 1);
  piece.resize(lf + 1);
  return std::nullopt;
}

}  // namespace ratestack::cli
