using DocumentFormat.OpenXml.Packaging;
using Grpc.Core;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Stakeholders.Tests.Consultations;

[Collection("hosts")]
public sealed class ConsultationTests
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_consultation_goes_from_draft_to_the_programmes_answer(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        var draft = await it.DraftAsync(60);
        Assert.Equal(
            (ConsultationState.Draft, $"{Office.Programme}/consultations/helsehus-i-indre-ostfold"),
            (draft.State, draft.Name)
        );
        Assert.Equal([1, 2], draft.Points.Select(p => p.Number));
        // 60 days from 6 February 2018 is Saturday 7 April: it runs to Monday.
        Assert.Equal((it.Day(60), it.Day(62)), (draft.DeadlineDate, draft.LastDate));
        Assert.Equal(
            [(draft.Name, "CONSULTATION_TAKES_NONE")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => AnswerAsync(it.Hospital, 0, 1))
        );

        var open = await it.Client.OpenConsultationAsync(new() { Name = draft.Name, Etag = draft.Etag });
        Assert.Equal((ConsultationState.Open, it.Day()), (open.State, open.OpenDate));
        Assert.Equal(open, await it.Client.GetConsultationAsync(new() { Name = open.Name }));
        Assert.Equal([open], (await it.Client.ListConsultationsAsync(new() { Parent = Office.Programme })).Consultations);
        Assert.Equal(
            [(open.Name, "CONSULTATION_RUNS")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => CloseAsync(open))
        );

        it.Clock.Advance(TimeSpan.FromDays(30));
        var hospital = await AnswerAsync(it.Hospital, 0, 1);
        await AnswerAsync(it.Hospital, 0, 2);
        it.Clock.Advance(TimeSpan.FromDays(33));
        var closed = await CloseAsync(open);
        Assert.Equal((ConsultationState.Closed, it.Day()), (closed.State, closed.CloseDate));
        // Late, and taken all the same; somebody who was not asked too.
        await AnswerAsync(it.Patients, 0, 0);
        Assert.Equal(
            [(closed.Name, "ANSWERS_PENDING")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => ConcludeAsync(closed))
        );
        foreach (
            var input in (await it.Client.ListInputsAsync(new() { Parent = Office.Programme, Consultation = closed.Name })).Inputs
        )
            await it.AnswerAsync(input, input.Name == hospital.Name ? InputState.Rejected : InputState.PartlyTakenIn);
        var concluded = await ConcludeAsync(closed);
        Assert.Equal((ConsultationState.Concluded, it.Day()), (concluded.State, concluded.ConcludeDate));

        var text = WordText(await it.Client.ExportConsultationResponseAsync(new() { Name = concluded.Name }));
        foreach (
            var said in new[]
            {
                "Svar på høring: Helsehus i Indre Østfold",
                "Høringen ble åpnet 6.2.2018 og gikk til 9.4.2018.",
                "Helsehuset legges til Askim.",
                "1. Er Askim rett sted?",
                "Svarte 8.3.2018",
                "Svarte 10.4.2018, etter fristen",
                "Har ikke svart",
                "Støtter, med merknader. Vi trenger én felles epikrise.",
                "Ikke tatt inn",
                "Tatt inn i Mandatet, mål 3",
            }
        )
            Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Utkast per", text, StringComparison.Ordinal);

        async Task<Input> AnswerAsync(string stakeholder, int day, int point) =>
            await it.SaidAsync(
                stakeholder,
                day,
                i => (i.Consultation, i.Point, i.Stance) = (draft.Name, point, InputStance.SupportsWithRemarks)
            );

        async Task<Consultation> CloseAsync(Consultation one) =>
            await it.Client.CloseConsultationAsync(new() { Name = one.Name, Etag = one.Etag });

        async Task<Consultation> ConcludeAsync(Consultation one) =>
            await it.Client.ConcludeConsultationAsync(
                new()
                {
                    Name = one.Name,
                    Conclusion = "Helsehuset legges til Askim.",
                    Etag = one.Etag,
                }
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Time_and_who_is_asked_are_as_the_rules_say(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        var rule = await it.Client.GetConsultationRuleAsync(new() { Parent = Office.Programme });
        Assert.Equal((42, 90, "utredningsinstruksen (2016) punkt 3-3"), (rule.LeastDays, rule.UsualDays, rule.Source));
        Assert.Equal(
            "utredningsinstruksen (2000) punkt 5.2",
            (
                await it.Client.GetConsultationRuleAsync(
                    new()
                    {
                        Parent = Office.Programme,
                        Date = new()
                        {
                            Year = 2010,
                            Month = 1,
                            Day = 1,
                        },
                    }
                )
            ).Source
        );

        var draft = await it.DraftAsync(14, c => c.Stakeholders.Clear());
        Assert.Equal(
            [(draft.Name, "CONSULTATION_ASKS_NOBODY"), (draft.Name, "DEADLINE_SHORT")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => OpenAsync(draft))
        );
        draft.ShortDeadlineReason = "Styret vedtar BP2 i mars.";
        draft.Stakeholders.Add(it.Hospital);
        draft = await it.Client.UpdateConsultationAsync(new() { Consultation = draft });
        var open = await OpenAsync(draft);

        // Whoever was asked on certain terms is not asked on others: more can be asked, and have more time.
        var later = open.Clone();
        later.DeadlineDate = it.Day(21);
        later.Stakeholders.Add(it.Union);
        open = await it.Client.UpdateConsultationAsync(new() { Consultation = later });
        Assert.Equal((it.Day(21), 2), (open.LastDate, open.Stakeholders.Count));
        var other = open.Clone();
        (other.DeadlineDate, other.Title) = (it.Day(20), "Noe annet");
        other.Stakeholders.RemoveAt(0);
        Assert.Equal(
            [
                ("consultation.deadline_date", "DEADLINE_EARLIER"),
                ("consultation.stakeholders", "STAKEHOLDER_WAS_ASKED"),
                (open.Name, "CONSULTATION_OPEN"),
            ],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.UpdateConsultationAsync(new() { Consultation = other })
            )
        );
        Assert.Equal(
            [("input.point", "POINT_UNKNOWN"), ("input.stance", "REQUIRED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                () => it.SaidAsync(it.Hospital, 0, i => (i.Consultation, i.Point) = (open.Name, 3))
            )
        );
        Assert.Equal(
            [("input.point", "POINT_WITHOUT_CONSULTATION"), ("input.stance", "STANCE_WITHOUT_CONSULTATION")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                () => it.SaidAsync(it.Hospital, 0, i => (i.Point, i.Stance) = (1, InputStance.Opposes))
            )
        );

        // All have answered: it need not run its time out.
        foreach (var asked in open.Stakeholders)
            await it.SaidAsync(asked, 0, i => (i.Consultation, i.Stance) = (open.Name, InputStance.NoRemarks));
        var closed = await it.Client.CloseConsultationAsync(new() { Name = open.Name, Etag = open.Etag });
        var withdrawn = await it.Client.WithdrawConsultationAsync(
            new()
            {
                Name = closed.Name,
                Reason = "Saken er utsatt.",
                Etag = closed.Etag,
            }
        );
        Assert.Equal((ConsultationState.Withdrawn, "Saken er utsatt."), (withdrawn.State, withdrawn.Conclusion));
        Assert.Equal(
            [(withdrawn.Name, "CONSULTATION_OVER")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.UpdateConsultationAsync(new() { Consultation = withdrawn })
            )
        );

        async Task<Consultation> OpenAsync(Consultation one) =>
            await it.Client.OpenConsultationAsync(new() { Name = one.Name, Etag = one.Etag });
    }

    private static string WordText(ExportConsultationResponseResponse file)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file.Content.ToByteArray()), isEditable: false);
        return document.MainDocumentPart!.Document!.InnerText;
    }
}
