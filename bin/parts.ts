import type { ProgramParts } from "../src/cli/run-verb.js";

/** What is built in, each part loaded when a command needs it. */
export const parts: ProgramParts = {
  commands: {
    plan: async () => (await import("../src/commands/plan.js")).runPlan,
    apply: async () => (await import("../src/commands/apply.js")).runApply,
    status: async () => (await import("../src/commands/status.js")).runStatus,
    rollback: async () => (await import("../src/commands/rollback.js")).runRollback,
    verify: async () => (await import("../src/commands/verify.js")).runVerify,
    explain: async () => (await import("../src/commands/explain.js")).runExplain,
    report: async () => (await import("../src/commands/report.js")).runReport,
    doctor: async () => (await import("../src/commands/doctor.js")).runDoctor,
    fixture: async () => (await import("../src/commands/fixture.js")).runFixture,
    demo: async () => (await import("../src/commands/demo.js")).runDemo,
    init: async () => (await import("../src/commands/init.js")).runInit,
  },
  steps: async () => (await import("../migrations/steps.js")).steps,
  fixture: async (session, wish) => (await import("../fixtures/create-sample.js")).createSample(session, wish),
};
