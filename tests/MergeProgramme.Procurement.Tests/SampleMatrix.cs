using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Procurement.Tests;

/// <summary>Two municipalities that become one on 1 January 2020, and a function that they run systems for.</summary>
internal static class SampleMatrix
{
    public static async Task WriteAsync(RunningHost host)
    {
        var organisation = new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.InProcess));
        var programme = await organisation.GetProgrammeAsync(new() { Name = await host.ProgrammeAsync("indre-ostfold", "a4") });
        programme.VestingDate = new()
        {
            Year = 2020,
            Month = 1,
            Day = 1,
        };
        await organisation.UpdateProgrammeAsync(new() { Programme = programme });
        foreach (
            var (id, title, number, organisationNumber, role) in ((string, string, string, string, MunicipalityRole)[])
                [
                    ("askim", "Askim", "0124", "310401102", MunicipalityRole.Merging),
                    ("hobol", "Hobøl", "0138", "310403040", MunicipalityRole.Merging),
                    ("indre-ostfold", "Indre Østfold", "3014", "310405957", MunicipalityRole.Merged),
                ]
        )
            await organisation.CreateMunicipalityAsync(
                new()
                {
                    Parent = programme.Name,
                    MunicipalityId = id,
                    Municipality = new()
                    {
                        DisplayName = title,
                        Number = number,
                        OrganisationNumber = organisationNumber,
                        Role = role,
                    },
                }
            );
        await new V1.ProcurementService.ProcurementServiceClient(host.Invoker(Transport.InProcess)).CreateServiceFunctionAsync(
            new()
            {
                Parent = programme.Name,
                ServiceFunctionId = "journal",
                ServiceFunction = new() { Title = "Elektronisk pasientjournal", NeededOnVestingDay = true },
            }
        );
    }
}
