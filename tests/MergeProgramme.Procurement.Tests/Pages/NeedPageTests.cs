using System.Net;
using MergeProgramme.Procurement.Needs;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Tests.Pages;

[Collection("hosts")]
public sealed class NeedPageTests(SharedHosts hosts)
{
    private const string Programme = "programmes/indre-ostfold";

    [Fact]
    public async Task A_need_is_added_by_hand_and_set_aside_with_a_reason()
    {
        var (host, client) = await HostAsync();
        using var reader = new PageReader(host);
        Assert.Contains("Ingen behov er meldt ennå", await reader.ReadAsync($"/{Programme}/needs"), StringComparison.Ordinal);
        var (location, _) = await reader.SendAsync(
            $"/{Programme}/needs/new",
            ("Title", "Felles journalsystem"),
            ("Description", "Ett må velges"),
            ("SubProject", $"{Programme}/subProjects/a4"),
            ("Responsible", ""),
            ("State", "Raised"),
            ("StateReason", "")
        );
        Assert.Equal($"/{Programme}/needs/felles-journalsystem", location);
        var list = await reader.ReadAsync($"/{Programme}/needs");
        Assert.Contains("A1 Delprosjekt a4", list, StringComparison.Ordinal);
        Assert.Contains("Ingen ansvarlig", list, StringComparison.Ordinal);
        Assert.Contains("Lagt inn for hånd", list, StringComparison.Ordinal);

        (string, string)[] aside =
        [
            ("Title", "Felles journalsystem"),
            ("Description", "Ett må velges"),
            ("SubProject", ""),
            ("Responsible", "IKT-leder"),
            ("State", "SetAside"),
        ];
        (location, var html) = await reader.SendAsync($"{location}/edit", [.. aside, ("StateReason", "")]);
        Assert.Null(location);
        Assert.Contains("id=\"StateReason-error\"", html, StringComparison.Ordinal);
        Assert.Contains("Skriv hvorfor behovet legges til side.", html, StringComparison.Ordinal);

        var name = $"{Programme}/needs/felles-journalsystem";
        (location, _) = await reader.SendAsync($"/{name}/edit", [.. aside, ("StateReason", "Vertskommunens avtale dekker det")]);
        Assert.Equal($"/{name}", location);
        Assert.Contains("Vertskommunens avtale dekker det", await reader.ReadAsync($"/{name}"), StringComparison.Ordinal);
        Assert.Equal(NeedState.SetAside, (await client.GetNeedAsync(new() { Name = name })).State);
    }

    [Fact]
    public async Task A_need_and_the_mandate_that_raised_it_are_linked()
    {
        var (host, _) = await HostAsync();
        var mandate = SampleMandates.A4();
        await host.Database("mandates")
            .WriteAsync(
                session =>
                {
                    session.Append("mandates.mandate.decided", mandate.Name, mandate);
                    return Task.FromResult(true);
                },
                ""
            );
        await host.CaughtUpAsync(RaiseNeed.ConsumerName, "mandates");
        using var reader = new PageReader(host);
        var link = $"href=\"/{Programme}/sub-projects/a4/mandates/1\"";
        Assert.Contains(link, await reader.ReadAsync($"/{Programme}/needs"), StringComparison.Ordinal);
        Assert.Contains(link, await reader.ReadAsync($"/{Programme}/needs/a4-mandate-1"), StringComparison.Ordinal);
        var ofMandate = await reader.ReadAsync($"/{Programme}/needs?mandate={Uri.EscapeDataString(mandate.Name)}");
        Assert.Contains("/needs/a4-mandate-1\"", ofMandate, StringComparison.Ordinal);
        var ofOther = await reader.ReadAsync($"/{Programme}/needs?mandate={Uri.EscapeDataString(mandate.Name)}0");
        Assert.Contains("Mandatet har ikke meldt noe behov", ofOther, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        var (host, _) = await HostAsync();
        using var reader = new PageReader(host);
        await reader.ReadAsync("/programmes/finnes-ikke/needs", HttpStatusCode.NotFound);
        await reader.ReadAsync($"/{Programme}/needs/finnes-ikke", HttpStatusCode.NotFound);
        await reader.ReadAsync($"/{Programme}/needs/Å", HttpStatusCode.BadRequest);
    }

    private async Task<(RunningHost Host, ProcurementServiceClient Client)> HostAsync()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        await host.ProgrammeAsync("indre-ostfold", "a4");
        return (host, new(host.Invoker(Transport.InProcess)));
    }
}
