using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Access.Pages.Assignments;

/// <summary>Says which registered person somebody is who signs in: the person's appointments then give access.</summary>
[PagePermission("access.grant")]
internal sealed class LinkModel(AccessServiceClient access, OrganisationServiceClient organisation, IStringLocalizer<Texts> texts)
    : AccessPage(access, organisation, texts)
{
    /// <summary>Name or e-mail address that is looked for.</summary>
    [FromQuery(Name = "q")]
    public string Query { get; set; } = "";

    [BindProperty]
    public string Principal { get; set; } = "";

    [BindProperty]
    public string Person { get; set; } = "";

    /// <summary>Makes a form that is sent twice link once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>Whom the search finds.</summary>
    public List<SelectListItem> Found { get; private set; } = [];

    public List<SelectListItem> Persons { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            if (ModelState.IsValid)
            {
                var link = await Access.LinkPersonAsync(
                    new()
                    {
                        Person = Person,
                        Principal = Principal,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(Words["Link.Done", link.PrincipalDisplayName]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, field => field == "person" ? nameof(Person) : nameof(Principal))) { }
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(Words["Link.New"]);
        Persons = [.. (await PersonsAsync()).Select(p => new SelectListItem(p.DisplayName, p.Name))];
        if (Query.Trim().Length == 0)
            return;
        var answer = await Access.ListPrincipalsAsync(
            new()
            {
                Parent = Parent,
                Query = Query.Trim(),
                PageSize = 50,
            },
            cancellationToken: Aborted
        );
        Found =
        [
            .. answer
                .Principals.Where(p => p.Kind == PrincipalKind.Person && p.Name != Caller.Current.Id)
                .Select(p => new SelectListItem(p.Email.Length > 0 ? $"{p.DisplayName} ({p.Email})" : p.DisplayName, p.Name)),
        ];
    }
}
