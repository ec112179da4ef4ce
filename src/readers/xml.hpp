// Streaming XML through expat, with what foreign files must not do switched off: a document type
// (and with it every entity) is refused, and nothing is thrown through expat's frames.
#pragma once

#include <functional>
#include <string_view>

#include "base/result.hpp"

namespace readers {

// Attributes of an element, as expat hands them over.
class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_{pairs} {}
  // By local name: "id" finds "r:id" as well. "" where it is absent.
  std::string_view operator[](std::string_view name) const;
  bool has(std::string_view name) const;

 private:
  const char** pairs_;
};

struct XmlSink {
  // Local names; a returned refusal stops the parser.
  std::function<Result<void>(std::string_view name, Attributes)> start;
  std::function<Result<void>(std::string_view name)> end;
  std::function<void(std::string_view text)> text;
};

// A document in memory. Errors: whatever the sink returned; `dtd` where there is a document type,
// `malformed` (with linea) where it is no XML.
Result<void> parse_xml(std::string_view text, const XmlSink& sink, Error dtd, Error malformed);

class Archive;

// Parses one part of an archive. Errors: those of Archive::stream, XlsxDtd, XlsxMalformed (with
// parte and linea), and whatever the sink returned.
Result<void> parse_part(Archive& archive, const std::string& part, const XmlSink& sink);

}  // namespace readers
