using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Access.Pages.Assignments;

/// <summary>Gives somebody a role.</summary>
[PagePermission("access.grant")]
internal sealed class NewModel(AccessServiceClient access, OrganisationServiceClient organisation, IStringLocalizer<Texts> texts)
    : AccessPage(access, organisation, texts)
{
    /// <summary>Name or e-mail address that is looked for.</summary>
    [FromQuery(Name = "q")]
    public string Query { get; set; } = "";

    [BindProperty]
    public string Principal { get; set; } = "";

    [BindProperty]
    public Role Role { get; set; }

    [BindProperty]
    public string Scope { get; set; } = "";

    [BindProperty]
    public DateOnly? StartDate { get; set; }

    [BindProperty]
    public DateOnly? EndDate { get; set; }

    [BindProperty]
    public string Reason { get; set; } = "";

    /// <summary>Makes a form that is sent twice give one role.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>Whom the search finds.</summary>
    public IReadOnlyList<Principal> Found { get; private set; } = [];

    public List<SelectListItem> FoundChoices => [.. Found.Select(p => new SelectListItem(Describe(p), p.Name))];

    /// <summary>Roles that can be given here: accounts and operation are the whole installation's.</summary>
    public List<SelectListItem> Roles =>
        [
            .. Enum.GetValues<Role>()
                .Where(r => r != Role.Unspecified && (IsEverywhere || r != Role.Administrator))
                .Select(r => new SelectListItem(Words[$"Role.{r}"], r.ToString())),
        ];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Scope = Parent;
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (ModelState.IsValid)
        {
            try
            {
                var given = await Access.CreateRoleAssignmentAsync(
                    new()
                    {
                        Parent = Parent,
                        RoleAssignment = new()
                        {
                            Principal = Principal,
                            Role = Role,
                            Scope = Scope,
                            StartDate = StartDate.ToDate(),
                            EndDate = EndDate.ToDate(),
                            Reason = Reason.Trim(),
                        },
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(Words["Assignment.Given", given.PrincipalDisplayName, Words[$"Role.{given.Role}"].Value]);
            }
            catch (RpcException e) when (ModelState.Accepts(e)) { }
        }
        return Page();
    }

    private static string Describe(Principal principal) =>
        principal.Email.Length > 0 ? $"{principal.DisplayName} ({principal.Email})" : principal.DisplayName;

    private async Task LoadAsync()
    {
        await LoadFrameAsync(Words["Assignment.Give"]);
        if (Query.Trim().Length > 0)
        {
            var answer = await Access.ListPrincipalsAsync(
                new()
                {
                    Parent = Parent,
                    Query = Query.Trim(),
                    PageSize = 50,
                },
                cancellationToken: Aborted
            );
            // Nobody gives a role to themselves.
            Found = [.. answer.Principals.Where(p => p.State == PrincipalState.Active && p.Name != Caller.Current.Id)];
        }
    }
}
