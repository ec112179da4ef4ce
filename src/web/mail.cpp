// SMTP through libcurl.
#include "web/mail.hpp"

#include <curl/curl.h>
#include <memory>
#include <string_view>

#include "base/text.hpp"
#include "domain/values/period.hpp"
#include "text/format.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

constexpr long seconds_max = 30;

std::string base64(std::string_view bytes) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t at) {
      return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
    };
    const unsigned three = byte(i) << 16U | byte(i + 1) << 8U | byte(i + 2);
    out += letters[three >> 18U & 63U];
    out += letters[three >> 12U & 63U];
    out += i + 1 < bytes.size() ? letters[three >> 6U & 63U] : '=';
    out += i + 2 < bytes.size() ? letters[three & 63U] : '=';
  }
  return out;
}

// Lines of 76 as MIME asks.
std::string wrapped(const std::string& text) {
  constexpr std::size_t width = 76;
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += width) out += text.substr(at, width) + "\r\n";
  return out;
}

std::string one_line(std::string_view text) {
  return collapsed(replaced(replaced(text, "\r", " "), "\n", " "));
}

std::string rfc_date(Milliseconds at) {
  constexpr std::string_view days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto date = local_date(at);
  const std::chrono::weekday day{std::chrono::sys_days{date}};
  return std::string(days[day.c_encoding()]) + ", " +
         std::to_string(static_cast<unsigned>(date.day())) + ' ' +
         std::string(months[static_cast<unsigned>(date.month()) - 1]) + ' ' +
         std::to_string(static_cast<int>(date.year())) + ' ' + text::time_of_day(at) + ":00 -0600";
}

struct Unsent {
  std::string_view rest;
};

std::size_t give(char* into, std::size_t size, std::size_t count, void* from) {
  auto& unsent = *static_cast<Unsent*>(from);
  const auto part = unsent.rest.substr(0, size * count);
  part.copy(into, part.size());
  unsent.rest.remove_prefix(part.size());
  return part.size();
}

}  // namespace

std::string letter_text(const MailServer& server, const Letter& letter, Milliseconds at) {
  return "Date: " + rfc_date(at) + "\r\nFrom: Ceiba <" + one_line(server.sender) + ">\r\nTo: <" +
         one_line(letter.to) + ">\r\nSubject: =?UTF-8?B?" + base64(one_line(letter.subject)) +
         "?=\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; "
         "charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
         wrapped(base64(letter.body));
}

Result<void> deliver(const MailServer& server, const Letter& letter, Milliseconds at) {
  const auto failed = [&](std::string_view why) {
    return refuse(Refusal::MailFailed, {{"hallado", server.address}, {"motivo", std::string(why)}});
  };
  const auto to = one_line(letter.to);
  if (to.find_first_of("<> ") != to.npos || to.find('@') == to.npos)
    return failed("dirección de correo mal escrita");
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{curl_easy_init(),
                                                                 curl_easy_cleanup};
  if (!curl) return failed("libcurl");
  const auto message = letter_text(server, letter, at);
  Unsent unsent{message};
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients{
      curl_slist_append(nullptr, ('<' + to + '>').c_str()), curl_slist_free_all};
  const auto url = "smtp://" + server.address;
  const auto sender = '<' + one_line(server.sender) + '>';
  char reason[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "smtp");
  curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, sender.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &unsent);
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, seconds_max);
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, reason);
  if (!server.user.empty()) {
    curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    curl_easy_setopt(curl.get(), CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, server.password.c_str());
  }
  const auto code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) return failed(*reason ? reason : curl_easy_strerror(code));
  return {};
}

}  // namespace web
