using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Access;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Host.Demo;

/// <summary>Somebody of the sample whom one can sign in as.</summary>
/// <param name="Key">Word in forms and texts: <c>Demo.Role.{Key}</c>, <c>Demo.Role.{Key}.About</c>.</param>
/// <param name="Name">Made up.</param>
/// <param name="Role">The role to give; null where it follows from what the sample says of the person of this name.</param>
/// <param name="Programmes">Where, by id; empty: in the whole installation.</param>
internal sealed record SamplePerson(string Key, string Name, Role? Role, params string[] Programmes);

/// <summary>One sign-in for each role.</summary>
internal static class SamplePeople
{
    /// <summary>Who vouches for them.</summary>
    public const string Issuer = "demo";

    private static readonly string[] IndreOstfold = ["indre-ostfold", "indre-ostfold-2017"];
    private static readonly string[] Bodo = ["bodo-pfv2", "bodo-pfv2-2013"];

    public static IReadOnlyList<SamplePerson> All { get; } =
    [
        new("office", "Ellen Marie Kvisler", Role.ProgrammeOffice, IndreOstfold),
        new("lead", "Ingrid Solbakkmoen", null, IndreOstfold),
        new("leadA3", "Kjell Arild Bjørnstadmo", null, IndreOstfold),
        new("member", "Marit Skaugrud", null, IndreOstfold),
        new("secretary", "Torunn Haldorsrud", null, IndreOstfold),
        new("union", "Bjørn Håkon Setra", null, IndreOstfold),
        new("line", "Anne-Grethe Sloreby", Role.LineOwner, IndreOstfold),
        new("finance", "Geir Ove Tosterud", Role.FinanceController, IndreOstfold),
        new("procurement", "Lene Ramstadli", Role.ProcurementOfficer, IndreOstfold),
        new("evaluator", "Yasmin Tellefsrud", Role.Evaluator, IndreOstfold),
        new("reader", "Oline Grefslien", Role.Reader, [.. IndreOstfold, .. Bodo]),
        new("officeBodo", "Sissel Burøyvåg", Role.ProgrammeOffice, Bodo),
        new("director", "Randi Skjerstadnes", Role.LineOwner, Bodo),
        new("serviceHead", "Torill Hunstadbakk", Role.LineOwner, Bodo),
        new("financeBodo", "Arnt Ove Tverlandsmo", Role.FinanceController, Bodo),
        new("auditor", "Harald Bjerkelundmo", Role.Auditor),
        new("administrator", "Mona Skjelviknes", Role.Administrator),
    ];

    /// <summary>Gives each what it is to have. The programmes must be there already.</summary>
    public static async Task LoadAsync(IServiceProvider services)
    {
        var access = services.GetRequiredService<AccessServiceClient>();
        var organisation = services.GetRequiredService<OrganisationServiceClient>();
        foreach (var person in All)
        {
            var principal = await ResolveAsync(access, person);
            if (person.Role is { } role)
            {
                string[] parents = person.Programmes is []
                    ? [CallerGrants.Everywhere]
                    : [.. person.Programmes.Select(p => $"programmes/{p}")];
                foreach (var parent in parents)
                {
                    await access.CreateRoleAssignmentAsync(
                        new()
                        {
                            Parent = parent,
                            RoleAssignment = new() { Principal = principal.Name, Role = role },
                        }
                    );
                }
            }
            foreach (var programme in person.Programmes)
            {
                var registered = await organisation.ListPersonsAsync(
                    new() { Parent = $"programmes/{programme}", PageSize = 1000 }
                );
                var same = registered.Persons.SingleOrDefault(p => p.DisplayName == person.Name);
                // A role that was given needs no person; one that follows does.
                if (same is not null || person.Role is null)
                    await access.LinkPersonAsync(new() { Principal = principal.Name, Person = same!.Name });
            }
        }
    }

    /// <summary>The principal of one of them.</summary>
    public static async Task<Principal> ResolveAsync(AccessServiceClient access, SamplePerson person) =>
        await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = Issuer,
                Subject = person.Key,
                Kind = PrincipalKind.Person,
                DisplayName = person.Name,
            }
        );
}
