using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.OwnTemplates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.OwnTemplates;

[Collection("hosts")]
public sealed class OwnTemplateTests(SharedHosts hosts)
{
    private const string Project = "templates/prosjektmandat";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    public enum Act
    {
        Write,
        Delete,
        Use,
        Retire,
        Revise,
    }

    [Theory]
    [InlineData(OwnTemplateState.Draft, Act.Write, "Draft")]
    [InlineData(OwnTemplateState.Draft, Act.Delete, "Draft")]
    [InlineData(OwnTemplateState.Draft, Act.Use, "InUse")]
    [InlineData(OwnTemplateState.Draft, Act.Retire, "TEMPLATE_NOT_IN_USE")]
    [InlineData(OwnTemplateState.Draft, Act.Revise, "TEMPLATE_NOT_IN_USE")]
    [InlineData(OwnTemplateState.InUse, Act.Write, "TEMPLATE_IN_USE")]
    [InlineData(OwnTemplateState.InUse, Act.Delete, "TEMPLATE_IN_USE")]
    [InlineData(OwnTemplateState.InUse, Act.Use, "TEMPLATE_IN_USE")]
    [InlineData(OwnTemplateState.InUse, Act.Retire, "Retired")]
    [InlineData(OwnTemplateState.InUse, Act.Revise, "Draft")]
    [InlineData(OwnTemplateState.Retired, Act.Write, "TEMPLATE_IN_USE")]
    [InlineData(OwnTemplateState.Retired, Act.Delete, "TEMPLATE_IN_USE")]
    [InlineData(OwnTemplateState.Retired, Act.Use, "TEMPLATE_IN_USE")]
    [InlineData(OwnTemplateState.Retired, Act.Retire, "TEMPLATE_NOT_IN_USE")]
    [InlineData(OwnTemplateState.Retired, Act.Revise, "Draft")]
    public void Every_act_is_taken_or_refused_by_the_state(OwnTemplateState state, Act act, string outcome)
    {
        var current = New();
        current.State = state;
        var ruling = act switch
        {
            Act.Write => OwnTemplateRules.Write(current),
            Act.Delete => OwnTemplateRules.Delete(current),
            Act.Use => OwnTemplateRules.Use(current),
            Act.Retire => OwnTemplateRules.Retire(current),
            _ => OwnTemplateRules.Revise(current, [current]),
        };
        Assert.Equal(outcome, ruling.Next?.State.ToString() ?? Assert.Single(ruling.Violations).Reason);
    }

    [Fact]
    public void Keys_are_made_of_the_words_and_stand_once()
    {
        var template = New();
        template.Sections.Add(new OwnTemplateSection { TitleNb = "Økonomi" });
        template.Sections.Add(new OwnTemplateSection { TitleNb = "Økonomi" });
        template.Points.Add(new OwnTemplatePoint { TextNb = "Complete" });
        var written = OwnTemplateRules.Write(template).NextOrThrow();
        Assert.Equal(["background", "okonomi", "okonomi-2"], written.Sections.Select(one => one.Section));
        // What the system finds out about keeps its key.
        Assert.Equal(["complete-2"], written.Points.Select(one => one.Point));

        template.Sections[1].Section = "background";
        template.Points[0].Point = "complete";
        template.Sections[2].Section = "Ikke en nøkkel";
        Assert.Equal(
            [
                ("own_template.sections[1].section", "KEY_TWICE"),
                ("own_template.sections[2].section", "ID_MALFORMED"),
                ("own_template.points[0].point", "KEY_TWICE"),
            ],
            OwnTemplateRules.Write(template).Violations.Select(one => (one.Field, one.Reason))
        );
        template.Sections.Clear();
        Assert.Contains(OwnTemplateRules.Write(template).Violations, one => one.Reason == "TEMPLATE_WITHOUT_SECTIONS");
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_copy_is_written_put_in_use_begun_from_and_superseded(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var copy = await CopyAsync(it);
        Assert.Equal(
            (OwnTemplateState.Draft, Project, DocumentKind.Mandate, DecisionPoint.Bp1, 11),
            (copy.State, copy.CopiedFrom, copy.DocumentKind, copy.DecisionPoint, copy.Sections.Count)
        );
        Assert.Equal(copy, await GetAsync(it, copy));
        var sections = copy.Sections.Where(one => one.Section is "background" or "items").ToList();
        copy.Sections.Clear();
        copy.Sections.Add(sections);
        (copy.Sections[0].TitleNb, copy.Sections[0].GuidanceNb, copy.Sections[0].GuidanceEn) = ("Hvorfor", "Kort.", "Kort.");
        copy.Sections.Add(new OwnTemplateSection { TitleNb = "Egne regler", Number = "3" });
        copy.Points.Clear();
        copy.Points.Add(new OwnTemplatePoint { TextNb = "Rådmennene er enige", Mandatory = true });
        var written = await it.Mandates.UpdateOwnTemplateAsync(new() { OwnTemplate = copy });
        Assert.Equal(["background", "items", "egne-regler"], written.Sections.Select(one => one.Section));
        Assert.Equal(written, await GetAsync(it, copy));

        Assert.Equal([("mandate.template", "TEMPLATE_NOT_IN_USE")], await BeginRefusedAsync(it, copy.Name));
        Assert.DoesNotContain(await OfferedAsync(it), one => one == copy.Name);
        var used = await it.Mandates.UseOwnTemplateAsync(new() { Name = copy.Name, Etag = written.Etag });
        Assert.Contains(await OfferedAsync(it), one => one == copy.Name);
        Assert.Equal(
            [(copy.Name, "TEMPLATE_IN_USE")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.UpdateOwnTemplateAsync(new() { OwnTemplate = used })
            )
        );

        var mandate = await BeginAsync(it, copy.Name);
        Assert.Equal(
            (DocumentKind.Mandate, DecisionPoint.Bp1, "Hvorfor", "Kort."),
            (mandate.DocumentKind, mandate.DecisionPoint, mandate.Sections[0].Title, mandate.Sections[0].Guidance)
        );
        Assert.Equal([SectionPart.Items], mandate.Sections[1].Parts);
        Assert.Equal(mandate, await it.GetAsync());
        // All that the system finds out about, and the office's own point in the place of the others.
        var gate = await it.Mandates.CheckGateAsync(new() { Name = mandate.Name });
        Assert.Equal(
            ["complete", "participation", "co-determination", "predecessor-conditions", "radmennene-er-enige"],
            gate.Points.Select(point => point.Point)
        );
        gate = await it.Mandates.AnswerGatePointAsync(
            new()
            {
                Name = mandate.Name,
                Point = "radmennene-er-enige",
                Answer = GateAnswer.Met,
                AnsweredBy = "Arne Bakke",
            }
        );
        Assert.True(GateRules.IsMet(gate.Points[^1]));

        // The next version takes its place; the document keeps what it was begun from.
        var next = await it.Mandates.ReviseOwnTemplateAsync(new() { Name = copy.Name });
        Assert.Equal((2, copy.Name, OwnTemplateState.Draft), (next.Version, next.Predecessor, next.State));
        Assert.Equal(
            [(next.Name, "TEMPLATE_REVISED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.ReviseOwnTemplateAsync(new() { Name = copy.Name })
            )
        );
        next.Sections[0].TitleNb = "Noe annet";
        next = await it.Mandates.UpdateOwnTemplateAsync(new() { OwnTemplate = next });
        await it.Mandates.UseOwnTemplateAsync(new() { Name = next.Name, Etag = next.Etag });
        Assert.Equal(OwnTemplateState.Retired, (await GetAsync(it, copy)).State);
        Assert.Equal("Hvorfor", (await it.GetAsync()).Sections[0].Title);
        Assert.NotEmpty((await it.Mandates.ExportMandateAsync(new() { Name = mandate.Name })).Content);
        Assert.Equal([next.Name], (await OfferedAsync(it)).Where(OwnTemplateTable.IsOwn));
        var import = await it.Mandates.CreateImportAsync(
            new()
            {
                Parent = $"{A4Programme.Programme}/subProjects/a2",
                Import = new() { Template = next.Name },
                Text = "Noe annet\nFem kommuner blir én.",
            }
        );
        Assert.Equal(next.Name, import.Template);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Own_templates_are_of_one_programme_and_built_in_ones_stay(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.Organisation.CreateProgrammeAsync(
            new()
            {
                ProgrammeId = "annet",
                Programme = new() { DisplayName = "Annet", Kind = Organisation.V1.ProgrammeKind.MunicipalMerger },
            }
        );
        var other = await it.Mandates.CreateOwnTemplateAsync(
            new()
            {
                Parent = "programmes/annet",
                Source = Project,
                DisplayNameNb = "Kort mandat",
            }
        );
        await it.Mandates.UseOwnTemplateAsync(new() { Name = other.Name, Etag = other.Etag });
        Assert.Equal([("mandate.template", "TEMPLATE_UNKNOWN")], await BeginRefusedAsync(it, other.Name));
        Assert.Equal(
            [("source", "TEMPLATE_UNKNOWN")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.CreateOwnTemplateAsync(
                        new()
                        {
                            Parent = A4Programme.Programme,
                            Source = other.Name,
                            DisplayNameNb = "Kopi",
                        }
                    )
            )
        );
        Assert.DoesNotContain(await OfferedAsync(it), OwnTemplateTable.IsOwn);
        var draft = await CopyAsync(it);
        await it.Mandates.DeleteOwnTemplateAsync(new() { Name = draft.Name, Etag = draft.Etag });
        Assert.Empty((await it.Mandates.ListOwnTemplatesAsync(new() { Parent = A4Programme.Programme })).OwnTemplates);
    }

    private static OwnTemplate New() =>
        new()
        {
            Name = $"{A4Programme.Programme}/ownTemplates/kort",
            DisplayNameNb = "Kort mandat",
            Version = 1,
            State = OwnTemplateState.Draft,
            Sections =
            {
                new OwnTemplateSection { Section = "background", TitleNb = "Bakgrunn" },
            },
        };

    private static async Task<OwnTemplate> CopyAsync(A4Programme it) =>
        await it.Mandates.CreateOwnTemplateAsync(
            new()
            {
                Parent = A4Programme.Programme,
                Source = Project,
                DisplayNameNb = "Kort mandat",
            }
        );

    private static async Task<OwnTemplate> GetAsync(A4Programme it, OwnTemplate template) =>
        await it.Mandates.GetOwnTemplateAsync(new() { Name = template.Name });

    private static async Task<IReadOnlyList<string>> OfferedAsync(A4Programme it) =>
        [.. (await it.Mandates.ListTemplatesAsync(new() { Parent = A4Programme.Programme })).Templates.Select(one => one.Name)];

    private static async Task<Mandate> BeginAsync(A4Programme it, string template)
    {
        var draft = A4Programme.NewDraft();
        draft.Template = template;
        return await it.Mandates.CreateMandateAsync(new() { Parent = SampleMandates.SubProject, Mandate = draft });
    }

    private static async Task<IEnumerable<(string, string)>> BeginRefusedAsync(A4Programme it, string template) =>
        await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => BeginAsync(it, template));
}
