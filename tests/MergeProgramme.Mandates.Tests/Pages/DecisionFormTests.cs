using MergeProgramme.Mandates.Pages;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Mandates.Tests.Pages;

public sealed class DecisionFormTests
{
    private static readonly Appointment[] Appointments =
    [
        Held("kari", "Kari Leder", AppointmentRole.Chair),
        Held("ola", "Ola Sekretær", AppointmentRole.Secretary),
        Held("eva", "Eva Medlem", AppointmentRole.Member),
        Held("kari", "Kari Leder", AppointmentRole.Secretary),
    ];

    private static Appointment Held(string id, string name, AppointmentRole role) =>
        new()
        {
            Person = id,
            PersonDisplayName = name,
            Role = role,
        };

    [Fact]
    public void Those_ticked_were_there_once_with_the_vote_that_their_role_gives()
    {
        var form = new DecisionForm
        {
            Present = ["kari", "ola"],
            Others = [new AttendeeRow(), new AttendeeRow { DisplayName = "Vara Vararepresentant", Voting = true }],
        };

        var present = form.ToDecision("programmes/x/bodies/b", new DateOnly(2017, 12, 20), Appointments).Present;

        Assert.Equal(
            [("Kari Leder", true), ("Ola Sekretær", false), ("Vara Vararepresentant", true)],
            present.Select(one => (one.DisplayName, one.Voting))
        );
        Assert.Equal("Present", form.Field("decision.present[1].display_name"));
        Assert.Equal("Others[1].DisplayName", form.Field("decision.present[2].display_name"));
    }

    [Theory]
    [InlineData("decision.place", "Place")]
    [InlineData("decision.decision_date", "Date")]
    [InlineData("decision.votes_for", "VotesFor")]
    [InlineData("decision.conditions[0].due_date", "Conditions[1].DueDate")]
    [InlineData("decision.signatories", "Signatories[0].DisplayName")]
    [InlineData("decision.dissents[0].display_name", "Dissents[0].DisplayName")]
    [InlineData("etag", null)]
    public void An_error_stands_at_the_field_that_it_is_about(string path, string? field)
    {
        var form = new DecisionForm
        {
            Conditions = [new ConditionRow(), new ConditionRow { Text = "Finansiering" }],
            Dissents = [new DissentRow { DisplayName = "Eva Medlem" }],
        };
        form.ToDecision("programmes/x/bodies/b", null, Appointments);

        Assert.Equal(field, form.Field(path));
    }
}
