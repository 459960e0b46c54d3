using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Access.Pages;

/// <summary>A role assignment in words.</summary>
internal static class AssignmentWords
{
    /// <summary>From when to when.</summary>
    public static string PeriodOf(RoleAssignment a, IStringLocalizer<Texts> texts) =>
        a.ExpireTime is not null
            ? texts["Assignment.Until", NorwegianTime.Format(a.ExpireTime.ToDateTimeOffset())]
            : (a.StartDate.ToDateOnly(), a.EndDate.ToDateOnly()) switch
            {
                (null, null) => texts["Assignment.Always"],
                ({ } start, null) => texts["Assignment.From", NorwegianTime.Format(start)],
                (null, { } end) => texts["Assignment.To", NorwegianTime.Format(end)],
                ({ } start, { } end) => texts["Assignment.FromTo", NorwegianTime.Format(start), NorwegianTime.Format(end)],
            };
}
