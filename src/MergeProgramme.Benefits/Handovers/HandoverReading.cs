using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Register;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Handovers;

/// <summary>What a handover points to, looked up.</summary>
internal static class HandoverReading
{
    /// <summary>Fills in what the carrier and the receiver are called.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT where one is nobody.</exception>
    public static async Task NamePersonsAsync(
        OrganisationServiceClient organisation,
        Handover handover,
        ServerCallContext context
    )
    {
        List<Violation> unknown = [];
        handover.CarrierDisplayName = await NameAsync("handover.carrier", handover.Carrier);
        handover.ReceiverDisplayName = await NameAsync("handover.receiver", handover.Receiver);
        if (unknown.Count > 0)
            throw Problem.Invalid(unknown);

        async Task<string> NameAsync(string field, string person)
        {
            if (person.Length == 0)
                return "";
            try
            {
                var found = await organisation.GetPersonAsync(
                    new() { Name = person },
                    cancellationToken: context.CancellationToken
                );
                return found.DisplayName;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
            {
                unknown.Add(new(field, "NOT_FOUND", person));
                return "";
            }
        }
    }

    /// <summary>Fills in what is handed over, as it is called now.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT where there is no such thing; FAILED_PRECONDITION where it cannot be handed over.</exception>
    public static async Task NameSubjectAsync(Session session, Handover handover)
    {
        if (HandoverRules.IsMeasure(handover.Subject))
        {
            var measure =
                await MeasureTable.FindAsync(session, handover.Subject)
                ?? throw Problem.Invalid("handover.subject", "NOT_FOUND", handover.Subject);
            if (measure.State == MeasureState.Dropped)
                throw Problem.Precondition(measure.Name, "MEASURE_DROPPED");
            var benefit =
                measure.SubProject.Length > 0 || measure.Benefit.Length == 0
                    ? null
                    : await BenefitTable.GetAsync(session, measure.Benefit);
            (handover.SubjectDisplayName, handover.SubProject) = (measure.Title, benefit?.SubProject ?? measure.SubProject);
            return;
        }
        var found =
            await BenefitTable.FindAsync(session, handover.Subject)
            ?? throw Problem.Invalid("handover.subject", "NOT_FOUND", handover.Subject);
        var measures = await session.FindAsync<long>(
            "SELECT COUNT(*) FROM measures WHERE benefit = @Name AND state <> @Dropped",
            new { found.Name, MeasureState.Dropped }
        );
        if (measures > 0)
            throw Problem.Precondition(found.Name, "BENEFIT_HAS_MEASURES", measures);
        (handover.SubjectDisplayName, handover.SubProject) = (found.Text, found.SubProject);
    }

    /// <summary>What a handover asks where nobody says otherwise, in the language of the request.</summary>
    public static async Task<IEnumerable<HandoverItem>> UsualItemsAsync(Session session)
    {
        var column = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "text_en" : "text_nb";
        return (await session.QueryAsync<string>($"SELECT {column} FROM usual_handover_items ORDER BY position")).Select(
            text => new HandoverItem { Text = text }
        );
    }
}
