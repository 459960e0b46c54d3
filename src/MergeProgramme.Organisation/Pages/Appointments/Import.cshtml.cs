using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Appointments;

/// <summary>A pasted list of people is appointed: how each line is read is shown first, then all is written or nothing.</summary>
[PagePermission("organisation.write")]
internal sealed class ImportModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    // Stands for "not chosen": the empty one is somebody new.
    private const string Open = "?";

    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    [BindProperty]
    public string Text { get; set; } = "";

    [BindProperty]
    public string Body { get; set; } = "";

    [BindProperty]
    public DateOnly? StartDate { get; set; }

    [BindProperty]
    public DateOnly? EndDate { get; set; }

    [BindProperty]
    public List<Choice> Chosen { get; set; } = [];

    /// <summary>Whether what was shown is to be written.</summary>
    [BindProperty]
    public bool Sure { get; set; }

    public List<SelectListItem> Bodies { get; private set; } = [];

    public ImportAppointmentsResponse? Shown { get; private set; }

    public string BackUrl => Body.Length > 0 && IsHere(Body) ? Addresses.Of(Body) : Below("bodies");

    /// <summary>Who is meant on a line.</summary>
    public sealed class Choice
    {
        public int Line { get; set; }

        /// <summary>A registered person; empty: somebody new; <c>?</c>: not chosen.</summary>
        public string? Person { get; set; }
    }

    public async Task OnGetAsync([FromQuery(Name = "body")] string? bodyId)
    {
        if (bodyId is not null)
            Body = NameOf("bodies", bodyId);
        // The query's short name is not the field's value.
        ModelState.Clear();
        StartDate = time.Today();
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            if (ModelState.IsValid)
            {
                var request = new ImportAppointmentsRequest
                {
                    Parent = ProgrammeName,
                    Body = Body,
                    Text = Text,
                    StartDate = StartDate.ToDate(),
                    EndDate = EndDate.ToDate(),
                    ValidateOnly = !Sure,
                    RequestId = RequestId,
                };
                request.Choices.AddRange(
                    Chosen.Where(c => c.Person != Open).Select(c => new ImportChoice { Line = c.Line, Person = c.Person ?? "" })
                );
                Shown = await Client.ImportAppointmentsAsync(request, cancellationToken: Aborted);
                if (Sure)
                    return Done(BackUrl, texts["Import.Done", Shown.Lines.Count, Shown.NewPersonCount]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            // Shown at the fields.
        }
        return Page();
    }

    /// <summary>Number of the line's choice in the form; null where there is nothing to choose.</summary>
    public int? ChoiceOf(ImportedLine line)
    {
        var asking = Shown!.Lines.Where(IsAsked).ToList();
        var index = asking.IndexOf(line);
        return index < 0 ? null : index;
    }

    /// <summary>Who may be meant on a line.</summary>
    public IEnumerable<SelectListItem> WhoIs(ImportedLine line)
    {
        var chosen = Chosen.Find(c => c.Line == line.Line)?.Person ?? (Chosen.Exists(c => c.Line == line.Line) ? "" : Open);
        yield return new(texts["Import.Choose"], Open, chosen == Open);
        foreach (var person in line.LookAlikes)
            yield return new(
                person.Title.Length > 0 ? $"{person.DisplayName}, {person.Title}" : person.DisplayName,
                person.Name,
                chosen == person.Name
            );
        yield return new(texts["Import.SomebodyNew", line.Appointment.PersonDisplayName], "", chosen.Length == 0);
    }

    private bool IsAsked(ImportedLine line) =>
        line.Problems.Any(p => p.Reason.StartsWith("PERSON_", StringComparison.Ordinal))
        || Chosen.Exists(c => c.Line == line.Line && c.Person != Open);

    private static string? FieldOf(string path) =>
        path switch
        {
            "text" => nameof(Text),
            "body" => nameof(Body),
            "start_date" => nameof(StartDate),
            "end_date" => nameof(EndDate),
            _ => null,
        };

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Import"]);
        ViewData["Section"] = "bodies";
        Bodies = Choices(
            (await BodiesAsync()).Where(b => b.EndDate is null || b.EndDate.ToDateOnly() >= time.Today()),
            texts["Import.Body.InList"],
            b => (b.Name, b.DisplayName)
        );
    }
}
