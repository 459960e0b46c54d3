using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Type;
using MergeProgramme.Host;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Client = MergeProgramme.Mandates.V1.MandatesService.MandatesServiceClient;

namespace MergeProgramme.Bench;

/// <summary>A mandate of 300 pages read in from Word, until its candidates can be decided on, held against writing the same mandate to Word.</summary>
internal static class ImportBench
{
    private const int CharactersOfSection = 90_000;
    private const int CharactersOfPage = 3000;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mergeprogramme-bench-");
        await using var app = Composition.Build(
            ["--Listen:Pages=http://127.0.0.1:0", "--Listen:Grpc=http://127.0.0.1:0", $"--Database:Folder={folder.FullName}"],
            builder => builder.Services.AddSingleton<IStartupFilter, BenchCaller.Requests>()
        );
        BenchCaller.Current = Caller.Internal("bench");
        await app.StartAsync();
        Caller.Set(BenchCaller.Current);
        var mandates = app.Services.GetRequiredService<Client>();
        var mandate = await FillAsync(app.Services.GetRequiredService<OrganisationService.OrganisationServiceClient>(), mandates);
        var parent = mandate.Name[..mandate.Name.IndexOf("/mandates/", StringComparison.Ordinal)];
        var content = ByteString.Empty;
        var last = new Import();
        async Task Export(int times)
        {
            for (var i = 0; i < times; i++)
                content = (await mandates.ExportMandateAsync(new() { Name = mandate.Name })).Content;
        }
        async Task Read(int times)
        {
            for (var i = 0; i < times; i++)
            {
                last = await mandates.CreateImportAsync(
                    new()
                    {
                        Parent = parent,
                        Import = new() { Template = mandate.Template, FileName = "mandat.docx" },
                        Content = content,
                    }
                );
                while (last.State == ImportState.Reading)
                {
                    await Task.Delay(10);
                    last = await mandates.GetImportAsync(new() { Name = last.Name });
                }
                if (last.State != ImportState.Ready || last.PlacedSections.Count < 10)
                    throw new InvalidOperationException($"The import is {last.State}: {last.Failure}");
                await mandates.DeleteImportAsync(new() { Name = last.Name });
            }
        }

        var times = await Measure.CallsAsync((1, Export), (1, Read));

        var candidates = last.CandidateCounts.Sum(count => count.Total);
        Console.WriteLine(
            $"A mandate of {last.Length / CharactersOfPage} pages, {content.Length / 1024} KB as .docx, {candidates} candidates"
        );
        Console.WriteLine($"  written to Word                       {Measure.Nanoseconds(times[0])}");
        Console.WriteLine($"  read in, until it can be gone through {Measure.Nanoseconds(times[1])}");
        Measure.Goal("time of reading against writing", times[1] / times[0], 20, atLeast: false, "×");
        Console.WriteLine();
        await app.StopAsync();
        SqliteConnection.ClearAllPools();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task<Mandate> FillAsync(OrganisationService.OrganisationServiceClient organisation, Client mandates)
    {
        var programme = await organisation.CreateProgrammeAsync(
            new()
            {
                Programme = new() { DisplayName = "Ny kommune", Kind = ProgrammeKind.MunicipalMerger },
            }
        );
        var subProject = await organisation.CreateSubProjectAsync(
            new()
            {
                Parent = programme.Name,
                SubProject = new()
                {
                    Code = "A4",
                    DisplayName = "Helse",
                    Kind = SubProjectKind.Administrative,
                },
            }
        );
        var mandate = await mandates.CreateMandateAsync(
            new()
            {
                Parent = subProject.Name,
                Mandate = new()
                {
                    Title = "Mandat",
                    Template = "templates/difi-konseptfase-3.0",
                    DocumentDate = new Date
                    {
                        Year = 2017,
                        Month = 12,
                        Day = 6,
                    },
                },
            }
        );
        foreach (var section in mandate.Sections)
        {
            await mandates.UpdateSectionAsync(
                new()
                {
                    Section = new() { Name = section.Name, Body = Text() },
                    UpdateMask = new() { Paths = { "body" } },
                }
            );
        }
        return mandate;
    }

    // Paragraphs such as mandates have: sentences, and now and then a date, an amount, a person.
    private static string Text()
    {
        var text = new StringBuilder();
        for (var i = 1; text.Length < CharactersOfSection - 500; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"Avsnitt {i}. De fem kommunene har ulik organisering, ulik tildeling av tjenester og ulik status på bygg og teknologi, og skal samles til å bli én. "
            );
            if (i % 4 == 0)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"Arbeidet er ferdig i {1 + (i % 4)}. kvartal 2018 og koster {i} 000 kr. "
                );
            if (i % 10 == 0)
                text.Append("Ansvarlig er Kari Nordvik, kommunalsjef helse. ");
            text.Append("Sentrale krav og føringer legges til grunn.\n\n");
        }
        return text.ToString().TrimEnd();
    }
}
