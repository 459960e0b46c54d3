using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Procurement.Tests;

/// <summary>What the mandates module tells about a decided mandate, as far as procurement reads it.</summary>
internal static class SampleMandates
{
    public static Mandate A4(string version = "1") =>
        new()
        {
            Name = $"programmes/indre-ostfold/subProjects/a4/mandates/{version}",
            Title = "A4 Helse, sosial og omsorg",
            State = MandateState.Decided,
            Sections =
            {
                new Section { Number = "1", Body = "Fem kommuner blir én." },
                new Section
                {
                    Number = "4.1",
                    Body = "Ett journalsystem må velges.\n",
                    ProcurementRelevance = ProcurementRelevance.Yes,
                },
            },
            Decision = new() { Verdict = Verdict.Start },
        };
}
