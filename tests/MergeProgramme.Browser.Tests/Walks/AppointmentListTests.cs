using MergeProgramme.Organisation.V1;
using Microsoft.Playwright;

namespace MergeProgramme.Browser.Tests.Walks;

/// <summary>A working group is manned from a pasted list, and one of its members is replaced.</summary>
public sealed class AppointmentListTests(Chromium chromium)
{
    private const string Group = "Arbeidsgruppe IKT og velferdsteknologi";
    private const string NoNames = "Rolle;Kommune\nMedlem;Askim";

    private const string WithMistakes = """
        Navn;Rolle;Kommune
        Petter Lundsvoll;medlem;Trøgstad
        Randi Oppegårdli;leder;Hobøl;100;200
        Siv Ramnæsli;medlem;Sarpsborg kommune
        Trine Skjønhaugli;medlem;Askim
        """;

    private const string Mended = """
        Navn;Rolle;Kommune
        Petter Lundsvoll;medlem;Trøgstad
        Randi Oppegårdli;leder;Hobøl
        Siv Ramnæsli;medlem;Spydeberg
        """;

    [Fact]
    public async Task A_list_with_mistakes_is_shown_line_by_line_mended_and_saved_and_a_member_is_replaced()
    {
        await using var walk = await OfficeWalk.BeginAsync(chromium);
        var last = OfficeWalk.Today.AddDays(40);
        var before = await AppointedAsync(walk);

        await walk.NavigateAsync("Organer");
        await walk.FollowAsync(Group);
        await walk.FollowAsync("Lim inn liste");
        await Assertions.Expect(walk.Field("Body").Locator("option:checked")).ToHaveTextAsync(Group);

        // Columns of which none is a name: the whole list is refused at its field, and stays there to be mended.
        await walk.FillAsync(("Text", NoNames), ("StartDate", OfficeWalk.Iso(OfficeWalk.Today)));
        await walk.PressAsync("Kontroller listen");
        await walk.IsWrongAsync("Text", "navn");
        await Assertions.Expect(walk.Field("Text")).ToHaveValueAsync(NoNames);

        // Cells too many, a municipality that is none of the programme's, and somebody who is there already.
        await walk.FillAsync(("Text", WithMistakes));
        await walk.PressAsync("Kontroller listen");
        await walk.SeeAsync("4 linjer", "3 linjer må rettes");
        await OfficeWalk.SeeInAsync(walk.Row("Petter Lundsvoll"), "2", "Ny person");
        await OfficeWalk.SeeInAsync(walk.Row("Randi Oppegårdli"), "3", "Linjen har 5 kolonner, og listen har 3");
        await OfficeWalk.SeeInAsync(walk.Row("Siv Ramnæsli"), "4", "Sarpsborg");
        await OfficeWalk.SeeInAsync(walk.Row("Trine Skjønhaugli"), "5", $"Trine Skjønhaugli er allerede oppnevnt i {Group}");
        Assert.Equal(before, await AppointedAsync(walk));

        await walk.FillAsync(("Text", Mended));
        await walk.PressAsync("Kontroller listen");
        await walk.SeeAsync("Klar til å lagres");
        Assert.Equal(before, await AppointedAsync(walk));
        await walk.PressAsync("Oppnevn alle 3");
        await walk.SeeAsync("3 er oppnevnt, 3 av dem er nye personer", "4 medlemmer");
        await OfficeWalk.SeeInAsync(walk.Row("Petter Lundsvoll"), "Medlem", "Trøgstad");
        await OfficeWalk.SeeInAsync(walk.Row("Randi Oppegårdli"), "Leder", "Hobøl");
        await OfficeWalk.SeeInAsync(walk.Row("Siv Ramnæsli"), "Medlem", "Spydeberg");
        Assert.Equal(before + 3, await AppointedAsync(walk));

        // One goes out and another comes in, in one act; both stand there.
        await walk.FollowAsync("Bytt ut: Petter Lundsvoll");
        await walk.FillAsync(("LastDate", OfficeWalk.Iso(last)), ("Successor", "Grete Båstadlund, avdelingsleder"));
        await walk.PressAsync("Bytt");
        await walk.SeeAsync($"Petter Lundsvoll går ut, og Grete Båstadlund kommer inn fra {OfficeWalk.Shown(last.AddDays(1))}");
        var coming = walk.Page.Locator("section[aria-labelledby=coming]");
        await OfficeWalk.SeeInAsync(coming, "Grete Båstadlund", "etter Petter Lundsvoll", OfficeWalk.Shown(last.AddDays(1)));
        await OfficeWalk.SeeInAsync(walk.Row("Petter Lundsvoll").First, OfficeWalk.Shown(last));
        await walk.LeaveByAsync(coming.GetByRole(AriaRole.Link, new() { Name = "Grete Båstadlund", Exact = true }));
        await walk.SeeAsync(Group, "Styringsgruppe A4");
        walk.End();
    }

    private static async Task<int> AppointedAsync(OfficeWalk walk) =>
        (
            await walk.Clients.Organisation.ListAppointmentsAsync(
                new ListAppointmentsRequest { Parent = OfficeWalk.IndreOstfold, PageSize = 1000 }
            )
        )
            .Appointments
            .Count;
}
