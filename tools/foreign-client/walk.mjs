// The mandate of sub-project A4, from draft to decision, over gRPC alone. ../walk runs this.
import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { Contracts, Refused } from "./contracts.mjs";

const [address, pages, ...folders] = process.argv.slice(2);
const contracts = new Contracts(address, process.env.MERGEPROGRAMME_TOKEN || (await demoToken()), folders);
const call = (name, request) => contracts.call(name, request);
const say = (step, result) => console.log(`${step.padEnd(14)} ${result}`);

/** A token of the demonstration, which gives one to whoever asks on its machine. */
async function demoToken() {
  const at = new URL("/demo/token", pages);
  const answer = await fetch(at, { method: "POST" }).catch((error) => ({ status: error.cause?.code ?? error.message }));
  if (answer.ok) return (await answer.json()).access_token;
  console.error(`No token: POST ${at} answers ${answer.status}. Is it a demonstration? Otherwise set MERGEPROGRAMME_TOKEN.`);
  process.exit(1);
}

/** Fails the walk where something is not as it must be. */
function must(holds, what) {
  if (!holds) throw new Error(`Not as it must be: ${what}`);
}

/** Today in Norway, as the host reckons. */
const today = (() => {
  const [year, month, day] = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Oslo" }).format(new Date()).split("-").map(Number);
  return { year, month, day };
})();
const period = (label) => ({ label });
const nok = (units) => ({ currency_code: "NOK", units });

/** What is written in each section: the seeds' facts and dates. */
const sections = (programme) => ({
  background: {
    body:
      "Askim, Eidsberg, Hobøl, Spydeberg og Trøgstad blir Indre Østfold kommune 1. januar 2020. Stortinget vedtok det 8. juni 2017.\n\n" +
      "Prosjektplanen for 2017–2020 gir de overordnede føringene for hovedprosjektet, delprosjektene og dette mandatet.",
  },
  purpose: {
    body: "De fem kommunene har ulike journalsystemer og ulike modeller for tildeling av tjenester. Delprosjektet skal samle dem.",
    goals: [
      { kind: "GOAL_KIND_MAIN", text: "Én felles helse-, sosial- og omsorgstjeneste er i drift 1. januar 2020" },
      {
        kind: "GOAL_KIND_RESULT",
        text: "Samlet drift koster 12 MNOK mindre i året fra 2021",
        amount: nok(12_000_000),
        effect: "EFFECT_KIND_FULL_YEAR",
        effect_year: 2021,
      },
    ],
  },
  changes: {
    body: "Innbyggerne møter én tjeneste med samme tildelingspraksis i hele kommunen fra 1. januar 2020.",
    expected_benefits: [
      { kind: "BENEFIT_KIND_TIME_SAVED", text: "Ett journalsystem i stedet for fem", beneficiary: "Hjemmetjenesten" },
      { kind: "BENEFIT_KIND_QUALITY", text: "Lik tildeling av tjenester i alle fem kommuner", beneficiary: "Innbyggerne" },
    ],
  },
  items: {
    items: [
      { text: "Organisering av legevakt, avlastning og krisesenter i den nye kommunen" },
      { text: "Behovet for endringer i prosesser, roller og ansvar" },
      { text: "Bruk av digitale verktøy i hjemmetjeneste og sykehjem" },
      { text: "Lokalisering og bruk av eksisterende bygg i de fem kommunene" },
    ],
  },
  procurement: {
    body: "De fem kommunene har ulike journalsystemer. Prosjektstyret velger felles fagsystem, og da må det kunngjøres en konkurranse.",
    procurement_relevance: "PROCUREMENT_RELEVANCE_YES",
  },
  digitalisation: {
    body: "Velferdsteknologi og digital hjemmeoppfølging tas i bruk i alle de fem kommunene, etter erfaringer fra Askim og Eidsberg.",
  },
  resources: {
    body: "Prosjektleder i 100 % stilling. Deltakere i arbeidsgruppene frikjøpes.",
    plan_entries: [
      { kind: "PLAN_ENTRY_KIND_PHASE", text: "Konseptfase", period: period("Nov/Des 17") },
      { kind: "PLAN_ENTRY_KIND_PHASE", text: "Planlegging", period: period("1. kvartal 2018") },
      { kind: "PLAN_ENTRY_KIND_MILESTONE", text: "Felles fagsystem er valgt", period: period("Medio 2019") },
    ],
    budget_frames: [
      { kind: "BUDGET_KIND_OPERATIONS", amount: nok(2_000_000), per_year: true, period: period("2018–2019") },
      { kind: "BUDGET_KIND_PROCUREMENT", note: "Anskaffelse av fagsystem kommer i tillegg" },
    ],
  },
  organisation: {
    body: "Styringsgruppen leder delprosjektet. Hovedtillitsvalgte og hovedverneombud sitter i gruppen og deltar fra første møte.",
    dependencies: [
      {
        sub_project: `${programme}/subProjects/a2`,
        display_name: "A2 Økonomi",
        reason: "Økonomiske grunnlagsdokumenter",
        needed_by: period("1. kvartal 2018"),
      },
    ],
  },
  "success-factors": { success_factors: [{ text: "Tillitsvalgte deltar i alle arbeidsgrupper fra første dag" }] },
  attachments: { attachments: [{ title: "Analyse av nåsituasjonen", due: period("Medio 2019") }] },
});

async function organise() {
  const id = `gang-${Date.now().toString(36)}`;
  const { name: programme } = await call("organisation.CreateProgramme", {
    programme: {
      display_name: "Indre Østfold, prøvegang",
      kind: "PROGRAMME_KIND_MUNICIPAL_MERGER",
      vesting_date: { year: 2020, month: 1, day: 1 },
      goals: [{ text: "En helt ny kommune er klar 31. desember 2019" }],
    },
    programme_id: id,
  });
  say("programme", programme);
  for (const [code, display_name] of [["A2", "Økonomi"], ["A4", "Helse, sosial og omsorg"]]) {
    await call("organisation.CreateSubProject", {
      parent: programme,
      sub_project: { code, display_name, kind: "SUB_PROJECT_KIND_ADMINISTRATIVE" },
    });
  }
  const persons = [];
  for (const [display_name, title] of [["Ragnhild Solli", "kommunalsjef"], ["Torbjørn Vik", "virksomhetsleder"], ["Eli Strand", "hovedtillitsvalgt"]]) {
    persons.push(await call("organisation.CreatePerson", { parent: programme, person: { display_name, title } }));
  }
  const body = await call("organisation.CreateBody", {
    parent: programme,
    body: {
      display_name: "Styringsgruppen for A4",
      kind: "BODY_KIND_STEERING_GROUP",
      authority: "BODY_AUTHORITY_DECIDING",
      sub_project: `${programme}/subProjects/a4`,
      decides: ["DECISION_POINT_BP1"],
      start_date: { year: 2017, month: 10, day: 1 },
    },
  });
  for (const [index, person] of persons.entries()) {
    await call("organisation.CreateAppointment", {
      parent: programme,
      appointment: {
        person: person.name,
        body: body.name,
        role: index === 0 ? "APPOINTMENT_ROLE_CHAIR" : "APPOINTMENT_ROLE_MEMBER",
        representation: index === 2 ? "REPRESENTATION_UNION" : "REPRESENTATION_PROGRAMME",
        organisation: index === 2 ? "Fagforbundet" : "",
        start_date: { year: 2017, month: 10, day: 1 },
      },
    });
  }
  say("steering group", `${body.name}, ${persons.length} members`);
  return { programme, persons, body };
}

async function draft({ programme, persons }) {
  const mandate = await call("mandates.CreateMandate", {
    parent: `${programme}/subProjects/a4`,
    mandate: {
      title: "Mandat for A4 Helse, sosial og omsorg",
      template: "templates/difi-konseptfase-3.0",
      document_date: today,
      prepared_by: persons[0].name,
      prepared_by_display_name: persons[0].display_name,
    },
  });
  must(mandate.state === "MANDATE_STATE_DRAFT", `a new mandate is a draft, not ${mandate.state}`);
  say("draft", `${mandate.name}, ${mandate.sections.length} sections`);

  const unwritten = (await call("mandates.CheckMandate", { name: mandate.name })).findings.filter(isMissing);
  must(unwritten.length > 0, "the check finds something missing in an empty mandate");
  say("check", `${unwritten.length} things are missing`);

  const texts = sections(programme);
  for (const { name, etag } of mandate.sections) {
    const text = texts[name.split("/").pop()];
    must(text, `the walk knows what to write in ${name}`);
    await call("mandates.UpdateSection", { section: { name, etag, ...text }, update_mask: { paths: Object.keys(text) } });
  }
  const { findings } = await call("mandates.CheckMandate", { name: mandate.name });
  must(!findings.some(isMissing), `nothing is missing any more: ${findings.map((f) => f.message).join("; ")}`);
  say("sections", `${mandate.sections.length} written; missing: 0, vague: ${findings.length}`);
  return call("mandates.GetMandate", { name: mandate.name });
}

const isMissing = (finding) => finding.severity === "FINDING_SEVERITY_MISSING";

async function hear(programme, mandate) {
  for (const [party_kind, party, representative] of [
    ["PARTY_KIND_UNION", "Fagforbundet", "Eli Strand"],
    ["PARTY_KIND_SAFETY_SERVICE", "Hovedverneombudet", "Jon Moen"],
  ]) {
    await call("stakeholders.CreateParticipationRecord", {
      parent: programme,
      participation_record: {
        matter: mandate.name,
        party_kind,
        party,
        representative,
        form: "PARTICIPATION_FORM_HEARD",
        heard_date: today,
        setting: "Drøftingsmøte",
        view: "Vi støtter mandatet, og vil delta i arbeidsgruppene.",
      },
    });
  }
  say("heard", "union and safety service");
}

async function answerGate(mandate) {
  let gate = await call("mandates.CheckGate", { name: mandate.name });
  must(!gate.open, "the gate is shut before anyone has answered");
  for (const { point } of gate.points.filter((point) => point.kind === "GATE_POINT_KIND_ANSWERED")) {
    gate = await call("mandates.AnswerGatePoint", {
      name: mandate.name,
      point,
      answer: "GATE_ANSWER_MET",
      comment: "Avklart i styringsgruppen",
      answered_by: "Ragnhild Solli",
    });
  }
  must(gate.open, `the gate is open: ${gate.points.map((point) => point.obstacle).filter(Boolean).join("; ")}`);
  say("gate", `open, ${gate.points.length} points`);
}

async function decide({ persons, body }, mandate) {
  const submitted = await call("mandates.SubmitMandate", { name: mandate.name, etag: mandate.etag });
  must(submitted.state === "MANDATE_STATE_SUBMITTED", `it is submitted, not ${submitted.state}`);
  say("submitted", submitted.name);

  const decided = await call("mandates.DecideMandate", {
    name: submitted.name,
    etag: submitted.etag,
    decision: {
      verdict: "VERDICT_START",
      decision_date: today,
      place: "Askim",
      body: body.name,
      present: persons.map(({ name, display_name }) => ({ person: name, display_name, voting: true })),
      votes_for: persons.length,
      wording: "Styringsgruppen godkjenner mandatet. Konseptfasen startes.",
      case_number: "17/1",
      signatories: [{ display_name: persons[0].display_name, role: "leder" }],
    },
  });
  must(decided.state === "MANDATE_STATE_DECIDED", `it is decided, not ${decided.state}`);
  must(decided.decision.participation.length === 2, "the decision holds the evidence that both parties were heard");
  say("BP1", `${decided.decision.verdict}, ${decided.decision.body_display_name}, case ${decided.decision.case_number}`);

  const { text, hash } = await call("mandates.GetMandateText", { name: decided.name });
  const reckoned = createHash("sha256").update(text, "utf8").digest("hex");
  must(reckoned === hash && hash === decided.decision.text_hash, "the hash is that of exactly the text decided on");
  say("hash", hash);

  const section = { name: decided.sections[0].name, body: "Endret etter vedtaket" };
  const refusal = await call("mandates.UpdateSection", { section, update_mask: { paths: ["body"] } }).catch((error) => error);
  must(refusal instanceof Refused && refusal.status?.details.length > 0, "a decided mandate cannot be edited, and the refusal says why");
  say("locked", refusal.message.split("\n")[0]);
  return decided;
}

async function word(mandate) {
  const { file_name, content } = await call("mandates.ExportMandate", { name: mandate.name });
  const document = entry(content, "word/document.xml").toString("utf8");
  must(document.includes("Konseptfasen startes"), "the Word file holds the wording of the decision");
  const file = join(mkdtempSync(join(tmpdir(), "mergeprogramme-walk-")), file_name.replaceAll("/", "-"));
  writeFileSync(file, content);
  say("Word file", `${file}, ${content.length} bytes`);
}

/** The bytes of a file in a zip, found through its directory at the end. */
function entry(zip, name) {
  must(zip.readUInt32LE(0) === 0x04034b50, "the file is a zip");
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  must(end >= 0, "the zip has a directory");
  for (let at = zip.readUInt32LE(end + 16), left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    if (zip.toString("utf8", at + 46, at + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    }
    at += 46 + nameLength + extra + comment;
  }
  throw new Error(`Not as it must be: the zip holds ${name}`);
}

/** Waits for an event below a resource, from the beginning of the module's log: nothing is missed, however late or early it comes. */
async function event(module, type, holds) {
  for await (const { type: written, subject } of contracts.stream(`${module}.StreamEvents`, { follow: true })) {
    if (written === type && (await holds(subject))) return;
  }
  throw new Error(`Not as it must be: ${module} writes ${type}`);
}

async function consequences(programme, mandate) {
  const ofProgramme = (subject) => subject.startsWith(`${programme}/`);
  await event("organisation", "organisation.subProject.phaseMoved", ofProgramme);
  const { phase, phase_source } = await call("organisation.GetSubProject", { name: `${programme}/subProjects/a4` });
  must(phase === "SUB_PROJECT_PHASE_CONCEPT" && phase_source === mandate.name, `A4 is in its concept phase, not ${phase}`);
  say("phase", `${phase}, by ${phase_source}`);

  const of = { parent: programme, source_mandate: mandate.name };
  await event("procurement", "procurement.need.created", ofProgramme);
  const { needs } = await call("procurement.ListNeeds", of);
  must(needs.length === 1, `one need was raised, not ${needs.length}`);
  say("need", `${needs[0].name}: ${needs[0].title}`);

  await event("benefits", "benefits.benefit.created", ofProgramme);
  const { goals } = await call("benefits.ListGoals", of);
  const { benefits } = await call("benefits.ListBenefits", of);
  must(goals.length === 2 && benefits.length === 2, `2 goals and 2 benefits were registered, not ${goals.length} and ${benefits.length}`);
  say("goals", goals.map((goal) => goal.text).join("; "));
  say("benefits", benefits.map((benefit) => benefit.text).join("; "));
}

try {
  const office = await organise();
  const mandate = await draft(office);
  await hear(office.programme, mandate);
  await answerGate(mandate);
  const decided = await decide(office, mandate);
  await word(decided);
  await consequences(office.programme, decided);
  say("done", decided.name);
} catch (error) {
  console.error(error instanceof Refused || error.message.startsWith("Not as") ? error.message : error);
  process.exitCode = 1;
} finally {
  contracts.close();
}
