using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.Tests.Cases;
using MergeProgramme.Procurement.Tests.Evaluations;
using MergeProgramme.Procurement.Tests.Ocds;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;
using OrganisationClient = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Procurement.Tests.Awards;

[Collection("hosts")]
public sealed class AwardTests
{
    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task No_contract_before_a_decision_the_standstill_and_the_answer_to_every_complaint(TestDatabase database)
    {
        await using var office = await EvaluationOffice.OpenAsync(database, Transport.H2c);
        var (it, one, other) = (office.Cases, office.Tenders[0], office.Tenders[1]);
        await RefusedContractAsync(it, "LETTERS_NOT_SENT");
        var board = await BoardAsync(it);
        await RefusedAsync("CONSENSUS_SCORE_MISSING", () => ProposeAsync(it, one, board), 9);
        await office.RankedAsync();
        await RefusedAsync("AWARD_NOT_FIRST", () => ProposeAsync(it, other, board));
        var award = await ProposeAsync(it, one, board);
        Assert.Equal((AwardState.Proposed, "Fjordjournal AS"), (award.State, award.Tenderer));
        await RefusedAsync("AWARD_ALREADY", () => ProposeAsync(it, other, board));
        await RefusedAsync("AWARD_NOT_DECIDED", () => DecideAsync(it, award));
        await RefusedAsync("AWARD_NOT_DECIDED_YET", () => SendAsync(it, award));

        await AdoptAsync(it, board);
        award = await DecideAsync(it, award);
        Assert.Equal((AwardState.Decided, "Programstyret", "24/7"), (award.State, award.BodyDisplayName, award.CaseNumber));
        await RefusedAsync("NOTHING_TO_COMPLAIN_OF", () => ComplainAsync(it, other));
        award = await SendAsync(it, award);
        // Sent on Wednesday 10 April 2024; ten days end on a Saturday, so it runs to the Monday.
        Assert.Equal(
            (AwardState.Announced, new DateOnly(2024, 4, 22), "FOA § 25-2"),
            (award.State, award.StandstillEndDate.ToDateOnly()!.Value, award.StandstillSource)
        );
        Assert.Equal(
            [
                StandstillStepKind.Event,
                StandstillStepKind.FirstDay,
                StandstillStepKind.LastCounted,
                StandstillStepKind.NotAWorkingDay,
                StandstillStepKind.NotAWorkingDay,
                StandstillStepKind.LastDay,
            ],
            award.StandstillSteps.Select(s => s.Kind)
        );
        Assert.Equal([award], (await it.Client.ListAwardsAsync(new() { Parent = CaseOffice.Case })).Awards);
        // Each gets a letter, and the world a release that the schema takes.
        var letter = await it.Client.ExportAwardLetterAsync(new() { Name = award.Name, Tender = other.Name });
        Assert.Equal("PK"u8.ToArray(), letter.Content.ToByteArray()[..2]);
        Assert.EndsWith(".docx", letter.FileName, StringComparison.Ordinal);
        await ValidAsync(it, OcdsStep.Award);
        await RefusedContractAsync(it, "STANDSTILL_RUNS");

        var complaint = await ComplainAsync(it, other);
        Assert.True(complaint.InTime);
        it.Clock.Advance(TimeSpan.FromDays(13));
        await RefusedContractAsync(it, "COMPLAINT_NOT_ANSWERED");
        Assert.Equal(
            [("standstill_end_date", "EXTENSION_TOO_SHORT")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                () => AnswerAsync(it, complaint, ComplaintOutcome.AwardKept, new(2024, 4, 22))
            )
        );
        var answered = await AnswerAsync(it, complaint, ComplaintOutcome.AwardKept, new(2024, 4, 24));
        Assert.Equal(ComplaintOutcome.AwardKept, answered.Outcome);
        Assert.Equal([answered], (await it.Client.ListComplaintsAsync(new() { Parent = CaseOffice.Case })).Complaints);
        await RefusedContractAsync(it, "STANDSTILL_RUNS");
        it.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(
            [("contract.sign_date", "SIGNED_IN_STANDSTILL")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => SignAsync(it, new(2024, 4, 24)))
        );
        var contract = await SignAsync(it, new(2024, 4, 25));
        Assert.Equal(("Fjordjournal AS", award.Name), (contract.Supplier, contract.Award));
        Assert.Equal([contract], (await it.Client.ListContractsAsync(new() { Parent = CaseOffice.Case })).Contracts);
        await ValidAsync(it, OcdsStep.Contract);
        // The dates follow what has happened; the programme of the tests has no vesting day until it gets one.
        Assert.Equal(["VESTING_DATE_MISSING"], (await it.Client.GetCaseScheduleAsync(new() { Name = CaseOffice.Case })).Missing);
        var programme = await Organisation(it).GetProgrammeAsync(new() { Name = CaseOffice.Programme });
        programme.VestingDate = new DateOnly(2025, 1, 1).ToDate();
        await Organisation(it).UpdateProgrammeAsync(new() { Programme = programme });
        var rows = (await it.Client.GetCaseScheduleAsync(new() { Name = CaseOffice.Case })).Rows;
        // Signed on 25 April, 180 days until it is in use: 22 October, with 70 days to 31 December.
        Assert.Equal(
            (CaseScheduleStep.InUse, new DateOnly(2024, 10, 22), new DateOnly(2024, 12, 31), 70, false),
            (
                rows[^1].Step,
                rows[^1].EarliestDate.ToDateOnly()!.Value,
                rows[^1].LatestDate.ToDateOnly()!.Value,
                rows[^1].SlackDays,
                rows[^1].Reached
            )
        );
        Assert.Equal([true, true, true, true, true, false], rows.Select(row => row.Reached));
        var protocol = await it.Client.ExportProcurementProtocolAsync(new() { Name = CaseOffice.Case });
        Assert.True(protocol.Content.Length > 1000);
        Assert.Equal(
            ProcurementCaseState.Contracted,
            (await it.Client.GetProcurementCaseAsync(new() { Name = CaseOffice.Case })).State
        );
    }

    [Theory]
    [InlineData(ComplaintOutcome.AwardChanged, ProcurementCaseState.Opened)]
    [InlineData(ComplaintOutcome.Cancelled, ProcurementCaseState.Cancelled)]
    public async Task A_complaint_can_undo_the_award_or_end_the_procurement(ComplaintOutcome outcome, ProcurementCaseState state)
    {
        await using var office = await EvaluationOffice.OpenAsync(TestDatabase.Sqlite);
        var (it, one, other) = (office.Cases, office.Tenders[0], office.Tenders[1]);
        await office.RankedAsync();
        var board = await BoardAsync(it);
        var award = await ProposeAsync(it, one, board);
        await AdoptAsync(it, board);
        award = await SendAsync(it, await DecideAsync(it, award));
        var complaint = await ComplainAsync(it, other);
        await AnswerAsync(it, complaint, outcome, null);
        var after = (await it.Client.ListAwardsAsync(new() { Parent = CaseOffice.Case })).Awards;
        Assert.Equal(AwardState.Undone, Assert.Single(after).State);
        Assert.Equal(state, (await it.Client.GetProcurementCaseAsync(new() { Name = CaseOffice.Case })).State);
        await RefusedContractAsync(it, "LETTERS_NOT_SENT");
        if (outcome == ComplaintOutcome.AwardChanged)
            Assert.Equal(AwardState.Proposed, (await ProposeAsync(it, one, board)).State);
    }

    private static async Task ValidAsync(CaseOffice it, OcdsStep step)
    {
        var release = await it.Client.GetOcdsReleaseAsync(new() { Name = CaseOffice.Case, Step = step });
        Assert.Equal(step, release.Step);
        Assert.Empty(await OcdsSchema.FaultsAsync(release.Json));
        Assert.Contains("Fjordjournal AS", release.Json, StringComparison.Ordinal);
    }

    private static OrganisationClient Organisation(CaseOffice it) => new(it.Host.Invoker(Transport.InProcess));

    // A case that the programme board is to decide.
    private static async Task<string> BoardAsync(CaseOffice it)
    {
        var organisation = Organisation(it);
        var body = await organisation.CreateBodyAsync(
            new()
            {
                Parent = CaseOffice.Programme,
                Body = new()
                {
                    DisplayName = "Programstyret",
                    Kind = BodyKind.ProgrammeBoard,
                    Authority = BodyAuthority.Deciding,
                },
            }
        );
        var treated = await organisation.CreateCaseAsync(
            new()
            {
                Parent = CaseOffice.Programme,
                Case = new() { Title = "Tildeling av journalsystem", Proposal = "Fjordjournal AS tildeles kontrakten." },
            }
        );
        return (
            await organisation.SetRouteAsync(
                new()
                {
                    Name = treated.Name,
                    Treatments =
                    {
                        new Treatment { Stage = 1, Body = body.Name },
                    },
                }
            )
        ).Name;
    }

    private static async Task AdoptAsync(CaseOffice it, string board) =>
        await Organisation(it)
            .RecordTreatmentAsync(
                new()
                {
                    Name = board,
                    Number = 1,
                    Outcome = Outcome.Adopted,
                    Wording = "Fjordjournal AS tildeles kontrakten.",
                    Date = it.Clock.Today().ToDate(),
                    CaseNumber = "24/7",
                }
            );

    private static async Task<Award> ProposeAsync(CaseOffice it, Tender tender, string board) =>
        await it.Client.CreateAwardAsync(
            new()
            {
                Parent = CaseOffice.Case,
                Award = new()
                {
                    Tender = tender.Name,
                    Reasons = "Best på kvalitet, og nest lavest pris.",
                    DecisionCase = board,
                },
            }
        );

    private static async Task<Award> DecideAsync(CaseOffice it, Award award) =>
        await it.Client.DecideAwardAsync(new() { Name = award.Name, Etag = award.Etag });

    private static async Task<Award> SendAsync(CaseOffice it, Award award) =>
        await it.Client.SendAwardLettersAsync(
            new()
            {
                Name = award.Name,
                Etag = award.Etag,
                Electronic = true,
            }
        );

    private static async Task<Complaint> ComplainAsync(CaseOffice it, Tender tender) =>
        await it.Client.CreateComplaintAsync(
            new()
            {
                Parent = CaseOffice.Case,
                Complaint = new() { Tender = tender.Name, Text = "Prisen er feil vektet." },
            }
        );

    private static async Task<Complaint> AnswerAsync(
        CaseOffice it,
        Complaint complaint,
        ComplaintOutcome outcome,
        DateOnly? extended
    ) =>
        await it.Client.AnswerComplaintAsync(
            new()
            {
                Name = complaint.Name,
                Etag = complaint.Etag,
                Outcome = outcome,
                Answer = "Formelen sto i konkurransegrunnlaget.",
                StandstillEndDate = extended.ToDate(),
            }
        );

    private static async Task<Contract> SignAsync(CaseOffice it, DateOnly signed) =>
        await it.Client.CreateContractAsync(
            new()
            {
                Parent = CaseOffice.Case,
                Contract = new()
                {
                    Value = CaseOffice.Kroner(17_500_000),
                    SignDate = signed.ToDate(),
                    StartDate = new DateOnly(2024, 6, 1).ToDate(),
                    EndDate = new DateOnly(2028, 5, 31).ToDate(),
                    NoticeDate = new DateOnly(2027, 11, 30).ToDate(),
                    Options =
                    {
                        new ContractOption { Title = "To år til", UseByDate = new DateOnly(2027, 12, 31).ToDate() },
                    },
                },
            }
        );

    private static Task RefusedContractAsync(CaseOffice it, string reason) =>
        RefusedAsync(reason, () => SignAsync(it, it.Clock.Today()));

    private static async Task RefusedAsync(string reason, Func<Task> call, int times = 1) =>
        Assert.Equal(
            Enumerable.Repeat(reason, times),
            (await Refusals.RefusedAsync(StatusCode.FailedPrecondition, call)).Select(refused => refused.Reason)
        );
}
