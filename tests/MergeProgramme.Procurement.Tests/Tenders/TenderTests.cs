using Grpc.Core;
using MergeProgramme.Procurement.Tests.Cases;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Procurement.Tests.Tenders;

[Collection("hosts")]
public sealed class TenderTests
{
    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task Tenders_are_sealed_until_two_have_opened_after_the_deadline(TestDatabase database)
    {
        await using var it = await CaseOffice.OpenAsync(database, Transport.H2c);
        var published = await it.PublishedAsync();
        var received = await it.Client.ReceiveTenderAsync(CaseOffice.Tender("Fjordjournal AS", "974760673", 18_000_000));
        Assert.Equal(
            (TenderState.Sealed, null, "", 64),
            (received.State, received.Price, received.FileName, received.ContentHash.Length)
        );
        // Until the deadline the tenderer may send another one, which takes its place.
        var former = received;
        received = await it.Client.ReceiveTenderAsync(CaseOffice.Tender("Fjordjournal AS", "974760673", 17_500_000));
        Assert.NotEqual(former.Name, received.Name);
        former = await it.Client.GetTenderAsync(new() { Name = former.Name });
        Assert.Equal((TenderState.Replaced, TenderState.Sealed), (former.State, received.State));

        // Nobody opens early, alone, without a declaration, or from outside.
        await RefusedOpeningAsync("OPENING_TOO_EARLY", it.People[0].Caller);
        it.Clock.Advance(TimeSpan.FromDays(36));
        await RefusedOpeningAsync("NOT_A_MEMBER", null);
        var (late, undeclared) = await it.JoinAsync("Kari Hemnesmo", CaseRole.Adviser);
        await RefusedOpeningAsync("DECLARATION_MISSING", late);
        await it.As(late)
            .DeclareInterestsAsync(
                new()
                {
                    Name = undeclared.Name,
                    Conflict = true,
                    Interests = "Eier aksjer.",
                    Etag = undeclared.Etag,
                }
            );
        await RefusedOpeningAsync("MEMBER_HAS_CONFLICT", late);
        await OpenAsync(it.People[0].Caller);
        await RefusedOpeningAsync("OPENED_ALONE", it.People[0].Caller);
        await RefusedReadingAsync("TENDER_SEALED", it.People[0].Caller, received.Name);
        var opened = await OpenAsync(it.People[1].Caller);
        await RefusedReadingAsync("TENDER_SEALED", it.People[1].Caller, former.Name);
        Assert.Equal(ProcurementCaseState.Opened, opened.State);
        Assert.Equal(["Lene Ramstadli", "Yasmin Tellefsrud"], opened.OpenerDisplayNames);

        // Members who have declared see it; nobody else does, the office neither.
        var seen = await it.As(it.People[1].Caller).GetTenderAsync(new() { Name = received.Name });
        Assert.Equal((17_500_000, "tilbud.pdf"), (seen.Price.Units, seen.FileName));
        Assert.Equal(
            seen,
            Assert.Single(
                (await it.As(it.People[1].Caller).ListTendersAsync(new() { Parent = CaseOffice.Case })).Tenders,
                t => t.State != TenderState.Replaced
            )
        );
        var said = await it.As(it.People[1].Caller).ReadTenderAsync(new() { Name = received.Name });
        Assert.Equal("Dette er det hemmelige tilbudet fra Fjordjournal AS.", said.Content.ToStringUtf8());
        Assert.Null((await it.Office().GetTenderAsync(new() { Name = received.Name })).Price);
        await RefusedReadingAsync("NOT_A_MEMBER", null, received.Name);
        await RefusedReadingAsync("MEMBER_HAS_CONFLICT", late, received.Name);
        var log = (await it.Office().ListTenderAccessesAsync(new() { Parent = CaseOffice.Case })).TenderAccesses;
        Assert.Equal(
            [
                (TenderAccessKind.Refused, "Kari Hemnesmo"),
                (TenderAccessKind.Refused, "tests"),
                (TenderAccessKind.Read, "Yasmin Tellefsrud"),
                (TenderAccessKind.Opened, "Yasmin Tellefsrud"),
                (TenderAccessKind.Refused, "Lene Ramstadli"),
                (TenderAccessKind.Refused, "Yasmin Tellefsrud"),
            ],
            log.Select(l => (l.Kind, l.DisplayName))
        );

        // One that comes now is kept, with its time, and stays shut; it takes nobody's place.
        var tooLate = await it.Client.ReceiveTenderAsync(CaseOffice.Tender("Fjordjournal AS", "974760673", 1_000_000));
        Assert.Equal(TenderState.Opened, (await it.Client.GetTenderAsync(new() { Name = received.Name })).State);
        Assert.Equal(TenderState.Late, tooLate.State);
        await RefusedReadingAsync("TENDER_SEALED", it.People[1].Caller, tooLate.Name);

        async Task<ProcurementCase> OpenAsync(Platform.Grpc.Caller caller)
        {
            var current = await it.Office().GetProcurementCaseAsync(new() { Name = published.Name });
            var answer = await it.As(caller).OpenTendersAsync(new() { Name = current.Name, Etag = current.Etag });
            it.Office();
            return answer;
        }

        async Task RefusedOpeningAsync(string reason, Platform.Grpc.Caller? caller)
        {
            var current = await it.Office().GetProcurementCaseAsync(new() { Name = published.Name });
            var client = caller is null ? it.Office() : it.As(caller);
            Assert.Equal(
                [(published.Name, reason)],
                await Refusals.RefusedAsync(
                    StatusCode.FailedPrecondition,
                    async () => await client.OpenTendersAsync(new() { Name = current.Name, Etag = current.Etag })
                )
            );
            it.Office();
        }

        async Task RefusedReadingAsync(string reason, Platform.Grpc.Caller? caller, string tender)
        {
            var client = caller is null ? it.Office() : it.As(caller);
            Assert.Equal(
                [(tender, reason)],
                await Refusals.RefusedAsync(
                    StatusCode.FailedPrecondition,
                    async () => await client.ReadTenderAsync(new() { Name = tender })
                )
            );
            it.Office();
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task What_a_tender_says_stands_nowhere_in_the_database(TestDatabase database)
    {
        await using var it = await CaseOffice.OpenAsync(database);
        await it.PublishedAsync();
        var request = CaseOffice.Tender("Fjordjournal AS", "974760673", 17_531_313);
        request.RequestId = "kvittering-1";
        var received = await it.Client.ReceiveTenderAsync(request);
        // Sent again: the same answer, one tender.
        Assert.Equal(received, await it.Client.ReceiveTenderAsync(request));

        var everything = await it.Host.EverythingAsync("procurement");
        Assert.Contains("Fjordjournal AS", everything, StringComparison.Ordinal);
        var secret = Convert.ToBase64String(request.Content.ToByteArray());
        foreach (var trace in new[] { "hemmelige", "17531313", secret[..24], "tilbud.pdf" })
            Assert.DoesNotContain(trace, everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tender_is_qualified_or_rejected_with_a_reason_by_a_member()
    {
        await using var it = await CaseOffice.OpenAsync(TestDatabase.Sqlite);
        var (one, other) = await it.OpenedAsync();
        var officer = it.People[0].Caller;
        Assert.Equal(
            [("reject_reason", "REJECT_REASON_REQUIRED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.As(officer).AssessTenderAsync(new() { Name = one.Name, Etag = one.Etag })
            )
        );
        var qualified = await it.As(officer)
            .AssessTenderAsync(
                new()
                {
                    Name = one.Name,
                    Etag = one.Etag,
                    Qualified = true,
                }
            );
        var rejected = await it.As(officer)
            .AssessTenderAsync(
                new()
                {
                    Name = other.Name,
                    Etag = other.Etag,
                    RejectReason = "Oppfyller ikke kravet om drift i EØS (FOA § 24-8).",
                }
            );
        Assert.Equal((TenderState.Qualified, TenderState.Rejected), (qualified.State, rejected.State));
        // Nobody reads the tender of their own employer.
        Assert.Equal(
            [(other.Name, "OWN_EMPLOYER")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.As(it.People[2].Caller).ReadTenderAsync(new() { Name = other.Name })
            )
        );
    }

    [Fact]
    public async Task Only_a_person_declares_for_themselves()
    {
        await using var it = await CaseOffice.OpenAsync(TestDatabase.Sqlite);
        await it.CreateAsync();
        var (officer, member) = await it.JoinAsync("Lene Ramstadli", CaseRole.Officer);
        var (other, _) = await it.JoinAsync("Yasmin Tellefsrud", CaseRole.Evaluator);
        Assert.Equal(DeclarationState.Missing, member.DeclarationState);
        foreach (var caller in new[] { other, TestCaller.Office })
            Assert.Equal(
                [(member.Name, "DECLARE_YOURSELF_ONLY")],
                await Refusals.RefusedAsync(
                    StatusCode.FailedPrecondition,
                    async () => await it.As(caller).DeclareInterestsAsync(new() { Name = member.Name, Etag = member.Etag })
                )
            );
        Assert.Equal(
            [("interests", "INTERESTS_REQUIRED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.As(officer)
                        .DeclareInterestsAsync(
                            new()
                            {
                                Name = member.Name,
                                Etag = member.Etag,
                                Conflict = true,
                            }
                        )
            )
        );
        var declared = await it.As(officer).DeclareInterestsAsync(new() { Name = member.Name, Etag = member.Etag });
        Assert.Equal(DeclarationState.NoConflict, declared.DeclarationState);
        Assert.Equal(
            "MEMBER_HAS_DECLARED",
            Assert
                .Single(
                    await Refusals.RefusedAsync(
                        StatusCode.FailedPrecondition,
                        async () => await it.Office().DeleteCaseMemberAsync(new() { Name = declared.Name, Etag = declared.Etag })
                    )
                )
                .Reason
        );
    }
}
