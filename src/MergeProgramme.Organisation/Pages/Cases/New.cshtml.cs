using Grpc.Core;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Cases;

/// <summary>A new case; about a mandate where one comes from there.</summary>
[PagePermission("organisation.writeCases")]
internal sealed class NewModel(OrganisationServiceClient client, MandatesServiceClient mandates, IStringLocalizer<Texts> texts)
    : CaseForm(client, mandates, texts)
{
    public override string Submit => Words["Case.Create"];

    public override string BackUrl => Below("cases");

    public Task OnGetAsync([FromQuery] string? subject)
    {
        if (subject is not null && IsHere(subject))
            (Subject, SubProject) = (
                subject,
                subject.Contains("/subProjects/", StringComparison.Ordinal) ? ResourceNames.Parent(subject) : ""
            );
        return LoadFormAsync(Words["Case.New"]);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Client.CreateCaseAsync(
                    new()
                    {
                        RequestId = RequestId,
                        Parent = ProgrammeName,
                        Case = Read(),
                    },
                    cancellationToken: Aborted
                );
                return Done($"{Addresses.Of(created.Name)}/route", Words["Case.Created"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadFormAsync(Words["Case.New"]);
        return Page();
    }
}
