// Forms with files, whole and cut anywhere.
#include "web/multipart.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace web {
namespace {

using Fault = MultipartReader::Fault;

const std::string body =
    "preámbulo\r\n"
    "--B\r\nContent-Disposition: form-data; name=\"uno\"\r\n\r\n1\r\n"
    "--B\r\nContent-Disposition: form-data; name=\"vacio\"\r\n\r\n\r\n"
    "--B  \r\ncontent-disposition: FORM-DATA; name=\"archivo\"; filename=\"a\\b.csv\"\r\n"
    "Content-Type: text/csv\r\n\r\nx;y\r\n--A\r\n-B\r\n\r\n--B\r\n"
    "Content-Disposition: form-data; name=\"ninguno\"; filename=\"\"\r\n\r\n\r\n"
    "--B--\r\nepílogo";

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

void expect_whole(MultipartReader& reader) {
  EXPECT_EQ(reader.finish(), Fault::None);
  EXPECT_EQ(reader.form.first("uno"), "1");
  EXPECT_TRUE(reader.form.has("vacio"));
  EXPECT_EQ(reader.form.all().size(), 2U);
  ASSERT_EQ(reader.uploads.size(), 1U);
  EXPECT_EQ(reader.uploads[0].field, "archivo");
  EXPECT_EQ(reader.uploads[0].file_name, "b.csv");
  EXPECT_EQ(reader.uploads[0].content_type, "text/csv");
  EXPECT_EQ(content_of(reader.uploads[0].path), "x;y\r\n--A\r\n-B\r\n");
  EXPECT_EQ(reader.uploads[0].size, content_of(reader.uploads[0].path).size());
}

TEST(Multipart, ReadsTheSameInOnePieceAndByteByByte) {
  {
    MultipartReader reader{"B", 1000};
    EXPECT_EQ(reader.read(body), Fault::None);
    expect_whole(reader);
  }
  for (std::size_t step = 1; step < 40; ++step) {
    MultipartReader reader{"B", 1000};
    for (std::size_t at = 0; at < body.size(); at += step)
      ASSERT_EQ(reader.read(std::string_view(body).substr(at, step)), Fault::None) << step;
    expect_whole(reader);
  }
}

TEST(Multipart, FilesGoWithTheReader) {
  std::string path;
  {
    MultipartReader reader{"B", 1000};
    reader.read(body);
    path = reader.uploads.at(0).path;
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Multipart, FaultsAreToldApart) {
  const auto fault_of = [](const std::string& text, std::uint64_t most = 1000) {
    MultipartReader reader{"B", most};
    if (const auto fault = reader.read(text); fault != Fault::None) return fault;
    return reader.finish();
  };
  const std::string head = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
  EXPECT_EQ(fault_of(head + "x\r\n--B--"), Fault::None);
  EXPECT_EQ(fault_of(head + "x\r\n--B"), Fault::Malformed) << "no end";
  EXPECT_EQ(fault_of(head + "x\r\n--Bzz\r\n"), Fault::Malformed) << "no line break after it";
  EXPECT_EQ(fault_of("--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--"), Fault::Malformed);
  EXPECT_EQ(fault_of("--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--B--"),
            Fault::Malformed);
  EXPECT_EQ(fault_of(head + "\xff\r\n--B--"), Fault::Malformed);
  EXPECT_EQ(fault_of(head + std::string(20, 'x') + "\r\n--B--", 10), Fault::TooLarge);
  EXPECT_EQ(fault_of("--B\r\nX: " + std::string(20'000, 'y')), Fault::Malformed);
  EXPECT_EQ(fault_of(""), Fault::Malformed);
  MultipartReader without{"", 10};
  EXPECT_EQ(without.read("x"), Fault::Malformed);
}

}  // namespace
}  // namespace web
