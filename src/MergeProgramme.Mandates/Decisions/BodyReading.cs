using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using OrganisationClient = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>What organisation knows of a decision: the body, who has a vote in it, and those who were there.</summary>
internal static class BodyReading
{
    private const int PageSize = 1000;

    /// <summary>The body that decided.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT where there is none of the name.</exception>
    /// <param name="field">Field of the request that names it, for the error.</param>
    public static async Task<Body> GetAsync(
        OrganisationClient organisation,
        string name,
        ServerCallContext context,
        string field = "decision.body"
    )
    {
        try
        {
            return await organisation.GetBodyAsync(new() { Name = name }, cancellationToken: context.CancellationToken);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            throw Problem.Invalid(field, Reason.BodyUnknown, name);
        }
    }

    /// <summary>Everyone appointed to the body on the day of the decision.</summary>
    public static async Task<IReadOnlyList<Appointment>> AppointmentsAsync(
        OrganisationClient organisation,
        Decision asked,
        ServerCallContext context
    )
    {
        List<Appointment> appointments = [];
        var request = new ListAppointmentsRequest
        {
            Parent = ResourceNames.Programme(asked.Body),
            Body = asked.Body,
            HeldOnDate = asked.DecisionDate,
            PageSize = PageSize,
        };
        do
        {
            var page = await organisation.ListAppointmentsAsync(request, cancellationToken: context.CancellationToken);
            appointments.AddRange(page.Appointments);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return appointments;
    }

    /// <summary>Those put down as registered persons who are not registered in the programme.</summary>
    public static async Task<IReadOnlyList<Violation>> UnknownPersonsAsync(
        OrganisationClient organisation,
        string programme,
        Decision asked,
        IReadOnlyList<Appointment> appointments,
        ServerCallContext context
    )
    {
        List<Violation> unknown = [];
        foreach (var (i, attendee) in asked.Present.Index())
        {
            if (attendee.Person.Length == 0 || appointments.Any(appointment => appointment.Person == attendee.Person))
                continue;
            if (ResourceNames.Programme(attendee.Person) != programme)
            {
                unknown.Add(new($"decision.present[{i}].person", Reason.OfOtherProgramme, attendee.Person));
                continue;
            }
            try
            {
                await organisation.GetPersonAsync(new() { Name = attendee.Person }, cancellationToken: context.CancellationToken);
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
            {
                unknown.Add(new($"decision.present[{i}].person", Reason.PersonUnknown, attendee.Person));
            }
        }
        return unknown;
    }
}
