using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>A member declares their interests. Only the person themselves can.</summary>
[PagePermission("procurement.read")]
internal sealed class DeclareModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CasePage(organisation, procurement)
{
    /// <summary>Last part of the member's name.</summary>
    [FromRoute(Name = "member")]
    public string MemberId { get; set; } = "";

    /// <summary>"none" or "conflict".</summary>
    [BindProperty]
    public string Answer { get; set; } = "";

    [BindProperty]
    public string Interests { get; set; } = "";

    /// <summary>Who has sent tenders: whom the question is about.</summary>
    public List<string> Tenderers { get; private set; } = [];

    public List<SelectListItem> Answers => [new(texts["Member.NoConflict"], "none"), new(texts["Member.Conflict"], "conflict")];

    /// <summary>The member; null where there is none of this name.</summary>
    public CaseMember? Member { get; private set; }

    private string MemberName => $"{CaseName}/caseMembers/{MemberId}";

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        if (Member is null)
            return NotFound();
        (Etag, RequestId, Interests) = (Member.Etag, Guid.NewGuid().ToString(), Member.DeclaredInterests);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (Member is null)
            return NotFound();
        if (Answer is not ("none" or "conflict"))
        {
            ModelState.AddModelError(nameof(Answer), texts["Member.AnswerRequired"]);
            return Page();
        }
        try
        {
            await ProcurementClient.DeclareInterestsAsync(
                new()
                {
                    Name = MemberName,
                    Conflict = Answer == "conflict",
                    Interests = Interests.Trim(),
                    Etag = Etag,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Member.Declared"].Value;
            return Redirect(CaseUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e, field => field == "interests" ? nameof(Interests) : ""))
        {
            Etag = Member.Etag;
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadCaseAsync(texts["Member.DeclareTitle"]);
        var answer = await ProcurementClient.ListCaseMembersAsync(
            new() { Parent = CaseName, PageSize = Everything },
            cancellationToken: Aborted
        );
        Member = answer.Members.FirstOrDefault(m => m.Name == MemberName);
        if (Case.State == ProcurementCaseState.Preparation)
            return;
        Tenderers = [.. (await ReadTendersAsync()).Select(t => t.Tenderer)];
    }
}
