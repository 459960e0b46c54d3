using CsCheck;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Access.Tests.Grants;

public sealed class CallerGrantsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Known =
    [
        "programmes/-",
        "programmes/x",
        "programmes/xy",
        "programmes/x/subProjects/a4",
        "programmes/x/subProjects/a40",
        "programmes/x/subProjects/a4/mandates/1",
        "programmes/y",
        "programmes/y/needs/n",
        "",
    ];

    private static readonly Gen<string> Names = Gen.Int[0, Known.Length - 1].Select(i => Known[i]);

    [Theory]
    [InlineData("programmes/x", "programmes/x", true)]
    [InlineData("programmes/x", "programmes/x/bodies/b", true)]
    [InlineData("programmes/x", "programmes/xy", false)]
    [InlineData("programmes/x", "programmes/xy/bodies/b", false)]
    [InlineData("programmes/x", "", false)]
    [InlineData("programmes/x", "programmes/-", false)]
    [InlineData("programmes/x/subProjects/a4", "programmes/x", false)]
    [InlineData("programmes/x/subProjects/a4", "programmes/x/subProjects/-", true)]
    [InlineData("programmes/x/subProjects/a4", "programmes/y/subProjects/-", false)]
    [InlineData("programmes/x/subProjects/a4", "programmes/x/subProjects/a4/mandates/-", true)]
    [InlineData("programmes/x/subProjects/a4", "programmes/x/subProjects/a40/mandates/1", false)]
    [InlineData("programmes/-", "", true)]
    [InlineData("programmes/-", "programmes/y/needs/n", true)]
    public void A_grant_covers_its_scope_and_what_stands_below_it(string scope, string resource, bool covered) =>
        Assert.Equal(covered, Of(scope).May("mandates.read", resource));

    [Fact]
    public void A_permission_is_held_by_what_covers_the_resource_and_by_nothing_else() =>
        Gen.Select(Names.Array[0, 4], Names)
            .Sample(
                (scopes, resource) =>
                {
                    var held = Of(scopes).May("mandates.read", resource);
                    var expected = scopes.Any(s =>
                        s == "programmes/-"
                        || s == resource
                        || (s.Length > 0 && $"{resource}/".StartsWith($"{s}/", StringComparison.Ordinal))
                    );
                    return held == expected && !Of(scopes).May("mandates.write", resource);
                }
            );

    [Fact]
    public void Whoever_may_anything_in_a_programme_knows_it_and_whoever_knows_none_may_nothing() =>
        Gen.Select(Names.Array[0, 4], Names)
            .Sample(
                (scopes, resource) =>
                    !resource.StartsWith("programmes/", StringComparison.Ordinal)
                    || resource == "programmes/-"
                    || !Of(scopes).May("mandates.read", resource)
                    || Of(scopes).Knows(string.Join('/', resource.Split('/').Take(2)))
            );

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("2026-11-24", "2026-11-24", true)]
    [InlineData("2026-11-25", null, false)]
    [InlineData(null, "2026-11-23", false)]
    public void A_grant_holds_on_its_days(string? start, string? end, bool holds)
    {
        var grants = new V1.Grants { State = PrincipalState.Active };
        grants.Grants_.Add(
            new Grant
            {
                Scope = "programmes/x",
                Permissions = { "mandates.read" },
                StartDate = start is null
                    ? null
                    : DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture).ToDate(),
                EndDate = end is null ? null : DateOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture).ToDate(),
            }
        );
        Assert.Equal(holds, CallerGrants.At(grants, Now).May("mandates.read", "programmes/x"));
    }

    [Fact]
    public void A_day_ends_at_midnight_in_Norway()
    {
        var grants = new V1.Grants { State = PrincipalState.Active };
        grants.Grants_.Add(
            new Grant
            {
                Scope = "programmes/x",
                Permissions = { "mandates.read" },
                EndDate = new DateOnly(2026, 11, 24).ToDate(),
            }
        );
        var midnight = new DateTimeOffset(2026, 11, 24, 23, 0, 0, TimeSpan.Zero);
        Assert.True(CallerGrants.At(grants, midnight.AddTicks(-1)).May("mandates.read", "programmes/x"));
        Assert.False(CallerGrants.At(grants, midnight).May("mandates.read", "programmes/x"));
    }

    [Fact]
    public void Confidential_records_are_closed_to_the_roles_of_the_installation()
    {
        var closed = Of("programmes/-");
        Assert.True(closed.May("mandates.read", "programmes/x"));
        Assert.False(closed.May("mandates.read", "programmes/x", confidential: true));
    }

    [Theory]
    [InlineData("mandates.read", "mandates.read", true)]
    [InlineData("mandates.read", "mandates.write", false)]
    [InlineData("access.grant", "access.grant", false)]
    [InlineData("operations.operate", "operations.operate", false)]
    [InlineData("access.read", "access.read", true)]
    public void A_system_may_what_its_token_names_and_never_manages_access(string scope, string permission, bool may)
    {
        var grants = new V1.Grants { State = PrincipalState.Active };
        grants.Grants_.Add(new Grant { Scope = "programmes/x", Permissions = { CallerGrants.AllOfToken } });
        Assert.Equal(may, CallerGrants.At(grants, Now).May(permission, "programmes/x", [scope]));
        Assert.False(CallerGrants.At(grants, Now).May(permission, "programmes/x"));
    }

    private static CallerGrants Of(params string[] scopes)
    {
        var grants = new V1.Grants { State = PrincipalState.Active };
        grants.Grants_.Add(scopes.Select(s => new Grant { Scope = s, Permissions = { "mandates.read" } }));
        return CallerGrants.At(grants, Now);
    }
}
