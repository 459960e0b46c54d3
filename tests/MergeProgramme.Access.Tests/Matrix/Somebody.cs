using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Testing;

namespace MergeProgramme.Access.Tests.Matrix;

/// <summary>A person who can sign in, and what it is given.</summary>
internal sealed record Somebody(RunningHost Host, Principal Principal)
{
    public Caller Caller => new(Principal.Name, Principal.DisplayName);

    private V1.AccessService.AccessServiceClient Access => new(Host.Invoker(Transport.InProcess));

    public static async Task<Somebody> CreateAsync(RunningHost host, string title) =>
        new(
            host,
            await new V1.AccessService.AccessServiceClient(host.Invoker(Transport.InProcess)).ResolvePrincipalAsync(
                new()
                {
                    Issuer = "tests",
                    Subject = title,
                    Kind = PrincipalKind.Person,
                    DisplayName = title,
                    Email = $"{title.Replace(' ', '-')}@eksempel.no",
                }
            )
        );

    /// <summary>Gives a role, in a programme or in all (<c>programmes/-</c>).</summary>
    public async Task<RoleAssignment> GiveAsync(Role role, string parent, string scope = "") =>
        await Access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = parent,
                RoleAssignment = new()
                {
                    Principal = Principal.Name,
                    Role = role,
                    Scope = scope,
                },
            }
        );

    /// <summary>Appoints it so that a role follows.</summary>
    /// <param name="role">Lead, member, secretary or union representative.</param>
    /// <returns>The appointment; null where it leads the sub-project.</returns>
    public async Task<Appointment?> AppointAsync(Place place, Role role)
    {
        var organisation = new OrganisationService.OrganisationServiceClient(Host.Invoker(Transport.InProcess));
        var person = await organisation.CreatePersonAsync(
            new()
            {
                Parent = place.Programme,
                Person = new() { DisplayName = Principal.DisplayName },
            }
        );
        Appointment? appointment = null;
        if (role == Role.SubProjectLead)
        {
            await organisation.UpdateSubProjectAsync(
                new()
                {
                    SubProject = new() { Name = place.SubProject, Lead = person.Name },
                    UpdateMask = new() { Paths = { "lead" } },
                }
            );
        }
        else
        {
            var isUnion = role == Role.UnionRepresentative;
            appointment = await organisation.CreateAppointmentAsync(
                new()
                {
                    Parent = place.Programme,
                    Appointment = new()
                    {
                        Person = person.Name,
                        Body = place.Body,
                        Role = role == Role.DecisionSecretary ? AppointmentRole.Secretary : AppointmentRole.Member,
                        Representation = isUnion ? Representation.Union : Representation.Programme,
                        Organisation = isUnion ? "Fagforbundet" : "",
                        StartDate = new()
                        {
                            Year = 2020,
                            Month = 1,
                            Day = 1,
                        },
                    },
                }
            );
        }
        await Access.LinkPersonAsync(new() { Person = person.Name, Principal = Principal.Name });
        await Host.CaughtUpAsync("access.follow-appointments", "organisation");
        return appointment;
    }
}
