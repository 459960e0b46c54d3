using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Records that a party was informed, heard or agreed.</summary>
[PagePermission("stakeholders.participate")]
internal sealed class NewRecordModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    MandatesServiceClient mandates,
    TimeProvider time,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>Resource name of the matter; chosen in the form where the address does not say it.</summary>
    [BindProperty(SupportsGet = true)]
    public string Matter { get; set; } = "";

    /// <summary>Where to go afterwards: a path of these pages, or empty.</summary>
    [BindProperty(SupportsGet = true)]
    public string ReturnUrl { get; set; } = "";

    [BindProperty]
    public PartyKind PartyKind { get; set; }

    /// <summary>Its name as people say it; in the address the resource name of a registered one.</summary>
    [BindProperty(SupportsGet = true)]
    public string Party { get; set; } = "";

    [BindProperty]
    public string Representative { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public ParticipationForm Form { get; set; }

    [BindProperty]
    public DateOnly? HeardDate { get; set; }

    [BindProperty]
    public string Setting { get; set; } = "";

    [BindProperty]
    public string View { get; set; } = "";

    /// <summary>Makes a form that is sent twice make one record.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>Whether the address says what it is about, so that the form does not ask.</summary>
    public bool MatterIsGiven { get; private set; }

    public Matters Matters { get; private set; } = Matters.None;

    public List<SelectListItem> MatterChoices => Matters.Choices;

    /// <summary>The registered parties: their names are offered.</summary>
    public IReadOnlyList<Party> Parties { get; private set; } = [];

    /// <summary>Where the form ends, whether it is sent or given up. An address of somebody else's is not followed.</summary>
    public string Back => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : Addresses.Participation(ProgrammeName, Matter);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        HeardDate = time.Today();
        // From a step: its party, or the one that speaks for it.
        if (Parties.FirstOrDefault(p => p.Name == Party) is { } party)
        {
            party = Parties.FirstOrDefault(p => p.Name == party.SpokesParty) ?? party;
            (PartyKind, Party, Representative) = (party.Kind, party.DisplayName, party.Representative);
            // The form shows these, not what the address said.
            ModelState.Clear();
        }
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (ModelState.IsValid)
        {
            try
            {
                await stakeholders.CreateParticipationRecordAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        ParticipationRecord = new()
                        {
                            Matter = Matter,
                            PartyKind = PartyKind,
                            Party = Party.Trim(),
                            Representative = Representative.Trim(),
                            Form = Form,
                            HeardDate = HeardDate.ToDate(),
                            Setting = Setting.Trim(),
                            View = View.Trim(),
                        },
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Record.Created", Party.Trim()].Value;
                return LocalRedirect(Back);
            }
            catch (RpcException e) when (ModelState.Accepts(e)) { }
        }

        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Participation.New"], "participation");
        Matters = await Matters.OfAsync(mandates, Organisation, texts, ProgrammeName, Aborted);
        Parties = await stakeholders.AllPartiesAsync(ProgrammeName, Aborted);
        // In the address, not only in the form: there the writer may still choose another.
        MatterIsGiven = Request.Query["matter"].ToString().Length > 0;
    }
}
