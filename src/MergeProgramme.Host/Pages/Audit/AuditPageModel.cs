using System.Globalization;
using MergeProgramme.Host.Audit;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Host.Pages.Audit;

/// <summary>What the audit pages share: whether they are about one programme or the whole installation, and their words.</summary>
internal abstract class AuditPageModel(OrganisationServiceClient organisation, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>Last part of the programme's name; null where the page is about the whole installation.</summary>
    [FromRoute(Name = "programme")]
    public string? ProgrammeId { get; set; }

    /// <summary>The programme's name; empty for the whole installation.</summary>
    public string Scope => ProgrammeId is null ? "" : $"programmes/{ProgrammeId}";

    /// <summary>Address of the list.</summary>
    public string Root => ProgrammeId is null ? "/audit" : $"/programmes/{ProgrammeId}/audit";

    protected IStringLocalizer<Texts> Words => texts;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>What happened, in words; the event's type where this version has none for it.</summary>
    public string WhatOf(Event e) => texts[$"Audit.Event.{e.Type}"] is { ResourceNotFound: false } words ? words : e.Type;

    /// <summary>The module's name as people know it.</summary>
    public string ModuleOf(string module) =>
        texts[$"Audit.Module.{module}"] is { ResourceNotFound: false } words ? words : module;

    /// <summary>Address of one event.</summary>
    public string AddressOf(string module, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{Root}/{module}/{sequence}");

    /// <summary>To the second, Norwegian time.</summary>
    public static string TimeOf(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, NorwegianTime.Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The trace id of a W3C trace context; empty where it is none.</summary>
    public static string TraceOf(Event e) => e.Traceparent.Split('-') is [_, { Length: 32 } trace, _, _] ? trace : "";

    /// <summary>Says to the layout what the page stands in.</summary>
    protected async Task LoadFrameAsync(string title)
    {
        ViewData["Title"] = title;
        if (ProgrammeId is null)
            return;
        var programme = await organisation.GetProgrammeAsync(new() { Name = Scope }, cancellationToken: Aborted);
        ViewData["Programme"] = programme.Name;
        ViewData["ProgrammeTitle"] = programme.DisplayName;
        ViewData["Section"] = "audit";
    }
}
