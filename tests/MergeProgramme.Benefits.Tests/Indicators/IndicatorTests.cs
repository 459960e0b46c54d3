using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Benefits.Tests.Handovers;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Testing;
using static MergeProgramme.Benefits.V1.BenefitsService;

namespace MergeProgramme.Benefits.Tests.Indicators;

/// <summary>Indicators through the contract: registered, measured, verified by somebody else, and compared.</summary>
[Collection("hosts")]
public sealed class IndicatorTests(SharedHosts hosts)
{
    private const string Programme = HandoverOffice.Programme;

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task An_indicator_has_come_as_far_as_its_newest_period_that_counts(TestDatabase database, Transport transport)
    {
        var client = await OpenAsync(database, transport);
        var indicator = await client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = Days() });
        Assert.Equal(
            ($"{Programme}/indicators/liggetid-etter-utskrivningsklar", IndicatorStanding.NotMeasured, "7.5"),
            (indicator.Name, indicator.Standing, indicator.BaselineValue.Value)
        );
        Assert.Equal(indicator, await client.GetIndicatorAsync(new() { Name = indicator.Name }));

        await MeasureAsync(client, indicator, 2015, 1, "6");
        var second = await MeasureAsync(client, indicator, 2015, 2, "5.25");
        Assert.Equal(
            ($"{indicator.Name}/measurements/all-2015-t2-1", 1, MeasurementState.Measured, "tests"),
            (second.Name, second.Revision, second.State, second.CreatorDisplayName)
        );
        Assert.Equal(second, await client.GetMeasurementAsync(new() { Name = second.Name }));
        await StandsAsync(IndicatorStanding.OnTheWay, "50", second);
        // An older period changes nothing of that; a municipality's own series neither.
        await MeasureAsync(client, indicator, 2014, 3, "1");
        await MeasureAsync(client, indicator, 2015, 3, "1", "1804");
        await StandsAsync(IndicatorStanding.OnTheWay, "50", second);

        // The same value again is the same measurement; another one is a new revision, and the old one stays.
        Assert.Equal(second, await MeasureAsync(client, indicator, 2015, 2, "5.250"));
        var revised = await MeasureAsync(client, indicator, 2015, 2, "3");
        Assert.Equal(($"{indicator.Name}/measurements/all-2015-t2-2", 2), (revised.Name, revised.Revision));
        Assert.Equal(second, await client.GetMeasurementAsync(new() { Name = second.Name }));
        await StandsAsync(IndicatorStanding.Reached, "100", revised);
        // Refused, the one before counts again; the value can be entered once more.
        var refused = await AnswerAsync(client, revised, MeasurementState.Refused, "Feil avdeling.");
        await StandsAsync(IndicatorStanding.OnTheWay, "50", second);
        var verified = await AnswerAsync(client, second, MeasurementState.Verified, "");
        await StandsAsync(IndicatorStanding.OnTheWay, "50", verified);
        Assert.Equal(3, (await MeasureAsync(client, indicator, 2015, 2, "3")).Revision);
        Assert.Equal(
            [(refused.Name, "MEASUREMENT_ANSWERED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                () => AnswerAsync(client, refused, MeasurementState.Verified, "")
            )
        );

        // Page by page, whatever the pages' size, the newest period first.
        foreach (var size in new[] { 1, 2, 50 })
        {
            Assert.Equal(
                ["all-2015-t2-3", "all-2015-t2-2", "all-2015-t2-1", "all-2015-t1-1", "all-2014-t3-1"],
                await IdsAsync(new() { Parent = indicator.Name, PageSize = size })
            );
            Assert.Equal(
                ["all-2015-t2-3", "all-2015-t1-1", "all-2014-t3-1"],
                await IdsAsync(
                    new()
                    {
                        Parent = indicator.Name,
                        PageSize = size,
                        CountingOnly = true,
                    }
                )
            );
            Assert.Equal(
                ["all-2015-t2-3", "all-2015-t1-1", "all-2014-t3-1", "1804-2015-t3-1"],
                await IdsAsync(
                    new()
                    {
                        Parent = indicator.Name,
                        PageSize = size,
                        CountingOnly = true,
                        AllMunicipalities = true,
                    }
                )
            );
        }
        Assert.Equal(["1804-2015-t3-1"], await IdsAsync(new() { Parent = indicator.Name, Municipality = "1804" }));
        Assert.Equal(
            ["all-2015-t1-1"],
            await IdsAsync(new() { Parent = indicator.Name, PeriodStart = MeasureData.Day(new(2015, 1, 1)) })
        );

        async Task StandsAsync(IndicatorStanding standing, string percent, Measurement latest)
        {
            var now = await client.GetIndicatorAsync(new() { Name = indicator.Name });
            Assert.Equal((standing, percent, latest), (now.Standing, now.AchievedPercent.Value, now.Latest));
            Assert.Equal([now], (await client.ListIndicatorsAsync(new() { Parent = Programme })).Indicators);
        }

        async Task<IReadOnlyList<string>> IdsAsync(ListMeasurementsRequest request)
        {
            List<string> ids = [];
            do
            {
                var answer = await client.ListMeasurementsAsync(request);
                ids.AddRange(answer.Measurements.Select(m => m.Name.Split('/')[^1]));
                request.PageToken = answer.NextPageToken;
            } while (request.PageToken.Length > 0);
            return ids;
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Nobody_verifies_what_they_entered_or_answer_for(TestDatabase database, Transport transport)
    {
        var office = await HandoverOffice.OpenAsync(hosts, database, transport);
        var benefit = await office.Client.CreateBenefitAsync(
            new()
            {
                Parent = Programme,
                Benefit = new() { Text = "Kortere liggetid", Kind = BenefitKind.Quality },
            }
        );
        await office.AcceptedAsync(benefit.Name);
        var asked = Days();
        (asked.Owner, asked.Benefit) = ("Per", benefit.Name);
        var indicator = await office.Client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = asked });
        Assert.Equal(
            [indicator],
            (await office.Client.ListIndicatorsAsync(new() { Parent = Programme, Benefit = benefit.Name })).Indicators
        );
        var receiver = await office.SomebodyAsync("Torill", Role.LineOwner, office.Receiver);
        var owner = await office.SomebodyAsync("Per", Role.LineOwner);
        var finance = await office.SomebodyAsync("Geir", Role.FinanceController);
        var access = new AccessService.AccessServiceClient(office.Host.Invoker(Transport.InProcess));
        foreach (var person in new[] { receiver, owner })
            await access.CreateRoleAssignmentAsync(
                new()
                {
                    Parent = Programme,
                    RoleAssignment = new() { Principal = person.Id, Role = Role.FinanceController },
                }
            );
        await Refusals.RefusedAsync(StatusCode.PermissionDenied, () => MeasureAsync(office.As(finance), indicator, 2015, 1, "6"));
        var own = await MeasureAsync(office.As(owner), indicator, 2015, 1, "6");
        var theirs = await MeasureAsync(office.As(receiver), indicator, 2015, 2, "5");

        async Task RefusedAsync(Caller caller, Measurement measurement, string reason) =>
            Assert.Equal(
                [(measurement.Name, reason)],
                await Refusals.RefusedAsync(
                    StatusCode.FailedPrecondition,
                    () => AnswerAsync(office.As(caller), measurement, MeasurementState.Verified, "")
                )
            );
        await RefusedAsync(owner, own, "MEASUREMENT_VERIFIER_ENTERED");
        await RefusedAsync(owner, theirs, "MEASUREMENT_VERIFIER_IS_OWNER");
        // Who has taken the benefit over answers for what shows it.
        await RefusedAsync(receiver, own, "MEASUREMENT_VERIFIER_IS_OWNER");
        var verified = await AnswerAsync(office.As(finance), own, MeasurementState.Verified, "Sett i IPLOS.");
        Assert.Equal(
            ("Geir", "Sett i IPLOS.", MeasurementState.Verified),
            (verified.VerifierDisplayName, verified.VerifyReason, verified.State)
        );
        Assert.Equal(
            [("reason", "MEASUREMENT_REASON_REQUIRED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                () => AnswerAsync(office.As(finance), theirs, MeasurementState.Refused, " ")
            )
        );
        await Refusals.RefusedAsync(
            StatusCode.Aborted,
            () => AnswerAsync(office.As(finance), new(theirs) { Etag = "gammel" }, MeasurementState.Verified, "")
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Municipalities_are_compared_per_inhabitant(TestDatabase database, Transport transport)
    {
        var client = await OpenAsync(database, transport);
        var cost = await client.CreateIndicatorAsync(
            new()
            {
                Parent = Programme,
                Indicator = new()
                {
                    Title = "Netto driftsutgifter",
                    Unit = "1000 kr",
                    Direction = IndicatorDirection.LowerIsBetter,
                    PeriodKind = IndicatorPeriodKind.Tertial,
                    Kind = IndicatorKind.Measure,
                    PerInhabitantFactor = 1,
                },
            }
        );
        await MeasureAsync(client, cost, 2015, 1, "500000", "1804");
        await MeasureAsync(client, cost, 2015, 1, "300000", "1601", "Trondheim");
        await MeasureAsync(client, cost, 2016, 1, "310000", "1601");
        await MeasureAsync(client, cost, 2015, 1, "-1");
        Task<IndicatorComparison> CompareAsync(bool per, int from = 0, int to = 0) =>
            client
                .CompareIndicatorAsync(
                    new()
                    {
                        Name = cost.Name,
                        Municipalities = { "1601", "1804" },
                        WholeProgramme = true,
                        PerInhabitant = per,
                        FirstYear = from,
                        LastYear = to,
                    }
                )
                .ResponseAsync;

        var plain = await CompareAsync(per: false);
        Assert.Equal([2015, 2016], plain.Periods.Select(p => p.Year));
        Assert.Equal(
            [("", ""), ("1601", "Trondheim"), ("1804", "")],
            plain.Series.Select(s => (s.Municipality, s.MunicipalityDisplayName))
        );
        Assert.Equal(["-1", null, "300000", "310000", "500000", null], Values(plain));
        Assert.Equal([2016], (await CompareAsync(per: false, 2016)).Periods.Select(p => p.Year));
        Assert.Equal([2015], (await CompareAsync(per: false, 2015, 2015)).Periods.Select(p => p.Year));
        // Nobody has said how many live there.
        Assert.All((await CompareAsync(per: true)).Series.SelectMany(s => s.Values), v => Assert.Null(v.Value));

        var inhabitants = await client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = Inhabitants() });
        await MeasureAsync(client, inhabitants, 2015, 1, "50000", "1804");
        await MeasureAsync(client, inhabitants, 2015, 1, "180000", "1601");
        await MeasureAsync(client, inhabitants, 2016, 1, "0", "1601");
        var per = await CompareAsync(per: true);
        Assert.Equal((2, 1), (per.Decimals, per.PerInhabitants));
        Assert.Equal([null, null, "1.67", null, "10", null], Values(per));
        Assert.Equal(
            [true, false, false, true, false, false],
            per.Series.SelectMany(s => s.Values.Select(v => v.WithoutInhabitants))
        );
        Assert.Equal(
            [("", ""), ("1601", "Trondheim"), ("1804", "")],
            (await client.ListIndicatorSeriesAsync(new() { Parent = cost.Name })).Series.Select(s =>
                (s.Municipality, s.MunicipalityDisplayName)
            )
        );
        Assert.Equal(
            [(inhabitants.Name, "NOT_PER_INHABITANT")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () =>
                    await client.CompareIndicatorAsync(
                        new()
                        {
                            Name = inhabitants.Name,
                            WholeProgramme = true,
                            PerInhabitant = true,
                        }
                    )
            )
        );
        Assert.Equal(
            [("municipalities", "COMPARE_NOBODY")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.CompareIndicatorAsync(new() { Name = cost.Name })
            )
        );
        Assert.Equal(
            [("municipalities[0]", "MUNICIPALITY_NUMBER"), ("last_year", "COMPARE_YEARS")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await client.CompareIndicatorAsync(
                        new()
                        {
                            Name = cost.Name,
                            Municipalities = { "Oslo" },
                            FirstYear = 2016,
                            LastYear = 2015,
                        }
                    )
            )
        );

        static IEnumerable<string?> Values(IndicatorComparison comparison) =>
            comparison.Series.SelectMany(s => s.Values.Select(v => v.Value?.Value));
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_cannot_be_is_refused_at_its_field(TestDatabase database, Transport transport)
    {
        var client = await OpenAsync(database, transport);
        async Task NotAsync(Action<Indicator> change, params (string, string)[] expected)
        {
            var asked = Days();
            change(asked);
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = asked })
                )
            );
        }
        await NotAsync(i => i.Title = " ", ("indicator.title", "REQUIRED"));
        await NotAsync(i => i.Unit = "", ("indicator.unit", "REQUIRED"));
        await NotAsync(i => i.Decimals = 7, ("indicator.decimals", "OUT_OF_RANGE"));
        await NotAsync(i => i.BaselineValue = Of("1e9"), ("indicator.baseline_value", "DECIMAL_MALFORMED"));
        await NotAsync(i => i.BaselineValue = Of("7.555"), ("indicator.baseline_value", "VALUE_DECIMALS"));
        await NotAsync(i => i.TargetValue = Of("9000000000001"), ("indicator.target_value", "DECIMAL_MALFORMED"));
        await NotAsync(i => i.BaselineDate = null, ("indicator.baseline_date", "INDICATOR_VALUE_WITHOUT_DATE"));
        await NotAsync(i => i.TargetValue = null, ("indicator.target_value", "INDICATOR_DATE_WITHOUT_VALUE"));
        await NotAsync(
            i => i.TargetDate = MeasureData.Day(new(2013, 1, 1)),
            ("indicator.target_date", "INDICATOR_TARGET_BEFORE")
        );
        await NotAsync(i => i.Municipality = "18a4", ("indicator.municipality", "MUNICIPALITY_NUMBER"));
        await NotAsync(i => i.PerInhabitantFactor = 100, ("indicator.per_inhabitant_factor", "PER_INHABITANT_FACTOR"));
        await NotAsync(i => i.Benefit = $"{Programme}/benefits/ingen", ("indicator.benefit", "NOT_FOUND"));
        await NotAsync(i => i.Benefit = "programmes/andre/benefits/ingen", ("indicator.benefit", "OTHER_PROGRAMME"));
        await NotAsync(
            i => (i.Kind, i.PerInhabitantFactor) = (IndicatorKind.Inhabitants, 1),
            ("indicator.period_kind", "INHABITANTS_BY_YEAR"),
            ("indicator.decimals", "INHABITANTS_WHOLE"),
            ("indicator.per_inhabitant_factor", "INHABITANTS_PER_INHABITANT")
        );

        var asked = Days();
        asked.Code = "N20510";
        var indicator = await client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = asked });
        await client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = Inhabitants() });
        async Task TakenAsync(Indicator other, string field, string reason) =>
            Assert.Equal(
                [(field, reason)],
                await Refusals.RefusedAsync(
                    StatusCode.AlreadyExists,
                    async () => await client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = other })
                )
            );
        await TakenAsync(new(Days()) { Code = "n20510" }, "indicator.code", "INDICATOR_CODE_TAKEN");
        await TakenAsync(new(Inhabitants()) { Code = "" }, "indicator.kind", "INHABITANTS_THERE");

        async Task NotMeasuredAsync(Action<Measurement> change, params (string, string)[] expected)
        {
            var request = Request(indicator, 2015, 1, "6");
            change(request.Measurement);
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, async () => await client.CreateMeasurementAsync(request))
            );
        }
        await NotMeasuredAsync(m => m.Source = "", ("measurement.source", "REQUIRED"));
        await NotMeasuredAsync(m => m.Value = null, ("measurement.value", "REQUIRED"));
        await NotMeasuredAsync(m => m.Value = Of("5.255"), ("measurement.value", "VALUE_DECIMALS"));
        await NotMeasuredAsync(m => m.Value = Of("5,2"), ("measurement.value", "DECIMAL_MALFORMED"));
        await NotMeasuredAsync(m => m.Municipality = "0000", ("measurement.municipality", "MUNICIPALITY_NUMBER"));
        await NotMeasuredAsync(
            m => m.PeriodStart = MeasureData.Day(new(2015, 2, 1)),
            ("measurement.period_start", "PERIOD_START_TERTIAL")
        );
        await NotMeasuredAsync(
            m => m.PeriodStart = MeasureData.Day(new(2099, 1, 1)),
            ("measurement.period_start", "PERIOD_NOT_BEGUN")
        );
        await NotMeasuredAsync(
            m => m.PeriodStart = MeasureData.Day(new(1814, 5, 1)),
            ("measurement.period_start", "PERIOD_OUT_OF_RANGE")
        );
        Assert.Empty((await client.ListIndicatorSeriesAsync(new() { Parent = indicator.Name })).Series);

        // Twice the same request is one measurement. Once something is measured, what it means stays.
        var twice = Request(indicator, 2015, 1, "6");
        twice.RequestId = "3c8f0b52-0a3c-4f1d-8a39-6c8cb0d0b8c2";
        Assert.Equal(await client.CreateMeasurementAsync(twice), await client.CreateMeasurementAsync(twice));
        async Task StaysAsync(Action<Indicator> change, string reason)
        {
            var changed = await client.GetIndicatorAsync(new() { Name = indicator.Name });
            change(changed);
            Assert.Equal(
                [(indicator.Name, reason)],
                await Refusals.RefusedAsync(
                    StatusCode.FailedPrecondition,
                    async () => await client.UpdateIndicatorAsync(new() { Indicator = changed })
                )
            );
        }
        await StaysAsync(i => i.PeriodKind = IndicatorPeriodKind.Month, "INDICATOR_PERIOD_FIXED");
        await StaysAsync(i => (i.Decimals, i.BaselineValue, i.TargetValue) = (0, Of("7"), Of("3")), "INDICATOR_DECIMALS_FIXED");
        Assert.Equal(
            [(indicator.Name, "INDICATOR_MEASURED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await client.DeleteIndicatorAsync(new() { Name = indicator.Name })
            )
        );
        var free = await client.GetIndicatorAsync(new() { Name = indicator.Name });
        (free.Title, free.Decimals, free.TargetValue) = ("Liggetid", 3, Of("2.125"));
        var updated = await client.UpdateIndicatorAsync(new() { Indicator = free });
        Assert.Equal(("Liggetid", "2.125"), (updated.Title, updated.TargetValue.Value));
        Assert.Equal(updated, await client.GetIndicatorAsync(new() { Name = indicator.Name }));
        await Refusals.RefusedAsync(
            StatusCode.Aborted,
            async () => await client.UpdateIndicatorAsync(new() { Indicator = new(free) { Etag = "gammel" } })
        );
        var unused = await client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = Days() });
        await client.DeleteIndicatorAsync(new() { Name = unused.Name, Etag = unused.Etag });
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await client.GetIndicatorAsync(new() { Name = unused.Name })
        );
    }

    internal static Google.Type.Decimal Of(string value) => new() { Value = value };

    /// <summary>Days in hospital: from 7.5 to 3, by tertial.</summary>
    internal static Indicator Days() =>
        new()
        {
            Title = "Liggetid etter utskrivningsklar",
            Unit = "døgn",
            Decimals = 2,
            Direction = IndicatorDirection.LowerIsBetter,
            PeriodKind = IndicatorPeriodKind.Tertial,
            Kind = IndicatorKind.Measure,
            Owner = "Leder for hjemmetjenesten",
            BaselineValue = Of("7.5"),
            BaselineDate = MeasureData.Day(new(2013, 12, 31)),
            BaselineSource = "IPLOS 2013",
            TargetValue = Of("3"),
            TargetDate = MeasureData.Day(new(2017, 12, 31)),
        };

    internal static Indicator Inhabitants() =>
        new()
        {
            Title = "Innbyggere",
            Code = "innbyggere",
            Unit = "personer",
            Direction = IndicatorDirection.HigherIsBetter,
            PeriodKind = IndicatorPeriodKind.Year,
            Kind = IndicatorKind.Inhabitants,
        };

    internal static CreateMeasurementRequest Request(
        Indicator indicator,
        int year,
        int number,
        string value,
        string municipality = "",
        string displayName = ""
    ) =>
        new()
        {
            Parent = indicator.Name,
            Measurement = new()
            {
                Municipality = municipality,
                PeriodStart = MeasureData.Day(
                    new(year, indicator.PeriodKind == IndicatorPeriodKind.Tertial ? (number * 4) - 3 : number, 1)
                ),
                Value = Of(value),
                Source = "IPLOS",
            },
            MunicipalityDisplayName = displayName,
        };

    internal static async Task<Measurement> MeasureAsync(
        BenefitsServiceClient client,
        Indicator indicator,
        int year,
        int number,
        string value,
        string municipality = "",
        string displayName = ""
    ) => await client.CreateMeasurementAsync(Request(indicator, year, number, value, municipality, displayName));

    internal static async Task<Measurement> AnswerAsync(
        BenefitsServiceClient client,
        Measurement measurement,
        MeasurementState state,
        string reason
    ) =>
        await client.VerifyMeasurementAsync(
            new()
            {
                Name = measurement.Name,
                Etag = measurement.Etag,
                State = state,
                Reason = reason,
            }
        );

    private async Task<BenefitsServiceClient> OpenAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("bodo-pfv2", "pfv2");
        return new(host.Invoker(transport));
    }
}
