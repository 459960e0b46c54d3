using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Access.Pages.Assignments;

/// <summary>Who has access to a programme, as what, and why.</summary>
[PagePermission("access.read")]
internal sealed class IndexModel(
    AccessServiceClient access,
    OrganisationServiceClient organisation,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : AccessPage(access, organisation, texts)
{
    private IReadOnlyDictionary<string, string> persons = new Dictionary<string, string>();

    /// <summary>Given roles and those that follow from appointments, by principal.</summary>
    public IReadOnlyList<IGrouping<string, RoleAssignment>> Holders { get; private set; } = [];

    /// <summary>Break-glass that is open right now.</summary>
    public IReadOnlyList<RoleAssignment> Opened { get; private set; } = [];

    public IReadOnlyList<PersonLink> Links { get; private set; } = [];

    public string PersonOf(string person) => persons.GetValueOrDefault(person) ?? ResourceNames.Id(person);

    /// <summary>Whether an assignment no longer holds.</summary>
    public bool IsOver(RoleAssignment assignment) =>
        assignment.EndDate.ToDateOnly() < time.Today()
        || (assignment.ExpireTime is not null && assignment.ExpireTime.ToDateTimeOffset() <= time.GetUtcNow());

    /// <summary>From when to when.</summary>
    public string PeriodOf(RoleAssignment assignment) => AssignmentWords.PeriodOf(assignment, Words);

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(Words["Assignments.Title"]);
        List<RoleAssignment> all = [];
        var request = new ListRoleAssignmentsRequest { Parent = Parent, PageSize = Everything };
        do
        {
            var answer = await Access.ListRoleAssignmentsAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.RoleAssignments);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        Opened = [.. all.Where(a => a.BreakGlass && !IsOver(a))];
        Holders = [.. all.GroupBy(a => a.Principal)];
        if (IsEverywhere)
            return;
        Links = (
            await Access.ListPersonLinksAsync(new() { Parent = Parent, PageSize = Everything }, cancellationToken: Aborted)
        ).PersonLinks;
        persons = (await PersonsAsync()).ToDictionary(p => p.Name, p => p.DisplayName);
    }

    /// <summary>Takes a role back.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(string name, string requestId)
    {
        await Access.DeleteRoleAssignmentAsync(new() { Name = name, RequestId = requestId }, cancellationToken: Aborted);
        return Done(Words["Assignment.TakenBack"]);
    }

    /// <summary>Takes back that a principal is a person.</summary>
    public async Task<IActionResult> OnPostUnlinkAsync(string person, string principal, string requestId)
    {
        await Access.UnlinkPersonAsync(
            new()
            {
                Person = person,
                Principal = principal,
                RequestId = requestId,
            },
            cancellationToken: Aborted
        );
        return Done(Words["Link.Gone"]);
    }
}
