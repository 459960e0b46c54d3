using System.Globalization;
using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Documents;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Localisation;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Mandate> DecideMandate(DecideMandateRequest request, ServerCallContext context)
    {
        var asked = request.Decision;
        var document = await database.ReadAsync(
            session => MandateTable.GetAsync(session, request.Name),
            context.CancellationToken
        );
        var body = await BodyReading.GetAsync(organisation, asked.Body, context);
        var appointments = await BodyReading.AppointmentsAsync(organisation, asked, context);
        var voting = VotingMembers.Of(appointments);
        var programme = ResourceNames.Programme(request.Name);
        List<Violation> invalid =
        [
            .. await BodyReading.UnknownPersonsAsync(organisation, programme, asked, appointments, context),
        ];
        // A person who is nobody is not also said to have had no vote.
        invalid.AddRange(
            VotingMembers.Check(asked, voting, appointments).Where(v => invalid.TrueForAll(other => other.Field != v.Field))
        );
        if (asked.DecisionPoint != DecisionPoint.Unspecified && asked.DecisionPoint != document.DecisionPoint)
            invalid.Add(new("decision.decision_point", Reason.DecisionPointOther, DecisionPoints.Label(document)));
        var evidence = await GateEvidence.ReadAsync(stakeholders, benefits, document, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await MandateTable.GetForWriteAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var predecessor = await GateReading.PredecessorAsync(session, current);
                Task<Gate> GateIn(CultureInfo language) =>
                    GateReading.EvaluateAsync(session, current, predecessor, evidence, language);
                var now = Instants.ToTimestamp(session.Now).ToDateTimeOffset();
                var ruling = MandateLifecycle.Decide(
                    current,
                    asked,
                    new DecisionContext(
                        body,
                        voting.Count,
                        evidence.Participation,
                        await GateIn(CultureInfo.CurrentUICulture),
                        now,
                        NorwegianTime.DateIn(now)
                    )
                );
                if (invalid.Count > 0)
                    throw Problem.Invalid(ruling.Invalid.Concat(invalid));
                var mandate = ruling.NextOrThrow();
                await DecisionTable.InsertAsync(
                    session,
                    mandate.Name,
                    mandate.Decision,
                    CanonicalText.Of(current).Text,
                    (await GateIn(Languages.Bokmal)).Points,
                    (await GateIn(Languages.English)).Points
                );
                // Last: from here on the database itself refuses every change.
                await MandateTable.UpdateAsync(session, mandate, current.Etag);
                session.Append("mandates.mandate.decided", mandate.Name, mandate);
                if (mandate.Decision.Verdict == Verdict.Start)
                    await MilestoneTable.PassAsync(session, ResourceNames.Parent(mandate.Name), mandate.Decision);
                return mandate;
            }
        );
    }
}
