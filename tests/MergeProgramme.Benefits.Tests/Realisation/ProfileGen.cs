using CsCheck;
using MergeProgramme.Benefits.Realisation;

namespace MergeProgramme.Benefits.Tests.Realisation;

/// <summary>Random measures for property tests.</summary>
internal static class ProfileGen
{
    public static readonly Gen<DateOnly> Day = Gen.Int[0, 3650].Select(d => new DateOnly(2013, 1, 1).AddDays(d));

    public static readonly Gen<long> Effect = Gen.Long[-9_999_999_999, 99_999_999_999];

    public static readonly Gen<(DateOnly Decided, int Lead, int Lag, int Ramp, long FullYear)> Inputs = Gen.Select(
        Day,
        Gen.Int[0, 36],
        Gen.Int[0, 12],
        Gen.Int[0, 24],
        Effect
    );

    public static readonly Gen<EffectProfile> Profile = Inputs.Select(i =>
        EffectProfile.Of(i.Decided, i.Lead, i.Lag, i.Ramp, i.FullYear)
    );

    public static readonly Gen<CostSpan> Cost = Gen.Select(
        Gen.Int[0, 60],
        Gen.Int[0, 40],
        Gen.Long[1, 9_999_999_999],
        (start, months, amount) => new CostSpan(new Month(2013, 1).Plus(start), new Month(2013, 1).Plus(start + months), amount)
    );

    public static readonly Gen<DrawnMeasure[]> Measures = Gen.Select(
            Inputs,
            Gen.Int[0, 9],
            Gen.Int[0, 5],
            Gen.Long[0, 5_000_000],
            Gen.Int[1, 100],
            Cost.Array[0, 2]
        )
        .Array[1, 8]
        .Select(all =>
            all.Select(
                    (m, index) =>
                        new DrawnMeasure(
                            $"programmes/x/measures/{index}",
                            m.Item1.Decided,
                            (m.Item1.Lead, m.Item1.Lead + m.Item2, m.Item1.Lag, m.Item1.Lag + m.Item3),
                            m.Item1.Ramp,
                            m.Item1.FullYear - m.Item4,
                            m.Item1.FullYear,
                            m.Item1.FullYear + (m.Item4 / 2),
                            m.Item5,
                            m.Item6
                        )
                )
                .ToArray()
        );
}
