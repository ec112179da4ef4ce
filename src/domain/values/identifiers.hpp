// The two numbers by which the State knows taxpayers and persons. Both are checked by their own
// arithmetic only; whether they exist is known to SAT and RENAP alone.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/result.hpp"

// Número de Identificación Tributaria: digits and a check digit 0–9 or K. Weights 2, 3, 4… from
// the right, check = (11 − Σ mod 11) mod 11, ten is K (SAT). Written without hyphen: "576937K".
class Nit {
 public:
  // Accepts hyphens, spaces and a small k; drops leading zeros. "CF" is not a NIT.
  // Errors: NitMalformed (not 2 to 12 characters of that shape), NitWrongCheckDigit.
  static Result<Nit> parse(std::string_view text);
  const std::string& text() const { return text_; }
  friend auto operator<=>(const Nit&, const Nit&) = default;

 private:
  explicit Nit(std::string text) : text_{std::move(text)} {}
  std::string text_;
};
std::string show(const Nit&);  // "576937K"

// Código Único de Identificación: 8 digits of serial, 1 check digit, 2 of departamento, 2 of
// municipio; Σ dᵢ·(i+2) mod 11 equals the check digit (RENAP). Written "1234567890101".
class Cui {
 public:
  // Accepts spaces between the parts. Errors: CuiMalformed (not 13 digits), CuiUnknownPlace
  // (departamento 1–22 and a municipio that it has), CuiWrongCheckDigit.
  static Result<Cui> parse(std::string_view text);
  const std::string& text() const { return text_; }
  friend auto operator<=>(const Cui&, const Cui&) = default;

 private:
  explicit Cui(std::string text) : text_{std::move(text)} {}
  std::string text_;
};
std::string show(const Cui&);  // "1234567890101"
