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
            Representation.ChiefSafetyRepresentative => texts["For.ChiefSafetyRepresentative"].Value,
            Representation.SafetyService when appointment.Organisation.Length > 0 => texts[
                "For.SafetyService",
                appointment.Organisation
            ].Value,
            var other => texts[$"Representation.{other}"].Value,
        };

    /// <summary>"Leder"; of a deputy for whom, and in what order: "Varamedlem nr. 1 for Kari Berg".</summary>
    public static string Role(IStringLocalizer texts, Appointment appointment)
    {
        var role = texts[$"AppointmentRole.{appointment.Role}"].Value;
        if (appointment.CallOrder > 0)
            role = texts["Role.Number", role, appointment.CallOrder].Value;
        return appointment.DeputyForDisplayName.Length > 0
            ? texts["Role.DeputyFor", role, appointment.DeputyForDisplayName].Value
            : role;
    }

    /// <summary>"fra 1.10.2017", "1.10.2017–30.4.2018".</summary>
    public static string Period(IStringLocalizer texts, Appointment appointment)
    {
        var start = NorwegianTime.Format(appointment.StartDate.ToDateOnly()!.Value);
        return appointment.EndDate.ToDateOnly() is { } end
            ? $"{start}–{NorwegianTime.Format(end)}"
            : texts["Appointment.From", start].Value;
    }
}
