using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Documents;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Awards;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ExportAwardLetterResponse> ExportAwardLetter(
        ExportAwardLetterRequest request,
        ServerCallContext context
    )
    {
        var programme = await organisation.GetProgrammeAsync(
            new() { Name = ResourceNames.Programme(request.Name) },
            cancellationToken: context.CancellationToken
        );
        var own = await CallerPersons.OfAsync(access, programme.Name, context);
        var procurementCase = ResourceNames.Parent(request.Name);
        var (notice, tender) = await database.ReadAsync(
            async session =>
            {
                var procurement = await CaseTable.GetAsync(session, procurementCase, clock.Today());
                var award = await FindAwardAsync(session, request.Name);
                if (
                    EvaluationRules.WhyHidden(
                        procurement,
                        MemberRules.Of(await MemberTable.AllAsync(session, procurementCase), own)
                    ) is
                    { } hidden
                )
                    throw Problem.Precondition([hidden]);
                if (award.State is not (AwardState.Decided or AwardState.Announced))
                    throw Problem.Precondition(award.Name, "AWARD_NOT_DECIDED_YET");
                var to =
                    (await TenderTable.AllAsync(session, procurementCase)).Find(t => t.Name == request.Tender)
                    ?? throw Problem.Invalid("tender", "NOT_FOUND", request.Tender);
                var sent = award.SendTime is { } time ? NorwegianTime.DateIn(time.ToDateTimeOffset()) : clock.Today();
                var rule =
                    StandstillOn(await RuleTable.AllAsync(session, programme.Name), sent)
                    ?? throw Problem.Precondition(award.Name, "RULE_UNKNOWN", NorwegianTime.Format(sent));
                return (
                    new AwardNotice(
                        programme.DisplayName,
                        procurement.Title,
                        award.BodyDisplayName,
                        award.DecisionDate.ToDateOnly()!.Value,
                        award.Reasons,
                        await RankingReply.ReadAsync(session, seal, procurementCase),
                        award.Tender,
                        Standstill.Of(sent, award.SendTime is null || award.Electronic, rule)
                    ),
                    to
                );
            },
            context.CancellationToken
        );
        return new()
        {
            FileName = $"tildelingsbrev-{ResourceNames.Id(tender.Name)}.docx",
            ContentType = WordFile.ContentType,
            Content = UnsafeByteOperations.UnsafeWrap(AwardLetter.Create(notice, tender, CultureInfo.CurrentUICulture)),
        };
    }
}
