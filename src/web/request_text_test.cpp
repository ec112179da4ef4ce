// What browsers send, and what nobody should.
#include "web/request_text.hpp"

#include <gtest/gtest.h>

namespace web {
namespace {

TEST(Target, HasADecodedPathAndAQuery) {
  const auto target = parse_target("/glosario/cr%C3%ADtico?q=a+b&q=%C3%B1&vacio&=x#fin");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/glosario/crítico");
  EXPECT_EQ(target->query.every("q"), (std::vector<std::string>{"a b", "ñ"}));
  EXPECT_TRUE(target->query.has("vacio"));
  EXPECT_EQ(parse_target("/")->path, "/");
  EXPECT_EQ(parse_target("/a//b/")->path, "/a/b");
  EXPECT_EQ(parse_target("http://casa.gt/a?b=1")->path, "/a");
  EXPECT_EQ(parse_target("https://casa.gt")->path, "/");
}

TEST(Target, NeverLeavesItsPlace) {
  for (const auto bad : {"",    "a",      "*",      "/..",     "/a/../b", "/%2e%2e/x", "/a/.%2e",
                         "/.",  "/a%2fb", "/a%5cb", "/a\\b",   "/%00",    "/%0d%0a",   "/%",
                         "/%4", "/%zz",   "/%ff",   "/?a=%ff", "/?a=%0",  "/%7f"})
    EXPECT_FALSE(parse_target(bad)) << bad;
}

TEST(Query, HasALimit) {
  std::string text;
  for (std::size_t i = 0; i <= fields_max; ++i) text += "a=1&";
  EXPECT_FALSE(parse_query(text));
}

TEST(Cookies, WhatIsNoPairIsLeftOut) {
  const auto cookies = parse_cookies("ceiba=abc; x; =y; z=\"q\" ;\tw=1=2");
  EXPECT_EQ(cookies.first("ceiba"), "abc");
  EXPECT_EQ(cookies.first("z"), "q");
  EXPECT_EQ(cookies.first("w"), "1=2");
  EXPECT_EQ(cookies.all().size(), 3U);
}

TEST(Accept, QualityOfZeroIsARefusal) {
  EXPECT_TRUE(accepts("gzip, deflate, br", "br"));
  EXPECT_TRUE(accepts("GZIP;q=0.2", "gzip"));
  EXPECT_FALSE(accepts("br;q=0", "br"));
  EXPECT_FALSE(accepts("br ; q=0.000", "br"));
  EXPECT_FALSE(accepts("brotli", "br"));
  EXPECT_FALSE(accepts("", "gzip"));
}

TEST(Etag, IsComparedWeakly) {
  EXPECT_TRUE(names_etag("\"a\", W/\"b\"", "\"b\""));
  EXPECT_TRUE(names_etag("*", "\"b\""));
  EXPECT_FALSE(names_etag("\"ab\"", "\"b\""));
  EXPECT_FALSE(names_etag("", "\"b\""));
}

TEST(Range, OneOfBytesWithinTheWhole) {
  const auto range = [](std::string_view header) { return parse_range(header, 100); };
  EXPECT_EQ(range("bytes=0-9")->last, 9U);
  EXPECT_EQ(range("bytes=90-")->last, 99U);
  EXPECT_EQ(range("bytes=-10")->first, 90U);
  EXPECT_EQ(range("bytes=-1000")->first, 0U);
  EXPECT_EQ(range("bytes=50-1000")->last, 99U);
  EXPECT_FALSE(range("bytes=100-")->satisfiable);
  EXPECT_FALSE(range("bytes=-0")->satisfiable);
  for (const auto whole : {"bytes=0-1,3-4", "items=0-1", "bytes=", "bytes=-", "bytes=9-1",
                           "bytes=a-b", "bytes=99999999999999999999-"})
    EXPECT_FALSE(range(whole)) << whole;
}

TEST(Parameter, IsReadAsBrowsersWriteIt) {
  EXPECT_EQ(parameter("form-data; name=\"a b\"; filename=\"x;y.csv\"", "filename"), "x;y.csv");
  EXPECT_EQ(parameter("form-data; name=\"dijo \\\"sí\\\"\"", "name"), "dijo \"sí\"");
  EXPECT_EQ(parameter("multipart/form-data; boundary=----X", "boundary"), "----X");
  EXPECT_EQ(parameter("multipart/form-data; Boundary=X ; a=b", "boundary"), "X");
  EXPECT_EQ(parameter("form-data; filename=\"C:\\a.csv\"", "filename"), "C:\\a.csv");
  EXPECT_FALSE(parameter("form-data; name", "name"));
  EXPECT_FALSE(parameter("form-data", "name"));
}

TEST(FileName, HasNoFolder) {
  EXPECT_EQ(plain_file_name("../../etc/passwd"), "passwd");
  EXPECT_EQ(plain_file_name("C:\\temp\\año.csv"), "año.csv");
  EXPECT_EQ(plain_file_name(".."), "archivo");
  EXPECT_EQ(plain_file_name("a\r\nb"), "ab");
  EXPECT_EQ(plain_file_name(std::string(199, 'a') + "ñ"), std::string(199, 'a'));
}

TEST(Encoded, IsWhatPercentDecodedReads) {
  const std::string text = "a/b?c=ñ&d e+%~";
  EXPECT_EQ(percent_decoded(encoded(text), false), text);
  EXPECT_EQ(query_text({{"q", "a b"}, {"p", "1"}}), "?q=a%20b&p=1");
}

TEST(Download, NamesItsFileInBothWays) {
  const auto answer = download("x", "text/csv", "año\".csv");
  EXPECT_EQ(answer.headers.first("Content-Disposition"),
            "attachment; filename=\"a__o_.csv\"; filename*=UTF-8''a%C3%B1o%22.csv");
}

}  // namespace
}  // namespace web
