using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Documents;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.V1;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.Pages.PersonalData;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>
/// The office's answer to "what do you hold on me?" and "forget me". Names are only ever posted: none stands in an address, and so in no log.
/// </summary>
[PagePermission("stakeholders.readPersonalData")]
internal sealed class HeldModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    BenefitsServiceClient benefits,
    ProcurementServiceClient procurement,
    StakeholdersServiceClient stakeholders,
    AccessServiceClient access,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : ProgrammePage(organisation)
{
    // Only to be told what would be done; the pseudonym comes with the erasure itself.
    private const string NotYet = "Person";

    private readonly ModulesHolding modules = new(organisation, mandates, benefits, procurement, stakeholders, access);

    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    /// <summary>One name a line.</summary>
    [BindProperty]
    public string Names { get; set; } = "";

    [BindProperty]
    public string Purpose { get; set; } = "";

    [BindProperty]
    public string CaseNumber { get; set; } = "";

    /// <summary>The report or erasure that is being worked on; last part of its name.</summary>
    [BindProperty]
    public string Disclosure { get; set; } = "";

    public IReadOnlyList<Disclosure> Disclosures { get; private set; } = [];

    public IReadOnlyList<ProcessingActivity> Activities { get; private set; } = [];

    /// <summary>Persons in the register whose time is over.</summary>
    public IReadOnlyList<ExpiredStakeholder> Expired { get; private set; } = [];

    public int RetentionMonths => Activities.FirstOrDefault(c => c.ArchiveDuty.Length == 0)?.RetentionMonths ?? 0;

    /// <summary>What the modules hold; null where nothing was asked.</summary>
    public IReadOnlyList<ModuleHolds>? Held { get; private set; }

    /// <summary>What an erasure would do, or has done.</summary>
    public IReadOnlyList<ModuleErased>? Erased { get; private set; }

    /// <summary>Whether the erasure is only looked at.</summary>
    public bool IsPreview { get; private set; }

    /// <summary>An erasure that some module has not finished.</summary>
    public Disclosure? Unfinished { get; private set; }

    public string Title => texts["PersonalData"];

    private List<string> NameList =>
        [.. Names.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    public async Task<IActionResult> OnGetAsync([FromQuery] string? unfinished)
    {
        if (!string.IsNullOrEmpty(unfinished))
        {
            Unfinished = await stakeholders.GetDisclosureAsync(new() { Name = NameOf(unfinished) }, cancellationToken: Aborted);
            Disclosure = unfinished;
        }
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostReportAsync()
    {
        try
        {
            var held = await modules.FindAsync(ProgrammeName, NameList, Aborted);
            var disclosure = await stakeholders.CreateDisclosureAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Disclosure = new()
                    {
                        Kind = DisclosureKind.Access,
                        Purpose = Purpose,
                        CaseNumber = CaseNumber,
                    },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            (Held, Disclosure) = (held, IdOf(disclosure.Name));
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            // Shown below, at the fields.
        }
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostWordAsync()
    {
        var held = await modules.FindAsync(ProgrammeName, NameList, Aborted);
        var disclosure = await stakeholders.GetDisclosureAsync(new() { Name = NameOf(Disclosure) }, cancellationToken: Aborted);
        var programme = await Organisation.GetProgrammeAsync(new() { Name = ProgrammeName }, cancellationToken: Aborted);
        var file = HeldDocument.Write(programme.DisplayName, NameList, disclosure, held, texts, time.GetUtcNow());
        // The file's name stands in the browser's history: no person's name in it.
        return File(file, WordFile.ContentType, $"{texts["PersonalData.File"].Value}-{Disclosure[^6..]}.docx");
    }

    public async Task<IActionResult> OnPostJsonAsync()
    {
        var held = await modules.FindAsync(ProgrammeName, NameList, Aborted);
        var disclosure = await stakeholders.GetDisclosureAsync(new() { Name = NameOf(Disclosure) }, cancellationToken: Aborted);
        var json = new JsonObject
        {
            ["programme"] = ProgrammeName,
            ["names"] = new JsonArray([.. NameList.Select(n => JsonValue.Create(n))]),
            ["purpose"] = disclosure.Purpose,
            ["caseNumber"] = disclosure.CaseNumber,
            ["time"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["modules"] = new JsonArray([
                .. held.Select(m => new JsonObject
                {
                    ["module"] = m.Module,
                    ["complete"] = m.Failure is null,
                    ["entries"] = new JsonArray([.. m.Entries.Select(e => JsonNode.Parse(JsonFormatter.Default.Format(e)))]),
                    ["unsearched"] = new JsonArray([
                        .. m.Unsearched.Select(u => JsonNode.Parse(JsonFormatter.Default.Format(u))),
                    ]),
                }),
            ]),
        };
        return File(
            Encoding.UTF8.GetBytes(json.ToJsonString(Readable)),
            "application/json",
            $"{texts["PersonalData.File"].Value}-{Disclosure[^6..]}.json"
        );
    }

    public async Task<IActionResult> OnPostHandOutAsync()
    {
        await stakeholders.FinishDisclosureAsync(
            new() { Name = NameOf(Disclosure), RequestId = RequestId },
            cancellationToken: Aborted
        );
        TempData["Status"] = texts["PersonalData.HandedOut"].Value;
        return LocalRedirect($"/{ProgrammeName}/personal-data");
    }

    public async Task<IActionResult> OnPostPreviewAsync()
    {
        try
        {
            Erased = await modules.EraseAsync(ProgrammeName, NameList, NotYet, validateOnly: true, Aborted);
            IsPreview = true;
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            // Shown below, at the fields.
        }
        await LoadUnfinishedAsync();
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostEraseAsync()
    {
        try
        {
            await LoadUnfinishedAsync();
            var disclosure =
                Unfinished
                ?? await stakeholders.CreateDisclosureAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Disclosure = new()
                        {
                            Kind = DisclosureKind.Erasure,
                            Purpose = Purpose,
                            CaseNumber = CaseNumber,
                        },
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
            Erased = await modules.EraseAsync(ProgrammeName, NameList, disclosure.Pseudonym, validateOnly: false, Aborted);
            if (Erased.All(m => m.Failure is null))
            {
                await stakeholders.FinishDisclosureAsync(
                    new() { Name = disclosure.Name, RequestId = Guid.NewGuid().ToString() },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["PersonalData.Erased", disclosure.Pseudonym].Value;
                return LocalRedirect($"/{ProgrammeName}/personal-data");
            }
            (Unfinished, Disclosure) = (disclosure, IdOf(disclosure.Name));
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            // Shown below, at the fields.
        }
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostRetentionAsync([FromForm] int months)
    {
        try
        {
            var activity = await stakeholders.SetRetentionAsync(
                new()
                {
                    Name = $"{ProgrammeName}/processingActivities/stakeholders",
                    RetentionMonths = months,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["PersonalData.MonthsSaved", activity.RetentionMonths].Value;
            return LocalRedirect($"/{ProgrammeName}/personal-data");
        }
        catch (RpcException e) when (ModelState.Accepts(e, _ => null))
        {
            await LoadAsync();
            return Page();
        }
    }

    /// <summary>Pseudonymises those of the chosen whose time is over, each with a pseudonym and a line in the log of its own.</summary>
    public async Task<IActionResult> OnPostExpireAsync([FromForm] string[] chosen)
    {
        await LoadAsync();
        var persons = Expired.Where(e => chosen.Contains(IdOf(e.Stakeholder))).ToList();
        if (persons.Count == 0)
        {
            ModelState.AddModelError("", texts["PersonalData.ExpiredChoose"]);
            return Page();
        }
        foreach (var person in persons)
        {
            var disclosure = await stakeholders.CreateDisclosureAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Disclosure = new() { Kind = DisclosureKind.Retention, Purpose = texts["PersonalData.RetentionPurpose"] },
                    RequestId = Guid.NewGuid().ToString(),
                },
                cancellationToken: Aborted
            );
            await stakeholders.ErasePersonalDataAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Names = { person.DisplayName },
                    Pseudonym = disclosure.Pseudonym,
                    Records = { person.Stakeholder },
                    RequestId = Guid.NewGuid().ToString(),
                },
                cancellationToken: Aborted
            );
            await stakeholders.FinishDisclosureAsync(
                new() { Name = disclosure.Name, RequestId = Guid.NewGuid().ToString() },
                cancellationToken: Aborted
            );
        }
        TempData["Status"] = texts["PersonalData.ExpiredDone", persons.Count].Value;
        return LocalRedirect($"/{ProgrammeName}/personal-data");
    }

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // names[2] and disclosure.purpose are fields of this form.
    private static string? FieldOf(string field) =>
        field.StartsWith("names", StringComparison.Ordinal) ? nameof(Names)
        : field == "disclosure.case_number" ? nameof(CaseNumber)
        : field == "disclosure.purpose" ? nameof(Purpose)
        : null;

    private string NameOf(string id) => $"{ProgrammeName}/disclosures/{id}";

    private static string IdOf(string name) => name[(name.LastIndexOf('/') + 1)..];

    private async Task LoadUnfinishedAsync()
    {
        if (Disclosure.Length == 0)
            return;
        var disclosure = await stakeholders.GetDisclosureAsync(new() { Name = NameOf(Disclosure) }, cancellationToken: Aborted);
        if (disclosure is { Kind: DisclosureKind.Erasure, FinishTime: null })
            Unfinished = disclosure;
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(Title, "stakeholders");
        Disclosures = await WholeList.ReadAsync(
            token =>
                stakeholders.ListDisclosuresAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Disclosures, answer.NextPageToken)
        );
        Activities = (
            await stakeholders.ListProcessingActivitiesAsync(
                new() { Parent = ProgrammeName, PageSize = Everything },
                cancellationToken: Aborted
            )
        ).ProcessingActivities;
        Expired = await WholeList.ReadAsync(
            token =>
                stakeholders.ListExpiredStakeholdersAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.ExpiredStakeholders, answer.NextPageToken)
        );
    }
}
