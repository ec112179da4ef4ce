// The page of the manual with every message of refusal is what the program says.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>

#include "cli/command.hpp"
#include "golden/golden.hpp"
#include "text/refusals.hpp"

namespace {
namespace fs = std::filesystem;

// Titles of the parts, by the first word of the codes.
const std::map<std::string_view, std::string_view> titles = {
    {"valor", "Valores: montos, fechas, períodos y códigos"},
    {"json", "Archivos JSON"},
    {"csv", "Archivos CSV"},
    {"xlsx", "Libros XLSX"},
    {"archivo", "Archivos"},
    {"plan", "El plan"},
    {"formula", "Fórmulas de indicadores"},
    {"presupuesto", "El presupuesto"},
    {"metas", "Las metas"},
    {"produccion", "La producción física"},
    {"variables", "Las variables"},
    {"indicadores", "Los indicadores"},
    {"catalogo", "Los catálogos"},
    {"norma", "Las normas"},
    {"institucion", "La institución"},
    {"organizacion", "La organización"},
    {"acceso", "Permisos"},
    {"base", "La base de datos"},
    {"bitacora", "La bitácora"},
    {"clave", "La clave de firma"},
    {"documentos", "Los documentos"},
    {"uso", "La línea de órdenes"},
    {"hallazgo", "Hallazgos de la revisión del plan"},
    {"regla", "Reglas de verificación del gasto"},
    {"verificacion", "La verificación del gasto"},
    {"corte", "Los cortes"},
    {"ficha", "Fichas de indicador"},
    {"informe", "Los informes"},
    {"medida", "Medidas de la estrategia"},
    {"politica", "La Política Migratoria"},
    {"respaldo", "Los respaldos"},
    {"variable", "Las variables"},
    {"acto", "Los actos"},
    {"celda", "Celdas"},
    {"codigo", "Códigos"},
    {"columnas", "Columnas de un archivo"},
    {"documento", "Los documentos"},
    {"ejercicio", "El ejercicio fiscal"},
    {"evaluacion", "La evaluación"},
    {"filas", "Filas de un archivo"},
    {"formato", "Formatos de columnas"},
    {"mes", "Los meses y su cierre"},
    {"meta", "Las metas"},
    {"monto", "Montos de un archivo"},
    {"porcentaje", "Porcentajes de un archivo"},
    {"prueba", "Las pruebas de inclusión"},
    {"riesgo", "La matriz de riesgos"},
    {"muestra", "Las muestras"},
    {"indicador_control", "Los indicadores financieros"},
    {"orientacion", "Las orientaciones"},
    {"divulgacion", "El control de divulgación"},
};

const std::map<std::string_view, Fault> faults = {{"Invalid", Fault::Invalid},
                                                  {"NotFound", Fault::NotFound},
                                                  {"Forbidden", Fault::Forbidden},
                                                  {"Conflict", Fault::Conflict},
                                                  {"Unavailable", Fault::Unavailable}};

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.'; }

// Exit code of each code, from the rows {"sala.codigo", Fault::X} of the sources.
std::map<std::string, int> exit_codes() {
  std::map<std::string, int> found;
  for (const auto& entry : fs::recursive_directory_iterator(CEIBA_SOURCE_DIR "/src")) {
    const auto name = entry.path().string();
    if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) continue;
    std::ifstream file(name, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    const std::string text = bytes.str();
    for (auto at = text.find("Fault::"); at != std::string::npos;
         at = text.find("Fault::", at + 1)) {
      std::size_t end = at + 7;
      while (end < text.size() && is_name(text[end])) ++end;
      const auto fault = faults.find(std::string_view(text).substr(at + 7, end - at - 7));
      const auto close = text.find_last_not_of(", \n", at - 1);
      if (fault == faults.end() || close == std::string::npos || text[close] != '"') continue;
      const auto open = text.rfind('"', close - 1);
      const auto code = text.substr(open + 1, close - open - 1);
      found[code] = static_cast<int>(cli::exit_of(code, fault->second));
    }
  }
  for (const auto& sentence : text::all_sentences())
    // The findings of the plan, which are no refusals.
    if (sentence.code.starts_with("hallazgo.")) found.emplace(sentence.code, 1);
  return found;
}

// "La columna falta[ en la hoja {hoja}]." → "La columna falta en la hoja *hoja*."
std::string for_the_manual(std::string_view pattern) {
  std::string out;
  for (char c : pattern) {
    if (c == '{' || c == '}')
      out += '*';
    else if (c == '|')
      out += "\\|";
    else if (c == '\n')
      out += ' ';
    else if (c != '[' && c != ']')
      out += c;
  }
  return out;
}
}  // namespace

TEST(Messages, TheManualListsEveryRefusal) {
  const auto exit_of = exit_codes();
  std::map<std::string, std::map<std::string, const text::Sentence*>> parts;
  const auto all = text::all_sentences();
  for (const auto& sentence : all) {
    const std::string code(sentence.code);
    parts[code.substr(0, code.find('.'))][code] = &sentence;
  }

  std::string page =
      "# Mensajes\n\n"
      "Lo que el programa responde cuando no puede hacer lo que se le pide: qué pasó y qué hacer. "
      "Cada "
      "mensaje dice\nademás dónde (archivo, línea, columna o celda), qué se halló y qué se "
      "esperaba. "
      "Las palabras en *cursiva* se\nsustituyen por el dato del caso. La salida es el código con "
      "que "
      "termina la orden: 1 hallazgos, 2 mal escrito, 3 dato inválido, 4 no existe,\n5 sin permiso, "
      "6 conflicto, 7 "
      "no "
      "disponible.\n\n"
      "Esta página la escribe una prueba a partir del programa; no se edita a mano.\n";
  for (const auto& [part, sentences] : parts) {
    const auto title = titles.find(part);
    page += "\n## " + (title == titles.end() ? "`" + part + "`" : std::string(title->second)) +
            "\n\n| código | salida | qué pasó | qué hacer |\n|---|---|---|---|\n";
    for (const auto& [code, sentence] : sentences) {
      const auto exit = exit_of.find(code);
      page += "| `" + code + "` | " + (exit == exit_of.end() ? "" : std::to_string(exit->second)) +
              " | " + for_the_manual(sentence->what) + " | " + for_the_manual(sentence->remedy) +
              " |\n";
    }
  }
  expect_golden("docs/manual/mensajes.md", page);
}

TEST(Messages, EverySentenceBelongsToACodeOfTheProgram) {
  std::string elsewhere;  // Than in text/.
  for (const auto& entry : fs::recursive_directory_iterator(CEIBA_SOURCE_DIR "/src")) {
    const auto name = entry.path().string();
    if (!name.ends_with(".cpp") || name.find("/src/text/") != std::string::npos) continue;
    std::ifstream file(name, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    elsewhere += bytes.str();
  }
  for (const auto& sentence : text::all_sentences()) {
    // A rule's code and its motive are put together; its cases prove each sentence (rules_test).
    if (sentence.code.starts_with("regla.")) continue;
    EXPECT_NE(elsewhere.find('"' + std::string(sentence.code) + '"'), std::string::npos)
        << sentence.code << " has a sentence, but the program never says it";
  }
}
