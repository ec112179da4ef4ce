// The protocol of files in pieces, asked as the script asks it.
#include "web/pieces.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.hpp"
#include "web/testing.hpp"

namespace web::testing {
namespace {

namespace fs = std::filesystem;

const std::string capture = "/ejecucion/captura/2026/05/DEL-CARMEN";

// A file of the kind that its name says, longer than two pieces.
std::string long_pdf(std::size_t size = 2 * piece_max + 1000) {
  std::string bytes = "%PDF-1.7\n";
  for (std::uint32_t i = 1; bytes.size() < size; i = i * 1664525U + 1013904223U)
    bytes += static_cast<char>(i >> 24);
  bytes.resize(size);
  return bytes;
}

class Pieces : public ::testing::Test {
 protected:
  void SetUp() override {
    site.sign_in("pedro-piezas", {Role::Enlace}, {"DEL-CARMEN"});
    site.get("/inicio");
    csrf = token();
  }

  // The token of the session, from any form of a page.
  std::string token() const {
    const std::string_view mark = "name=\"csrf\" value=\"";
    const auto at = site.last.body.find(mark) + mark.size();
    return site.last.body.substr(at, site.last.body.find('"', at) - at);
  }
  json::object read(const Response& response) const {
    const auto value = parse_json(response.body);
    return value && value->is_object() ? value->get_object() : json::object{};
  }
  Response begin(const std::string& bytes, const std::string& name = "acta.pdf",
                 const std::string& to = capture) {
    return site.post_exactly("/subidas", {{"csrf", csrf},
                                          {"nombre", name},
                                          {"tamano", std::to_string(bytes.size())},
                                          {"huella", show(sha256(bytes))},
                                          {"destino", to}});
  }
  Response add(const std::string& id, std::size_t offset, std::string_view piece,
               const std::string& hash = "") {
    auto request =
        site.request_of(Method::Post,
                        "/subidas/" + id + "?desde=" + std::to_string(offset) +
                            "&huella=" + (hash.empty() ? show(sha256(piece)) : hash),
                        {{"x-csrf-token", csrf}, {"content-type", "application/octet-stream"}});
    request.body = piece;
    return site.ask(request);
  }
  // All of it, from what is here on; yields the id.
  std::string send(const std::string& bytes, const std::string& name = "acta.pdf",
                   const std::string& to = capture) {
    const auto begun = read(begin(bytes, name, to));
    const std::string id(begun.at("id").as_string());
    for (auto at = static_cast<std::size_t>(begun.at("recibido").as_int64()); at < bytes.size();
         at += piece_max)
      EXPECT_EQ(add(id, at, std::string_view(bytes).substr(at, piece_max)).status, 200);
    return id;
  }
  static std::string code(const Response& response) {
    const auto value = parse_json(response.body);
    return value ? optional_text_at(value->get_object(), "codigo").value_or("") : "";
  }

  Site site{Site::Base::Demo};
  std::string csrf;
};

TEST_F(Pieces, AFileInPiecesArrivesAndTheFormTakesItAsItsOwnFile) {
  const auto bytes = long_pdf();
  const auto id = send(bytes);
  site.get(capture);
  const auto saved = site.post(capture, {{"accion", "adjuntar"}, {"archivo.subida", id}});
  EXPECT_EQ(saved.status, 303) << saved.body.substr(0, 2000);
  EXPECT_NE(site.get(capture).body.find("acta.pdf"), std::string::npos);
  const auto hash = show(sha256(bytes));
  EXPECT_EQ(site.get(capture + "/medios/" + hash).body, bytes);
  EXPECT_EQ(site.get("/subidas/" + id).status, 404) << "taken, so it no longer waits";
}

TEST_F(Pieces, APieceThatDoesNotBeginWhereTheOthersEndIsToldWhereToGoOn) {
  const auto bytes = long_pdf();
  const auto begun = begin(bytes);
  EXPECT_EQ(begun.status, 201);
  const std::string id(read(begun).at("id").as_string());
  const auto piece = [&](std::size_t n) {
    return std::string_view(bytes).substr(n * piece_max, piece_max);
  };
  EXPECT_EQ(add(id, 0, piece(0)).status, 200);
  for (const std::size_t wrong : {std::size_t{0}, std::size_t{17}, 2 * piece_max}) {
    const auto refused = add(id, wrong, piece(1));
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(code(refused), "web.pieza_fuera_de_lugar");
    EXPECT_EQ(read(refused).at("detalles").at("recibido").as_string(), std::to_string(piece_max));
    EXPECT_NE(refused.body.find("Siga desde el byte 262144."), std::string::npos);
  }
  EXPECT_EQ(read(site.get("/subidas/" + id)).at("recibido").as_int64(), piece_max);
}

TEST_F(Pieces, TheSameFileChosenAgainGoesOnWhereItBroke) {
  const auto bytes = long_pdf();
  const std::string id(read(begin(bytes)).at("id").as_string());
  EXPECT_EQ(add(id, 0, std::string_view(bytes).substr(0, piece_max)).status, 200);
  const auto again = read(begin(bytes));
  EXPECT_EQ(again.at("id").as_string(), id);
  EXPECT_EQ(again.at("recibido").as_int64(), piece_max);
  EXPECT_EQ(send(bytes), id);
}

TEST_F(Pieces, SpoiledBytesAreRefusedAndAWrongWholeIsThrownAway) {
  const auto bytes = long_pdf();
  const std::string id(read(begin(bytes)).at("id").as_string());
  const auto spoiled =
      add(id, 0, std::string_view(bytes).substr(0, piece_max), show(sha256("something else")));
  EXPECT_EQ(spoiled.status, 400);
  EXPECT_EQ(code(spoiled), "web.pieza_danada");
  EXPECT_EQ(add(id, 0, "abc", "nohash").status, 400);
  EXPECT_EQ(read(site.get("/subidas/" + id)).at("recibido").as_int64(), 0);

  // Each piece is what it says, but together they are another file.
  const std::string other(bytes.size(), 'x');
  Response last;
  for (std::size_t at = 0; at < other.size(); at += piece_max)
    last = add(id, at, std::string_view(other).substr(at, piece_max));
  EXPECT_EQ(last.status, 400);
  EXPECT_EQ(code(last), "web.subida_danada");
  EXPECT_EQ(site.get("/subidas/" + id).status, 404);
}

TEST_F(Pieces, AnotherPersonsFileIsUnknown) {
  const auto bytes = long_pdf();
  const auto id = send(bytes);
  site.sign_in("paula-piezas", {Role::Enlace}, {"DEL-CARMEN"});
  site.get("/inicio");
  csrf = token();
  EXPECT_EQ(site.get("/subidas/" + id).status, 404);
  EXPECT_EQ(add(id, bytes.size(), "more").status, 404);
  EXPECT_EQ(site.post_exactly("/subidas/" + id + "/cancelar", {{"csrf", csrf}}).status, 404);
  site.get(capture);
  EXPECT_EQ(site.post(capture, {{"accion", "adjuntar"}, {"archivo.subida", id}}).status, 404);
  EXPECT_NE(read(begin(bytes)).at("id").as_string(), id);
}

TEST_F(Pieces, WithoutTheTokenOfTheSessionOrWithoutASessionNothingIsTaken) {
  const auto bytes = long_pdf();
  csrf = "no";
  EXPECT_EQ(begin(bytes).status, 403);
  site.sign_out();
  EXPECT_NE(begin(bytes).status, 201);
  EXPECT_NE(site.get("/subidas/0123456789abcdef0123456789abcdef").status, 200);
}

TEST_F(Pieces, WhatIsTooLargeIsRefusedBeforeItComes) {
  const auto too_large = site.post_exactly("/subidas", {{"csrf", csrf},
                                                        {"nombre", "grande.pdf"},
                                                        {"tamano", std::to_string((20U << 20) + 1)},
                                                        {"huella", show(sha256("x"))},
                                                        {"destino", capture}});
  EXPECT_EQ(too_large.status, 413);
  EXPECT_NE(too_large.body.find("20 MB"), std::string::npos);
  EXPECT_EQ(begin(long_pdf(2U << 20), "a.pdf", "/inicio").status, 413) << "a page without files";
  const auto bytes = long_pdf();
  const std::string id(read(begin(bytes)).at("id").as_string());
  EXPECT_EQ(add(id, 0, std::string_view(bytes).substr(0, piece_max + 1)).status, 413);
  // More than was announced.
  const std::string little = "%PDF-1.7\n";
  const std::string small(read(begin(little)).at("id").as_string());
  EXPECT_EQ(add(small, 0, little + "!").status, 409);
}

TEST_F(Pieces, ADayLaterAndAfterCancellingItIsGone) {
  const auto bytes = long_pdf();
  const auto id = send(bytes);
  EXPECT_EQ(site.post_exactly("/subidas/" + id + "/cancelar", {{"csrf", csrf}}).status, 204);
  EXPECT_EQ(site.get("/subidas/" + id).status, 404);
  const auto again = send(bytes);
  *site.clock.now += 25LL * 3600 * 1000;
  site.sign_in("pedro-piezas", {Role::Enlace});
  EXPECT_EQ(site.get("/subidas/" + again).status, 404);
  site.get("/inicio");
  csrf = token();
  EXPECT_EQ(read(begin(bytes)).at("recibido").as_int64(), 0) << "swept, so it begins anew";
}

TEST_F(Pieces, AFormIsNotTakenBeforeItsFileIsHere) {
  const auto bytes = long_pdf();
  const std::string id(read(begin(bytes)).at("id").as_string());
  site.get(capture);
  const auto early = site.post(capture, {{"accion", "adjuntar"}, {"archivo.subida", id}});
  EXPECT_EQ(early.status, 422);
  EXPECT_NE(early.body.find("no ha llegado completo"), std::string::npos);
}

TEST_F(Pieces, TheSameValidationLooksAtItAsAtAPlainUpload) {
  const auto bytes = "MZ" + std::string(2 * piece_max, '\1');
  const auto id = send(bytes);
  site.get(capture);
  const auto refused = site.post(capture, {{"accion", "adjuntar"}, {"archivo.subida", id}});
  site.get(capture);
  const auto plain = site.upload(capture, {{"accion", "adjuntar"}}, "archivo", "acta.pdf", bytes);
  EXPECT_EQ(refused.status, plain.status);
  EXPECT_GE(refused.status, 400);
}

TEST_F(Pieces, WhatAPersonBeganLongestAgoGivesWay) {
  std::vector<std::string> ids;
  for (int i = 0; i < 9; ++i) {
    *site.clock.now += 1000;
    ids.emplace_back(
        read(begin(long_pdf(), "acta-" + std::to_string(i) + ".pdf")).at("id").as_string());
  }
  EXPECT_EQ(site.get("/subidas/" + ids.front()).status, 404);
  EXPECT_EQ(site.get("/subidas/" + ids[1]).status, 200);
  EXPECT_EQ(site.get("/subidas/" + ids.back()).status, 200);
}

TEST_F(Pieces, NamesOfFilesLoseTheirFoldersAndIdsAreNoPaths) {
  const auto id = send(long_pdf(), "../../etc/passwd.pdf");
  site.get(capture);
  EXPECT_EQ(site.post(capture, {{"accion", "adjuntar"}, {"archivo.subida", id}}).status, 303);
  EXPECT_NE(site.get(capture).body.find(">passwd.pdf<"), std::string::npos);
  site.get(capture);
  EXPECT_EQ(
      site.post(capture, {{"accion", "adjuntar"}, {"archivo.subida", "../../etc/passwd"}}).status,
      404);
}

// A temporary folder of the system that is this test's alone, with everything that waits in it.
class PiecesFolder : public Pieces {
 protected:
  void SetUp() override {
    Pieces::SetUp();
    if (const char* set = std::getenv("TMPDIR")) before = set;
    std::string made = (fs::temp_directory_path() / "ceiba-piezas.XXXXXX").string();
    ASSERT_NE(::mkdtemp(made.data()), nullptr);
    system = made;
    ::setenv("TMPDIR", system.c_str(), 1);
    waiting = system / ("ceiba-subidas-" + std::to_string(::getuid()));
  }
  void TearDown() override {
    before.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", before.c_str(), 1);
    fs::remove_all(system);
  }
  void put(const fs::path& path, std::string_view bytes, Milliseconds hours_ago) const {
    std::ofstream(path, std::ios::binary) << bytes;
    const auto at = *site.clock.now / 1000 - hours_ago * 3600;
    const timespec times[] = {{at, 0}, {at, 0}};
    ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
  }

  fs::path system, waiting;
  std::string before;
};

TEST_F(PiecesFolder, AFolderThatSomebodyElsePreparedIsRefused) {
  const auto bytes = long_pdf();
  const auto elsewhere = system / "ajena";
  fs::create_directory(elsewhere);
  fs::permissions(elsewhere, fs::perms::owner_all);
  const auto refused = [&] {
    const auto answer = begin(bytes);
    return answer.status == 503 && code(answer) == "web.carpeta_ajena" &&
           answer.body.find(waiting.string()) != std::string::npos;
  };
  fs::create_directory_symlink(elsewhere, waiting);
  EXPECT_TRUE(refused()) << "a link";
  fs::remove(waiting);
  std::ofstream(waiting) << "a file";
  EXPECT_TRUE(refused()) << "a file";
  fs::remove(waiting);
  fs::create_directory(waiting);
  fs::permissions(waiting, fs::perms::owner_all | fs::perms::group_all);
  EXPECT_TRUE(refused()) << "open to others";
  EXPECT_TRUE(fs::is_empty(elsewhere) && fs::is_empty(waiting));
  fs::permissions(waiting, fs::perms::owner_all);
  EXPECT_EQ(begin(bytes).status, 201);
}

TEST_F(PiecesFolder, ALinkInThePlaceOfTheBytesIsNotFollowed) {
  const auto bytes = long_pdf();
  const std::string id(read(begin(bytes)).at("id").as_string());
  const auto other = system / "otro";
  fs::create_symlink(other, waiting / (id + ".bytes"));
  EXPECT_EQ(add(id, 0, std::string_view(bytes).substr(0, piece_max)).status, 503);
  EXPECT_FALSE(fs::exists(other));
}

TEST_F(PiecesFolder, BytesThatNoNoteTellsOfGoAfterADay) {
  const auto id = send(long_pdf());
  put(waiting / "viejo.bytes", "x", 25);
  put(waiting / "viejo.json.nuevo", "x", 25);
  put(waiting / "reciente.bytes", "x", 23);
  EXPECT_EQ(begin(long_pdf(), "otra.pdf").status, 201);
  EXPECT_FALSE(fs::exists(waiting / "viejo.bytes"));
  EXPECT_FALSE(fs::exists(waiting / "viejo.json.nuevo"));
  EXPECT_TRUE(fs::exists(waiting / "reciente.bytes"));
  EXPECT_TRUE(fs::exists(waiting / (id + ".bytes")));
}

TEST_F(PiecesFolder, RoomThatWasPromisedToOthersIsNotPromisedAgain) {
  EXPECT_EQ(begin(long_pdf(), "primera.pdf").status, 201);
  // Somebody's upload that would fill the disk, of which nothing has come yet.
  std::ofstream(waiting / "0123456789abcdef0123456789abcdef.json", std::ios::binary)
      << canonical({{"nombre", "enorme.csv"},
                    {"huella", show(sha256("x"))},
                    {"tamano", static_cast<std::int64_t>(fs::space(system).available)},
                    {"de", "otra persona"},
                    {"desde", *site.clock.now}});
  const auto refused = begin(long_pdf(), "segunda.pdf");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(code(refused), "web.archivo_no_guardado");
  EXPECT_EQ(begin(long_pdf(), "primera.pdf").status, 201) << "it was promised its room before";
}

}  // namespace
}  // namespace web::testing
