using Grpc.Core;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.V1;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.PersonalData;

/// <summary>What one module holds on a person.</summary>
/// <param name="Failure">Why it could not be asked; null where it was.</param>
internal sealed record ModuleHolds(
    string Module,
    IReadOnlyList<PersonalDataEntry> Entries,
    IReadOnlyList<PersonalDataUnsearched> Unsearched,
    string? Failure = null
);

/// <summary>What an erasure did in one module, or would do.</summary>
/// <param name="Failure">Why it was not done; null where it was.</param>
internal sealed record ModuleErased(string Module, ErasePersonalDataResponse Answer, string? Failure = null);

/// <summary>All modules that hold something on persons, each through its own contract.</summary>
internal sealed class ModulesHolding(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    BenefitsServiceClient benefits,
    ProcurementServiceClient procurement,
    StakeholdersServiceClient stakeholders,
    AccessServiceClient access
)
{
    private const int PageSize = 1000;

    // The register of persons comes first: what points to it is found by its names.
    private const string Register = "organisation";
    private const string RegisteredName = "persons.display_name";

    private readonly (
        string Module,
        Func<FindPersonalDataRequest, CancellationToken, AsyncUnaryCall<FindPersonalDataResponse>> Find,
        Func<ErasePersonalDataRequest, CancellationToken, AsyncUnaryCall<ErasePersonalDataResponse>>? Erase
    )[] modules =
    [
        (
            Register,
            (r, c) => organisation.FindPersonalDataAsync(r, cancellationToken: c),
            (r, c) => organisation.ErasePersonalDataAsync(r, cancellationToken: c)
        ),
        (
            "mandates",
            (r, c) => mandates.FindPersonalDataAsync(r, cancellationToken: c),
            (r, c) => mandates.ErasePersonalDataAsync(r, cancellationToken: c)
        ),
        (
            "benefits",
            (r, c) => benefits.FindPersonalDataAsync(r, cancellationToken: c),
            (r, c) => benefits.ErasePersonalDataAsync(r, cancellationToken: c)
        ),
        (
            "procurement",
            (r, c) => procurement.FindPersonalDataAsync(r, cancellationToken: c),
            (r, c) => procurement.ErasePersonalDataAsync(r, cancellationToken: c)
        ),
        (
            "stakeholders",
            (r, c) => stakeholders.FindPersonalDataAsync(r, cancellationToken: c),
            (r, c) => stakeholders.ErasePersonalDataAsync(r, cancellationToken: c)
        ),
        // Accounts stay, whole.
        ("access", (r, c) => access.FindPersonalDataAsync(r, cancellationToken: c), null),
    ];

    /// <summary>What each module holds. A module that cannot be reached says so: the report is not complete then.</summary>
    /// <exception cref="RpcException">A module refused the request.</exception>
    public async Task<List<ModuleHolds>> FindAsync(string programme, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var (request, registered) = await RegisteredAsync(programme, names, cancellation);
        List<ModuleHolds> all = [];
        foreach (var (module, _, _) in modules)
            all.Add(module == Register && request.Persons.Count == 0 ? registered : await OfAsync(module, request, cancellation));
        return all;
    }

    /// <summary>Erases in each module that erases, or says what that would do; of the others what stays. What fails in one module does not stop the others; done again it is finished.</summary>
    /// <exception cref="RpcException">A module refused the request.</exception>
    public async Task<List<ModuleErased>> EraseAsync(
        string programme,
        IReadOnlyList<string> names,
        string pseudonym,
        bool validateOnly,
        CancellationToken cancellation
    )
    {
        // Before the register forgets the person whose account it is.
        var (find, _) = await RegisteredAsync(programme, names, cancellation);
        var stays = new Dictionary<string, ModuleErased>(StringComparer.Ordinal);
        foreach (var (module, _, _) in modules.Where(m => m.Erase is null))
            stays[module] = StaysIn(await OfAsync(module, find, cancellation));
        List<ModuleErased> all = [];
        foreach (var (module, _, erase) in modules)
        {
            if (erase is null)
            {
                all.Add(stays[module]);
                continue;
            }
            try
            {
                var request = new ErasePersonalDataRequest
                {
                    Parent = programme,
                    Names = { names },
                    Pseudonym = pseudonym,
                    ValidateOnly = validateOnly,
                    RequestId = Guid.NewGuid().ToString(),
                };
                all.Add(new(module, await erase(request, cancellation)));
            }
            catch (RpcException e) when (IsForLater(e))
            {
                all.Add(new(module, new(), e.Status.Detail));
            }
        }
        return all;
    }

    // The register's own answer, and the request with the persons that it knows by those names.
    private async Task<(FindPersonalDataRequest Request, ModuleHolds Registered)> RegisteredAsync(
        string programme,
        IReadOnlyList<string> names,
        CancellationToken cancellation
    )
    {
        var request = new FindPersonalDataRequest
        {
            Parent = programme,
            Names = { names },
            PageSize = PageSize,
        };
        var registered = await OfAsync(Register, request, cancellation);
        request.Persons.Add(registered.Entries.Where(e => e.Place == RegisteredName).Select(e => e.Resource).Distinct().Take(50));
        return (request, registered);
    }

    // What a module that erases nothing says of it: all that it holds stays, for the reasons that it gives. References hold no name.
    private static ModuleErased StaysIn(ModuleHolds held) =>
        new(
            held.Module,
            new()
            {
                Kept =
                {
                    held
                        .Entries.Where(e => e.Category != PersonalDataCategory.Reference)
                        .GroupBy(e => (e.Place, e.Category, e.KeepReason))
                        .OrderBy(g => g.Key.Place, StringComparer.Ordinal)
                        .Select(g => new PersonalDataPlace
                        {
                            Place = g.Key.Place,
                            Category = g.Key.Category,
                            KeepReason = g.Key.KeepReason,
                            Count = g.Key.Category is PersonalDataCategory.Log or PersonalDataCategory.Answer
                                ? g.Sum(e => e.Count)
                                : g.Count(),
                        }),
                },
                Unsearched = { held.Unsearched },
            },
            held.Failure
        );

    private async Task<ModuleHolds> OfAsync(string module, FindPersonalDataRequest request, CancellationToken cancellation)
    {
        var find = modules.Single(m => m.Module == module).Find;
        List<PersonalDataUnsearched> unsearched = [];
        try
        {
            var entries = await WholeList.ReadAsync(
                token =>
                {
                    request.PageToken = token;
                    return find(request, cancellation);
                },
                answer =>
                {
                    unsearched = [.. answer.Unsearched];
                    return (answer.Entries, answer.NextPageToken);
                }
            );
            request.PageToken = "";
            return new(module, entries, unsearched);
        }
        catch (RpcException e) when (IsForLater(e))
        {
            request.PageToken = "";
            return new(module, [], [], e.Status.Detail);
        }
    }

    // It may work the next time, with the same request.
    private static bool IsForLater(RpcException e) =>
        e.StatusCode is StatusCode.Unavailable or StatusCode.Aborted or StatusCode.DeadlineExceeded or StatusCode.Internal;
}
