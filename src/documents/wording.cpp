// Tables of words, and the figures' conversions.
#include "documents/wording.hpp"

#include <cassert>

#include "text/format.hpp"
#include "text/refusals.hpp"

namespace documents {
namespace {

using evaluation::Measure;
using evaluation::NotEvaluable;
using production::Axis;
using production::CountKind;

constexpr std::string_view short_months[] = {"ene", "feb", "mar", "abr", "may", "jun",
                                             "jul", "ago", "sep", "oct", "nov", "dic"};

constexpr Noun nouns[] = {{"persona", "personas", true},
                          {"atención", "atenciones", true},
                          {"movimiento", "movimientos", false},
                          {"documento", "documentos", false},
                          {"autorización", "autorizaciones", true}};

constexpr std::string_view axis_labels[] = {"Sexo",         "Edad",      "Pueblo",
                                            "Nacionalidad", "Condición", "Territorio"};

constexpr struct {
  Axis axis;
  std::string_view group, label;
} category_labels[] = {
    {Axis::Sexo, "hombre", "Hombres"},
    {Axis::Sexo, "mujer", "Mujeres"},
    {Axis::Edad, "0-17", "0 a 17 años"},
    {Axis::Edad, "18-29", "18 a 29 años"},
    {Axis::Edad, "30-59", "30 a 59 años"},
    {Axis::Edad, "60+", "60 años o más"},
    {Axis::Edad, "18+", "18 años o más"},
    {Axis::Pueblo, "maya_garifuna_xinka_afrodescendiente",
     "Maya, Garífuna, Xinka o afrodescendiente"},
    {Axis::Pueblo, "maya", "Maya"},
    {Axis::Pueblo, "garifuna", "Garífuna"},
    {Axis::Pueblo, "xinka", "Xinka"},
    {Axis::Pueblo, "afrodescendiente", "Afrodescendiente"},
    {Axis::Pueblo, "ladino", "Ladino o mestizo"},
    {Axis::Condicion, "retornado", "Personas retornadas"},
    {Axis::Condicion, "nna_no_acompanado", "Niñez y adolescencia no acompañada"},
    {Axis::Condicion, "refugiado", "Personas refugiadas"},
    {Axis::Condicion, "solicitante_de_refugio", "Solicitantes de refugio"},
    {Axis::Condicion, "en_transito", "Personas en tránsito"},
    {Axis::Condicion, "residente", "Residentes"},
};

Absent absence_of(NotEvaluable why) {
  switch (why) {
    case NotEvaluable::NoData:
      return Absent::SinDato;
    case NotEvaluable::NotProgrammed:
      return Absent::NoProgramado;
    default:
      return Absent::NoEvaluable;
  }
}

Figure value_of(const evaluation::Figure& figure, int decimals) {
  const auto& ratio = *figure.value;
  switch (figure.measure) {
    case Measure::Quetzales:
    case Measure::CostPerUnit: {
      const auto cents = ratio * Ratio::whole(100);
      return cents.denominator() == 1 ? amount(MoneySum::centavos(cents.numerator()))
                                      : quetzales(ratio);
    }
    case Measure::Percent:
      return percent(ratio, decimals);
    case Measure::Points: {
      auto out = decimal(ratio, decimals);
      out.unidad = "puntos porcentuales";
      return out;
    }
    case Measure::Times:
      return decimal(ratio, 2);
    case Measure::Units:
    case Measure::Months:
      return number_figure(ratio, name_of(figure.measure));
  }
  assert(!"a measure without a form");
  return {};
}

}  // namespace

Figure figure_of(const evaluation::Figure& figure, int decimals) {
  auto out = figure.value ? value_of(figure, decimals)
                          : absent(absence_of(figure.why_not.value_or(NotEvaluable::NoData)),
                                   name_of(figure.measure));
  if (!figure.formula.empty()) out.query.parametros.push_back({"formula", figure.formula});
  if (!figure.value && figure.why_not)
    out.query.parametros.push_back({"motivo", std::string(row_of(*figure.why_not).code)});
  return out;
}

Figure cell_figure_of(const evaluation::Figure& figure, int decimals) {
  auto out = figure_of(figure, decimals);
  if (auto* why = std::get_if<Absent>(&out.value)) {
    if (*why == Absent::NoProgramado)
      out.value = Absent::NoAplica;
    else if (*why == Absent::SinDato)
      out.value = Absent::NoEvaluable;
  }
  return out;
}

Figure quantity_of(const std::optional<Quantity>& quantity_or_none, std::string_view unidad,
                   bool programmed) {
  if (quantity_or_none) return quantity(*quantity_or_none, unidad);
  return absent(programmed ? Absent::SinDato : Absent::NoAplica, unidad);
}

Figure number_figure(const Ratio& ratio, std::string_view unidad) {
  const auto hundredths = ratio * Ratio::whole(100);
  if (hundredths.denominator() == 1)
    return quantity(Quantity::hundredths(static_cast<std::int64_t>(hundredths.numerator())),
                    unidad);
  auto out = decimal(ratio, 2);
  out.unidad = unidad;
  return out;
}

State state_of(const evaluation::Signal& signal) { return static_cast<State>(signal.light); }
static_assert(static_cast<int>(State::EnRitmo) == static_cast<int>(evaluation::Light::Ok));
static_assert(static_cast<int>(State::Rezago) == static_cast<int>(evaluation::Light::Behind));
static_assert(static_cast<int>(State::NoProgramado) ==
              static_cast<int>(evaluation::Light::NotProgrammed));

std::string_view sentence_of(NotEvaluable why) {
  const auto* sentence = text::sentence_of(row_of(why).code);
  return sentence == nullptr ? row_of(why).code : sentence->what;
}

std::string reason_in_prose(NotEvaluable why) {
  return uncapitalized(without_stop(sentence_of(why)));
}

std::string month_short(Month month) { return std::string(short_months[month.number - 1U]); }

std::string months_short(Month first, Month last) {
  return first == last ? month_short(first) : month_short(first) + "–" + month_short(last);
}

std::string month_words(Month first, Month last) {
  if (first == last) return text::month(first);
  return text::month_name(first) + " y " + text::month(last);
}

Noun noun_of(CountKind kind) { return nouns[static_cast<std::size_t>(kind)]; }

std::string_view label_of(Axis axis) { return axis_labels[static_cast<std::size_t>(axis)]; }

std::string category_label(Axis axis, std::string_view group) {
  if (group.empty()) return "Sin desagregar";
  for (const auto& [of, key, label] : category_labels)
    if (of == axis && key == group) return std::string(label);
  return std::string(group);  // Countries and departments are shown by their code.
}

std::string of_so_many(std::int64_t part, std::int64_t whole, bool feminine) {
  const auto gender = feminine ? text::Gender::Feminine : text::Gender::Masculine;
  return text::capitalized(text::in_words(part, gender)) + " de " + text::in_words(whole, gender);
}

std::string listed(const std::vector<std::string>& items) { return text::listed(items); }

std::string plural(std::string_view unit) {
  std::string out = uncapitalized(unit);
  if (out.ends_with("ón"))
    return out.substr(0, out.size() - std::string_view("ón").size()) + "ones";
  if (out.ends_with('s') || out.empty()) return out;
  const auto last = out.back();
  const bool vowel = last == 'a' || last == 'e' || last == 'i' || last == 'o' || last == 'u';
  return out + (vowel ? "s" : "es");
}

std::string result_words(const planning::Plan& plan, std::string_view pei_row) {
  for (std::size_t i = 0; i < plan.pei.filas.size(); ++i)
    if (plan.pei.filas[i].id == pei_row) return "el resultado estratégico " + std::to_string(i + 1);
  return "el resultado " + std::string(pei_row);
}

std::string without_stop(std::string_view sentence) {
  while (sentence.ends_with('.') || sentence.ends_with(':') || sentence.ends_with(' '))
    sentence.remove_suffix(1);
  return std::string(sentence);
}

std::string uncapitalized(std::string_view sentence) {
  std::string out(sentence);
  // A word in capitals (SICOIN) stays as it is.
  const bool word =
      out.size() > 1 && out[0] >= 'A' && out[0] <= 'Z' && !(out[1] >= 'A' && out[1] <= 'Z');
  if (word) out[0] = static_cast<char>(out[0] + 32);
  return out;
}

}  // namespace documents
