using MergeProgramme.Common.V1;
using MergeProgramme.Organisation.Bodies;
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

    /// <summary>One kind of rule in the form; of the kind that names a union there are several.</summary>
    public sealed class RuleRow
    {
        public CompositionRuleKind Kind { get; set; }

        /// <summary>Empty: no such rule.</summary>
        public int? Minimum { get; set; }

        /// <summary>Empty: no such rule.</summary>
        public int? Percent { get; set; }

        /// <summary>Whether there is such a rule, for the kinds that have no figure.</summary>
        public bool Asked { get; set; }

        public string Organisation { get; set; } = "";

        public string Source { get; set; } = "";

        /// <summary>Resource name of the rule of law that it follows from; empty where it was agreed on.</summary>
        public string StatutoryRule { get; set; } = "";

        public DateOnly? StartDate { get; set; }

        public DateOnly? EndDate { get; set; }

        public bool HasNumber => BodyRules.HasMinimum(Kind);

        public bool HasPercent => BodyRules.HasPercent(Kind);

        public bool NamesUnion => Kind == CompositionRuleKind.NamedUnionRepresentatives;

        public bool IsRule =>
            HasNumber ? Minimum is not null
            : HasPercent ? Percent is not null
            : Asked;
    }

    private const int EmptyUnions = 2;

    /// <summary>Rules of law that apply today, to all kinds of bodies.</summary>
    public IReadOnlyList<StatutoryRule> Laws { get; private set; } = [];

    /// <summary>The newest date of effect that is known.</summary>
    public DateOnly? NewestLaw { get; private set; }

    /// <summary>A row for every kind of rule, with those of a body filled in.</summary>
    protected void FillRules(IEnumerable<CompositionRule> rules)
    {
        var given = rules.ToLookup(r => r.Kind);
        Rules = [];
        foreach (var kind in Enum.GetValues<CompositionRuleKind>().Where(kind => kind != CompositionRuleKind.Unspecified))
        {
            Rules.AddRange(given[kind].Select(Row));
            var empty =
                kind == CompositionRuleKind.NamedUnionRepresentatives ? EmptyUnions
                : given[kind].Any() ? 0
                : 1;
            for (var i = 0; i < empty; i++)
                Rules.Add(new() { Kind = kind });
        }
    }

    /// <summary>Adds what the law asks of a kind of body, where nothing of that kind is asked already.</summary>
    protected void AddLaws(BodyKind kind)
    {
        foreach (var law in Laws.Where(l => l.BodyKind == kind))
        {
            var row = Rules.Find(r => r.Kind == law.Kind && !r.IsRule);
            if (row is null)
                continue;
            Rules[Rules.IndexOf(row)] = Row(
                new()
                {
                    Kind = law.Kind,
                    Minimum = law.Minimum,
                    Percent = law.Percent,
                    Source = law.Source,
                    StatutoryRule = law.Name,
                    StartDate = law.EffectDate,
                    EndDate = law.EndDate,
                }
            );
        }
    }

    private static RuleRow Row(CompositionRule rule) =>
        new()
        {
            Kind = rule.Kind,
            Asked = true,
            Minimum = BodyRules.HasMinimum(rule.Kind) ? rule.Minimum : null,
            Percent = BodyRules.HasPercent(rule.Kind) ? rule.Percent : null,
            Organisation = rule.Organisation,
            Source = rule.Source,
            StatutoryRule = rule.StatutoryRule,
            StartDate = rule.StartDate.ToDateOnly(),
            EndDate = rule.EndDate.ToDateOnly(),
        };

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
                    Percent = r.HasPercent ? r.Percent!.Value : 0,
                    Organisation = r.NamesUnion ? r.Organisation.Trim() : "",
                    Source = r.Source.Trim(),
                    StatutoryRule = r.StatutoryRule,
                    StartDate = r.StartDate.ToDate(),
                    EndDate = r.EndDate.ToDate(),
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
        var laws = await Client.ListStatutoryRulesAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        Laws = [.. laws.StatutoryRules.Where(l => l.InEffect)];
        NewestLaw = laws.NewestEffectDate.ToDateOnly();
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
