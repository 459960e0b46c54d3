using System.Globalization;
using Google.Type;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>Meetings in the words of those who go to them.</summary>
internal static class MeetingWords
{
    /// <summary>"tirsdag 16.1.2018".</summary>
    public static string Day(Google.Type.Date date) => $"{DayName(date.ToDateOnly()!.Value)} {Formats.Date(date)}";

    /// <summary>"kl. 9.00–11.30"; in English "09:00–11:30".</summary>
    public static string Time(IStringLocalizer texts, Meeting meeting) =>
        meeting.EndTime is null
            ? texts["Meeting.Time.Open", Clock(texts, meeting.StartTime)].Value
            : texts["Meeting.Time", Clock(texts, meeting.StartTime), Clock(texts, meeting.EndTime)].Value;

    /// <summary>What the meeting is called in a list: its title, or that it is an ordinary one.</summary>
    public static string Title(IStringLocalizer texts, Meeting meeting) =>
        meeting.Title.Length > 0 ? meeting.Title : texts["Meeting"].Value;

    /// <summary>"2 virkedager før møtet. Ikke medregnet: skjærtorsdag 17.4.2014 …": why the papers are due on their day. Empty without a due date.</summary>
    public static string WhyDue(IStringLocalizer texts, Meeting meeting)
    {
        if (meeting.PapersDays == 0)
            return "";
        var rule = texts[
            meeting.PapersDays == 1 ? $"Papers.Rule.{meeting.PapersDayKind}.1" : $"Papers.Rule.{meeting.PapersDayKind}",
            meeting.PapersDays
        ].Value;
        if (meeting.PapersSkippedDates.Count == 0)
            return $"{rule}.";
        var skipped = meeting.PapersSkippedDates.Select(d => Named(texts, d.ToDateOnly()!.Value)).ToList();
        return $"{rule}. {texts["Papers.Skipped", string.Join(", ", skipped)].Value}.";
    }

    /// <summary>A day that does not count, by what it is called: the holiday, or else the day of the week.</summary>
    public static string Named(IStringLocalizer texts, DateOnly day)
    {
        var name = NorwegianCalendar.IsPublicHoliday(day)
            ? texts[$"Holiday.{NorwegianCalendar.PublicHolidays(day.Year).First(h => h.Date == day).Holiday}"].Value
            : DayName(day);
        return $"{name} {Formats.Date(day)}";
    }

    /// <summary>The colour of the tag that shows a state.</summary>
    public static string Color(MeetingState state) =>
        state switch
        {
            MeetingState.PapersSent => "info",
            MeetingState.Held => "warning",
            MeetingState.MinutesApproved => "success",
            MeetingState.Cancelled => "danger",
            _ => "neutral",
        };

    /// <summary>The colour of the tag that shows what became of an item.</summary>
    public static string Color(Outcome outcome) =>
        outcome switch
        {
            Outcome.Adopted => "success",
            Outcome.Amended => "info",
            Outcome.Deferred => "warning",
            Outcome.Rejected => "danger",
            _ => "neutral",
        };

    /// <summary>What a time field shows: "09:00"; empty for none.</summary>
    public static string Field(TimeOfDay? time) => time?.ToTimeOnly().ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Reads a time field: "9", "9.30", "09:30". Null where it is none.</summary>
    public static TimeOfDay? Read(string? text) =>
        TimeOnly.TryParseExact(
            (text ?? "").Trim().Replace('.', ':'),
            ["H:mm", "HH:mm", "%H", "HH"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? time.ToTimeOfDay()
            : null;

    private static string DayName(DateOnly day) => CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day.DayOfWeek);

    private static string Clock(IStringLocalizer texts, TimeOfDay time) =>
        time.ToTimeOnly().ToString(texts["Meeting.Clock"].Value, CultureInfo.InvariantCulture);
}
