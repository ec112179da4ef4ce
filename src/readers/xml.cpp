// Expat, and its faults as ours.
#include "readers/xml.hpp"

#include <expat.h>
#include <memory>
#include <optional>

#include "readers/archive.hpp"
#include "readers/refusals.hpp"

namespace readers {
namespace {

std::string_view local(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

struct Parsing {
  XML_Parser parser;
  const XmlSink& sink;
  std::optional<Error> refused;
  Error dtd;

  void stop(Error error) {
    if (refused) return;
    refused = std::move(error);
    XML_StopParser(parser, XML_FALSE);
  }
};

void XMLCALL on_start(void* user, const XML_Char* name, const XML_Char** attributes) {
  auto& parsing = *static_cast<Parsing*>(user);
  if (parsing.refused) return;
  if (auto done = parsing.sink.start(local(name), Attributes{attributes}); !done)
    parsing.stop(std::move(done).error());
}

void XMLCALL on_end(void* user, const XML_Char* name) {
  auto& parsing = *static_cast<Parsing*>(user);
  if (parsing.refused) return;
  if (auto done = parsing.sink.end(local(name)); !done) parsing.stop(std::move(done).error());
}

void XMLCALL on_text(void* user, const XML_Char* text, int size) {
  auto& parsing = *static_cast<Parsing*>(user);
  if (!parsing.refused) parsing.sink.text({text, static_cast<std::size_t>(size)});
}

void XMLCALL on_doctype(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  auto& parsing = *static_cast<Parsing*>(user);
  parsing.stop(parsing.dtd);
}

using OwnedParser = std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)>;

OwnedParser parser_of() { return {XML_ParserCreate(nullptr), &XML_ParserFree}; }

void attach(Parsing& parsing) {
  XML_SetUserData(parsing.parser, &parsing);
  XML_SetElementHandler(parsing.parser, on_start, on_end);
  XML_SetCharacterDataHandler(parsing.parser, on_text);
  XML_SetStartDoctypeDeclHandler(parsing.parser, on_doctype);
}

}  // namespace

std::string_view Attributes::operator[](std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (local(pair[0]) == name) return pair[1];
  return {};
}

bool Attributes::has(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (local(pair[0]) == name) return true;
  return false;
}

Result<void> parse_xml(std::string_view text, const XmlSink& sink, Error dtd, Error malformed) {
  const auto owned = parser_of();
  auto* parser = owned.get();
  Parsing parsing{parser, sink, std::nullopt, std::move(dtd)};
  attach(parsing);
  constexpr std::size_t most = std::size_t{1} << 30;  // Expat counts in int.
  const bool whole =
      text.size() < most &&
      XML_Parse(parser, text.data(), static_cast<int>(text.size()), XML_TRUE) != XML_STATUS_ERROR;
  if (parsing.refused) return std::unexpected(*std::move(parsing.refused));
  if (whole) return {};
  malformed.details.push_back({"linea", std::to_string(XML_GetCurrentLineNumber(parser))});
  return std::unexpected(std::move(malformed));
}

Result<void> parse_part(Archive& archive, const std::string& part, const XmlSink& sink) {
  const auto owned = parser_of();
  auto* parser = owned.get();
  Parsing parsing{parser, sink, std::nullopt, refusal(Refusal::XlsxDtd)};
  attach(parsing);

  const auto malformed = [&] {
    return refusal(Refusal::XlsxMalformed,
                   {{"linea_xml", std::to_string(XML_GetCurrentLineNumber(parser))}});
  };
  const auto take = [&](std::string_view piece) {
    if (XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), XML_FALSE) ==
            XML_STATUS_ERROR &&
        !parsing.refused)
      parsing.refused = malformed();
    return !parsing.refused;
  };
  auto streamed = archive.stream(part, take);
  // A bad checksum outranks what the broken bytes looked like as XML only if nothing was refused.
  if (!parsing.refused && streamed && XML_Parse(parser, "", 0, XML_TRUE) == XML_STATUS_ERROR &&
      !parsing.refused)
    parsing.refused = malformed();
  if (parsing.refused) streamed = std::unexpected(*std::move(parsing.refused));
  return where("parte", part, std::move(streamed));
}

}  // namespace readers
