using MergeProgramme.Common.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Bodies;

/// <summary>The fields of a body. Every kind of rule has a row; the rows that are filled in are the rules.</summary>
internal abstract class BodyForm(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ProgrammePage(client)
{
    [BindProperty]
    public string DisplayName { get; set; } = "";

    [BindProperty]
    public BodyKind Kind { get; set; }

    [BindProperty]
    public BodyAuthority Authority { get; set; }

    [BindProperty]
    public string ParentBody { get; set; } = "";

    [BindProperty]
    public string SubProject { get; set; } = "";

    /// <summary>Whose council it is; empty for all other bodies.</summary>
    [BindProperty]
    public string Municipality { get; set; } = "";

    /// <summary>Empty: more than half.</summary>
    [BindProperty]
    public int? Quorum { get; set; }

    [BindProperty]
    public List<DecisionPoint> Decides { get; set; } = [];

    [BindProperty]
    public List<RuleRow> Rules { get; set; } = [];

    [BindProperty]
    public DateOnly? StartDate { get; set; }

    [BindProperty]
    public DateOnly? EndDate { get; set; }

    [BindProperty]
    public string Remit { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    public List<SelectListItem> Parents { get; private set; } = [];

    public List<SelectListItem> SubProjects { get; private set; } = [];

    public List<SelectListItem> Municipalities { get; private set; } = [];

    public abstract string Submit { get; }

    public abstract string BackUrl { get; }

    protected IStringLocalizer<Texts> Words { get; } = texts;

    /// <summary>One kind of rule in the form.</summary>
    public sealed class RuleRow
    {
        public CompositionRuleKind Kind { get; set; }

        /// <summary>Empty: no such rule.</summary>
        public int? Minimum { get; set; }

        /// <summary>Whether there is such a rule, for the kind that has no number.</summary>
        public bool Asked { get; set; }

        public string Source { get; set; } = "";

        public bool HasNumber => Kind != CompositionRuleKind.OneChair;

        public bool IsRule => HasNumber ? Minimum is not null : Asked;
    }

    /// <summary>A row for every kind of rule, with those of a body filled in.</summary>
    protected void FillRules(IEnumerable<CompositionRule> rules)
    {
        var given = rules.ToLookup(r => r.Kind);
        Rules =
        [
            .. Enum.GetValues<CompositionRuleKind>()
                .Where(kind => kind != CompositionRuleKind.Unspecified)
                .Select(kind => new RuleRow
                {
                    Kind = kind,
                    Asked = given[kind].Any(),
                    Minimum = given[kind].FirstOrDefault()?.Minimum,
                    Source = given[kind].FirstOrDefault()?.Source ?? "",
                }),
        ];
    }

    protected void Fill(Body body)
    {
        (DisplayName, Kind, Authority, ParentBody, SubProject, Remit, Etag) = (
            body.DisplayName,
            body.Kind,
            body.Authority,
            body.ParentBody,
            body.SubProject,
            body.Remit,
            body.Etag
        );
        Municipality = body.Municipality;
        Quorum = body.Quorum > 0 ? body.Quorum : null;
        Decides = [.. body.Decides];
        (StartDate, EndDate) = (body.StartDate.ToDateOnly(), body.EndDate.ToDateOnly());
        FillRules(body.CompositionRules);
    }

    protected Body Read(string name = "")
    {
        var body = new Body
        {
            Name = name,
            DisplayName = DisplayName.Trim(),
            Kind = Kind,
            Authority = Authority,
            ParentBody = ParentBody,
            SubProject = SubProject,
            Municipality = Municipality,
            Quorum = Quorum ?? 0,
            StartDate = StartDate.ToDate(),
            EndDate = EndDate.ToDate(),
            Remit = Remit,
            Etag = Etag,
        };
        body.Decides.AddRange(Decides);
        body.CompositionRules.AddRange(
            Rules
                .Where(r => r.IsRule)
                .Select(r => new CompositionRule
                {
                    Kind = r.Kind,
                    Minimum = r.HasNumber ? r.Minimum!.Value : 0,
                    Source = r.Source.Trim(),
                })
        );
        return body;
    }

    /// <summary>The form's field for a path in the request: the service counts the filled rows only.</summary>
    protected string? FieldOf(string path)
    {
        var field = Platform.Web.RefusalExtensions.FormField(path);
        const string rules = "CompositionRules[";
        if (field is null || !field.StartsWith(rules, StringComparison.Ordinal))
            return field is not null && field.StartsWith("Decides[", StringComparison.Ordinal) ? nameof(Decides) : field;
        var end = field.IndexOf(']', StringComparison.Ordinal);
        var number = int.Parse(field.AsSpan(rules.Length, end - rules.Length), System.Globalization.CultureInfo.InvariantCulture);
        var row = Enumerable.Range(0, Rules.Count).Where(i => Rules[i].IsRule).ElementAt(number);
        return $"Rules[{row}]{field[(end + 1)..]}";
    }

    public IReadOnlyList<SelectListItem> DecidesChoices =>
        [
            .. Enum.GetValues<DecisionPoint>()
                .Where(point => point != DecisionPoint.Unspecified)
                .Select(point => new SelectListItem(Words[$"DecisionPoint.{point}"].Value, point.ToString())),
        ];

    protected async Task LoadFormAsync(string title, string self = "")
    {
        await LoadFrameAsync(title);
        Parents = Choices(
            (await BodiesAsync()).Where(b => b.Name != self),
            Words["Body.Parent.None"],
            b => (b.Name, b.DisplayName)
        );
        Municipalities = Choices(await MunicipalitiesAsync(), Words["Body.Municipality.None"], m => (m.Name, m.DisplayName));
        SubProjects = Choices(
            await SubProjectsAsync(),
            Words["Body.SubProject.None"],
            s => (s.Name, $"{s.Code} {s.DisplayName}")
        );
    }
}
