// Long jobs: how they end, who sees them, and their list after the server was started again.
#include "web/jobs.hpp"

#include <gtest/gtest.h>

#include "commands/job_records.hpp"
#include "web/refusals.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using testing::Role;
using testing::Site;

class JobList : public commands::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<Site>(Site::Base::Founded, GetParam());
    site->sign_in(Role::Presupuesto);
    auto context = site->change();
    actor.number = commands::user_named(context.db(), "presupuesto").value()->number;
  }

  // Starts it and waits until it has ended.
  Job done(const std::string& title, Visit::Work work) {
    const auto id = site->application->jobs().start(title, actor, std::move(work)).value();
    for (int i = 0; i < 1000; ++i) {
      const auto job = site->application->jobs().find(id).value();
      if (job.state != JobState::Waiting && job.state != JobState::Running) return job;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ADD_FAILURE() << "the job does not end";
    return {};
  }

  void restart() {
    const auto settings = site->application->settings();
    site->application.reset();
    site->application = Application::open(settings, site->clock.world()).value();
  }

  std::unique_ptr<Site> site;
  commands::Actor actor;
};

TEST_P(JobList, outlives_the_server_with_result_and_refusal) {
  const auto good =
      done("Importación de mayo", [](commands::Context&, const Visit::Progress& told) {
        told("Aplicar", 3, 3);
        return Result<std::string>("/ejecucion/importar/7");
      });
  const auto bad = done("Importación de junio", [](commands::Context&, const Visit::Progress&) {
    Error fault = refusal(Refusal::NotSignedIn);
    fault.all = {refusal(Refusal::PageUnknown, {{"hallado", "renglón 17"}})};
    return Result<std::string>(std::unexpected(fault));
  });
  restart();
  const auto list = site->get("/trabajos").body;
  EXPECT_NE(list.find("Importación de mayo"), list.npos) << list;
  EXPECT_NE(list.find("Falló"), list.npos);
  EXPECT_NE(site->get("/trabajos/" + good.id).body.find("/ejecucion/importar/7"), list.npos);
  EXPECT_NE(site->get("/trabajos/" + bad.id).body.find("renglón 17"), list.npos);
  site->sign_in(Role::Contabilidad);  // Somebody else's.
  EXPECT_EQ(site->get("/trabajos/" + good.id).status, 404);
  EXPECT_EQ(site->get("/trabajos").body.find("Importación de mayo"), list.npos);
}

TEST_P(JobList, says_of_one_that_the_server_left_behind_that_it_was_interrupted) {
  auto context = site->change();
  ASSERT_TRUE(commands::remember_job(context, {.id = "a1",
                                               .title = "Carga a medias",
                                               .actor = actor.number,
                                               .state = "en_curso",
                                               .started_at = site->clock.now->load()}));
  const auto page = site->get("/trabajos/a1").body;
  EXPECT_NE(page.find("Interrumpido"), page.npos);
  EXPECT_EQ(page.find("Cancelar el trabajo"), page.npos);
}

TEST_P(JobList, forgets_what_is_too_old) {
  auto context = site->change();
  const auto now = site->clock.now->load();
  const auto put = [&](const char* id, Milliseconds at) {
    ASSERT_TRUE(commands::remember_job(
        context,
        {.id = id, .title = id, .actor = actor.number, .state = "terminado", .started_at = at}));
  };
  put("viejo", now - 91LL * 24 * 3'600'000);
  put("nuevo", now);
  EXPECT_FALSE(commands::remembered_job(context.db(), "viejo").value());
  EXPECT_TRUE(commands::remembered_job(context.db(), "nuevo").value());
}

INSTANTIATE_TEST_SUITE_P(engines, JobList, commands::testing::both_engines(),
                         commands::testing::engine_name);

}  // namespace
}  // namespace web
