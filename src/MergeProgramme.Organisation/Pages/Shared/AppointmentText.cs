using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Organisation.Pages.Shared;

/// <summary>An appointment in the words of the reader.</summary>
internal static class AppointmentText
{
    /// <summary>For whom the person sits there: "Hobøl", "Fagforbundet (tillitsvalgt)", "Vernetjenesten".</summary>
    public static string For(IStringLocalizer texts, Appointment appointment) =>
        appointment.Representation switch
        {
            Representation.Municipality => appointment.MunicipalityDisplayName,
            Representation.Union => texts["For.Union", appointment.Organisation].Value,
            Representation.External => appointment.Organisation,
            Representation.SafetyService when appointment.Organisation.Length > 0 => texts[
                "For.SafetyService",
                appointment.Organisation
            ].Value,
            var other => texts[$"Representation.{other}"].Value,
        };

    /// <summary>"fra 1.10.2017", "1.10.2017–30.4.2018".</summary>
    public static string Period(IStringLocalizer texts, Appointment appointment)
    {
        var start = NorwegianTime.Format(appointment.StartDate.ToDateOnly()!.Value);
        return appointment.EndDate.ToDateOnly() is { } end
            ? $"{start}–{NorwegianTime.Format(end)}"
            : texts["Appointment.From", start].Value;
    }
}
