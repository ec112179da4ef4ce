// Cover, authorities, abbreviations, legal basis, signatures and verification.
#include <algorithm>

#include "base/text.hpp"
#include "documents/parts.hpp"
#include "documents/wording.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

std::string version_words(const Frame& frame) {
  return frame.code + ", versión " + std::to_string(frame.version);
}

// "9f2c 41d7 …": a hash in groups that can be read aloud.
std::string in_groups(std::string_view hash) {
  std::string out;
  for (std::size_t i = 0; i < hash.size(); i += 4) {
    if (i > 0) out += ' ';
    out += hash.substr(i, 4);
  }
  return out;
}

Table plain_table(std::string name, std::string caption, std::vector<Column> columns) {
  Table table;
  table.name = std::move(name);
  table.caption = std::move(caption);
  table.columns = std::move(columns);
  return table;
}

constexpr struct {
  std::string_view initials, words;
} common_abbreviations[] = {
    {"CUR", "Comprobante Único de Registro"},
    {"LAIP", "Ley de Acceso a la Información Pública, Decreto 57-2008"},
    {"MINFIN", "Ministerio de Finanzas Públicas"},
    {"SICOIN", "Sistema de Contabilidad Integrada"},
};

}  // namespace

void append(Blocks& blocks, Blocks more) {
  for (auto& block : more) blocks.push_back(std::move(block));
}

Source source_of(const Prose& origin, Date as_of, std::string_view consulta,
                 std::string_view remark) {
  return {origin, as_of, std::string(consulta), std::string(remark)};
}

std::string legal_sentence(const Frame& frame) {
  std::vector<std::string> citations;
  for (const auto& reference : frame.legal) citations.push_back(reference.citation);
  if (citations.empty()) return {};
  // Citations hold commas: they are told apart by semicolons.
  std::string out = "En atención a: ";
  for (std::size_t i = 0; i < citations.size(); ++i)
    out += (i == 0 ? "" : i + 1 == citations.size() ? "; y " : "; ") + citations[i];
  return out + '.';
}

Document framed(const Frame& frame, std::string_view title, std::string_view subtitle,
                std::string_view what, std::string_view corte, Date as_of) {
  Document document;
  document.title = title;
  document.subtitle = subtitle;
  document.running = std::string(what) + " · datos al " + text::date(as_of);
  document.code = frame.code;
  document.corte = corte;
  document.as_of = as_of;
  document.institution = frame.institution;
  document.legal_base = legal_sentence(frame);
  document.place = "Guatemala, " + text::month(month_of(frame.made_on));
  document.draft = !frame.approved;
  document.illustrative = frame.illustrative;
  document.cover = {{"Ejercicio fiscal", prose(std::to_string(int{as_of.year()}))},
                    {"Datos al", prose(text::long_date(as_of))},
                    {"Documento", prose(version_words(frame))},
                    {"Estado", prose(frame.approved ? "Aprobado" : "Borrador, no aprobado")}};
  if (!frame.verification.code.empty())
    document.cover.push_back({"Verificación", prose(code(frame.verification.code))});
  return document;
}

Blocks authorities(const Frame& frame, Date as_of) {
  Blocks out;
  out.push_back(Paragraph{prose(
      "Puestos vigentes al ", text::long_date(as_of),
      ", según el registro de puestos de la institución. Las firmas se toman de este registro en "
      "la fecha del documento.")});
  bool named = false;
  for (const auto& one : frame.responsibles) named = named || !one.holder.empty();
  auto table = named ? plain_table("puestos", "Puestos responsables de este informe",
                                   {{.title = "Puesto", .width = 400, .row_header = true},
                                    {.title = "Titular", .width = 250},
                                    {.title = "Participación en este informe", .width = 350}})
                     : plain_table("puestos", "Puestos responsables de este informe",
                                   {{.title = "Puesto", .width = 520, .row_header = true},
                                    {.title = "Participación en este informe", .width = 480}});
  table.illustrative = !frame.illustrative.empty();
  for (const auto& one : frame.responsibles) {
    Row row{{cell(one.post)}};
    if (named)
      row.cells.push_back(cell(one.holder.empty() ? "sin titular registrado" : one.holder));
    row.cells.push_back(cell(one.part));
    table.rows.push_back(std::move(row));
  }
  table.source = source_of(prose("registro de puestos de la institución"), as_of, "O-01");
  table.density = Density::Media;
  if (!table.rows.empty()) out.push_back(std::move(table));
  return out;
}

Blocks abbreviations(const planning::Plan& plan, std::string_view used_in) {
  auto table = plain_table("", "",
                           {{.title = "Sigla", .width = 160, .row_header = true},
                            {.title = "Significado", .width = 840}});
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& one : plan.siglas) all.emplace_back(one.sigla, one.nombre);
  for (const auto& [initials, words] : common_abbreviations)
    if (used_in.contains(initials)) all.emplace_back(initials, words);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end(),
                        [](const auto& a, const auto& b) { return a.first == b.first; }),
            all.end());
  for (const auto& [initials, words] : all) table.rows.push_back({{cell(initials), cell(words)}});
  table.density = Density::Media;
  Blocks out;
  out.push_back(std::move(table));
  return out;
}

Blocks legal_basis(const Frame& frame, Date as_of) {
  auto table = plain_table("normas", "Normas que dan origen a este documento",
                           {{.title = "Norma", .width = 460, .row_header = true},
                            {.title = "Qué manda, según el catálogo", .width = 340},
                            {.title = "Certeza del registro", .width = 200}});
  for (const auto& one : frame.legal) {
    auto certainty = show(one.certainty);
    if (one.certainty == Certeza::Verificada) certainty = "verificada por asesoría jurídica";
    table.rows.push_back(
        {{cell(one.citation),
          one.obligation.empty() ? cell(absent(Absent::SinDato)) : cell(one.obligation),
          cell(text::capitalized(certainty))},
         RowKind::Plain,
         {{"norma", one.citation}}});
  }
  table.source = source_of(prose("catálogo de normas de la institución"), as_of, "N-01",
                           "El catálogo resume cada norma; no reproduce su texto.");
  Blocks out;
  if (table.rows.empty())
    out.push_back(
        Paragraph{prose("El catálogo no tiene normas registradas para este documento y "
                        "ejercicio: ",
                        strong(absent(Absent::SinDato)), ".")});
  else
    out.push_back(std::move(table));
  return out;
}

Blocks signatures(const Frame& frame) {
  Blocks out;
  out.push_back(Signatures{frame.signatures});
  return out;
}

Blocks verification(const Frame& frame, std::string_view cut_words, Date as_of) {
  const auto& proof = frame.verification;
  Blocks out;
  if (!proof.address.empty())
    out.push_back(Paragraph{prose(
        "Cualquier persona puede comprobar que este documento corresponde al corte publicado: con "
        "el código QR, o con la dirección y el código que siguen. La comprobación muestra las "
        "cifras del corte y la huella del archivo.")});
  else
    out.push_back(Paragraph{prose(
        "Quien tenga la bitácora puede comprobar que este documento corresponde al corte: con "
        "«ceiba bitacora verificar» y con el código y la huella que siguen.")});

  KeyValues values;
  values.rows.push_back({"Documento", prose(version_words(frame))});
  std::string state = frame.approved ? "Aprobado" : "Borrador, no aprobado";
  if (frame.approved_on) state += " el " + text::date(*frame.approved_on);
  if (!frame.letter.empty()) state += ", " + frame.letter;
  values.rows.push_back({"Estado", prose(state)});
  values.rows.push_back({"Corte", prose(cut_words)});
  values.rows.push_back({"Datos al", prose(text::date(as_of))});
  if (!proof.cut_hash.empty())
    values.rows.push_back({"Huella del corte (SHA-256)", prose(code(in_groups(proof.cut_hash)))});
  if (!proof.code.empty())
    values.rows.push_back({"Código de verificación", prose(Run{proof.code, Style::StrongCode})});
  if (!proof.address.empty()) values.rows.push_back({"Dirección", prose(code(proof.address))});
  out.push_back(std::move(values));
  if (!proof.address.empty()) out.push_back(Qr{proof.address});

  if (!proof.checkpoint.empty()) {
    out.push_back(Heading{3, "Punto de control de la bitácora"});
    out.push_back(Checkpoint{proof.checkpoint});
    out.push_back(Paragraph{
        prose("El punto de control resume los ", count(proof.entries, "asientos"),
              " asientos de la bitácora. Quien guarde una copia puede comprobar después que "
              "ninguno fue alterado."),
        {"B-02", {}}});
  }
  return out;
}

}  // namespace documents
